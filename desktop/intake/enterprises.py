"""Reads lists of enterprises (企业名单, 培育库) into rows."""

from functools import partial

from desktop.domain.problems import Problem
from desktop.intake.doubles import tell_doubles
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, read_sheets
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.words import Kind, Words


def read_enterprises(workbook: Workbook, words: Words, wish: Wish) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as a list of enterprises."""
    return tell_doubles(read_sheets(workbook, Kind.ENTERPRISES, words, wish, partial(_read, words)))


def _read(words: Words, table: TableReader) -> SheetReading:
    """Return the reading of one sheet; without its needed columns there are no rows."""
    return table.reading((_row(table, cells, words) for cells in table.data()), table.notes())


def _row(table: TableReader, cells: ReadCells, words: Words) -> ReadRow:
    """Return one enterprise as read."""
    values, problems = cells.told()
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
