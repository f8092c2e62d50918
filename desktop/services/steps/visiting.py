"""Writes a visit, with the problems it raised."""

from dataclasses import asdict, replace
from typing import Any

from db.models.visit import Visit
from db.queries.visits import next_number
from db.unit_of_work import UnitOfWork
from desktop.domain.issue import IssueDraft
from desktop.domain.visit import VisitDraft
from desktop.services.steps.keeping import open_issue

_NEEDED = frozenset({"visitors", "summary"})


def log_visit(work: UnitOfWork, draft: VisitDraft, *, unit: str) -> str:
    """Add the visit and enter its problems in the issue ledger; return its uid."""
    day = draft.visited_on
    if day is None:
        raise ValueError("a visit needs its day")
    number = work.read(next_number, "visit", unit, day.year)
    uid = work.add(Visit(uid=work.new_id(), number=number, by_unit=unit, **visit_columns(draft)))
    raise_issues(work, draft, uid, unit=unit)
    return uid


def raise_issues(work: UnitOfWork, draft: VisitDraft, uid: str, *, unit: str) -> None:
    """Enter the problems of *draft* as raised at visit *uid*."""
    for issue in draft.issues:
        open_issue(work, _raised(issue, draft, uid), unit=unit)


def visit_columns(draft: VisitDraft) -> dict[str, Any]:
    """Return the columns that *draft* fills, empty text as nothing."""
    values = {name: value for name, value in asdict(draft).items() if name != "issues"}
    values = {name: None if value == "" and name not in _NEEDED else value for name, value in values.items()}
    values["purposes"] = [purpose.value for purpose in draft.purposes]
    values["topics"] = list(draft.topics)
    values["deliveries"] = [delivery.value for delivery in draft.deliveries]
    return values


def _raised(issue: IssueDraft, visit: VisitDraft, uid: str) -> IssueDraft:
    return replace(issue, enterprise=visit.enterprise, visit=uid, raised_on=visit.visited_on)
