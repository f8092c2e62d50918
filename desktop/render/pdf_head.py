"""The head and foot of a form on paper: annex, title, corners; notes and signature places."""

from desktop.render.fonts import BODY, TITLE, Fonts
from desktop.render.paper import LEADING, MM, Area, Paper
from desktop.render.sheet import Align, Footer, Page
from desktop.render.wrapping import Wrapper

_ANNEX_SIZE = 12.0
_TITLE_SIZE = {True: 18.0, False: 20.0}  # by whether the paper lies
_GAP = 2.5 * MM
_SEAL_HEIGHT = 14 * MM


class Head:
    """What stands above the table on the first page."""

    def __init__(
        self,
        *,
        annex: str,
        mark: str,
        title: str,
        corners: tuple[str, str, str],
        page: Page,
        area: Area,
        fonts: Fonts,
    ) -> None:
        self._area = area
        self._annex, self._mark = annex, mark
        self._small = Wrapper(fonts, BODY, _ANNEX_SIZE)
        self._large = Wrapper(fonts, TITLE, _TITLE_SIZE[page.landscape])
        self._text = Wrapper(fonts, BODY, max(9.0, float(page.text_size)))
        self._title = self._large.lines(title, area.room)
        shares = _shares([self._text.width(corner) for corner in corners], area.room)
        self._corners = [self._text.lines(corner, share) for corner, share in zip(corners, shares, strict=True)]

    @property
    def height(self) -> float:
        """How much room the head takes."""
        annex = _ANNEX_SIZE * LEADING if self._annex or self._mark else 0
        corners = max(map(len, self._corners)) * self._text.size * LEADING
        return annex + len(self._title) * self._large.size * LEADING + corners + 2 * _GAP

    def draw(self, paper: Paper) -> None:
        """Write the head from the top edge down."""
        area, pen = self._area, paper.pen
        y = area.top
        if self._annex or self._mark:
            y -= _ANNEX_SIZE * LEADING
            pen.place(self._annex, area.left, area.right, y + 2, Align.LEFT, self._small)
            pen.place(self._mark, area.left, area.right, y + 2, Align.RIGHT, self._small)
        for line in self._title:
            y -= self._large.size * LEADING
            pen.place(line, area.left, area.right, y + self._large.size * 0.25, Align.CENTER, self._large)
        y -= _GAP
        for lines, align in zip(self._corners, (Align.LEFT, Align.CENTER, Align.RIGHT), strict=True):
            for number, line in enumerate(lines, 1):
                below = y - number * self._text.size * LEADING
                pen.place(line, area.left, area.right, below + 2, align, self._text)


class Tail:
    """What stands below the table: notes line by line, then the signature places and the place for the seal."""

    def __init__(self, notes: tuple[str, ...], footer: Footer, page: Page, area: Area, fonts: Fonts) -> None:
        self._area = area
        self._text = Wrapper(fonts, BODY, max(9.0, float(page.text_size)))
        self._lines = [line for note in notes for line in self._text.lines(note, area.room)]
        self._fields = self._arranged(footer.fields)
        self._seal = footer.seal

    @property
    def blocks(self) -> list[float]:
        """The height of each block, in order; only between them may a page end."""
        step = self._step
        signed = len(self._fields) * step * 1.4 + (_SEAL_HEIGHT if self._seal else 0)
        return [_GAP / 2, *[step] * len(self._lines), *([signed + _GAP] if signed else [])]

    def draw(self, number: int, y: float, paper: Paper) -> float:
        """Write block *number* below *y* and return where it ends."""
        area, pen, step = self._area, paper.pen, self._step
        if number == 0:
            return y - _GAP / 2
        if number <= len(self._lines):
            pen.write(self._lines[number - 1], area.left, y - step + 3, self._text)
            return y - step
        below = y - _GAP
        for row in self._fields:
            below -= step * 1.4
            width = area.room / len(row)
            for place, field in enumerate(row):
                pen.write(field, area.left + place * width, below + 3, self._text.fitted(field, width))
        if self._seal:
            below -= _SEAL_HEIGHT
            pen.place(self._seal, area.left, area.right - 10 * MM, below + 4 * MM, Align.RIGHT, self._text)
        return below

    @property
    def _step(self) -> float:
        return self._text.size * LEADING * 1.05

    def _arranged(self, fields: tuple[str, ...]) -> list[list[str]]:
        # as many on a line as leave each a place to sign
        if not fields:
            return []
        widest = max(self._text.width(field) for field in fields) + 6 * MM
        a_line = max(1, min(len(fields), int(self._area.room // widest)))
        return [list(fields[start : start + a_line]) for start in range(0, len(fields), a_line)]


def _shares(widths: list[float], room: float) -> list[float]:
    """Return the room each corner may take: the whole line where none touches another, else a third."""
    left, middle, right = widths
    return [room / 3 - _GAP] * 3 if 2 * max(left, right) + middle > room - 2 * _GAP else [room] * 3
