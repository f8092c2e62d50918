"""Writes a workbook again in its own layout and order, with a reason beside each row that could not be taken."""

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.problems import Problem, Severity
from desktop.intake.codes import holds_identity_number
from desktop.intake.grid import EMPTY, Cell, Row, Sheet, Workbook
from desktop.intake.readings import SheetReading
from desktop.intake.texts import clean
from desktop.intake.words import Words
from desktop.kernel.files import replacing

_BAD = PatternFill("solid", fgColor="FFF2CC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_REASON_WIDTH, _WIDTH = 60, 16
_SECRET = "cell_identity_number"  # what looks like one is not kept either, right check digit or not

Place = tuple[str, int]  # sheet and row number


def write_errors(
    workbook: Workbook,
    readings: tuple[SheetReading, ...],
    reasons: Mapping[Place, str],
    target: Path,
    words: Words,
) -> int:
    """Write the sheets that have rows named by *reasons* (sheet and row number → sentence); return how many those are.

    Every row stands where it stood. Those without a reason are marked as passed, so that of the corrected file only the
    others are read. Every value is text, and no text becomes a formula. Identity numbers are left out.
    """
    book = Book()
    book.remove(book.worksheets[0])
    written = 0
    for sheet, reading in zip(workbook.sheets, readings, strict=True):
        wanted = {row: reason for (name, row), reason in reasons.items() if name == sheet.name}
        if wanted and reading.header_rows:
            written += _write_sheet(book.create_sheet(sheet.name[:31]), sheet, reading, wanted, words)
    if not book.worksheets:
        book.create_sheet()
    with replacing(target) as part:
        book.save(part)
    return written


def _write_sheet(page: Worksheet, sheet: Sheet, reading: SheetReading, reasons: Mapping[int, str], words: Words) -> int:
    """Write one sheet: every row in its place, and what is said of it behind the last column."""
    last_header = max(reading.header_rows)
    width = max(len(row.cells) for row in sheet.rows)
    refused, bad = frozenset(reading.refused), _columns_of(reading, lambda told: told.severity is Severity.ERROR)
    secret = _columns_of(reading, lambda told: told.code == _SECRET)
    figures = frozenset(column.column for column in reading.columns if column.scale is not None)
    read = {row.row for row in reading.rows}
    for row in sheet.rows:
        at = row.number
        if at <= last_header:
            _write_row(page, at, row, refused, bold=at in reading.header_rows)
            continue
        wrong = bad.get(at, frozenset()) if at in reasons else frozenset()
        _write_row(page, at, row, refused | secret.get(at, frozenset()), bad=wrong, figures=figures)
        if at in reasons:
            _put(page.cell(at, width + 1), reasons[at], wrapped=True)
        elif at in read:
            _put(page.cell(at, width + 1), words.cells.passed)
    _put(page.cell(min(reading.header_rows), width + 1), words.cells.reason, bold=True)
    _merge(page, sheet, last_header)
    for column in range(1, width + 1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTH
    page.column_dimensions[get_column_letter(width + 1)].width = _REASON_WIDTH
    page.freeze_panes = page.cell(last_header + 1, 1)
    return sum(row.number in reasons for row in sheet.rows if row.number > last_header)


def _merge(page: Worksheet, sheet: Sheet, last_header: int) -> None:
    """Merge what was merged in title and header; below, every row has its own words."""
    for span in sheet.spans:
        if span.last_row <= last_header and span.first_column <= span.last_column:
            page.merge_cells(
                start_row=span.first_row,
                start_column=span.first_column + 1,
                end_row=span.last_row,
                end_column=span.last_column + 1,
            )


def _write_row(
    page: Worksheet,
    at: int,
    row: Row,
    refused: frozenset[int],
    *,
    bold: bool = False,
    bad: frozenset[int] = frozenset(),
    figures: frozenset[int] = frozenset(),
) -> None:
    """Write one row's cells as text."""
    for column, cell in enumerate(row.cells):
        # a figure of a merge belongs to its first row alone
        repeated = cell.merged and column in figures
        text = "" if (column in refused and not bold) or repeated else _text(cell)
        if text or column in bad:
            _put(page.cell(at, column + 1), text, bold=bold)
        if column in bad:
            page.cell(at, column + 1).fill = _BAD


def _text(cell: Cell) -> str:
    """Return what is written of a cell; identity numbers are not."""
    if cell is EMPTY:
        return ""
    text = clean(cell.raw).text
    return "" if holds_identity_number(text) else text


def _put(cell: BookCell, text: str, *, bold: bool = False, wrapped: bool = False) -> None:
    """Put *text* into a cell so that it stays text, whatever it begins with."""
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    if wrapped:
        cell.alignment = _WRAPPED


def _columns_of(reading: SheetReading, wanted: Callable[[Problem], bool]) -> dict[int, frozenset[int]]:
    """Return row number → the columns whose cells have a problem that is *wanted*."""
    places: dict[str, int] = {column.heading: column.column for column in reading.columns}
    return {
        row.row: frozenset(places[told.field] for told in row.problems if told.field in places and wanted(told))
        for row in reading.rows
    }
