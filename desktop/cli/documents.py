"""Rows as the JSON that `--json` prints: money in 元 as text, months `2026-10`, absent is null."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from desktop.cli.enterprise_fields import TEXTS
from desktop.domain.change import HistoryLine
from desktop.domain.codes import Measure, Subject
from desktop.domain.enterprise import Enterprise, EnterpriseRow, TierSpan
from desktop.domain.figure import MEASURES, MONTHLY, FigureLine
from desktop.domain.filing import Filed, FilingProblem
from desktop.domain.money import plain
from desktop.domain.month import Month
from desktop.domain.plausibility_reader import WrittenRule
from desktop.domain.preset import Preset
from desktop.wording.messages import code_of, sentence

Document: TypeAlias = dict[str, object]


def enterprise_row(row: EnterpriseRow) -> Document:
    """Return one line of the list."""
    return {
        "uid": row.uid,
        "name": row.name,
        "credit_code": text(row.credit_code),
        "township": text(row.township),
        "department": text(row.department),
        "industry_code": text(row.industry_code),
        "tier": code(row.tier),
        "standing": row.standing.value,
        "last_year_revenue": money(row.last_year_revenue),
        "status": row.status.value,
        "library_status": row.library_status.value,
        "last_visit_on": day(row.last_visit_on),
        "open_issues": row.open_issues,
    }


def enterprise(found: Enterprise, preset: Preset) -> Document:
    """Return one enterprise whole; units by name, as in the list."""
    draft = found.draft
    names = {unit.id: unit.name for unit in preset.units}
    return {
        "uid": found.uid,
        **{name: text(getattr(draft, name)) for name in TEXTS},
        "township": text(names.get(draft.township, draft.township)),
        "department": text(names.get(draft.department, draft.department)),
        "former_names": list(draft.former_names),
        "kind": draft.kind.value,
        "established_on": day(draft.established_on),
        "registered_capital": money(draft.registered_capital),
        "general_taxpayer": draft.general_taxpayer,
        "status": draft.status.value,
        "library_status": draft.library_status.value,
        "extra": dict(draft.extra),
        "tier": code(found.tier.tier if found.tier else None),
        "tiers": [_tier(span) for span in found.tiers],
        "standing": found.standing.value,
        "last_year_revenue": money(found.last_year_revenue),
        "voided": found.voided,
    }


def figure_line(line: FigureLine, month: Month, by_unit: str) -> Document:
    """Return one enterprise's figures of a month; 当月 is derived where it was not typed."""
    amounts: Document = {
        measure.value: amount(measure, value.amount if (value := line.values.get(measure)) else None)
        for measure in MONTHLY
    }
    return {
        "enterprise": line.enterprise,
        "name": line.name,
        "month": str(month),
        **amounts,
        "main_revenue_month": money(line.month_revenue),
        "main_revenue_month_derived": line.month_derived,
        "main_revenue_ytd_last": money(line.ytd_last),
        "main_revenue_ytd_last_stored": money(line.ytd_last_stored),
        "growth": ratio(line.growth),
        "progress": ratio(line.progress),
        "source": code(line.source),
        "obtained": code(line.obtained),
        "by_unit": by_unit if line.values else None,
        "problems": [
            {"field": each.field, "code": code_of(each.code, each.severity), "message": sentence(each, Subject.FIGURE)}
            for each in line.problems
        ],
    }


def figure_rule(written: WrittenRule) -> Document:
    """Return a question from an enterprise's own history, with an example it passes over and one it asks about."""
    rule = written.rule
    return {
        "number": rule.number,
        "text": rule.text,
        "measure": rule.measure.value,
        "over": code(rule.over),
        "since": rule.since,
        "points": rule.points,
        "spread": str(rule.spread),
        "times": str(rule.times),
        "passes": {"before": list(written.passes.before), "now": written.passes.now},
        "fails": {"before": list(written.fails.before), "now": written.fails.now},
    }


def filed(done: Filed) -> Document:
    """Return what a filing wrote."""
    return {
        "month": str(done.month),
        "round": done.round,
        "digest": done.digest,
        "files": [
            {
                "form": file.form,
                "pdf": file.pdf,
                "xlsx": file.xlsx,
                "round": file.round,
                "digest": file.digest,
                "state": file.state.value,
                "code": file.code,
                "correction": text(file.correction),
                "permit": None if file.permit is None else file.permit.uid,
            }
            for file in done.files
        ],
        "problems": [filing_problem(problem) for problem in done.problems],
    }


def filing_problem(found: FilingProblem) -> Document:
    """Return one thing that the filing asked about."""
    problem = found.problem
    return {
        "code": code_of(problem.code, problem.severity),
        "field": problem.field,
        "severity": problem.severity.value,
        "message": sentence(problem),
        "owner": text(found.owner),
        "name": text(found.name),
    }


def history_line(line: HistoryLine) -> Document:
    """Return one step in the life of a cell."""
    return {
        "at": line.at,
        "who": line.who,
        "subject": line.subject.value,
        "field": line.field,
        "period": text(line.period),
        "old": line.old,
        "new": line.new,
        "reason": text(line.reason),
        "kind": line.kind.value,
        "site": line.site,
        "seq": line.seq,
        "erased": line.erased and not line.withheld,
        "withheld": line.withheld,
    }


def text(value: str) -> str | None:
    """Return *value*, or None where it says nothing."""
    return value or None


def code(value: StrEnum | None) -> str | None:
    """Return the text of a code."""
    return None if value is None else value.value


def day(value: date | None) -> str | None:
    """Return a day as `2026-10-31`."""
    return None if value is None else value.isoformat()


def money(value: int | None) -> str | None:
    """Return an amount in 分 as a decimal string in 元."""
    return None if value is None else plain(value)


def amount(measure: Measure, value: int | None) -> str | int | None:
    """Return a figure in its plain unit: 元, kWh, or a whole number of people."""
    places = MEASURES[measure].places
    if value is None:
        return None
    return plain(value, places=places) if places else value


def ratio(value: Decimal | None) -> str | None:
    """Return a ratio as a decimal string with four decimals."""
    return None if value is None else f"{value:.4f}"


def _tier(span: TierSpan) -> Document:
    return {
        "tier": span.tier.value,
        "category": text(span.category),
        "route": text(span.route),
        "since": span.since.isoformat(),
        "until": day(span.until),
        "reason": text(span.reason),
        "reason_out": text(span.reason_out),
    }
