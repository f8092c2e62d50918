"""Enterprises at risk, their plans, exits and caps as the JSON that `--json` prints."""

from desktop.cli.documents import Document, code, day, money, ratio, text
from desktop.domain.exit_risk import RiskFound, SignRule, Told
from desktop.domain.library_exit import CapLine, ExitRow
from desktop.domain.preset import RiskRule
from desktop.domain.retention import Estimate, RetentionRow, RiskStay, RiskStep
from desktop.domain.retention_case import RetentionCase
from desktop.domain.retention_plan import Measure, Plan, PlanStep
from desktop.domain.retention_reader import ExitGround, HelpClass


def row(found: RetentionRow) -> Document:
    """Return one enterprise as the list has it."""
    watched, plan = found.watched, found.plan
    return {
        "uid": found.uid,
        "name": found.name,
        "credit_code": text(found.credit_code),
        "township": text(found.township),
        "department": text(found.department),
        "status": found.status.value,
        "library_status": found.library_status.value,
        "admitted_month": text(found.admitted_month),
        "last_year_revenue": _told(watched.last_year),
        "main_revenue_ytd": _told(watched.ytd),
        "main_revenue_ytd_last": _told(watched.same_period),
        "growth": ratio(found.growth),
        "estimate": _told(watched.estimate),
        **_risk(found.found),
        "to_confirm": found.to_confirm,
        "stay": None if found.stay is None else stay(found.stay),
        "beside": [stay(each) for each in found.beside],
        "plan": None if plan is None else plan.uid,
        "next_due": None if plan is None else day(plan.next_due),
        "exits": [exit_row(each) for each in found.exits],
        "re_entered": found.re_entered,
    }


def case(found: RetentionCase) -> Document:
    """Return one enterprise whole."""
    return {
        **row(found.row),
        "stays": [stay(each) for each in found.stays],
        "steps": [_step(each) for each in found.steps],
        "estimates": [_estimate(each) for each in found.estimates],
        "plans": [plan_of(each) for each in found.plans],
        "open_issues": [issue.uid for issue in found.issues],
    }


def stay(found: RiskStay) -> Document:
    """Return one stay in the library of risk."""
    return {
        "uid": found.uid,
        "unit": text(found.by_unit),
        "unit_name": text(found.unit),
        "since": found.since.isoformat(),
        "until": day(found.until),
        "reason": text(found.reason),
        "reason_out": text(found.reason_out),
        "grade": found.grade.value,
        "help_class": text(found.help_class),
    }


def plan_of(found: Plan) -> Document:
    """Return one plan with its measures and steps."""
    draft = found.draft
    return {
        "uid": found.uid,
        "enterprise": found.enterprise,
        "made_on": day(draft.made_on),
        "difficulty": text(draft.difficulty),
        "approach": text(draft.approach),
        "leader": text(draft.leader),
        "unit": text(draft.unit),
        "officer": text(draft.officer),
        "outlook": text(draft.outlook),
        "chain_leader": text(draft.chain_leader),
        "outcome": code(found.outcome),
        "ended_on": day(found.ended_on),
        "measures": [_measure(each) for each in found.measures],
        "steps": [_plan_step(each) for each in found.steps],
    }


def exit_row(found: ExitRow) -> Document:
    """Return one exit."""
    return {
        "uid": found.uid,
        "enterprise": found.enterprise,
        "name": found.name,
        "on": found.on.isoformat(),
        "ground": found.ground,
        "basis": found.basis,
        "told_by": found.told_by,
        "effective_year": found.effective_year,
        "note": text(found.note),
        "voided": found.voided,
        "void_reason": text(found.void_reason),
    }


def cap(found: CapLine) -> Document:
    """Return one cap beside the exits of its year."""
    return {
        "unit_name": text(found.unit_name),
        "cap": found.cap,
        "exits": found.exits,
        "state": found.state.value,
        "document": text(found.document),
        "clause": text(found.clause),
        "note": text(found.note),
    }


def sign_rule(found: SignRule) -> Document:
    """Return what the reference says of one sign."""
    return {
        "sign": found.sign.value,
        "grade": found.grade.value,
        "computed": found.computed,
        "ours": found.ours,
        "document": text(found.document),
        "clause": text(found.clause),
        "note": text(found.note),
        "percent": found.percent or None,
        "months": found.months or None,
    }


def plan_rule(found: RiskRule) -> Document:
    """Return one rule of the plan."""
    return {
        "id": found.id,
        "label": found.label,
        "revenue_below": money(found.revenue_below_fen),
        "signs": [sign.value for sign in found.signs],
        "document": found.citation.document,
        "clause": found.citation.clause,
    }


def help_class(found: HelpClass) -> Document:
    """Return one class of help."""
    names = ("id", "number", "label", "meaning", "way", "helps", "document", "clause")
    return {name: getattr(found, name) for name in names}


def ground(found: ExitGround) -> Document:
    """Return one ground of exit."""
    names = ("id", "label", "by_revenue", "to_confirm", "document")
    return {**{name: getattr(found, name) for name in names}, "note": text(found.note)}


def _risk(found: RiskFound) -> Document:
    return {
        "computed": code(found.grade),
        "signs": [
            {
                "sign": each.sign.value,
                "figures": [_told(told) for told in each.figures],
                "result": money(each.result),
                "limit": money(each.limit),
                "count": each.count or None,
            }
            for each in found.signs
        ],
        "rules": [rule.id for rule in found.rules],
    }


def _told(told: Told | None) -> Document | None:
    if told is None:
        return None
    return {
        "amount": money(told.amount),
        "period": told.period,
        "source": told.source.value,
        "told_by": text(told.who),
        "told_on": text(told.day),
    }


def _step(found: RiskStep) -> Document:
    return {
        "uid": found.uid,
        "action": found.action.value,
        "on": found.on.isoformat(),
        "grade": code(found.grade),
        "computed": code(found.computed),
        "signs": [sign.value for sign in found.signs],
        "help_class": text(found.help_class),
        "reason": found.reason,
        "who": found.who,
        "stay": text(found.stay),
        "unit": text(found.by_unit),
        "unit_name": text(found.unit),
    }


def _estimate(found: Estimate) -> Document:
    return {
        "uid": found.uid,
        "year": found.year,
        "amount": money(found.amount),
        "told_on": found.told_on.isoformat(),
        "told_by": found.told_by,
        "obtained": found.obtained.value,
        "note": text(found.note),
    }


def _measure(found: Measure) -> Document:
    return {
        "uid": found.uid,
        "number": found.number,
        "what": found.what,
        "unit": found.unit,
        "officer": found.officer,
        "due_on": found.due_on.isoformat(),
        "state": found.state.value,
        "result": text(found.result),
        "done_on": day(found.done_on),
    }


def _plan_step(found: PlanStep) -> Document:
    return {
        "uid": found.uid,
        "measure": text(found.measure),
        "action": found.action.value,
        "on": found.on.isoformat(),
        "note": text(found.note),
        "due_on": day(found.due_on),
        "outcome": code(found.outcome),
        "who": found.who,
    }
