"""Steps that keep what a person typed: an enterprise, an issue, a deed on it."""

from datetime import date
from typing import Any

from db.models.enterprise import Enterprise
from db.models.issue import Issue, IssueStep
from db.queries.visits import next_number
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Dimension
from desktop.domain.credit_code import normalise
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.issue import IssueDraft, StepDraft, after
from desktop.domain.issue_codes import IssueAction, IssueState, Resolution
from desktop.services.steps.finding import findable
from desktop.services.steps.listing import COLUMNS, assign, begin_assignment, begin_stay

_APART = set(COLUMNS.values())  # dated assignments, not plain fields


def keep_enterprise(
    work: UnitOfWork, draft: EnterpriseDraft, uid: str, *, on: date, year: int, reason: str | None = None
) -> str:
    """Add the enterprise (*uid* empty) or change it; return its uid.

    A new one belongs to its units since the beginning of the cultivation *year*, a moved one since *on*.
    """
    if not uid:
        return add_enterprise(work, draft, list_day(on, year), reason=reason)
    work.change(Enterprise, uid, enterprise_values(draft), reason=reason)
    for dimension, unit in _places(draft).items():
        assign(work, uid, dimension, unit, on, reason)
    return uid


def add_enterprise(
    work: UnitOfWork, draft: EnterpriseDraft, on: date, *, reason: str | None = None, tier: TierDraft | None = None
) -> str:
    """Add an enterprise that belongs to its units since *on*, standing in *tier* if one is named; return its uid."""
    places = _places(draft)
    columns = enterprise_values(draft) | {COLUMNS[dimension]: unit or None for dimension, unit in places.items()}
    columns["tier"] = tier.tier if tier is not None else None
    uid = work.add_values(Enterprise, {"uid": work.new_id(), **columns}, reason=reason)
    for dimension, unit in places.items():
        if unit:
            begin_assignment(work, uid, dimension, unit, on, reason)
    if tier is not None:
        begin_stay(work, uid, tier, tier.on or on, reason)
    return uid


def _places(draft: EnterpriseDraft) -> dict[Dimension, str]:
    return {Dimension.TERRITORY: draft.township, Dimension.SECTOR: draft.department}


def list_day(on: date, year: int) -> date:
    """Return the day from which the list of *year* counts: its first, or *on* where that is earlier."""
    return min(on, date(year, 1, 1))


def enterprise_values(draft: EnterpriseDraft) -> dict[str, Any]:
    """Return the columns that *draft* fills, empty text as nothing."""
    code = normalise(draft.credit_code)[0]
    names = (name for name in EnterpriseDraft.__dataclass_fields__ if name not in _APART)
    values: dict[str, Any] = {name: None if (value := getattr(draft, name)) == "" else value for name in names}
    values["former_names"] = list(draft.former_names)
    values["extra"] = dict(draft.extra)
    values["credit_code"] = code or None
    return values | findable(draft.name, draft.former_names, code)._asdict()


def open_issue(work: UnitOfWork, draft: IssueDraft, *, unit: str) -> str:
    """Enter a problem in the ledger with its first deed; one answered on the spot is resolved at once."""
    raised_on = draft.raised_on
    if raised_on is None:
        raise ValueError("an issue needs its day")
    uid = work.add(
        Issue(
            uid=work.new_id(),
            number=work.read(next_number, "issue", unit, raised_on.year),
            by_unit=unit,
            enterprise=draft.enterprise,
            visit=draft.visit or None,
            raised_on=raised_on,
            category=draft.category,
            description=draft.description,
            expectation=draft.expectation or None,
            level=draft.level,
            handling=draft.handling,
            state=IssueState.REGISTERED,
        )
    )
    add_step(work, uid, StepDraft(IssueAction.REGISTER, raised_on), IssueState.REGISTERED, 1, unit=unit)
    if draft.answered_on_spot:
        solved = StepDraft(IssueAction.RESOLVE, raised_on, note=draft.answer, resolution=Resolution.SOLVED)
        add_step(work, uid, solved, IssueState.RESOLVED, 2, unit=unit)
    return uid


def take_step(work: UnitOfWork, issue: str, draft: StepDraft, state: IssueState, place: int, *, unit: str) -> str:
    """Write the deed *draft* on *issue* (now in *state*) at *place*, and move the issue on."""
    return add_step(work, issue, draft, after(state, draft), place, unit=unit)


def add_step(work: UnitOfWork, issue: str, draft: StepDraft, state: IssueState, place: int, *, unit: str) -> str:
    """Write the deed *draft* on *issue* as its *place*-th, leading to *state*."""
    if draft.on is None:
        raise ValueError("a deed needs its day")
    uid = work.add(
        IssueStep(
            uid=work.new_id(),
            issue=issue,
            place=place,
            by_unit=unit,
            action=draft.action,
            state=state,
            done_on=draft.on,
            note=draft.note or None,
            handler=draft.handler or None,
            due_on=draft.due_on,
            resolution=draft.resolution,
            satisfaction=draft.satisfaction,
            sharing=draft.sharing or None,
            assisting=draft.assisting or None,
            handling=draft.handling,
            approved_by=draft.approved_by or None,
            asked=draft.asked or None,
            mode=draft.mode,
            clock=draft.clock or None,
            feedback_due_on=draft.feedback_due_on,
            person=work.who,
        )
    )
    values: dict[str, Any] = {"state": state}
    if draft.handler:
        values["handler"] = draft.handler
    if draft.due_on is not None:
        values["due_on"] = draft.due_on
    work.change(Issue, issue, values)
    return uid
