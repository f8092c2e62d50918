"""Lays a Sheet's table out on pages and draws it: header on each page, rows, 合计, notes and signature places."""

from itertools import accumulate

from desktop.render.fonts import BODY, Fonts
from desktop.render.pages import Leaf, Room, Slice, paginate
from desktop.render.paper import LEADING, MM, Paper, area_of
from desktop.render.pdf_head import Head, Tail
from desktop.render.sheet import Align, BodyLine, HeaderCell, Sheet
from desktop.render.wrapping import Wrapper

_PAD = 0.8 * MM  # between a cell's edge and its text, left and right
_HIGH = 1.6 * MM  # what a row adds to its lines


class TablePlan:
    """A sheet broken into lines and pages; `draw` puts one page on paper."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._area = area_of(sheet.page)
        self._text = Wrapper(fonts, BODY, float(sheet.page.text_size))
        self._line = self._text.size * LEADING
        self._edges = self._column_edges()
        self._head = Head(
            annex=sheet.annex,
            mark=sheet.mark,
            title=sheet.title,
            corners=(sheet.corner_left, sheet.corner_middle, sheet.corner_right),
            page=sheet.page,
            area=self._area,
            fonts=fonts,
        )
        self._tail = Tail(sheet.notes, sheet.footer, sheet.page, self._area, fonts)
        self._header_heights = self._measured_header()
        self._body = sheet.body
        self._rows = [self._wrapped(line) for line in self._body]
        self._leaves = self._parted()

    @property
    def pages(self) -> int:
        """How many pages the sheet takes."""
        return len(self._leaves)

    def draw(self, number: int, paper: Paper) -> None:
        """Draw page *number*, counted from 0."""
        leaf = self._leaves[number]
        y = self._area.top
        if number == 0:
            self._head.draw(paper)
            y -= self._head.height
        if leaf.slices or number == 0:
            y = self._draw_table(leaf.slices, y, paper)
        for block in leaf.blocks:
            y = self._tail.draw(block, y, paper)

    def _column_edges(self) -> list[float]:
        widths = [column.width for column in self._sheet.columns]
        unit = self._area.room / sum(widths)
        return [self._area.left + width * unit for width in accumulate(widths, initial=0)]

    def _room(self, col: int, span: int = 1) -> float:
        return self._edges[col + span] - self._edges[col] - 2 * _PAD

    def _wrapped(self, line: BodyLine) -> list[tuple[str, ...]]:
        lines = self._text.lines
        if line.heading:
            return [lines(line.heading, self._room(0, len(self._sheet.columns)))]
        return [
            (cell.text,) if cell.kind.numeric else lines(cell.text, self._room(col))
            for col, cell in enumerate(line.cells)
        ]

    def _measured_header(self) -> list[float]:
        heights = [0.0] * len(self._sheet.header)
        boxes = sorted((cell for level in self._sheet.header for cell in level), key=lambda cell: cell.rowspan)
        for cell in boxes:
            need = len(self._header_lines(cell)) * self._line + _HIGH
            span = range(cell.row, cell.row + cell.rowspan)
            lack = need - sum(heights[level] for level in span)
            if lack > 0:
                for level in span:
                    heights[level] += lack / cell.rowspan
        return heights

    def _header_lines(self, cell: HeaderCell) -> tuple[str, ...]:
        return self._text.balanced(cell.text, self._room(cell.col, cell.colspan))

    def _parted(self) -> list[Leaf]:
        area, header = self._area, sum(self._header_heights)
        whole = area.top - area.bottom
        room = Room(whole - self._head.height - header, whole - header, whole, self._line, _HIGH)
        least = max(1, round((self._sheet.row_height * MM - _HIGH) / self._line))
        counts = [
            max(1 if line.heading else least, *map(len, row)) for line, row in zip(self._body, self._rows, strict=True)
        ] or [1]
        stays = frozenset(number for number, line in enumerate(self._body) if line.stays)
        return paginate(counts, self._tail.blocks, room, stays)

    def _draw_table(self, slices: list[Slice], y: float, paper: Paper) -> float:
        top = y
        y = self._draw_header(y, paper)
        body = y
        rules = []
        uprights = self._edges if self._rows else (self._edges[0], self._edges[-1])
        for part in slices:
            low = y - (part.stop - part.start) * self._line - _HIGH
            self._draw_row(part, y, low, paper)
            rules.append((self._edges[0], low, self._edges[-1], low))
            if self._rows and self._body[part.row].heading:
                # no upright goes through a heading
                rules += [(x, body, x, y) for x in uprights if body > y]
                body = low
            y = low
        # rules of one page in one path: far fewer calls than a box a cell
        paper.canvas.lines(rules + [(x, body, x, y) for x in uprights])
        paper.canvas.rect(self._edges[0], y, self._area.room, top - y)
        return y

    def _draw_header(self, y: float, paper: Paper) -> float:
        tops = list(accumulate(self._header_heights, lambda above, height: above - height, initial=y))
        for level in self._sheet.header:
            for cell in level:
                top, low = tops[cell.row], tops[cell.row + cell.rowspan]
                left, right = self._edges[cell.col], self._edges[cell.col + cell.colspan]
                paper.canvas.rect(left, low, right - left, top - low)
                self._draw_lines(self._header_lines(cell), (left, right), (top, low), Align.CENTER, paper)
        return tops[-1]

    def _draw_row(self, part: Slice, top: float, low: float, paper: Paper) -> None:
        if not self._rows:
            edges = (self._edges[0], self._edges[-1])
            self._draw_lines((self._sheet.nothing,), edges, (top, low), Align.CENTER, paper)
            return
        line = self._body[part.row]
        if line.heading:
            shown = self._rows[part.row][0][part.start : part.stop]
            self._draw_lines(shown, (self._edges[0], self._edges[-1]), (top, low), Align.LEFT, paper)
            return
        for col, (cell, lines) in enumerate(zip(line.cells, self._rows[part.row], strict=True)):
            shown = lines[part.start : part.stop]
            self._draw_lines(shown, (self._edges[col], self._edges[col + 1]), (top, low), cell.align, paper)

    def _draw_lines(
        self,
        lines: tuple[str, ...],
        across: tuple[float, float],
        down: tuple[float, float],
        align: Align,
        paper: Paper,
    ) -> None:
        left, right = across
        top, low = down
        text = self._text.fitted(lines[0], right - left - 2 * _PAD) if len(lines) == 1 else self._text
        # the middle of the box; 0.35 of the size below it stands the base line
        y = (top + low) / 2 + (len(lines) - 1) * self._line / 2 - text.size * 0.35
        for line in lines:
            paper.pen.place(line, left + _PAD, right - _PAD, y, align, text)
            y -= self._line
