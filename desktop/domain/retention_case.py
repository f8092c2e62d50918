"""What a face shows of one enterprise's retention beside its row, and what waits for a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.assessment import CapState
from desktop.domain.issue import IssueRow
from desktop.domain.library_exit import CapLine
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.retention import Estimate, RetentionRow, RiskStay, RiskStep
from desktop.domain.retention_plan import Plan
from desktop.domain.retention_reader import RetentionRules

_NEWS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class RetentionCase:
    """One enterprise whole: its stays and the words about its risk, what it expects, its plans, its open issues."""

    row: RetentionRow
    stays: tuple[RiskStay, ...]
    steps: tuple[RiskStep, ...]
    estimates: tuple[Estimate, ...]
    plans: tuple[Plan, ...]
    issues: tuple[IssueRow, ...]


def wants_plan(row: RetentionRow, rules: RetentionRules) -> bool:
    """Return whether *row* is at risk, is to be helped (出清 is not) and has no plan yet."""
    if row.stay is None or row.plan is not None:
        return False
    chosen = rules.help_class(row.stay.help_class)
    return chosen is None or chosen.helps


def county_word(row: RetentionRow, county: str) -> RiskStep | None:
    """Return the last word on the risk of *row* where it is the county's (its unit id, empty for none), else None."""
    last = row.last_step
    return last if last is not None and county and last.by_unit == county else None


def todo_of(
    rows: Sequence[RetentionRow],
    caps: Iterable[CapLine],
    rules: RetentionRules,
    *,
    today: date,
    unit: str,
    county: str = "",
) -> tuple[TodoItem, ...]:
    """Return what waits for *unit*: risks nobody confirmed, plans not made, measures past their day, a cap reached.

    What *county*, another office, has the last word on is told for a month. A plan is made by who keeps the stay.
    """
    items = [
        TodoItem(TodoKind.EXIT_CAP, line.exits, str(line.cap), line.unit_name or line.document)
        for line in caps
        if line.state in {CapState.REACHED, CapState.OVER}
    ]
    if asked := sum(row.to_confirm for row in rows):
        items.append(TodoItem(TodoKind.RISK_TO_CONFIRM, asked))
    for row in rows:
        word = county_word(row, county)
        if word is not None and today - word.on <= _NEWS:
            items.append(TodoItem(TodoKind.RISK_OF_COUNTY, 1, row.uid, row.name, word.on))
        if wants_plan(row, rules) and any(stay.by_unit == unit for stay in row.lasting):
            items.append(TodoItem(TodoKind.RISK_WITHOUT_PLAN, 1, row.uid, row.name))
        late = [measure for measure in (row.plan.open_measures if row.plan else ()) if measure.late(today)]
        if late:
            items.append(
                TodoItem(TodoKind.MEASURE_LATE, len(late), row.uid, row.name, min(each.due_on for each in late))
            )
    return tuple(items)
