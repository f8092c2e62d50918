"""What a cell says, worked out from the whole set of its Changes, whoever brought them and in whatever order.

Merging ledgers is the union of their Changes; who may decide which cell is said here and nowhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.carried import unit_of
from desktop.domain.change import ChangeId
from desktop.domain.codes import Subject


class Authority(StrEnum):
    """Who decides what a cell says."""

    COUNTY = "county"  # the county's word where there is one; a unit's beside it is a proposal
    OWNER = "owner"  # only the unit that made the record writes it
    SHARED = "shared"  # several offices may; different words are a question


COUNTY_ALONE = frozenset({Subject.PERMIT, Subject.RECHECK})
"""Ledgers of which every record is the county's own: a letter of anybody else that writes one is refused whole."""

_COUNTY_SUBJECTS = frozenset({Subject.ASSIGNMENT, Subject.TARGET})
_COUNTY_FIELDS = frozenset(
    {
        "name",
        "credit_code",
        "no_code_reason",
        "code_seen",
        "former_names",
        "kind",
        "industry_code",
        "library_status",
        "admitted_month",
        "voided",
        "void_reason",
        "alias_of",
    }
)


def authority(subject: Subject, field: str) -> Authority:
    """Return who decides *field* of a record of *subject* (classes A, B with C, and D)."""
    if subject in _COUNTY_SUBJECTS:
        return Authority.COUNTY
    if subject is not Subject.ENTERPRISE:
        return Authority.OWNER
    return Authority.COUNTY if field in _COUNTY_FIELDS else Authority.SHARED


class Heard(NamedTuple):
    """One Change of a cell as the view needs it; *value* is canonical text, None where it is not told or erased."""

    id: ChangeId
    parents: tuple[ChangeId, ...]
    value: str | None


@dataclass(frozen=True, slots=True)
class View:
    """What a cell says.

    *effective* is the Change whose value counts (None where there is none); *open* tells that several offices differ
    and a person has to say; *others* are the Changes that stand beside the effective one in that question, *proposals*
    what units would have instead of the county's word.
    """

    effective: ChangeId | None
    value: str | None
    open: bool
    others: tuple[ChangeId, ...] = ()
    proposals: tuple[ChangeId, ...] = ()


_NOTHING = View(None, None, open=False)


def view(heard: Sequence[Heard], rule: Authority, county: str) -> View:
    """Return what a cell of *heard* says under *rule*; *county* is the unit id of the county office.

    The order of *heard* does not matter, nor does any clock.
    """
    known = {each.id: each for each in heard}
    latest = heads(known)
    if rule is not Authority.COUNTY:
        return _one_or_question(latest, known)
    of_county = [change for change in known if unit_of(change.site) == county]
    if not of_county:
        return _one_or_question(latest, known)
    decided = _one_or_question(_undominated(of_county, known), known)
    return View(
        effective=decided.effective,
        value=decided.value,
        open=decided.open,
        others=decided.others,
        proposals=tuple(
            change for change in latest if unit_of(change.site) != county and known[change].value != decided.value
        ),
    )


def heads(known: Mapping[ChangeId, Heard]) -> tuple[ChangeId, ...]:
    """Return the Changes of one cell that no other Change of it has seen, in one order."""
    return _undominated(known, known)


def ancestors(change: ChangeId, known: Mapping[ChangeId, Heard]) -> set[ChangeId]:
    """Return every Change of the cell that the author of *change* had seen, through others too.

    A site has seen all that it wrote itself before, even where the link between is not among *known*.
    """
    found: set[ChangeId] = set()
    waiting = [change]
    while waiting:
        current = waiting.pop()
        own = [each for each in known if each.site == current.site and each.seq < current.seq]
        seen = [each for each in known[current].parents if each in known]
        for each in (*own, *seen):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _undominated(wanted: Iterable[ChangeId], known: Mapping[ChangeId, Heard]) -> tuple[ChangeId, ...]:
    candidates = sorted(wanted)
    if len(candidates) == 1:
        return (candidates[0],)
    seen: set[ChangeId] = set()
    for each in candidates:
        seen |= ancestors(each, known)
    return tuple(each for each in candidates if each not in seen)


def _one_or_question(latest: Sequence[ChangeId], known: Mapping[ChangeId, Heard]) -> View:
    """Return the one value of *latest*; several that differ are a question, shown with the first in id order."""
    told = [each for each in latest if known[each].value is not None]
    if not told:
        return View(latest[0], None, open=False) if latest else _NOTHING
    first = told[0]
    different = tuple(each for each in told if known[each].value != known[first].value)
    return View(first, known[first].value, open=bool(different), others=different)
