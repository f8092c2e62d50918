"""Reads tables of targets (目标分解表) into rows: one row a unit, with the year its heading or its title states."""

from desktop.domain.problems import Problem
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, read_sheets
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.words import FieldKind, Kind, Words

YEAR = "year"  # of the whole row; a column with a year of its own has it behind its key (`stock:2025`)


def read_targets(workbook: Workbook, words: Words, wish: Wish) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as targets."""
    return tuple(read_sheets(workbook, Kind.TARGETS, words, wish, _read))


def _read(table: TableReader) -> SheetReading:
    return table.reading((_row(table, cells) for cells in table.data()), table.notes())


def _row(table: TableReader, cells: ReadCells) -> ReadRow:
    values: dict[str, object] = {YEAR: table.title_year}
    problems: list[Problem] = [*cells.problems]
    for column, reading in cells.cells.values():
        counted = column.kind is FieldKind.COUNT
        key = f"{column.field}:{column.year}" if counted and column.year is not None else column.field
        values[key] = reading.value
        problems.extend(reading.problems)
    extra_values, extra_problems = cells.told_beside()
    values |= extra_values
    problems += extra_problems
    return ReadRow(table.sheet.name, cells.row.number, values, cells.raw, tuple(problems), cells.row.hidden)
