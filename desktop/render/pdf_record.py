"""Lays a RecordSheet (走访记录表) out on pages and draws it: labels and values in boxes, one page growing to more."""

from desktop.render.fonts import BODY, Fonts
from desktop.render.pages import Leaf, Room, Slice, paginate
from desktop.render.paper import LEADING, MM, Paper, area_of
from desktop.render.pdf_head import Head, Tail
from desktop.render.sheet import Align, RecordLine, RecordSheet
from desktop.render.wrapping import Wrapper

_PAD = 1.5 * MM
_HIGH = 3 * MM
_LABEL = 26 * MM


class RecordPlan:
    """A record broken into lines and pages; `draw` puts one page on paper."""

    def __init__(self, record: RecordSheet, fonts: Fonts) -> None:
        self._record = record
        self._area = area_of(record.page)
        self._text = Wrapper(fonts, BODY, float(record.page.text_size))
        self._line = self._text.size * LEADING
        self._head = Head(
            annex=record.annex,
            mark="",
            title=record.title,
            corners=(record.corner_left, "", record.corner_right),
            page=record.page,
            area=self._area,
            fonts=fonts,
        )
        self._tail = Tail(record.notes, record.footer, record.page, self._area, fonts)
        self._boxes = [self._wrapped(line) for line in record.lines]
        self._leaves = self._parted()

    @property
    def pages(self) -> int:
        """How many pages the record takes."""
        return len(self._leaves)

    def draw(self, number: int, paper: Paper) -> None:
        """Draw page *number*, counted from 0."""
        leaf = self._leaves[number]
        y = self._area.top
        if number == 0:
            self._head.draw(paper)
            y -= self._head.height
        for part in leaf.slices:
            y = self._draw_line(part, y, paper)
        for block in leaf.blocks:
            y = self._tail.draw(block, y, paper)

    def _parted(self) -> list[Leaf]:
        whole = self._area.top - self._area.bottom
        room = Room(whole - self._head.height, whole, whole, self._line, _HIGH)
        counts = [
            max(self._least(line), *(max(len(label), len(value)) for label, value in boxes))
            for line, boxes in zip(self._record.lines, self._boxes, strict=True)
        ]
        return paginate(counts, self._tail.blocks, room)

    def _least(self, line: RecordLine) -> int:
        # the least height counted in lines, so that a box may break between pages like any text
        return max(1, round((line.height * MM - _HIGH) / self._line))

    def _edges(self, line: RecordLine) -> list[float]:
        unit = self._area.room / sum(box.share for box in line.boxes)
        edges = [self._area.left]
        for box in line.boxes:
            edges.append(edges[-1] + box.share * unit)
        return edges

    def _wrapped(self, line: RecordLine) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        edges = self._edges(line)
        return [
            (
                self._text.balanced(box.label, _LABEL - 2 * _PAD),
                self._text.lines(box.value, edges[place + 1] - edges[place] - _LABEL - 2 * _PAD),
            )
            for place, box in enumerate(line.boxes)
        ]

    def _draw_line(self, part: Slice, top: float, paper: Paper) -> float:
        line = self._record.lines[part.row]
        low = top - (part.stop - part.start) * self._line - _HIGH
        edges = self._edges(line)
        for place, (label, value) in enumerate(self._boxes[part.row]):
            left, right = edges[place], edges[place + 1]
            paper.canvas.rect(left, low, _LABEL, top - low)
            paper.canvas.rect(left + _LABEL, low, right - left - _LABEL, top - low)
            self._draw_label(label if part.start == 0 else (), left, top, low, paper)
            y = top - _HIGH / 2 - self._text.size
            for text in value[part.start : part.stop]:
                paper.pen.write(text, left + _LABEL + _PAD, y, self._text)
                y -= self._line
        return low

    def _draw_label(self, lines: tuple[str, ...], left: float, top: float, low: float, paper: Paper) -> None:
        y = (top + low) / 2 + (len(lines) - 1) * self._line / 2 - self._text.size * 0.35
        for text in lines:
            paper.pen.place(text, left + _PAD, left + _LABEL - _PAD, y, Align.CENTER, self._text)
            y -= self._line
