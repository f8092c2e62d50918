"""Reads visit records (走访记录) and ledgers of issues (问题台账) into rows."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from desktop.domain.problems import Problem, Severity
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, read_sheets
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.words import Kind, Words

# what each row must say, and the problem of a row that does not
_NEEDED: Mapping[Kind, Mapping[str, str]] = {
    Kind.VISITS: {"name": "name_missing", "visited_on": "visit_day_missing"},
    Kind.ISSUES: {"name": "name_missing", "raised_on": "issue_day_missing", "description": "issue_text_missing"},
}
_DAYS = {Kind.VISITS: "visited_on", Kind.ISSUES: "raised_on"}


def read_visits(workbook: Workbook, words: Words, wish: Wish, kind: Kind = Kind.VISITS) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as visits or issues (*kind*).

    One that is dated after the end of the month the clerk asked for is asked about.
    """
    return tuple(read_sheets(workbook, kind, words, wish, partial(_read, wish)))


def _read(wish: Wish, table: TableReader) -> SheetReading:
    """Return the reading of one sheet."""
    return table.reading((_row(table, cells, wish) for cells in table.data()), table.notes())


def _row(table: TableReader, cells: ReadCells, wish: Wish) -> ReadRow:
    """Return one visit or issue as read."""
    values, problems = cells.told()
    problems.extend(_lacking(table, cells, values, problems))
    problems.extend(_after_month(table, cells, values, wish))
    return ReadRow(table.sheet.name, cells.row.number, values, cells.raw, tuple(problems), cells.row.hidden)


def _lacking(
    table: TableReader, cells: ReadCells, values: Mapping[str, object], problems: list[Problem]
) -> list[Problem]:
    """Return a problem for each thing that a row must say and does not."""
    found = []
    for field, code in _NEEDED[table.kind].items():
        column = table.mapping.column_of(field)
        if values.get(field) is None and column and not any(problem.field == column.heading for problem in problems):
            found.append(Problem(column.heading, code, _place(table, cells, column.heading)))
    return found


def _after_month(table: TableReader, cells: ReadCells, values: Mapping[str, object], wish: Wish) -> list[Problem]:
    """Return a question about a day after the end of the month asked for."""
    field = _DAYS[table.kind]
    column, day = table.mapping.column_of(field), values.get(field)
    if wish.month is None or column is None or not isinstance(day, date) or day <= wish.month.last_day:
        return []
    place = _place(table, cells, column.heading) | {"day": day.isoformat(), "month": str(wish.month)}
    return [Problem(column.heading, "day_after_month", place, Severity.CHECK)]


def _place(table: TableReader, cells: ReadCells, heading: str) -> dict[str, str]:
    """Return where a problem stands."""
    return {"sheet": table.sheet.name, "row": str(cells.row.number), "column": heading}
