"""Plans for single enterprises (一企一策), with their measures and steps."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.models.retention import RetentionMeasure, RetentionPlan, RetentionStep
from db.models.setting import Person
from desktop.domain.retention_plan import Measure, Plan, PlanDraft, PlanStep
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction

_PLAN = RetentionPlan.__table__  # type: ignore[attr-defined]
_MEASURE = RetentionMeasure.__table__  # type: ignore[attr-defined]
_STEP = RetentionStep.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]


def plans_of(connection: Connection, enterprises: Iterable[str]) -> dict[str, list[Plan]]:
    """Return the plans of *enterprises*, oldest first; void ones are left out."""
    wanted = _PLAN.c.enterprise.in_(bindparam("enterprises", expanding=True))
    query = select(_PLAN).where(wanted, _PLAN.c.voided == 0).order_by(_PLAN.c.made_on, _PLAN.c.uid)
    rows = connection.execute(query, {"enterprises": list(enterprises)}).all()
    found: dict[str, list[Plan]] = {}
    for plan in _whole(connection, rows):
        found.setdefault(plan.enterprise, []).append(plan)
    return found


def get(connection: Connection, uid: str) -> Plan | None:
    """Return the plan *uid*, void or not, or None."""
    rows = connection.execute(select(_PLAN).where(_PLAN.c.uid == uid)).all()
    return next(iter(_whole(connection, rows)), None)


def _whole(connection: Connection, rows: Iterable[Any]) -> list[Plan]:
    rows = list(rows)
    uids = [row.uid for row in rows]
    steps, measures = _steps(connection, uids), _measures(connection, uids)
    return [_plan(row, measures.get(row.uid, []), steps.get(row.uid, [])) for row in rows]


def _measures(connection: Connection, plans: list[str]) -> dict[str, list[Any]]:
    query = select(_MEASURE).where(_MEASURE.c.plan.in_(bindparam("plans", expanding=True))).order_by(_MEASURE.c.place)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query, {"plans": plans}):
        found.setdefault(row.plan, []).append(row)
    return found


def _steps(connection: Connection, plans: list[str]) -> dict[str, list[PlanStep]]:
    query = (
        select(_STEP, _PERSON.c.name.label("who"))
        .join(_PERSON, _PERSON.c.uid == _STEP.c.person, isouter=True)
        .where(_STEP.c.plan.in_(bindparam("plans", expanding=True)))
        .order_by(_STEP.c.place)
    )
    found: dict[str, list[PlanStep]] = {}
    for row in connection.execute(query, {"plans": plans}):
        step = PlanStep(
            uid=row.uid,
            measure=row.measure or "",
            action=PlanAction(row.action),
            on=row.done_on,
            note=row.note or "",
            due_on=row.due_on,
            outcome=Outcome(row.outcome) if row.outcome else None,
            who=row.who or row.person,
        )
        found.setdefault(row.plan, []).append(step)
    return found


def _plan(row: Any, measures: list[Any], steps: list[PlanStep]) -> Plan:
    draft = PlanDraft(
        made_on=row.made_on,
        difficulty=row.difficulty,
        approach=row.approach or "",
        leader=row.leader or "",
        unit=row.unit,
        officer=row.officer,
        outlook=row.outlook or "",
        chain_leader=row.chain_leader or "",
    )
    return Plan(
        uid=row.uid,
        enterprise=row.enterprise,
        stay=row.stay,
        draft=draft,
        measures=tuple(_measure(each, [step for step in steps if step.measure == each.uid]) for each in measures),
        steps=tuple(steps),
        outcome=Outcome(row.outcome) if row.outcome else None,
        ended_on=row.ended_on,
        voided=bool(row.voided),
    )


def _measure(row: Any, steps: list[PlanStep]) -> Measure:
    state = MeasureState(row.state)
    last = steps[-1]
    return Measure(
        uid=row.uid,
        number=row.place,
        what=row.what,
        unit=row.unit,
        officer=row.officer,
        due_on=row.due_on,
        state=state,
        result=last.note,
        done_on=last.on if state is MeasureState.DONE else None,
        since=steps[0].on,
    )
