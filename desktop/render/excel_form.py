"""Writes a Sheet's rows into a streamed worksheet: head, merged header, typed rows, 合计, notes, signatures."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from openpyxl.utils import get_column_letter

from desktop.kernel.progress import Progress
from desktop.render.catalogue import Kind
from desktop.render.excel_cells import DAY_FORMAT, CellMaker, CellSheet, Look
from desktop.render.sheet import Align, CellValue, ColumnSpec, PaperSize, Sheet
from desktop.wording.sheets import code_words, page_words

STEP = 200  # rows between two looks at whether to stop

_MM_PER_INCH = 25.4
_PAPER = {PaperSize.A4: "9", PaperSize.A3: "8"}  # Excel's own numbers
_TITLE_SIZE = 16
_TEXT_SIZE = 10
_LINE = 13.5  # points a line of text takes
_POINTS_PER_MM = 72 / _MM_PER_INCH


class FormWriter:
    """Fills *target* with *sheet*, from the top row down, as a streamed worksheet must be."""

    def __init__(self, sheet: Sheet, target: CellSheet) -> None:
        self._sheet = sheet
        self._target: Any = target
        self._maker = CellMaker(target)
        self._row = 0
        self._width = len(sheet.columns)
        # annex, title and corners: what has no room side by side stands below each other
        self._head = sum(1 if count <= self._width else count for count in (2, 1, 3))
        self._rooms = [int(_chars(column.width)) - 1 for column in sheet.columns]
        self._set_up()

    def write(self, progress: Progress) -> None:
        """Write every row; raise `Cancelled` if the user stops."""
        sheet = self._sheet
        self._spread((sheet.annex, sheet.mark), (Align.LEFT, Align.RIGHT), size=12)
        self._line(sheet.title, Align.CENTER, size=_TITLE_SIZE, bold=True)
        self._spread(
            (sheet.corner_left, sheet.corner_middle, sheet.corner_right), (Align.LEFT, Align.CENTER, Align.RIGHT)
        )
        self._header()
        self._body(progress)
        for note in sheet.notes:
            self._line(note, Align.LEFT)
        if sheet.footer.fields:
            self._fields()
        if sheet.footer.seal:
            self._line(sheet.footer.seal, Align.RIGHT, height=40)
        self._line(sheet.statement, Align.LEFT)
        if sheet.code:
            self._line(code_words(sheet.code), Align.RIGHT)

    def _set_up(self) -> None:
        sheet, target = self._sheet, self._target
        for place, column in enumerate(sheet.columns, 1):
            target.column_dimensions[get_column_letter(place)].width = _chars(column.width)
        below = self._head + len(sheet.header)
        target.freeze_panes = f"A{below + 1}"
        target.print_title_rows = f"{self._head + 1}:{below}"
        target.page_setup.orientation = "landscape" if sheet.page.landscape else "portrait"
        target.page_setup.paperSize = _PAPER[sheet.page.size]
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
        target.sheet_properties.pageSetUpPr.fitToPage = True
        target.print_options.horizontalCentered = True
        edges, margins = sheet.page.margins, target.page_margins
        margins.top, margins.bottom = edges.top / _MM_PER_INCH, edges.bottom / _MM_PER_INCH
        margins.left, margins.right = edges.left / _MM_PER_INCH, edges.right / _MM_PER_INCH
        target.HeaderFooter.oddFooter.left.text = sheet.statement
        if sheet.code:
            target.HeaderFooter.oddFooter.center.text = code_words(sheet.code)
        target.HeaderFooter.oddFooter.right.text = page_words("&P", "&N")

    def _header(self) -> None:
        boxes = {(cell.row, cell.col): cell for level in self._sheet.header for cell in level}
        look = Look(Align.CENTER, size=_TEXT_SIZE)
        for level in range(len(self._sheet.header)):
            texts: list[str | None] = [None] * self._width
            for (row, col), cell in boxes.items():
                if row == level:
                    texts[col] = cell.text
                    self._merge(self._row + 1, col, cell.rowspan, cell.colspan)
            self._height(22)
            self._append(texts, [look] * self._width)

    def _body(self, progress: Progress) -> None:
        sheet = self._sheet
        if not sheet.rows:
            self._line(sheet.nothing, Align.CENTER, boxed=True)
            return
        writers = [_writer(self._maker, place, column) for place, column in enumerate(sheet.columns, 1)]
        for number, line in enumerate(sheet.body):
            if number % STEP == 0:
                progress.step(min(number, len(sheet.rows)), len(sheet.rows))
            if line.heading:
                self._line(line.heading, Align.LEFT, bold=True, boxed=True)
                continue
            row = line.cells
            lines = _lines_of(row, self._rooms)
            if lines > 1 or sheet.row_height:
                self._height(max(lines * _LINE + 2, sheet.row_height * _POINTS_PER_MM))
            self._target.append(write(cell) for write, cell in zip(writers, row, strict=True))
            self._row += 1

    def _line(
        self,
        text: str,
        align: Align,
        *,
        size: float = _TEXT_SIZE,
        bold: bool = False,
        boxed: bool = False,
        height: float = 0,
    ) -> None:
        self._height(height or self._lines(text, size) * size * 1.5)
        look = Look(align, size=size, bold=bold, boxed=boxed)
        self._merge(self._row + 1, 0, 1, self._width)
        self._append([text, *[None] * (self._width - 1)], [look] * self._width)

    def _fields(self) -> None:
        fields = self._sheet.footer.fields
        a_line = min(len(fields), self._width)
        for start in range(0, len(fields), a_line):
            part = fields[start : start + a_line]
            self._spread(part, (Align.LEFT,) * len(part), height=30)

    def _spread(
        self, texts: Sequence[str], aligns: Sequence[Align], *, size: float = _TEXT_SIZE, height: float = 20
    ) -> None:
        if self._width < len(texts):
            for text, align in zip(texts, aligns, strict=True):
                self._line(text, align, size=size)
            return
        row: list[str | None] = [None] * self._width
        looks = [Look(boxed=False)] * self._width
        for (first, last), text, align in zip(self._groups(len(texts)), texts, aligns, strict=True):
            row[first] = text
            looks[first] = Look(align, size=size, boxed=False)
            self._merge(self._row + 1, first, 1, last - first)
        self._height(height)
        self._append(row, looks)

    def _groups(self, count: int) -> list[tuple[int, int]]:
        # neighbouring columns of about the same width together, at least one in each group
        edges = list(accumulate((column.width for column in self._sheet.columns), initial=0))
        starts = [0]
        for number in range(1, count):
            goal = edges[-1] * number / count
            best = min(range(self._width), key=lambda place: abs(edges[place] - goal))
            starts.append(min(max(best, starts[-1] + 1), self._width - count + number))
        return list(zip(starts, [*starts[1:], self._width], strict=True))

    def _lines(self, text: str, size: float) -> int:
        # as many lines as the text takes across the sheet; Excel fits no row with merged cells by itself
        room = sum(column.width for column in self._sheet.columns) / _MM_PER_INCH * 72
        width = sum(size if ord(char) > 0x2000 else size * 0.55 for char in text)
        return max(1, -int(-width // room))

    def _merge(self, row: int, col: int, rowspan: int, colspan: int) -> None:
        if rowspan > 1 or colspan > 1:
            first, last = get_column_letter(col + 1), get_column_letter(col + colspan)
            self._target.merged_cells.add(f"{first}{row}:{last}{row + rowspan - 1}")

    def _height(self, points: float) -> None:
        self._target.row_dimensions[self._row + 1].height = points

    def _append(self, texts: Sequence[str | None], looks: Sequence[Look]) -> None:
        self._target.append(self._cells(texts, looks))
        self._row += 1

    def _cells(self, texts: Sequence[str | None], looks: Sequence[Look]) -> Iterator[Any]:
        for place, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
            yield self._maker.make(place, text, look)


def _writer(maker: CellMaker, place: int, column: ColumnSpec) -> Callable[[CellValue], Any]:
    """Return what writes the cells of *column*: a number keeps its exact value, a blank its word."""
    looks = {align: Look(align, number_format=_format(column), size=_TEXT_SIZE) for align in Align}

    def write(cell: CellValue) -> Any:
        exact = cell.exact if cell.exact is not None else cell.text or None
        return maker.make(place, exact, looks[cell.align])

    return write


def _lines_of(row: Sequence[CellValue], rooms: Sequence[int]) -> int:
    """Return how many lines the fullest text of *row* takes: half-width places over the places of its column.

    Office programs fit a row by themselves only when somebody edits it.
    """
    most = 1
    for cell, room in zip(row, rooms, strict=True):
        text = cell.text
        # in UTF-8 a Chinese character has three bytes and takes two places
        if len(text) * 2 > room and not cell.kind.numeric:
            lines = sum(
                1 + (len(part) + len(part.encode("utf-8", "replace"))) // 2 // room if part else 1
                for part in text.split("\n")
            )
            most = max(most, lines)
    return most


def _format(column: ColumnSpec) -> str:
    if column.kind is Kind.DATE:
        return DAY_FORMAT
    if not column.kind.numeric:
        return "@" if column.kind is Kind.TEXT else "General"
    return "#,##0" + ("." + "0" * column.decimals if column.decimals else "") + ("%" if column.percent else "")


def _chars(millimetres: int) -> float:
    # Excel counts in digits of the standard type: 7 pixels each at 96 a inch, 5 more for the edges
    return max(3.0, (millimetres / _MM_PER_INCH * 96 - 5) / 7)
