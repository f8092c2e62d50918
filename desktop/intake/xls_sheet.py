"""One sheet of an Excel 97 workbook: its cells, and what hides or merges."""

from collections import defaultdict
from decimal import Decimal

from desktop.intake import limits
from desktop.intake.biff import (
    BookSheet,
    BrokenBook,
    Globals,
    Record,
    float_at,
    packed_number,
    records,
    text_at,
    unpack,
)
from desktop.intake.formats import Format, number_cell
from desktop.intake.gather import Gatherer
from desktop.intake.grid import EMPTY, Cell, CellKind, Sheet, Span
from desktop.kernel.progress import Progress

_ROW, _COLUMN, _MERGED = 0x0208, 0x007D, 0x00E5
_NUMBER, _PACKED, _PACKED_ROW = 0x0203, 0x027E, 0x00BD
_SHARED_TEXT, _TEXT, _RICH_TEXT, _FORMULA_TEXT = 0x00FD, 0x0204, 0x00D6, 0x0207
_BOOLEAN_OR_ERROR, _FORMULA = 0x0205, 0x0006
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


class XlsSheetReader:
    """Reads the records of one sheet."""

    def __init__(self, listed: BookSheet, book: Globals, file: str, progress: Progress) -> None:
        self._listed = listed
        self._book = book
        self._gatherer = Gatherer(file, listed.name, progress)
        self._cells: dict[int, dict[int, Cell]] = defaultdict(dict)
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._spans: list[Span] = []
        self._awaited: tuple[int, int] | None = None  # a formula whose text comes in a record of its own

    def read(self, stream: bytes) -> Sheet:
        """Return the sheet whose records stand in *stream*."""
        for record in records(stream, self._listed.start):
            self._take(record)
        for number in sorted(self._cells):
            row = self._cells[number]
            cells = [row.get(column, EMPTY) for column in range(max(row) + 1)]
            self._gatherer.add(number + 1, self._shown(number, cells), hidden=number in self._hidden_rows)
        spans = tuple(self._spans)
        return Sheet(
            name=self._listed.name,
            hidden=self._listed.hidden,
            rows=self._gatherer.rows(spans),
            hidden_columns=frozenset(self._hidden_columns),
            spans=spans,
            epoch_1904=self._book.epoch_1904,
            notes=self._gatherer.notes,
        )

    def _shown(self, row: int, cells: list[Cell]) -> list[Cell]:
        """Return *cells*, the hidden ones marked so."""
        if row not in self._hidden_rows and not self._hidden_columns:
            return cells
        whole = row in self._hidden_rows
        return [
            Cell(cell.value, cell.kind, cell.raw, hidden=True)
            if cell is not EMPTY and (whole or column in self._hidden_columns)
            else cell
            for column, cell in enumerate(cells)
        ]

    def _take(self, record: Record) -> None:
        """Keep what one record says."""
        data = record.data
        if record.kind == _ROW:
            if unpack("<H", data, 12)[0] & _HIDDEN_ROW:
                self._hidden_rows.add(unpack("<H", data, 0)[0])
        elif record.kind == _COLUMN:
            first, last, _, _, flags = unpack("<5H", data, 0)
            if flags & _HIDDEN_COLUMN:
                self._hidden_columns.update(range(first, min(last, limits.COLUMNS) + 1))
        elif record.kind == _MERGED:
            self._take_spans(data)
        elif record.kind == _FORMULA_TEXT:
            if self._awaited is not None:
                self._put(*self._awaited, _text(text_at(data, 0)))
                self._awaited = None
        elif record.kind == _PACKED_ROW:
            self._take_packed_row(data)
        elif record.kind in _CELLS:
            row, column, style = unpack("<3H", data, 0)
            self._put(row, column, self._cell(record.kind, data, row, column, style))

    def _cell(self, kind: int, data: bytes, row: int, column: int, style: int) -> Cell:
        """Return the cell of a record that holds one."""
        if kind == _NUMBER:
            return self._number(float_at(data, 6), style)
        if kind == _PACKED:
            return self._number(packed_number(unpack("<I", data, 6)[0]), style)
        if kind == _SHARED_TEXT:
            number = unpack("<I", data, 6)[0]
            if number >= len(self._book.texts):
                raise BrokenBook
            return _text(self._book.texts[number])
        if kind == _BOOLEAN_OR_ERROR:
            value, is_error = unpack("<BB", data, 6)
            return _error(value) if is_error else _boolean(value)
        if kind == _FORMULA:
            return self._result(data, row, column, style)
        return _text(text_at(data, 6))

    def _result(self, data: bytes, row: int, column: int, style: int) -> Cell:
        """Return the kept result of a formula; its text, if it is one, follows in another record."""
        kind, value, mark = unpack("<BxBxxxH", data, 6)
        if mark != 0xFFFF:
            return self._number(float_at(data, 6), style)
        if kind == 0:
            self._awaited = (row, column)
        return _boolean(value) if kind == 1 else _error(value) if kind == 2 else EMPTY

    def _number(self, number: Decimal | None, style: int) -> Cell:
        """Return a number as its style shows it."""
        if number is None:
            return _error(0x24)
        form = self._book.formats[style] if style < len(self._book.formats) else Format.PLAIN
        whole = number == number.to_integral_value() and number.adjusted() < 20
        raw = str(int(number)) if whole else str(number)
        return number_cell(number, raw, form, epoch_1904=self._book.epoch_1904, hidden=False)

    def _put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell in its place."""
        if column >= limits.COLUMNS:
            if not cell.blank:
                self._gatherer.cut_columns()
        elif cell is not EMPTY:
            self._cells[row][column] = cell

    def _take_packed_row(self, data: bytes) -> None:
        """Keep the numbers of a record that holds several side by side."""
        row, first = unpack("<HH", data, 0)
        for place in range((len(data) - 6) // 6):
            style, bits = unpack("<HI", data, 4 + 6 * place)
            self._put(row, first + place, self._number(packed_number(bits), style))

    def _take_spans(self, data: bytes) -> None:
        """Keep the merged ranges of a record."""
        for place in range(unpack("<H", data, 0)[0]):
            first_row, last_row, first, last = unpack("<4H", data, 2 + 8 * place)
            self._spans.append(Span(first_row + 1, first, last_row + 1, min(last, limits.COLUMNS - 1)))


_CELLS = frozenset({_NUMBER, _PACKED, _SHARED_TEXT, _TEXT, _RICH_TEXT, _BOOLEAN_OR_ERROR, _FORMULA})


def _text(text: str) -> Cell:
    return Cell(text, CellKind.TEXT, text) if text else EMPTY


def _boolean(value: int) -> Cell:
    return Cell(value != 0, CellKind.BOOLEAN, str(value))


def _error(code: int) -> Cell:
    text = _ERRORS.get(code, "#?")
    return Cell(text, CellKind.ERROR, text)
