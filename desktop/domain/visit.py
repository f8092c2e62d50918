"""Rules for a help visit (入企帮扶走访)."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.enterprise import check_phone
from desktop.domain.issue import IssueDraft, check_issue
from desktop.domain.problems import Problem, Severity

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a person writes down of one visit to one enterprise; *issues* become rows of the issue ledger."""

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
    """What the log shows: a month (`YYYY-MM`, empty for all), an enterprise, words, and voided ones or not."""

    month: str = ""
    enterprise: str = ""
    text: str = ""
    voided: bool = False


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
