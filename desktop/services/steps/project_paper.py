"""What the papers about projects and targets are fed with: codes as words, money as 分, unknown as None."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.domain.filing import FactRow, FactValue
from desktop.domain.issue import IssueRow
from desktop.domain.month import Month
from desktop.domain.project import Milestone, ProjectRow
from desktop.domain.target_entry import TargetPage, UnitLine
from desktop.domain.targets import Progress, elapsed_percent, net_increase
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.wording.labels import label
from desktop.wording.shown import calendar_month
from desktop.wording.words_admission import route_word
from desktop.wording.words_project import (
    MARKS,
    joined,
    percent_word,
    quarter_word,
    ratio_word,
    reconciled_words,
    task_word,
    unit_word,
)


def project_lines(
    rows: Iterable[ProjectRow],
    tasks: Callable[[str], Sequence[Milestone]],
    issues: Callable[[str], Sequence[IssueRow]],
    office: Office,
) -> MonthFacts:
    """Return what forms about projects show; *tasks* and *issues* tell what hangs on one."""
    return MonthFacts(
        tuple(
            FactRow(row.uid, row.draft.name, project_facts(row, tasks(row.uid), issues(row.uid), office))
            for row in rows
        )
    )


def project_facts(
    row: ProjectRow, tasks: Sequence[Milestone], issues: Sequence[IssueRow], office: Office
) -> Mapping[str, FactValue]:
    """Return what one line of the ledger of projects (推进台账) shows."""
    draft, routes = row.draft, {route.id: route.label for route in office.preset.routes}
    return {
        "name": draft.name,
        "builder": draft.builder,
        "stage": label(row.stage),
        "approval": joined(label(draft.approval_kind) if draft.approval_kind else "", draft.approval_number) or None,
        "approved_on": None if draft.approved_on is None else draft.approved_on.isoformat(),
        "nature": label(draft.nature) if draft.nature else None,
        "total_investment": draft.total_investment,
        "year_plan": draft.year_plan,
        "month_done": row.month_done,
        "total_done": row.done,
        "goal": draft.goal or None,
        "tasks": MARKS.join(task_word(task, office.today) for task in tasks) or None,
        "look": row.look or None,
        "issues": MARKS.join(issue.description for issue in issues if issue.closed_on is None) or None,
        "needs": row.needs or None,
        "responsible": joined(draft.responsible_unit, draft.responsible_person) or None,
        "contact": draft.contact or None,
        "production_month": calendar_month(draft.production_month) or None,
        "stated_revenue": draft.stated_revenue,
        "route": route_word(draft.route, routes) if draft.route else None,
        "enterprise": row.enterprise_name or None,
    }


def target_lines(page: TargetPage, month: Month, before: TargetPage | None = None) -> MonthFacts:
    """Return the lines of the table of progress: the units of each dimension and their sum, or the own unit alone.

    *before* is the page at the end of the quarter before, None in the first; what came since is the quarter's.
    """
    earlier = {} if before is None else {_key(line): line.official for line in _lines(before)}
    rows = tuple(
        FactRow(line.unit, line.name, {**_line(line, page, month), **_quarter(line.official, earlier.get(_key(line)))})
        for line in _lines(page)
    )
    totals = [table.total for table in page.tables if table.total is not None]
    remarks = (page.reserve_note, *(reconciled_words(totals) if len(totals) > 1 else ()))
    return MonthFacts(
        rows, more={"year": str(page.year), "quarter": quarter_word(month)}, remarks=tuple(filter(None, remarks))
    )


def _lines(page: TargetPage) -> Iterable[UnitLine]:
    if not page.tables:
        yield page.own
    for table in page.tables:
        yield from table.lines
        if table.total is not None:
            yield table.total


def _key(line: UnitLine) -> tuple[str, str]:
    return (line.dimension or "", line.unit or line.name)


def _quarter(reached: Progress, before: Progress | None) -> Mapping[str, FactValue]:
    """Return what came in the quarter: what was reached by now less what was reached before it."""
    additions = reached.additions - (0 if before is None else before.additions)
    exits = reached.exits - (0 if before is None else before.exits)
    return {"quarter_additions": additions, "quarter_exits": exits, "quarter_net": net_increase(additions, exits)}


def _line(line: UnitLine, page: TargetPage, month: Month) -> Mapping[str, FactValue]:
    reached = line.official
    whole = any(table.total is line for table in page.tables)
    return {
        "dimension": label(line.dimension) if line.dimension else None,
        "name": unit_word(line.name, whole=whole),
        "net_target": reached.target,
        "additions_target": line.additions_target,
        "dispatch": line.dispatch,
        "additions": reached.additions,
        "additions_monthly": line.monthly,
        "additions_annual": line.annual,
        "exits": reached.exits,
        "net": reached.net,
        "percent": percent_word(reached.percent),
        "elapsed": percent_word(elapsed_percent(month) if month.year == page.year else None),
        "cap": line.cap,
        "cap_state": label(line.cap_state),
        "candidates": line.candidates,
        "ratio": ratio_word(line.ratio),
    }
