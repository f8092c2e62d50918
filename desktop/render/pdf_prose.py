"""Lays a paper in sentences out as office letters are (GB/T 9704): large title, paragraphs two characters in."""

from dataclasses import dataclass

from desktop.render.fonts import BODY, TITLE, Fonts
from desktop.render.paper import Paper, area_of
from desktop.render.prose import Paragraph, Prose
from desktop.render.sheet import Align
from desktop.render.wrapping import Wrapper

_TITLE_SIZE = 22.0  # 2号
_LEADING = 1.75  # 28 points a line at 3号
_INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    wrapper: Wrapper
    height: float
    align: Align = Align.LEFT


class ProsePlan:
    """The lines of a paper and the pages they stand on; `draw` puts one page on paper."""

    def __init__(self, prose: Prose, fonts: Fonts) -> None:
        self._prose = prose
        self._area = area_of(prose.page)
        size = float(prose.page.text_size)
        self._title = Wrapper(fonts, TITLE, _TITLE_SIZE)
        self._heading = Wrapper(fonts, TITLE, size)
        self._body = Wrapper(fonts, BODY, size)
        self._step = size * _LEADING
        self._pages = self._parted()

    @property
    def pages(self) -> int:
        """How many pages the paper takes."""
        return len(self._pages)

    def draw(self, number: int, paper: Paper) -> None:
        """Draw page *number*, counted from 0."""
        area = self._area
        y = area.top
        for line in self._pages[number]:
            y -= line.height
            paper.pen.place(line.text, area.left, area.right, y + line.height * 0.3, line.align, line.wrapper)

    def _lines(self) -> list[_Line]:
        high = _TITLE_SIZE * 1.5
        title = [
            _Line(text, self._title, high, Align.CENTER)
            for text in self._title.balanced(self._prose.title, self._area.room)
        ]
        body = [line for each in self._prose.paragraphs for line in self._paragraph(each)]
        signed = [_Line(text, self._body, self._step, Align.RIGHT) for text in self._prose.signed]
        gap = [_Line("", self._body, self._step)]
        return [*title, *gap, *body, *gap, *signed]

    def _paragraph(self, paragraph: Paragraph) -> list[_Line]:
        wrapper = self._heading if paragraph.heading else self._body
        return [
            _Line(text, wrapper, self._step)
            for part in paragraph.text.split("\n")
            for text in wrapper.lines(_INDENT + part, self._area.room)
        ]

    def _parted(self) -> list[list[_Line]]:
        room = self._area.top - self._area.bottom
        pages: list[list[_Line]] = [[]]
        used = 0.0
        for line in self._lines():
            if used + line.height > room + 1e-6 and pages[-1]:
                # a heading never stands alone at the foot of a page
                carried = [pages[-1].pop()] if len(pages[-1]) > 1 and pages[-1][-1].wrapper is self._heading else []
                pages.append(carried)
                used = sum(each.height for each in carried)
            pages[-1].append(line)
            used += line.height
        return pages
