"""Reads tables of targets (目标分解表) into rows: one row a unit, with the year its heading or its title states."""

from dataclasses import replace

from desktop.domain.problems import Problem, Severity
from desktop.intake.grid import Workbook
from desktop.intake.reader import ReadCells, TableReader, Wish, open_table
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.unread import soften_unread
from desktop.intake.words import FieldKind, Kind, Words

YEAR = "year"  # of the whole row; a column with a year of its own has it behind its key (`stock:2025`)


def read_targets(workbook: Workbook, words: Words, wish: Wish) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as targets."""
    table = words.tables[Kind.TARGETS]
    readings = []
    for sheet in workbook.sheets:
        opened = open_table(sheet, table, words, wish)
        readings.append(_read(opened) if isinstance(opened, TableReader) else opened)
    return tuple(soften_unread(readings))


def _read(table: TableReader) -> SheetReading:
    notes = table.notes()
    if any(told.severity is Severity.ERROR for told in notes):
        return table.reading(notes=tuple(notes))
    return table.reading(rows=tuple(_row(table, cells) for cells in table.data()), notes=tuple(notes))


def _row(table: TableReader, cells: ReadCells) -> ReadRow:
    values: dict[str, object] = {YEAR: table.title_year}
    problems: list[Problem] = [*cells.problems]
    for column, reading in cells.cells.values():
        counted = column.kind is FieldKind.COUNT
        key = f"{column.field}:{column.year}" if counted and column.year is not None else column.field
        values[key] = reading.value
        problems.extend(reading.problems)
    for heading, reading in cells.extras.items():
        values[f"extra:{heading}"] = reading.value
        problems.extend(replace(problem, severity=Severity.NOTE) for problem in reading.problems)
    return ReadRow(table.sheet.name, cells.row.number, values, cells.raw, tuple(problems), cells.row.hidden)
