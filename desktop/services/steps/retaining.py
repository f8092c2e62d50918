"""Steps that keep admitted enterprises in: words about a risk, estimates, plans with measures, and exits."""

from datetime import date
from typing import Any

from db.derived import work_out
from db.models.enterprise import Enterprise
from db.models.retention import (
    LibraryExit,
    RetentionMeasure,
    RetentionPlan,
    RetentionStep,
    RevenueEstimate,
    RiskStay,
    RiskStep,
)
from db.owning import made_elsewhere
from db.queries import retention
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import LibraryStatus
from desktop.domain.exit_risk import kept_of
from desktop.domain.library_exit import ExitDraft, ExitRow
from desktop.domain.month import Month
from desktop.domain.retention import EstimateDraft, RetentionRow, RiskDraft
from desktop.domain.retention_plan import Measure, MeasureDraft, Plan, PlanDraft, PlanStepDraft, after
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction, RiskAction


def say_risk(work: UnitOfWork, row: RetentionRow, draft: RiskDraft, place: int, month: Month, *, unit: str) -> str:
    """Write a person's word about the risk of *row* and let its stays begin, change or end; return the word's uid.

    Each stay that lasts gets a word of its own, whoever keeps it: what a stay says is worked out from its words.
    """
    on = _day(draft.on)
    if draft.action is RiskAction.ENTER:
        stays: list[str | None] = [_begun_stay(work, row, draft, on, unit=unit)]
    else:
        stays = [None] if draft.action is RiskAction.DISMISS else [stay.uid for stay in row.lasting]
    steps = [_add_word(work, row, draft, stay, at, month, unit=unit) for at, stay in enumerate(stays, start=place)]
    work.read(work_out, [stay for stay in stays if stay is not None])
    return steps[0]


def _add_word(
    work: UnitOfWork, row: RetentionRow, draft: RiskDraft, stay: str | None, place: int, month: Month, *, unit: str
) -> str:
    found = kept_of(row.found)
    if not isinstance(found, list):
        raise TypeError(found)
    says = draft.action in {RiskAction.ENTER, RiskAction.CONFIRM}
    # a "no" remembers which signs it answered; they ask no second time
    signs = draft.signs if says else tuple(each.sign for each in row.found.signs)
    return work.add(
        RiskStep(
            uid=work.new_id(),
            enterprise=row.uid,
            stay=stay,
            place=place,
            by_unit=unit,
            action=draft.action,
            done_on=_day(draft.on),
            month=str(month),
            grade=draft.grade if says else None,
            computed=row.found.grade,
            signs=[sign.value for sign in signs],
            found=found,
            help_class=(draft.help_class or None) if says else None,
            reason=draft.reason,
            person=work.who,
        )
    )


def keep_estimate(work: UnitOfWork, enterprise: str, draft: EstimateDraft, *, unit: str) -> str:
    """Keep what the enterprise expects of a year, beside what it said before."""
    if draft.amount is None or draft.obtained is None:
        raise ValueError("an estimate needs its amount and how it was obtained")
    return work.add(
        RevenueEstimate(
            uid=work.new_id(),
            enterprise=enterprise,
            by_unit=unit,
            year=draft.year,
            amount=draft.amount,
            told_on=_day(draft.told_on),
            told_by=draft.told_by,
            obtained=draft.obtained,
            note=draft.note or None,
            person=work.who,
        )
    )


def make_plan(work: UnitOfWork, row: RetentionRow, draft: PlanDraft, *, unit: str) -> str:
    """Begin the plan of the stay that lasts; return its uid."""
    if row.stay is None:
        raise ValueError("a plan needs a stay")
    return work.add(
        RetentionPlan(uid=work.new_id(), enterprise=row.uid, stay=row.stay.uid, by_unit=unit, **plan_columns(draft))
    )


def plan_columns(draft: PlanDraft) -> dict[str, Any]:
    """Return the columns that *draft* fills, empty text as nothing."""
    return {
        "made_on": _day(draft.made_on),
        "difficulty": draft.difficulty,
        "approach": draft.approach or None,
        "leader": draft.leader or None,
        "unit": draft.unit,
        "officer": draft.officer,
        "outlook": draft.outlook or None,
        "chain_leader": draft.chain_leader or None,
    }


def add_measure(work: UnitOfWork, plan: Plan, draft: MeasureDraft, *, unit: str) -> str:
    """Add a measure to *plan* with its first step; return its uid."""
    due_on = _day(draft.due_on)
    uid = work.add(
        RetentionMeasure(
            uid=work.new_id(),
            plan=plan.uid,
            place=len(plan.measures) + 1,
            by_unit=unit,
            what=draft.what,
            unit=draft.unit,
            officer=draft.officer,
            state=MeasureState.OPEN,
            due_on=due_on,
        )
    )
    step = PlanStepDraft(PlanAction.ADD, draft.on, due_on=due_on)
    _add_step(work, plan, uid, step, MeasureState.OPEN, unit=unit)
    return uid


def take_plan_step(work: UnitOfWork, plan: Plan, measure: Measure | None, draft: PlanStepDraft, *, unit: str) -> str:
    """Write a step of *measure*, or the end of *plan*; return its uid."""
    if measure is None:
        uid = _add_step(work, plan, None, draft, None, unit=unit)
        work.change(RetentionPlan, plan.uid, {"outcome": draft.outcome, "ended_on": draft.on})
        return uid
    state = after(measure.state, draft.action)
    uid = _add_step(work, plan, measure.uid, draft, state, unit=unit)
    due = {} if draft.due_on is None else {"due_on": draft.due_on}
    work.change(RetentionMeasure, measure.uid, {"state": state, **due})
    return uid


def leave_directory(
    work: UnitOfWork, row: RetentionRow, draft: ExitDraft, place: int, month: Month, *, unit: str
) -> str:
    """Record the exit, let the enterprise be one that left, and end its stay in the library of risk: one deed.

    A plan that another unit wrote is that unit's to end.
    """
    on = _day(draft.on)
    uid = work.add(
        LibraryExit(
            uid=work.new_id(),
            enterprise=row.uid,
            by_unit=unit,
            exited_on=on,
            ground=draft.ground,
            basis=draft.basis,
            told_by=draft.told_by,
            effective_year=draft.effective_year,
            note=draft.note or None,
            status_before=row.library_status,
            month_before=row.admitted_month or None,
            person=work.who,
        ),
        reason=draft.basis,
    )
    work.change(Enterprise, row.uid, {"library_status": LibraryStatus.EXITED.value}, reason=draft.basis)
    if row.plan is not None and not work.read(made_elsewhere, row.plan.uid):
        end = PlanStepDraft(PlanAction.END, on, draft.basis, outcome=Outcome.EXITED)
        take_plan_step(work, row.plan, None, end, unit=unit)
    if row.stay is not None:
        out = RiskDraft(RiskAction.RELEASE, max(on, *(stay.since for stay in row.lasting)), reason=draft.basis)
        say_risk(work, row, out, place, month, unit=unit)
    return uid


def take_back_exit(work: UnitOfWork, left: ExitRow, reason: str) -> None:
    """Void an exit that was entered by mistake and put back what it had replaced."""
    status, month = work.read(retention.status_before, left.uid)
    work.void(LibraryExit, left.uid, reason)
    work.change(Enterprise, left.enterprise, {"library_status": status, "admitted_month": month}, reason=reason)


def _begun_stay(work: UnitOfWork, row: RetentionRow, draft: RiskDraft, on: date, *, unit: str) -> str:
    if draft.grade is None:
        raise ValueError("a stay needs its grade")
    stay = RiskStay(
        uid=work.new_id(),
        enterprise=row.uid,
        by_unit=unit,
        since=on,
        reason=draft.reason,
        grade=draft.grade,
        help_class=draft.help_class or None,
    )
    return work.add(stay, reason=draft.reason)


def _add_step(
    work: UnitOfWork, plan: Plan, measure: str | None, draft: PlanStepDraft, state: MeasureState | None, *, unit: str
) -> str:
    return work.add(
        RetentionStep(
            uid=work.new_id(),
            plan=plan.uid,
            measure=measure,
            place=len(plan.steps) + 1,
            by_unit=unit,
            action=draft.action,
            state=state,
            done_on=_day(draft.on),
            note=draft.note or None,
            due_on=draft.due_on,
            outcome=draft.outcome,
            person=work.who,
        )
    )


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("a deed needs its day")
    return day
