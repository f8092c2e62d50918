"""Reads visit records (走访记录) into rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, open_table
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.unread import soften_unread
from desktop.intake.words import Kind, Words


def read_visits(
    workbook: Workbook,
    words: Words,
    *,
    choices: Mapping[str, str],
    today: date,
    month: Month | None = None,
    hidden_sheets: frozenset[str] = frozenset(),
) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as visits; a visit after the end of *month* is asked about."""
    wish = Wish(choices, today, month=month, hidden_sheets=hidden_sheets)
    table = words.tables[Kind.VISITS]
    readings = []
    for sheet in workbook.sheets:
        opened = open_table(sheet, table, words, wish)
        readings.append(_read(opened, wish) if isinstance(opened, TableReader) else opened)
    return tuple(soften_unread(readings))


def _read(table: TableReader, wish: Wish) -> SheetReading:
    """Return the reading of one sheet."""
    notes = table.notes()
    if any(told.severity is Severity.ERROR for told in notes):
        return table.reading(notes=tuple(notes))
    return table.reading(rows=tuple(_row(table, cells, wish) for cells in table.data()), notes=tuple(notes))


def _row(table: TableReader, cells: ReadCells, wish: Wish) -> ReadRow:
    """Return one visit as read."""
    values: dict[str, object] = {}
    problems: list[Problem] = [*cells.problems]
    for column, reading in cells.cells.values():
        values[column.field] = reading.value
        problems.extend(reading.problems)
    for heading, reading in cells.extras.items():
        values[f"extra:{heading}"] = reading.value
        problems.extend(replace(problem, severity=Severity.NOTE) for problem in reading.problems)
    problems.extend(_lacking(table, cells, values, problems))
    problems.extend(_after_month(table, cells, values, wish))
    return ReadRow(table.sheet.name, cells.row.number, values, cells.raw, tuple(problems), cells.row.hidden)


def _lacking(
    table: TableReader, cells: ReadCells, values: Mapping[str, object], problems: list[Problem]
) -> list[Problem]:
    """Return a problem for a missing name and a missing day."""
    found = []
    for field, code in (("name", "name_missing"), ("visited_on", "visit_day_missing")):
        column = table.mapping.column_of(field)
        if values.get(field) is None and column and not any(problem.field == column.heading for problem in problems):
            found.append(Problem(column.heading, code, _place(table, cells, column.heading)))
    return found


def _after_month(table: TableReader, cells: ReadCells, values: Mapping[str, object], wish: Wish) -> list[Problem]:
    """Return a question about a visit after the end of the month asked for."""
    column, day = table.mapping.column_of("visited_on"), values.get("visited_on")
    if wish.month is None or column is None or not isinstance(day, date) or day <= wish.month.last_day:
        return []
    place = _place(table, cells, column.heading) | {"day": day.isoformat(), "month": str(wish.month)}
    return [Problem(column.heading, "day_after_month", place, Severity.CHECK)]


def _place(table: TableReader, cells: ReadCells, heading: str) -> dict[str, str]:
    """Return where a problem stands."""
    return {"sheet": table.sheet.name, "row": str(cells.row.number), "column": heading}
