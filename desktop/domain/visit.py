"""Rules for a help visit (入企帮扶走访)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.calendar import WorkCalendar
from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.enterprise import check_phone
from desktop.domain.issue import IssueDraft, check_issue
from desktop.domain.problems import Problem, Severity
from desktop.domain.visit_codes import Appointment, DayPart, VisitNature

EARLIEST = date(2000, 1, 1)
LISTED = "\uff1b"  # full-width semicolon

# the one order of the fields: on the blank form, on the record and in the window, so that paper is keyed as it is read
FIELD_ORDER = (
    "enterprise",
    "campaign",
    "visited_on",
    "day_part",
    "mode",
    "appointment",
    "visitors",
    "leader",
    "purposes",
    "deliveries",
    "received_by",
    "received_phone",
    "situation",
    "summary",
    "topics",
    "policies",
    "issues",
    "next_step",
    "next_on",
    "opinion",
)


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a person writes down of one visit to one enterprise; *issues* become rows of the issue ledger.

    *campaign* and *topics* are ids of the plan's reference or of the ledger; *trip* is the uid of the first visit of a
    trip that led to several enterprises, empty for that first one and for a visit of its own.
    """

    enterprise: str = ""
    visited_on: date | None = None
    mode: VisitMode = VisitMode.ON_SITE
    purposes: tuple[VisitPurpose, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    visitors: str = ""
    leader: str = ""
    received_by: str = ""
    received_phone: str = ""
    situation: str = ""
    summary: str = ""
    policies: str = ""
    issues: tuple[IssueDraft, ...] = ()
    next_step: str = ""
    next_on: date | None = None
    opinion: str = ""
    day_part: DayPart | None = None
    nature: VisitNature = VisitNature.SERVICE
    appointment: Appointment | None = None
    campaign: str = ""
    topics: tuple[str, ...] = ()
    trip: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as the log shows it."""

    uid: str
    number: str
    enterprise: str  # uid
    enterprise_name: str
    township: str
    visited_on: date
    mode: VisitMode
    purposes: tuple[VisitPurpose, ...]
    visitors: str
    summary: str
    issues: int
    next_step: str
    next_on: date | None
    voided: bool
    void_reason: str
    campaign: str = ""
    attachments: int = 0
    trip: str = ""


@dataclass(frozen=True, slots=True)
class NearVisit:
    """Another visit to the same enterprise in the same week."""

    uid: str
    number: str
    visited_on: date
    visitors: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit whole."""

    uid: str
    number: str
    draft: VisitDraft
    enterprise_name: str
    credit_code: str
    issue_uids: tuple[str, ...]
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What the log shows: a month (`YYYY-MM`), an enterprise, words, a campaign, a trip, voided or not."""

    month: str = ""
    enterprise: str = ""
    text: str = ""
    voided: bool = False
    campaign: str = ""
    trip: str = ""


def count_visits(rows: Iterable[VisitRow]) -> int:
    """Return how many visits *rows* are: one a day and enterprise, whoever wrote how many records; void ones none."""
    return len({(row.enterprise, row.visited_on) for row in rows if not row.voided})


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of *day*."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def check_visit(draft: VisitDraft, *, today: date, founded_on: date | None = None) -> list[Problem]:
    """Return what is wrong with *draft*; an empty list means it can be kept.

    *founded_on* is the day the enterprise was established, where known; a visit before it asks.
    """
    problems = _check_dates(draft, today, founded_on)
    if not draft.enterprise:
        problems.append(Problem("enterprise", "missing"))
    if not draft.visitors.strip():
        problems.append(Problem("visitors", "missing"))
    if not draft.summary.strip():
        problems.append(Problem("summary", "missing"))
    problems += check_phone("received_phone", draft.received_phone)
    for place, issue in enumerate(draft.issues):
        problems += [
            Problem(f"issues.{place}.{problem.field}", problem.code, problem.values, problem.severity)
            for problem in check_issue(issue, today=today)
            if problem.field not in {"enterprise", "raised_on"}  # taken from the visit
        ]
    return problems


def check_trip(draft: VisitDraft, others: Sequence[VisitRow]) -> list[Problem]:
    """Return what forbids *draft* to be one of a trip; *others* are the trip's other visits."""
    if not others:
        return [Problem("trip", "trip_unknown")]
    problems = []
    if any(draft.visited_on != other.visited_on for other in others):
        problems.append(Problem("visited_on", "trip_other_day", {"day": others[0].visited_on.isoformat()}))
    if any(draft.enterprise == other.enterprise for other in others):
        problems.append(Problem("enterprise", "trip_same_enterprise"))
    return problems


def hints(draft: VisitDraft, near: Sequence[NearVisit], calendar: WorkCalendar) -> list[Problem]:
    """Return what a person may want to know before keeping *draft*: a second record of the day, others of the week.

    *near* are the other visits to the enterprise in that week. Nothing here forbids a visit.
    """
    day = draft.visited_on
    if day is None:
        return []
    found = []
    if same := next((other for other in near if other.visited_on == day), None):
        values = {"number": same.number, "visitors": same.visitors}
        found.append(Problem("visited_on", "visited_that_day", values, Severity.CHECK))
    if others := [other for other in near if other.visited_on != day]:
        days = LISTED.join(f"{other.visited_on.isoformat()} {other.visitors}" for other in others)
        found.append(Problem("visited_on", "visited_that_week", {"days": days}, Severity.NOTE))
    if calendar.knows(day.year) and not calendar.is_working(day):
        found.append(Problem("visited_on", "not_a_working_day", {}, Severity.NOTE))
    return found


def _check_dates(draft: VisitDraft, today: date, founded_on: date | None) -> list[Problem]:
    day = draft.visited_on
    if day is None:
        return [Problem("visited_on", "missing")]
    problems = []
    if day > today:
        problems.append(Problem("visited_on", "in_future"))
    elif day < EARLIEST:
        problems.append(Problem("visited_on", "too_early"))
    elif founded_on is not None and day < founded_on:
        problems.append(Problem("visited_on", "before_founded", {"founded": founded_on.isoformat()}, Severity.CHECK))
    if draft.next_on is not None and draft.next_on < day:
        problems.append(Problem("next_on", "before_visit"))
    return problems
