"""A folder of letters looked at together (试算): what each would do, what is missing, and what they do as a whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.missing import Span, missing_before, spans_of, spans_text, united
from desktop.domain.package import PackageType
from desktop.kernel.errors import KnownError

GAP = "package_gap"


@dataclass(frozen=True, slots=True)
class RehearsalLine:
    """One file of the folder; *unit* and *type* are empty where it could not be opened, *error* says why not.

    The counts are None where the letter does nothing here: it was taken before (*taken_at*), or it may not be taken.
    """

    file: str
    unit: str = ""
    type: PackageType | None = None
    seq: int = 0
    period: str = ""
    added: int | None = None
    changed: int | None = None
    to_check: int | None = None
    rounds: int | None = None
    taken_at: datetime | None = None
    error: KnownError | None = None


@dataclass(frozen=True, slots=True)
class RehearsalSum:
    """What the letters do together: how many may be taken (*letters*), were taken before, may not be taken."""

    letters: int
    again: int
    refused: int
    added: int
    changed: int
    to_check: int
    rounds: int


def summed(lines: Sequence[RehearsalLine]) -> RehearsalSum:
    """Return what *lines* do together."""
    refused = sum(each.error is not None for each in lines)
    again = sum(each.error is None and each.taken_at is not None for each in lines)
    return RehearsalSum(
        letters=len(lines) - refused - again,
        again=again,
        refused=refused,
        added=sum(each.added or 0 for each in lines),
        changed=sum(each.changed or 0 for each in lines),
        to_check=sum(each.to_check or 0 for each in lines),
        rounds=sum(each.rounds or 0 for each in lines),
    )


def missing(lines: Sequence[RehearsalLine]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Return unit → the numbers of its letters that are missing, of the units whose letters wait for others."""
    found: dict[str, tuple[Span, ...]] = {}
    for each in lines:
        if each.error is not None and each.error.code == GAP:
            found[each.unit] = united((*found.get(each.unit, ()), *spans_of(each.error.values["numbers"])))
    return tuple(found.items())


def waiting_for(seq: int, last: int, beside: Collection[int]) -> KnownError:
    """Return why letter *seq* waits, where those *beside* it wait too and *last* is the latest that was taken.

    A letter that holds everything may have come after it was tried: then it is only older.
    """
    if seq <= last:
        return KnownError("package_older", seq=seq, last=last)
    return KnownError(GAP, numbers=spans_text(missing_before(seq, last, beside)))
