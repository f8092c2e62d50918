"""Reads xls and et (Excel 97 to 2003) through calamine; what it cannot see is said."""

import datetime as dt
import re
from decimal import Decimal
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.domain.problems import Problem, Severity
from desktop.intake import limits
from desktop.intake.grid import EMPTY, Cell, CellKind, Row, Sheet, Span, Workbook, fill_merged
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)")

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_xls(data: bytes, file: str, progress: Progress) -> Workbook:
    """Return the workbook in *data*."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            listed = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            sheets = [_sheet(book.get_sheet_by_name(sheet.name), sheet, file, progress) for sheet in listed]
    except PasswordError as error:
        raise KnownError("password", file=file) from error
    except CalamineError as error:
        raise KnownError("broken_file", file=file) from error
    except BaseException as error:
        # a bent file may make the parser panic, and pyo3 gives that exception no name to import
        if type(error).__name__ != "PanicException":
            raise
        raise KnownError("broken_file", file=file) from error
    if not sheets:
        raise KnownError("no_sheet", file=file)
    return Workbook(tuple(sheets), (Problem("file", "hidden_rows_unknown", {"file": file}, Severity.NOTE),))


def _sheet(sheet: CalamineSheet, listed: SheetMetadata, file: str, progress: Progress) -> Sheet:
    """Return one sheet with the row numbers a person sees."""
    if sheet.height > limits.ROWS:
        raise KnownError("too_many_rows", file=file, sheet=sheet.name, limit=limits.ROWS)
    rows: list[Row] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if number % 500 == 0:
            progress.step(number, sheet.total_height, sheet.name)
        cells = tuple(_cell(value) for value in values[: limits.COLUMNS])
        if not all(cell.blank for cell in cells):
            rows.append(Row(number, cells))
    spans = tuple(
        Span(first[0] + 1, first[1], last[0] + 1, min(last[1], limits.COLUMNS - 1))
        for first, last in sheet.merged_cell_ranges or ()
    )
    hidden = listed.visible != SheetVisibleEnum.Visible
    return Sheet(sheet.name, hidden, tuple(fill_merged(rows, spans)), spans=spans)


def _cell(value: _Value) -> Cell:
    """Return what calamine read as a cell; a float is taken by its shortest writing."""
    if isinstance(value, bool):
        return Cell(value, CellKind.BOOLEAN, str(int(value)))
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        whole = number.is_finite() and number == number.to_integral_value() and number.adjusted() < 20
        return Cell(number, CellKind.NUMBER, str(int(number)) if whole else str(number))
    if isinstance(value, dt.datetime):
        return Cell(value.date(), CellKind.DATE, value.date().isoformat())
    if isinstance(value, dt.date):
        return Cell(value, CellKind.DATE, value.isoformat())
    if isinstance(value, dt.time | dt.timedelta):
        return Cell(str(value), CellKind.TEXT, str(value))
    if _ERROR.fullmatch(value):
        return Cell(value, CellKind.ERROR, value)
    return Cell(value, CellKind.TEXT, value) if value else EMPTY
