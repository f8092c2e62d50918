"""What the county office permits after the usual time (更正许可、补报许可): for one unit and month, until a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.codes import FilingState
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason

_LONGEST = 200


class PermitKind(StrEnum):
    """What is permitted: to correct what was accepted, or to file after the closing day."""

    CORRECTION = "correction"
    LATE = "late"


class Permitted(StrEnum):
    """How a round of another office stands to permissions; one that needed none has no word."""

    GIVEN = "given"
    TAKEN_BACK = "taken_back"
    NONE = "none"
    AHEAD = "ahead"  # made before its unit could know that the round it corrects was accepted


@dataclass(frozen=True, slots=True)
class PermitDraft:
    """One permission for *unit* and *month*; *form* empty stands for all forms of the month."""

    unit: str
    month: Month
    kind: PermitKind
    until: date | None = None
    reason: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One permission as it is kept."""

    uid: str
    unit: str
    month: str
    form: str
    kind: PermitKind
    given_on: date
    until: date
    reason: str
    voided: bool = False
    void_reason: str = ""

    def covers(self, unit: str, month: str, form: str) -> bool:
        """Return whether it speaks of *form* of *month* of *unit*, whenever."""
        return (self.unit, self.month) == (unit, month) and self.form in {"", form}

    def holds(self, day: date) -> bool:
        """Return whether it is in force on *day*."""
        return not self.voided and self.given_on <= day <= self.until


@dataclass(frozen=True, slots=True)
class Permission:
    """What the next round of a form needs and has: one of *kinds* has to hold, *permit* is the one that does."""

    kinds: frozenset[PermitKind] = frozenset()
    permit: PermitRow | None = None

    @property
    def missing(self) -> PermitKind | None:
        """The kind that is needed and not there."""
        if self.permit is not None or not self.kinds:
            return None
        return PermitKind.LATE if PermitKind.LATE in self.kinds else PermitKind.CORRECTION


NOT_NEEDED = Permission()


def check_permit(draft: PermitDraft, units: Collection[str], forms: Collection[str], *, today: date) -> list[Problem]:
    """Return what is wrong with a permission; *units* and *forms* are those there are."""
    problems = []
    if draft.unit not in units:
        problems.append(Problem("unit", "permit_for_whom", {"text": draft.unit}))
    if draft.form and draft.form not in forms:
        problems.append(Problem("form", "permit_which_form", {"text": draft.form}))
    if draft.month.first_day > today:
        problems.append(Problem("month", "permit_of_the_future", {"period": str(draft.month)}))
    if draft.until is None:
        problems.append(Problem("until", "missing"))
    elif draft.until < today:
        problems.append(Problem("until", "permit_over_already"))
    if len(draft.reason) > _LONGEST:
        problems.append(Problem("reason", "too_long", {"limit": str(_LONGEST)}))
    return problems + check_reason(draft.reason)


def kinds_needed(before: FilingState | None, latest: FilingState | None, *, closed: bool) -> frozenset[PermitKind]:
    """Return the kinds of permission of which one has to hold for the next round; none where it needs none.

    *before* is where the round stands that it corrects, *latest* where the last one handed over stands. What the
    county gave back it asks for itself, however late it is.
    """
    if latest is FilingState.RETURNED:
        return frozenset()
    if before is FilingState.ACCEPTED:
        return frozenset({PermitKind.CORRECTION})
    if not closed:
        return frozenset()
    return frozenset(PermitKind) if before is not None else frozenset({PermitKind.LATE})


def permit_for(
    kinds: Collection[PermitKind], permits: Iterable[PermitRow], unit: str, month: str, form: str, *, today: date
) -> PermitRow | None:
    """Return the permission of one of *kinds* that holds today for *form* of *month*, the longest one."""
    found = [each for each in permits if each.kind in kinds and each.covers(unit, month, form) and each.holds(today)]
    return max(found, key=lambda each: (each.until, each.uid), default=None)


def settled_state(states: Collection[FilingState]) -> FilingState | None:
    """Return where a form of a month stands whose rounds have *states*: accepted if one was, else sent if one left."""
    return next((each for each in (FilingState.ACCEPTED, FilingState.SENT) if each in states), None)


def wanted_permission(earlier: Sequence[FilingState], *, closed: bool, knew: str = "") -> bool:
    """Return whether a round wants a permission, as the county sees it, behind the *earlier* rounds of its form.

    Where its unit only *knew* that they were sent, no acceptance among them counts.
    """
    known = [_unheard(each) for each in earlier] if knew == FilingState.SENT else earlier
    return bool(kinds_needed(settled_state(known), known[-1] if known else None, closed=closed))


def _unheard(state: FilingState) -> FilingState:
    return FilingState.SENT if state is FilingState.ACCEPTED else state


def permitted(
    named: str, permits: Sequence[PermitRow], unit: str, month: str, form: str, *, needed: bool, ahead: bool = False
) -> Permitted | None:
    """Return how a round that names permission *named* (empty for none) stands; None where it needed none.

    *ahead*: what it corrects was accepted, and its unit could not know it.
    """
    known = next((each for each in permits if each.uid == named and each.covers(unit, month, form)), None)
    if known is not None:
        return Permitted.TAKEN_BACK if known.voided else Permitted.GIVEN
    return Permitted.NONE if needed else Permitted.AHEAD if ahead else None
