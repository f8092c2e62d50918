"""What the papers about projects and targets are fed with: codes as words, money as 分, unknown as None."""

from collections.abc import Iterable, Mapping, Sequence

from desktop.domain.filing import FactValue
from desktop.domain.month import Month
from desktop.domain.project import Milestone, ProjectRow
from desktop.domain.target_entry import TargetPage, UnitLine
from desktop.domain.targets import elapsed_percent
from desktop.services.office import Office
from desktop.wording.labels import label
from desktop.wording.words_admission import route_word
from desktop.wording.words_project import (
    MARKS,
    joined,
    percent_word,
    ratio_word,
    task_word,
    unit_word,
)


def project_facts(row: ProjectRow, tasks: Sequence[Milestone], office: Office) -> Mapping[str, FactValue]:
    """Return what one line of the ledger of projects (推进台账) shows."""
    draft, routes = row.draft, {route.id: route.label for route in office.preset.routes}
    return {
        "name": draft.name,
        "builder": draft.builder,
        "stage": label(row.stage),
        "approval": joined(label(draft.approval_kind) if draft.approval_kind else "", draft.approval_number) or None,
        "total_investment": draft.total_investment,
        "year_plan": draft.year_plan,
        "month_done": row.month_done,
        "total_done": row.done,
        "goal": draft.goal or None,
        "tasks": MARKS.join(task_word(task, office.today) for task in tasks) or None,
        "look": row.look or None,
        "needs": row.needs or None,
        "responsible": joined(draft.responsible_unit, draft.responsible_person) or None,
        "contact": draft.contact or None,
        "production_month": draft.production_month or None,
        "route": route_word(draft.route, routes) if draft.route else None,
        "enterprise": row.enterprise_name or None,
    }


def target_facts(page: TargetPage, month: Month) -> tuple[Mapping[str, FactValue], ...]:
    """Return the lines of the table of progress: the units of each dimension and their sum, or the own unit alone."""
    return tuple(_line(line, page, month) for line in _lines(page))


def _lines(page: TargetPage) -> Iterable[UnitLine]:
    if not page.tables:
        yield page.own
    for table in page.tables:
        yield from table.lines
        if table.total is not None:
            yield table.total


def _line(line: UnitLine, page: TargetPage, month: Month) -> Mapping[str, FactValue]:
    reached = line.official
    whole = any(table.total is line for table in page.tables)
    return {
        "dimension": label(line.dimension) if line.dimension else None,
        "name": unit_word(line.name, whole=whole),
        "net_target": reached.target,
        "dispatch": line.dispatch,
        "additions": reached.additions,
        "exits": reached.exits,
        "net": reached.net,
        "percent": percent_word(reached.percent),
        "elapsed": percent_word(elapsed_percent(month) if month.year == page.year else None),
        "cap": line.cap,
        "cap_state": label(line.cap_state),
        "candidates": line.candidates,
        "ratio": ratio_word(line.ratio),
    }
