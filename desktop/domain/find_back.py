"""Finding back (找回) what a ledger that was moved aside holds and the present one does not: a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.change import Cell, Value
from desktop.domain.codes import Subject

# what a ledger says of itself stays with the ledger that says it
_OWN = frozenset({Subject.WORKSPACE})
# rounds and series were frozen with papers that are not in the journal: they are made again, not put together
_MADE_AGAIN = frozenset({Subject.FILING, Subject.FILING_STEP, Subject.APPLICATION_SNAPSHOT, Subject.FORM})
_NAMES = ("name", "number", "title", "summary", "description", "content")
_OWN_NAME = ("name", "number")
_DAYS = ("visited_on", "held_on", "done_on", "on", "since", "month")
# the record above one that does not name itself
ABOVE = {
    "enterprise": Subject.ENTERPRISE,
    "issue": Subject.ISSUE,
    "application": Subject.APPLICATION,
    "project": Subject.PROJECT,
}


class Fate(StrEnum):
    """What can be done with one record that was found."""

    TAKE = "take"
    CHANGED_SINCE = "changed_since"  # somebody has written the same cell since: a person compares
    MADE_AGAIN = "made_again"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the present ledger says of a cell: its *value*, and whether that was written *since* the restore."""

    value: Value
    since: bool


@dataclass(frozen=True, slots=True)
class FoundValue:
    """The last value that the other ledger holds of one cell, who wrote it and when."""

    cell: Cell
    value: Value
    who: str
    wall: str


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One record with everything that differs; *title* is what it calls itself, as far as that was found."""

    subject: Subject
    entity: str
    title: str
    values: tuple[FoundValue, ...]
    fate: Fate

    @property
    def wall(self) -> str:
        """The wall clock of its last change."""
        return max(value.wall for value in self.values)


@dataclass(frozen=True, slots=True)
class FindBack:
    """What looking into *ledger* found; *lost* are Changes that it cannot give back, by site, number and why."""

    ledger: Path
    records: tuple[FoundRecord, ...]
    changes: int
    lost: tuple[tuple[str, int, str], ...]
    basis: int

    @property
    def takeable(self) -> tuple[FoundRecord, ...]:
        """The records that can be taken as they are."""
        return tuple(record for record in self.records if record.fate is Fate.TAKE)


@dataclass(frozen=True, slots=True)
class FoundTaken:
    """What was taken, and which records the ledger refused because their place is taken."""

    taken: tuple[str, ...]
    refused: tuple[str, ...]


def found_records(
    values: Sequence[FoundValue], standing: Mapping[Cell, Standing], titles: Mapping[str, str]
) -> tuple[FoundRecord, ...]:
    """Return the records of *values* (in the order of writing) that say something else than what is *standing*."""
    last = {value.cell: value for value in values}
    differing: dict[tuple[Subject, str], list[FoundValue]] = {}
    for cell, value in last.items():
        now = standing.get(cell)
        if cell.subject not in _OWN and value.value != (None if now is None else now.value):
            differing.setdefault((cell.subject, cell.entity), []).append(value)
    named = {
        value.cell.entity: str(value.value) for value in last.values() if value.value and value.cell.field in _OWN_NAME
    }
    above = {**named, **titles}
    return tuple(
        FoundRecord(
            subject, entity, titles.get(entity) or _title(found, above), tuple(found), _fate(subject, found, standing)
        )
        for (subject, entity), found in differing.items()
    )


def _fate(subject: Subject, found: Sequence[FoundValue], standing: Mapping[Cell, Standing]) -> Fate:
    if subject in _MADE_AGAIN:
        return Fate.MADE_AGAIN
    since = any((now := standing.get(value.cell)) is not None and now.since for value in found)
    return Fate.CHANGED_SINCE if since else Fate.TAKE


def _title(found: Sequence[FoundValue], titles: Mapping[str, str]) -> str:
    """Return whose the record is, its day, and what it calls itself."""
    said = {value.cell.field: str(value.value) for value in found if value.value}
    whose = next((titles[said[each]] for each in ABOVE if said.get(each) in titles), "")
    parts = (whose, *(next((said[name] for name in names if name in said), "") for names in (_DAYS, _NAMES)))
    return " ".join(part for part in parts if part)
