"""Reads monthly figures (月度数据), one month a row or months side by side."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.intake.columns import FieldColumn
from desktop.intake.doubles import tell_doubles
from desktop.intake.falls import tell_falls
from desktop.intake.grid import Workbook
from desktop.intake.notes import note
from desktop.intake.reader import ReadCells, TableReader, Wish, read_sheets
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.words import Kind, Words

MEASURES = (
    "main_revenue_month",
    "main_revenue_ytd",
    "main_revenue_ytd_last",
    "vat_sales_ytd",
    "output_ytd",
    "electricity_ytd",
    "tax_ytd",
    "profit_ytd",
    "staff",
)


def read_figures(workbook: Workbook, words: Words, wish: Wish, kind: Kind = Kind.FIGURES) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as monthly figures, or as another bureau's list of them (*kind*).

    A row's month is that of its own column, else of the heading, else of the title; None where none of them says it.
    """
    readings = read_sheets(workbook, kind, words, wish, partial(_read, wish))
    return tell_falls(tell_doubles(readings, by=("month",)))


def _read(wish: Wish, table: TableReader) -> SheetReading:
    """Return the reading of one sheet."""
    notes = table.notes()
    if not any(column.field in MEASURES for column in table.mapping.fields.values()):
        notes.append(note("figures_missing", table.sheet.name, Severity.ERROR))
    if wish.month and table.month and table.month != wish.month:
        values = {"stated": str(table.month), "wanted": str(wish.month)}
        notes.append(note("other_month", table.sheet.name, Severity.CHECK, **values))
    return table.reading((row for cells in table.data() for row in _rows(table, cells)), notes)


def _rows(table: TableReader, cells: ReadCells) -> Iterator[ReadRow]:
    """Return the months of one Excel row, each with what the row says about all of them."""
    shared: dict[str, object] = {}
    shared_problems: list[Problem] = [*cells.problems]
    by_month: dict[Month | None, dict[int, FieldColumn]] = defaultdict(dict)
    for place, (column, reading) in cells.cells.items():
        if column.field in MEASURES:
            by_month[_month(table, column)][place] = column
            continue
        shared[column.field] = reading.value
        shared_problems.extend(reading.problems)
    for heading, reading in cells.extras.items():
        shared[f"extra:{heading}"] = reading.value
    own = shared.pop("month", None)
    _join_timeless(by_month, own or table.month)
    if shared.get("name") is None and shared.get("credit_code") is None and not shared_problems:
        shared_problems.append(_nobody(table, cells))
    for month in sorted(by_month, key=str):
        figures = {column.field: cells.cells[place][1] for place, column in by_month[month].items()}
        if len(by_month) > 1 and all(not reading.raw.strip() for reading in figures.values()):
            continue  # months side by side: nothing was reported for this one
        problems = [problem for reading in figures.values() for problem in reading.problems]
        stated = month or own or table.month
        values = shared | {"month": stated} | {field: reading.value for field, reading in figures.items()}
        yield ReadRow(
            table.sheet.name,
            cells.row.number,
            values,
            cells.raw,
            (*shared_problems, *problems),
            cells.row.hidden,
        )


def _join_timeless(by_month: dict[Month | None, dict[int, FieldColumn]], stated: object) -> None:
    """Give columns without a month to the one the row or title states, else to the newest beside them."""
    months = [month for month in by_month if month is not None]
    if None in by_month and months:
        month = stated if isinstance(stated, Month) else max(months)
        by_month[month] = by_month.get(month, {}) | by_month.pop(None)


def _month(table: TableReader, column: FieldColumn) -> Month | None:
    """Return the month the column's heading states; its year may stand in the title."""
    year = column.year or table.title_year
    if column.month is None or year is None:
        return None
    # a total of January alone belongs to January to February
    return Month(year, max(column.month, 2))


def _nobody(table: TableReader, cells: ReadCells) -> Problem:
    """Return the problem of a row that names no enterprise."""
    column = table.mapping.column_of("name") or table.mapping.column_of("credit_code")
    heading = column.heading if column else ""
    values = {"sheet": table.sheet.name, "row": str(cells.row.number), "column": heading}
    return Problem(heading, "name_missing", values)
