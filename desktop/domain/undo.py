"""Taking back a save (撤销): what of it can be put back, what stays because it was touched since, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.change import Cell, Value
from desktop.domain.codes import Subject


class Fate(StrEnum):
    """What becomes of one record when a save is taken back."""

    REVERSED = "reversed"
    KEPT = "kept"
    IMPOSSIBLE = "impossible"


class Act(StrEnum):
    """How a record is put back."""

    RESTORE = "restore"  # its fields read again as before
    VOID = "void"  # the save made it: it is void now, readable and restorable
    REMOVE = "remove"  # a step or a stay the save made: gone from the ledger, kept in the journal
    PUT_BACK = "put_back"  # an earlier undo took the step or stay away: it stands again
    STAY = "stay"  # it hangs on a record that becomes void with this undo


@dataclass(frozen=True, slots=True)
class Save:
    """One deed of a person as the list of recent ones shows it; *undone_by* is the save that took it back.

    *again* is the save by which it stands again after an undo. An undo carries the *action* of the deed behind it and
    as *level* how many undos lie between: odd takes it back, even brings it back. *final*: it made something that
    stands for good (`FOR_GOOD`, what others decided, what was erased), so that no undo takes it back.
    """

    id: str
    action: str
    who: str
    at: str
    subject: Subject | None
    entity: str
    records: int
    cells: int
    undoes: str = ""
    undone_by: str = ""
    again: str = ""
    level: int = 0
    title: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class CellStep:
    """What a save did to one cell; *standing*: nobody changed it since, *clear*: what stood before is known."""

    cell: Cell
    before: Value
    after: Value
    standing: bool
    clear: bool = True


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What planning needs to know of one record that a save touched.

    *made* and *unmade*: the save brought it into the ledger or took it out; *voidable*: it is voided rather than taken
    out; *links* are the records it hangs on; *touched* names what was done with it since, *occupied* says that its old
    place is taken.
    """

    subject: Subject
    entity: str
    title: str = ""
    made: bool = False
    unmade: bool = False
    voidable: bool = True
    links: tuple[str, ...] = ()
    touched: str = ""
    occupied: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class ReversalLine:
    """One record of the save: its *fate*, the *act* or the code of the *reason* why not, and the cells it is about."""

    subject: Subject
    entity: str
    title: str
    fate: Fate
    act: Act | None
    reason: str
    cells: tuple[CellStep, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reversal:
    """What taking back *save* would do; *basis* is how long the journal was when it was looked at.

    *needs_reason*: something of it stood on a form that was handed over.
    """

    save: Save
    lines: tuple[ReversalLine, ...]
    basis: int
    needs_reason: bool = False

    def of(self, fate: Fate) -> tuple[ReversalLine, ...]:
        """Return the lines of one bucket."""
        return tuple(line for line in self.lines if line.fate is fate)

    @property
    def possible(self) -> bool:
        """Whether there is anything to put back."""
        return any(line.fate is Fate.REVERSED and line.act is not Act.STAY for line in self.lines)


# what stands for good once it was made, and why: no undo of ours takes it back
FOR_GOOD: Mapping[str, str] = {
    "filing": "filing_kept",
    "filing_step": "handed_over",
    "form": "form_kept",
    "application_snapshot": "series_handed_in",
    "person": "person_signs",
    "workspace": "workspace_begun",
}
_PLACES = frozenset({Subject.ASSIGNMENT, Subject.TIER})  # apart from the enterprise's own fields


def weigh(steps: Sequence[CellStep], records: Sequence[RecordFacts]) -> tuple[ReversalLine, ...]:
    """Return what taking a save back comes to, record by record.

    Fields of a record that stood before are put back one by one; what a save made together (a step and the record it
    moved on, two stays of one enterprise) goes back together or not at all.
    """
    cells: dict[tuple[Subject, str], list[CellStep]] = {}
    for step in steps:
        cells.setdefault((step.cell.subject, step.cell.entity), []).append(step)
    if forbidden := _forbidden(records):
        return tuple(_line(each, cells, Fate.IMPOSSIBLE, None, forbidden) for each in records)
    together = _groups(records)
    blocked = _blocked(records, cells, together)
    lines: list[ReversalLine] = []
    voided = {each.entity for each in records if each.made and each.voidable and together[each.entity] not in blocked}
    for each in records:
        own = cells.get((each.subject, each.entity), [])
        reason = blocked.get(together[each.entity], "")
        if not reason and each.occupied:
            reason = "place_taken"
        if reason:
            fate = Fate.IMPOSSIBLE if reason == "erased" else Fate.KEPT
            lines.append(_line(each, cells, fate, None, reason))
        elif each.made:
            act = Act.VOID if each.voidable else Act.STAY if voided & set(each.links) else Act.REMOVE
            lines.append(_line(each, cells, Fate.REVERSED, act, ""))
        elif each.unmade:
            lines.append(_line(each, cells, Fate.REVERSED, Act.PUT_BACK, ""))
        else:
            lines += _split(each, own)
    return tuple(lines)


def next_to_undo(saves: Iterable[Save]) -> Save | None:
    """Return the latest deed of *saves* (latest first) that can be and was not taken back, no undo among them."""
    return next((save for save in saves if not (save.undoes or save.undone_by or save.final)), None)


def next_to_redo(saves: Iterable[Save]) -> Save | None:
    """Return the undo that may be taken back next: none once something else was saved after it."""
    known = list(saves)
    undoing = {save.id for save in known if save.undoes}
    for save in known:
        if not save.undoes:
            return None
        if not save.undone_by and save.undoes not in undoing:
            return save
    return None


def _forbidden(records: Sequence[RecordFacts]) -> str:
    """Return why the whole save can never be taken back, or nothing."""
    for each in records:
        if each.made and each.subject in FOR_GOOD:
            return FOR_GOOD[each.subject]
        if each.told:
            return "told_by_others"
    return ""


def _groups(records: Sequence[RecordFacts]) -> dict[str, str]:
    """Return entity → the name of the group that goes back together."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while (up := leader.setdefault(key, key)) != key:
            leader[key] = up = leader.setdefault(up, up)
            key = up
        return key

    known = {each.entity: each for each in records}
    for each in records:
        for target in each.links:
            leader[find(each.entity)] = find(_tie(each, target, known))
    return {each.entity: find(each.entity) for each in records}


def _tie(each: RecordFacts, target: str, known: Mapping[str, RecordFacts]) -> str:
    """Return what *each* shares with others that hang on *target*; itself where they go back apart."""
    other = known.get(target)
    moved = each.made or each.unmade
    if other is not None and (other.made or other.unmade):
        return target
    if other is not None and moved and each.subject not in _PLACES:
        return target
    return each.entity if each.voidable else f"{each.subject}@{target}"


def _blocked(
    records: Sequence[RecordFacts],
    cells: Mapping[tuple[Subject, str], Sequence[CellStep]],
    together: Mapping[str, str],
) -> dict[str, str]:
    """Return group → why all of it stays, for groups with a record that the save made or took out."""
    moved = {together[each.entity] for each in records if each.made or each.unmade}
    found: dict[str, str] = {}
    for each in records:
        group = together[each.entity]
        if group in moved and (reason := _obstacle(each, cells.get((each.subject, each.entity), ()))):
            found.setdefault(group, reason)
    return found


def _obstacle(each: RecordFacts, steps: Sequence[CellStep]) -> str:
    if not all(step.clear for step in steps) and not each.made:
        return "erased"
    if each.touched:
        return each.touched
    if not all(step.standing for step in steps):
        return "edited_since"
    return "place_taken" if each.occupied else ""


def _split(each: RecordFacts, steps: Sequence[CellStep]) -> list[ReversalLine]:
    """Return the lines of a record that stood before: the cells that go back, and those that stay with the reason."""
    back = [step for step in steps if step.clear and step.standing]
    edited = [step for step in steps if not step.standing]
    erased = [step for step in steps if step.standing and not step.clear]
    lines = []
    for chosen, fate, act, reason in (
        (back, Fate.REVERSED, Act.RESTORE, ""),
        (edited, Fate.KEPT, None, "edited_since"),
        (erased, Fate.IMPOSSIBLE, None, "erased"),
    ):
        if chosen:
            lines.append(
                ReversalLine(each.subject, each.entity, each.title, fate, act, reason, tuple(chosen), each.links)
            )
    return lines


def _line(
    each: RecordFacts,
    cells: Mapping[tuple[Subject, str], Sequence[CellStep]],
    fate: Fate,
    act: Act | None,
    reason: str,
) -> ReversalLine:
    own = tuple(cells.get((each.subject, each.entity), ()))
    return ReversalLine(each.subject, each.entity, each.title, fate, act, reason, own, each.links)


def named(save: Save, title: str) -> Save:
    """Return *save* with the *title* of what it was about."""
    return replace(save, title=title)
