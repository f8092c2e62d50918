"""The libraries as the JSON that `--json` prints."""

from desktop.cli.documents import Document, code, day, money, text
from desktop.domain.bulk import BulkLine, BulkPlan
from desktop.domain.coverage import Coverage, CoverageRow
from desktop.domain.cultivation import RollLine, RollPlan, YearLine
from desktop.domain.enterprise_link import LinkRow
from desktop.domain.figure import FigureValue
from desktop.domain.ladder import LadderCell
from desktop.domain.proposal import Proposal
from desktop.domain.standing import Gap, StandingView
from desktop.wording.messages import code_of, sentence


def figure(value: FigureValue | None) -> Document | None:
    """Return a collected figure with where it comes from."""
    if value is None:
        return None
    return {
        "amount": money(value.amount),
        "source": value.source.value,
        "obtained": value.obtained.value,
        "given_by": text(value.given_by),
        "on": day(value.on),
    }


def proposal(row: Proposal) -> Document:
    """Return what the plan says of one enterprise."""
    each, rule = row.candidate, row.rule
    return {
        "uid": each.uid,
        "name": each.name,
        "tier": code(each.tier),
        "kind": row.kind.value,
        "offered": row.offered,
        "ticked": row.ticked,
        "proposed_tier": code(row.tier) if row.offered else None,
        "category": text(row.category),
        "sign": code(row.sign),
        "year": row.year,
        "revenue": figure(row.figure),
        "rule": None if rule is None else rule.label,
        "clause": None if rule is None else f"{rule.citation.document} {rule.citation.clause}",
    }


def bulk(plan: BulkPlan) -> Document:
    """Return what setting many comes to."""
    return {
        "will": [_line(each) for each in plan.will],
        "cannot": [_line(each) for each in plan.cannot],
        "same": [_line(each) for each in plan.same],
    }


def cell(found: LadderCell) -> Document:
    """Return who stands in one band of one library; the band -1 is not reported."""
    return {
        "tier": code(found.tier),
        "band": found.band,
        "count": len(found.members),
        "enterprises": [{"uid": each.uid, "name": each.name} for each in found.members],
    }


def coverage(found: Coverage) -> Document:
    """Return the check of who reached the size."""
    return {
        "year": found.year,
        "listed": found.listed,
        "known": found.known,
        "unknown": found.unknown,
        "unlisted": found.unlisted,
        "waiting": found.waiting,
        "rows": [_covered(row) for row in found.rows],
    }


def standing(view: StandingView) -> Document:
    """Return where one enterprise stands; what a figure is short of is for the screen only and stands in no file."""
    return {
        "standing": view.standing.value,
        "threshold": money(view.threshold),
        "last_year": _gap(view.last_year),
        "measures": [_gap(each) for each in view.gaps],
        "reached_by": [measure.value for measure in view.reached_by],
        "revenue_differs_from_vat": view.differs,
        "outlook": code(view.likelihood),
    }


def year(line: YearLine) -> Document:
    """Return one year of an enterprise."""
    draft = line.draft
    return {
        "year": line.year,
        "closed": line.closed,
        "current": line.current,
        "category": text(line.said("category")),
        "route": text(line.said("route")),
        "expected_month": text(line.said("expected_month")),
        "way": code(draft.way) if draft else None,
        "leader": text(line.said("leader")),
        "officer": text(line.said("officer")),
        "unit": text(line.said("unit")),
        "difficulty": text(line.said("difficulty")),
        "note": text(line.said("note")),
        "carried_from": line.record.carried_from if line.record else None,
        "closing_tier": code(line.record.closing_tier) if line.record else None,
        "revenue": figure(line.revenue),
        "estimates": [
            {"amount": money(each.amount), "told_by": each.told_by, "told_on": day(each.told_on)}
            for each in line.estimates
        ],
        "tiers": [
            {"tier": span.tier.value, "since": day(span.since), "until": day(span.until), "reason": text(span.reason)}
            for span in line.stays
        ],
    }


def link(row: LinkRow) -> Document:
    """Return one link of a route."""
    return {
        "uid": row.uid,
        "kind": row.kind.value,
        "later": row.later,
        "other": text(row.other),
        "name": text(row.name),
        "credit_code": text(row.credit_code),
        "sector": text(row.sector),
        "on": day(row.on),
        "basis": text(row.basis),
        "note": text(row.note),
    }


def roll(plan: RollPlan) -> Document:
    """Return what going over into the next year would do."""
    return {
        "year_from": plan.year_from,
        "year_to": plan.year_to,
        "outside": plan.outside,
        "problems": [{"code": code_of(each.code, each.severity), "message": sentence(each)} for each in plan.problems],
        "lines": [_roll_line(line) for line in plan.lines],
    }


def _line(line: BulkLine) -> Document:
    return {
        "uid": line.pick.enterprise,
        "name": text(line.name),
        "changes": [
            {"field": name, "before": text(before), "after": text(after)} for name, before, after in line.changes
        ],
        "problems": [{"code": code_of(each.code, each.severity), "message": sentence(each)} for each in line.problems],
    }


def _covered(row: CoverageRow) -> Document:
    step = row.step
    return {
        "uid": row.uid,
        "name": row.name,
        "tier": code(row.tier),
        "library_status": row.library_status.value,
        "last_year": figure(row.last_year.value),
        "this_year": figure(row.this_year.value),
        "month": text(row.this_year.period),
        "application": code(row.application),
        "handling": None if step is None else step.handling.value,
        "handled_on": None if step is None else day(step.on),
        "note": None if step is None else text(step.note),
        "open": row.open,
    }


def _gap(gap: Gap) -> Document:
    return {
        "measure": gap.measure.value,
        "period": text(gap.period),
        "figure": figure(gap.value),
        "short": money(gap.short),
    }


def _roll_line(line: RollLine) -> Document:
    return {
        "uid": line.uid,
        "name": line.name,
        "tier": line.tier.value,
        "library_status": line.library_status.value,
        "status": line.status.value,
        "carry": line.carry,
        "revenue": figure(line.revenue),
        "december": figure(line.december),
    }
