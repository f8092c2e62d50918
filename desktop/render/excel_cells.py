"""Typed cells for a streamed worksheet: numbers as numbers, text as text whatever it begins with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from desktop.render.sheet import Align
from desktop.wording.sheets import MISSING_GLYPH

TEXT_LIMIT = 32_767  # characters a cell may hold

PlainValue = str | int | Decimal | date | None

# what XML cannot carry; openpyxl would refuse the cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# _x0041_ in a text would be read back as the character it names
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA_MARKS = tuple("=+-@\t\r")  # what a spreadsheet takes for the beginning of a formula
_FONT = "SimSun"  # named, not shipped: every office machine has it or puts its own in place


class CellSheet(WriteOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """A streamed worksheet that takes ready cells; openpyxl's own makes a new cell object for each styled one."""

    def _values_to_row(self, values: Iterable[Any], row_idx: int) -> Iterator[Any]:
        for cell in values:
            cell.row = row_idx
            yield cell

    def discard(self) -> None:
        """Remove what was written so far, which openpyxl keeps in the system's temporary folder."""
        if self._writer is not None:
            if not self.closed:
                self.close()
            self._writer.cleanup()


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: *boxed* draws its borders, *quoted* marks text that begins like a formula."""

    align: Align = Align.LEFT
    number_format: str = "General"
    size: float = 10
    bold: bool = False
    boxed: bool = True
    quoted: bool = False


class Styles:
    """Style numbers of one workbook, each registered once."""

    def __init__(self, sheet: CellSheet) -> None:
        self._sheet = sheet
        self._known: dict[Look, Any] = {}

    def of(self, look: Look) -> Any:
        """Return openpyxl's style array for *look*."""
        found = self._known.get(look)
        if found is None:
            cell = WriteOnlyCell(self._sheet)
            cell.font = Font(name=_FONT, size=look.size, bold=look.bold)
            # a number shrinks rather than show as ####; text wraps
            number = look.number_format.startswith("#")
            cell.alignment = Alignment(
                horizontal=look.align.value, vertical="center", wrap_text=not number, shrink_to_fit=number
            )
            if look.boxed:
                side = Side(style="thin")
                cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.number_format = look.number_format
            if look.quoted:
                cell.quotePrefix = True
            found = self._known[look] = cell._style
        return found


class CellMaker:
    """One cell object used again for each cell written: making 250,000 of them would cost more than writing them."""

    def __init__(self, sheet: CellSheet) -> None:
        self.styles = Styles(sheet)
        self._cell: Any = WriteOnlyCell(sheet)
        self._plain = self._cell._style
        self._quoted = self._marked(sheet, "General", quoted=True)
        self._day = self._marked(sheet, DAY_FORMAT, quoted=False)

    def make(self, column: int, value: PlainValue, look: Look | None = None) -> Any:
        """Return the cell, filled; it is good until the next call. Without *look* it is written bare."""
        cell = self._cell
        cell.column = column
        cell._style = self._plain
        if isinstance(value, str):
            text = writable(value)
            cell._value, cell.data_type = text, "s"
            if text.startswith(FORMULA_MARKS):
                cell._style = self._quoted if look is None else self.styles.of(_quoted(look))
                return cell
        elif isinstance(value, date):
            cell._value, cell.data_type = value, "d"
            cell._style = self._day
        else:
            cell._value, cell.data_type = value, "n"
        if look is not None:
            cell._style = self.styles.of(look)
        return cell

    @staticmethod
    def _marked(sheet: CellSheet, number_format: str, *, quoted: bool) -> Any:
        cell = WriteOnlyCell(sheet)
        cell.number_format = number_format
        if quoted:
            cell.quotePrefix = True
        return cell._style


DAY_FORMAT = "yyyy-mm-dd"


def writable(text: str) -> str:
    """Return *text* as a cell can hold it: what XML cannot carry becomes □, what is too long is cut."""
    if text.isascii() and text.isalnum():
        return text
    clean = _ESCAPED.sub("_x005F_", _UNWRITABLE.sub(MISSING_GLYPH, text))
    return clean[:TEXT_LIMIT]


def unwritable(text: str) -> str:
    """Return the first character of *text* that no cell can hold, or nothing."""
    found = None if text.isascii() and text.isprintable() else _UNWRITABLE.search(text)
    return found[0] if found else ""


def storable(text: str) -> str:
    """Return *text* with □ for what no file of text can hold."""
    return text if text.isascii() and text.isprintable() else _UNWRITABLE.sub(MISSING_GLYPH, text)


def new_workbook(title: str) -> tuple[Workbook, CellSheet]:
    """Return a streamed workbook with one sheet."""
    workbook = Workbook(write_only=True)
    sheet = CellSheet(workbook, sheet_name(title))
    workbook._add_sheet(sheet)
    return workbook, sheet


def sheet_name(title: str) -> str:
    """Return *title* as Excel allows a sheet to be called."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip("' ")[:31] or "Sheet"


def _quoted(look: Look) -> Look:
    return Look(look.align, look.number_format, look.size, look.bold, look.boxed, quoted=True)
