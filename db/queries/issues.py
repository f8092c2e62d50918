"""The issue ledger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from db.county import heard_offices
from db.models.enterprise import Enterprise
from db.models.issue import Issue, IssueClock
from db.models.issue import IssueStep as StepTable
from db.models.setting import Person
from db.queries.enterprises import pattern
from desktop.domain.codes import VisitMode
from desktop.domain.issue import ENDED_STATES, GIVING, IssueFilter, IssueRow, IssueStep
from desktop.domain.issue_clock import ClockChoice
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.relay import Relay

_ISSUE = Issue.__table__  # type: ignore[attr-defined]
_STEP = StepTable.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_CLOCK = IssueClock.__table__  # type: ignore[attr-defined]
_ORIGIN = _ISSUE.alias("origin")
# whose issue it is: that of a relayed one may stand on another office's list only
_FIRM = func.coalesce(_ISSUE.c.enterprise, _ISSUE.c.relayed_enterprise)
# a copy that was relayed from an issue of this very ledger is told of under that one, and counted as one with it
_COPY = _ISSUE.c.relayed_from.is_not(None) & exists().where(_ORIGIN.c.uid == _ISSUE.c.relayed_from)
_PERSON = Person.__table__  # type: ignore[attr-defined]
_SEARCHED = ("description", "number", "handler")
# two offices may write deeds of one place; the day comes first, as where the state is worked out (db/derived.py)
_ORDER = (_STEP.c.done_on, _STEP.c.place, _STEP.c.uid)


def rows(connection: Connection, query: IssueFilter, unit_names: Mapping[str, str]) -> tuple[IssueRow, ...]:
    """Return the issues that *query* finds, newest first."""
    found = _joined().where(_COPY if query.relayed else ~_COPY)
    found = found.order_by(_ISSUE.c.raised_on.desc(), _ISSUE.c.number.desc())
    if not query.voided:
        found = found.where(_ISSUE.c.voided == 0)
    if query.enterprise:
        found = found.where(query.enterprise == _FIRM)
    if query.category:
        found = found.where(_ISSUE.c.category == query.category)
    if query.states:
        found = found.where(_ISSUE.c.state.in_(sorted(query.states)))
    for word in query.text.split():
        columns = (_ENTERPRISE.c.search, _ISSUE.c.relayed_name, *(_ISSUE.c[name] for name in _SEARCHED))
        found = found.where(or_(*(column.like(pattern(word), escape="\\") for column in columns)))
    issues = connection.execute(found).all()
    steps = _steps_of(connection, [row.uid for row in issues])
    return tuple(_row(row, steps.get(row.uid, []), unit_names) for row in issues)


def get(connection: Connection, uid: str, unit_names: Mapping[str, str]) -> IssueRow | None:
    """Return issue *uid*, or None."""
    row = connection.execute(_joined().where(_ISSUE.c.uid == uid)).first()
    if row is None:
        return None
    return _row(row, _steps_of(connection, [uid]).get(uid, []), unit_names)


def of_visits(
    connection: Connection, visits: Sequence[str], unit_names: Mapping[str, str]
) -> dict[str, tuple[IssueRow, ...]]:
    """Return the issues that *visits* raised and that are not void, by visit, in the order of their numbers."""
    query = _joined().where(_ISSUE.c.visit.in_(bindparam("wanted", expanding=True)), _ISSUE.c.voided == 0)
    issues = [row for wanted in _pieces(visits) for row in connection.execute(query, {"wanted": wanted})]
    deeds = _steps_of(connection, [row.uid for row in issues])
    found: dict[str, list[IssueRow]] = {}
    for row in sorted(issues, key=lambda row: str(row.number)):
        found.setdefault(row.visit, []).append(_row(row, deeds.get(row.uid, []), unit_names))
    return {visit: tuple(raised) for visit, raised in found.items()}


def steps(connection: Connection, uid: str) -> tuple[IssueStep, ...]:
    """Return the deeds on issue *uid*, oldest first, with the name of who wrote each."""
    return steps_of(connection, [uid]).get(uid, ())


def steps_of(connection: Connection, issues: Sequence[str]) -> dict[str, tuple[IssueStep, ...]]:
    """Return the deeds on *issues*, each oldest first, with the name of who wrote each."""
    query = (
        select(_STEP, _PERSON.c.name)
        .join(_PERSON, _PERSON.c.uid == _STEP.c.person, isouter=True)
        .where(_STEP.c.issue.in_(bindparam("wanted", expanding=True)))
        .order_by(_STEP.c.issue, *_ORDER)
    )
    found: dict[str, list[IssueStep]] = {}
    for row in (row for wanted in _pieces(issues) for row in connection.execute(query, {"wanted": wanted})):
        found.setdefault(row.issue, []).append(_step(row))
    return {issue: tuple(deeds) for issue, deeds in found.items()}


def clocks(connection: Connection) -> tuple[tuple[str, ClockChoice], ...]:
    """Return (uid, choice) of the schemes of deadlines that this office and the county chose, oldest first."""
    own, county = heard_offices(connection)
    found = connection.execute(select(_CLOCK).where(_CLOCK.c.by_unit.in_((own, county))).order_by(_CLOCK.c.since))
    return tuple(
        (row.uid, ClockChoice(row.scheme, row.since, row.basis, by_county=row.by_unit != own)) for row in found
    )


def raised_on(connection: Connection, first: date, last: date, unit_names: Mapping[str, str]) -> tuple[IssueRow, ...]:
    """Return the issues raised by *last* and not closed before *first*: those a month has to tell of."""
    found = _joined().where(_ISSUE.c.voided == 0, _ISSUE.c.raised_on <= last, ~_COPY)
    issues = connection.execute(found.order_by(_ISSUE.c.raised_on, _ISSUE.c.number)).all()
    deeds = _steps_of(connection, [row.uid for row in issues])
    done = {row.uid: [deed for deed in deeds.get(row.uid, []) if deed.done_on <= last] for row in issues}
    listed = (_row(row, done[row.uid], unit_names) for row in issues)
    return tuple(issue for issue in listed if issue.closed_on is None or issue.closed_on >= first)


def copies(connection: Connection, uid: str, unit_names: Mapping[str, str]) -> tuple[IssueRow, ...]:
    """Return the copies that were relayed from issue *uid*, in the order of their numbers, void ones too."""
    found = connection.execute(_joined().where(_ISSUE.c.relayed_from == uid).order_by(_ISSUE.c.number)).all()
    deeds = _steps_of(connection, [row.uid for row in found])
    return tuple(_row(row, deeds.get(row.uid, []), unit_names) for row in found)


def relayed_open(connection: Connection, unit: str, unit_names: Mapping[str, str]) -> tuple[IssueRow, ...]:
    """Return the issues that were relayed to *unit* and not answered yet, in the order of their numbers."""
    query = _joined().where(_ISSUE.c.relayed_to == unit, _ISSUE.c.voided == 0).order_by(_ISSUE.c.number)
    found = connection.execute(query).all()
    deeds = _steps_of(connection, [row.uid for row in found])
    rows = (_row(row, deeds.get(row.uid, []), unit_names) for row in found)
    return tuple(row for row in rows if row.state not in ENDED_STATES and row.state is not IssueState.TO_ASSIGN)


def _joined() -> Any:
    told = (_ENTERPRISE.c.uid.label("listed"), _ENTERPRISE.c.name, _ENTERPRISE.c.township)
    return select(_ISSUE, *told).join(_ENTERPRISE, _ENTERPRISE.c.uid == _FIRM, isouter=True)


def _steps_of(connection: Connection, issues: Sequence[str]) -> dict[str, list[Any]]:
    query = select(_STEP).where(_STEP.c.issue.in_(bindparam("wanted", expanding=True)))
    query = query.order_by(_STEP.c.issue, *_ORDER)
    found: dict[str, list[Any]] = {}
    for row in (row for wanted in _pieces(issues) for row in connection.execute(query, {"wanted": wanted})):
        found.setdefault(row.issue, []).append(row)
    return found


def _step(row: Any) -> IssueStep:
    return IssueStep(
        uid=row.uid,
        action=IssueAction(row.action),
        state=IssueState(row.state),
        on=row.done_on,
        note=row.note or "",
        handler=row.handler or "",
        due_on=row.due_on,
        resolution=Resolution(row.resolution) if row.resolution else None,
        satisfaction=Satisfaction(row.satisfaction) if row.satisfaction else None,
        who=row.name or row.person,
        sharing=row.sharing or "",
        assisting=row.assisting or "",
        handling=Handling(row.handling) if row.handling else None,
        approved_by=row.approved_by or "",
        asked=row.asked or "",
        mode=VisitMode(row.mode) if row.mode else None,
        clock=row.clock or "",
        feedback_due_on=row.feedback_due_on,
        office=row.by_unit,
    )


def _pieces(uids: Sequence[str], size: int = 400) -> Iterator[list[str]]:
    # SQLite's limit of variables stays far away
    for start in range(0, len(uids), size):
        yield list(uids[start : start + size])


def _row(row: Any, deeds: list[Any], unit_names: Mapping[str, str]) -> IssueRow:
    state = IssueState(deeds[-1].state) if deeds else IssueState(row.state)
    resolved = next((deed for deed in reversed(deeds) if deed.resolution), None) if state in ENDED_STATES else None
    followed = _last(deeds, IssueAction.FOLLOW_UP)
    closed = next((deed for deed in reversed(deeds) if deed.state == IssueState.CLOSED), None)
    held = _since_return(deeds)
    assigned = next((deed for deed in reversed(held) if deed.action in GIVING), None)
    due = next((deed.due_on for deed in reversed(deeds) if deed.due_on and deed.state != IssueState.PARKED), None)
    return IssueRow(
        **_entered(row, unit_names),
        state=state,
        handler=_latest(held, "handler") or "",
        due_on=_latest(deeds, "due_on") if state is IssueState.PARKED else due,
        resolved_on=resolved.done_on if resolved is not None else None,
        resolution=Resolution(resolved.resolution) if resolved is not None and resolved.resolution else None,
        followed_up_on=followed.done_on if followed is not None else None,
        satisfaction=Satisfaction(followed.satisfaction) if followed is not None and followed.satisfaction else None,
        closed_on=closed.done_on if closed is not None else None,
        last_note=_latest(deeds, "note") or "",
        handling=_handling(_latest(deeds, "handling") or row.handling),
        sharing=(assigned.sharing or "") if assigned is not None else "",
        assisting=(assigned.assisting or "") if assigned is not None else "",
        assigned_on=assigned.done_on if assigned is not None else None,
        clock=next((deed.clock for deed in deeds if deed.clock), ""),
        feedback_due_on=_latest(held, "feedback_due_on"),
        finish_due_on=due,
        extensions=sum(deed.action == IssueAction.EXTEND for deed in deeds),
    )


def _entered(row: Any, unit_names: Mapping[str, str]) -> dict[str, Any]:
    """Return what was entered of the issue itself; the rest follows from the deeds on it."""
    return {
        "uid": row.uid,
        "number": row.number,
        "enterprise": row.enterprise or row.relayed_enterprise or "",
        "enterprise_name": row.name or row.relayed_name or "",
        "township": unit_names.get(row.township or "", row.township or ""),
        "raised_on": row.raised_on,
        "category": IssueCategory(row.category),
        "description": row.description,
        "expectation": row.expectation or "",
        "level": IssueLevel(row.level),
        "visit": row.visit or "",
        "voided": bool(row.voided),
        "void_reason": row.void_reason or "",
        "relay": _relay(row, unit_names) if row.relayed_from else None,
        "by_unit": row.by_unit,
    }


def _relay(row: Any, unit_names: Mapping[str, str]) -> Relay:
    return Relay(
        origin=row.relayed_from,
        to=row.relayed_to or "",
        asked_by=row.relayed_unit or "",
        asked_by_name=unit_names.get(row.relayed_unit or "", row.relayed_unit or ""),
        listed=row.listed is not None,
        credit_code=row.relayed_code or "",
        address=row.relayed_address or "",
        contact=row.relayed_contact or "",
        phone=row.relayed_phone or "",
    )


def _last(deeds: list[Any], action: IssueAction) -> Any:
    return next((deed for deed in reversed(deeds) if deed.action == action), None)


def _since_return(deeds: list[Any]) -> list[Any]:
    """Return the deeds after the last return (退回改派), since when nobody else holds the issue."""
    returned = [place for place, deed in enumerate(deeds) if deed.action == IssueAction.RETURN]
    return deeds[returned[-1] + 1 :] if returned else deeds


def _latest(deeds: list[Any], name: str) -> Any:
    return next((value for deed in reversed(deeds) if (value := getattr(deed, name))), None)


def _handling(text: str | None) -> Handling | None:
    return Handling(text) if text else None
