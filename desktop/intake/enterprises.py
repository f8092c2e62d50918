"""Reads lists of enterprises (企业名单, 培育库) into rows."""

from dataclasses import replace

from desktop.domain.problems import Problem, Severity
from desktop.intake.doubles import tell_doubles
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, open_table
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.unread import soften_unread
from desktop.intake.words import Kind, Words


def read_enterprises(workbook: Workbook, words: Words, wish: Wish) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as a list of enterprises."""
    table = words.tables[Kind.ENTERPRISES]
    readings = []
    for sheet in workbook.sheets:
        opened = open_table(sheet, table, words, wish)
        readings.append(_read(opened, words) if isinstance(opened, TableReader) else opened)
    return tell_doubles(soften_unread(readings))


def _read(table: TableReader, words: Words) -> SheetReading:
    """Return the reading of one sheet; without its needed columns there are no rows."""
    notes = table.notes()
    if any(told.severity is Severity.ERROR for told in notes):
        return table.reading(notes=tuple(notes))
    return table.reading(rows=tuple(_row(table, cells, words) for cells in table.data()), notes=tuple(notes))


def _row(table: TableReader, cells: ReadCells, words: Words) -> ReadRow:
    """Return one enterprise as read."""
    values: dict[str, object] = {}
    problems: list[Problem] = [*cells.problems]
    for column, reading in cells.cells.values():
        values[column.field] = reading.value
        problems.extend(reading.problems)
    for heading, reading in cells.extras.items():
        values[f"extra:{heading}"] = reading.value
        # what nobody asked for cannot make the row wrong
        problems.extend(replace(problem, severity=Severity.NOTE) for problem in reading.problems)
    if values.get("name") is None and not _told(problems, table, "name"):
        problems.append(_name_missing(table, cells))
    if cells.group.endswith(words.rows.group_endings) and not values.get("township"):
        values["township"] = cells.group
    return ReadRow(table.sheet.name, cells.row.number, values, cells.raw, tuple(problems), cells.row.hidden)


def _told(problems: list[Problem], table: TableReader, field: str) -> bool:
    """Return whether the cell of *field* already has a problem."""
    column = table.mapping.column_of(field)
    return column is not None and any(problem.field == column.heading for problem in problems)


def _name_missing(table: TableReader, cells: ReadCells) -> Problem:
    """Return the problem of a row without a name."""
    column = table.mapping.column_of("name")
    heading = column.heading if column else ""
    values = {"sheet": table.sheet.name, "row": str(cells.row.number), "column": heading}
    return Problem(heading, "name_missing", values)
