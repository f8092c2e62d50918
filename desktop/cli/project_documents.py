"""Projects and targets as the JSON that `--json` prints."""

from collections.abc import Sequence
from dataclasses import fields

from desktop.cli.documents import Document, code, day, money, text
from desktop.domain.assessment import MonthCount, Move
from desktop.domain.issue import IssueRow
from desktop.domain.preset import Target
from desktop.domain.project import Milestone, ProgressLine, ProjectRow, StageStep
from desktop.domain.reconcile import Balance
from desktop.domain.target_entry import TargetPage, TargetRow, UnitLine

_MONEY = frozenset({"total_investment", "year_plan", "stated_revenue"})


def project(row: ProjectRow) -> Document:
    """Return one line of the ledger of projects."""
    return {
        "uid": row.uid,
        "number": row.number,
        "stage": row.stage.value,
        "stage_on": row.stage_on.isoformat(),
        **{field.name: _field(row, field.name) for field in fields(row.draft)},
        "month_done": money(row.month_done),
        "total_done": money(row.done),
        "reported": text(row.reported),
        "look": text(row.look),
        "needs": text(row.needs),
        "tasks": row.tasks,
        "tasks_waiting": row.waiting,
        "tasks_late": row.late,
        "open_issues": row.issues,
        "enterprise": text(row.enterprise),
        "enterprise_name": text(row.enterprise_name),
        "became_on": day(row.became_on),
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }


def whole_project(
    row: ProjectRow,
    steps: Sequence[StageStep],
    tasks: Sequence[Milestone],
    months: Sequence[ProgressLine],
    issues: Sequence[IssueRow],
) -> Document:
    """Return one project with everything that hangs on it."""
    return {
        **project(row),
        "steps": [_step(step) for step in steps],
        "milestones": [_task(task) for task in tasks],
        "months": [_month(line) for line in months],
        "issues": [_issue(issue) for issue in issues],
    }


def target_row(row: TargetRow) -> Document:
    """Return one target, of the plan or typed."""
    return {"uid": text(row.uid), "issued": row.issued, **_target(row.target)}


def progress(page: TargetPage) -> Document:
    """Return how far the year has come."""
    return {
        "year": page.year,
        "own": unit_line(page.own),
        "tables": [
            {
                "dimension": code(table.dimension),
                "units": [unit_line(line) for line in table.lines],
                "total": None if table.total is None else unit_line(table.total),
            }
            for table in page.tables
        ],
        "balances": [balance(each) for each in page.balances],
        "months": [month_count(each) for each in page.months],
        "moves": [move(each) for each in page.moves],
        "assessment": {
            "january": page.assessment.january.value,
            "basis": page.assessment.basis,
            "to_confirm": page.assessment.to_confirm,
        },
    }


def unit_line(line: UnitLine) -> Document:
    """Return how far one unit has come."""
    reached = line.official
    return {
        "unit": text(line.unit),
        "name": text(line.name),
        "dimension": code(line.dimension),
        "target": reached.target,
        "additions_target": line.additions_target,
        "dispatch": line.dispatch,
        "additions": reached.additions,
        "exits": reached.exits,
        "net": reached.net,
        "percent": None if reached.percent is None else str(reached.percent),
        "cap": line.cap,
        "cap_state": line.cap_state.value,
        "candidates": line.candidates,
        "reserve_ratio": None if line.ratio is None else str(line.ratio),
        "basis": text(line.basis),
    }


def balance(found: Balance) -> Document:
    """Return whether one split adds up as its paper says."""
    return {
        "level": found.level.value,
        "dimension": code(found.dimension),
        "measure": found.measure.value,
        "kind": found.kind.value,
        "years": [found.year_from, found.year_to],
        "rows": found.rows,
        "total": found.total,
        "stated": found.stated,
        "agrees": found.agrees,
        "base_total": found.base_total,
        "base_stated": found.base_stated,
        "share_total": None if found.share_total is None else str(found.share_total),
        "share_stated": None if found.share_stated is None else str(found.share_stated),
        "share_agrees": found.share_agrees,
    }


def month_count(found: MonthCount) -> Document:
    """Return one month of the year."""
    return {
        "month": found.month,
        "additions": found.additions,
        "exits": found.exits,
        "additions_so_far": found.additions_so_far,
        "exits_so_far": found.exits_so_far,
        "net_so_far": found.net_so_far,
    }


def move(found: Move) -> Document:
    """Return one enterprise that joined or left."""
    return {"enterprise": found.enterprise, "name": found.name, "kind": found.kind.value, "month": found.month}


def _step(step: StageStep) -> Document:
    return {
        "uid": step.uid,
        "stage": step.stage.value,
        "on": step.on.isoformat(),
        "basis": text(step.basis),
        "note": text(step.note),
        "who": step.who,
    }


def _task(task: Milestone) -> Document:
    return {
        "uid": task.uid,
        "name": task.name,
        "planned_on": task.planned_on.isoformat(),
        "done_on": day(task.done_on),
        "responsible": text(task.responsible),
        "note": text(task.note),
    }


def _month(line: ProgressLine) -> Document:
    return {
        "month": line.month,
        "month_done": money(line.month_done),
        "total_done": money(line.total_done),
        "look": text(line.look),
        "needs": text(line.needs),
        "by_unit": line.by_unit,
    }


def _issue(issue: IssueRow) -> Document:
    return {
        "uid": issue.uid,
        "number": issue.number,
        "description": issue.description,
        "state": issue.state.value,
    }


def _target(target: Target) -> Document:
    return {
        "level": target.level.value,
        "dimension": code(target.dimension),
        "unit": target.unit,
        "unit_name": target.unit_name,
        "measure": target.measure.value,
        "kind": target.kind.value,
        "comparison": target.comparison.value,
        "value": target.value,
        "years": [target.year_from, target.year_to],
        "share": text(target.share),
        "base_year": target.base_year,
        "base_value": target.base_value,
        "basis": text(target.citation.document),
        "clause": text(target.citation.clause),
        "note": text(target.note),
    }


def _field(row: ProjectRow, name: str) -> object:
    value = getattr(row.draft, name)
    if name in _MONEY:
        return money(value)
    if name == "approved_on":
        return day(value)
    return value.value if hasattr(value, "value") else value if isinstance(value, bool) else text(value or "")
