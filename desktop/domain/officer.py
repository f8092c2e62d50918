"""Rules for who answers for an enterprise (干部包联) and how often she is to look in (要求频次).

The rhythm reminds; it counts nobody's visits and ranks nobody.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.codes import VisitMode
from desktop.domain.problems import Problem, Severity
from desktop.domain.visit_codes import RhythmUnit, RhythmWay

LONGEST = {RhythmUnit.DAYS: 366, RhythmUnit.MONTHS: 12}

_WAYS: Mapping[RhythmWay, frozenset[VisitMode]] = {
    RhythmWay.ANY: frozenset(VisitMode),
    RhythmWay.ON_SITE: frozenset({VisitMode.ON_SITE}),
    RhythmWay.CALL: frozenset({VisitMode.PHONE, VisitMode.ONLINE}),
}


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """What a person types: one enterprise in the care of *person* (责任人) of *unit* under *leader* (包联领导).

    *every* None means that no rhythm is required.
    """

    enterprise: str = ""
    leader: str = ""
    leader_post: str = ""
    person: str = ""
    post: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    until_reason: str = ""
    every: int | None = None
    rhythm: RhythmUnit = RhythmUnit.MONTHS
    way: RhythmWay = RhythmWay.ANY
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One line of the list (包联清单); *last_on* is the last visit that keeps the rhythm, *due_on* the next one."""

    uid: str
    draft: OfficerDraft
    enterprise_name: str
    township: str
    last_on: date | None
    due_on: date | None
    current: bool
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class OfficerFilter:
    """What the list shows: an enterprise, words, only those in force, only those due, voided ones or not."""

    enterprise: str = ""
    text: str = ""
    current: bool = True
    due: bool = False
    voided: bool = False


def check_officer(draft: OfficerDraft, *, others: Sequence[OfficerRow] = ()) -> list[Problem]:
    """Return what is wrong with *draft*; *others* are the lines of the same enterprise."""
    problems = [Problem(name, "missing") for name in ("enterprise", "person", "since") if not getattr(draft, name)]
    if draft.since is not None and draft.until is not None:
        if draft.until < draft.since:
            problems.append(Problem("until", "before_since", {"since": draft.since.isoformat()}))
        if not draft.until_reason:
            problems.append(Problem("until_reason", "missing"))
    if draft.every is not None and not 1 <= draft.every <= LONGEST[draft.rhythm]:
        problems.append(Problem("every", "odd_rhythm", {"limit": str(LONGEST[draft.rhythm])}))
    if any(_overlap(draft, other.draft) for other in others):
        problems.append(Problem("person", "officer_twice", {"name": draft.person}, Severity.CHECK))
    return problems


def keeps(way: RhythmWay, mode: VisitMode) -> bool:
    """Return whether a visit made by *mode* keeps a rhythm that counts *way*."""
    return mode in _WAYS[way]


def in_force(draft: OfficerDraft, on: date) -> bool:
    """Return whether *draft* holds on the day *on*."""
    return draft.since is not None and draft.since <= on and (draft.until is None or on <= draft.until)


def due_on(draft: OfficerDraft, last: date | None) -> date | None:
    """Return the day by which the next visit is due by rhythm, or None where nothing is required.

    It runs from the last visit, but never from before the day the person took over.
    """
    if draft.every is None or draft.since is None:
        return None
    begun = draft.since if last is None else max(last, draft.since)
    due = after(begun, draft.every, draft.rhythm)
    return None if draft.until is not None and due > draft.until else due


def after(day: date, every: int, rhythm: RhythmUnit) -> date:
    """Return the day *every* days or months after *day*; the 31st becomes the last of a shorter month."""
    if rhythm is RhythmUnit.DAYS:
        return day + timedelta(days=every)
    years, month = divmod(day.month - 1 + every, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _overlap(one: OfficerDraft, other: OfficerDraft) -> bool:
    if one.person != other.person or one.way is not other.way or one.since is None or other.since is None:
        return False
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
