"""A sheet of paper under reportlab: its edges, a pen that writes lines, and the strip at the foot of every page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from desktop.render.fonts import BODY, Fonts
from desktop.render.sheet import Align, Page, PaperSize
from desktop.render.wrapping import Wrapper
from desktop.wording.sheets import page_words

MM = 72 / 25.4
LEADING = 1.3  # line distance over type size
THIN = 0.5

_SIZES = {PaperSize.A4: A4, PaperSize.A3: A3}
_FOOT_SIZE = 8
_FOOT_GAP = 6 * MM


@dataclass(frozen=True, slots=True)
class Area:
    """The part of the paper inside its edges, in points from the lower left."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """The width between the edges."""
        return self.right - self.left


def area_of(page: Page) -> Area:
    """Return the printable area of *page*."""
    short, long = _SIZES[page.size]
    width, height = (long, short) if page.landscape else (short, long)
    edges = page.margins
    return Area(
        width, height, edges.left * MM, width - edges.right * MM, height - edges.top * MM, edges.bottom * MM
    )


class Pen:
    """Writes lines on a canvas in either typeface; a character no face has is written □."""

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._plain: dict[tuple[str, str], bool] = {}

    def write(self, line: str, x: float, y: float, wrapper: Wrapper) -> None:
        """Write *line* from *x* on the base line *y*."""
        if not line:
            return
        text = self._canvas.beginText()
        text.setTextOrigin(x, y)
        for face, run in self._runs(line, wrapper.name):
            text.setFont(face, wrapper.size)
            text.textOut(run)
        self._canvas.drawText(text)

    def place(self, line: str, left: float, right: float, y: float, align: Align, wrapper: Wrapper) -> None:
        """Write *line* between *left* and *right*, aligned."""
        if align is Align.LEFT:
            self.write(line, left, y, wrapper)
        elif line:
            spare = right - left - wrapper.width(line)
            self.write(line, left + (spare if align is Align.RIGHT else spare / 2), y, wrapper)

    def _runs(self, line: str, name: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for char in line:
            face, printed = self._fonts.face_of(char, name)
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + printed)
            else:
                runs.append((face, printed))
        return runs


class Paper:
    """A document under way: canvas, pen and area; every page ends with the statement and its number."""

    def __init__(self, path: Path, title: str, page: Page, statement: str, fonts: Fonts) -> None:
        fonts.load()
        self.area = area_of(page)
        # invariant: no clock and no random id, so that the same sheet gives the same bytes;
        # initialFontName keeps reportlab's own Helvetica, which is not embedded, out of the file
        self.canvas: Any = Canvas(
            str(path), pagesize=(self.area.width, self.area.height), invariant=1, initialFontName=BODY
        )
        self.canvas.setTitle(title)
        self.pen = Pen(self.canvas, fonts)
        self._statement = statement
        self._foot = Wrapper(fonts, BODY, _FOOT_SIZE)

    def begin_page(self) -> None:
        """Make a new page ready to be drawn on."""
        self.canvas.setLineWidth(THIN)

    def end_page(self, number: int, total: int) -> None:
        """Write the strip at the foot and leave the page."""
        area = self.area
        y = area.bottom - _FOOT_GAP
        self.pen.place(self._statement, area.left, area.right, y, Align.LEFT, self._foot)
        self.pen.place(page_words(number, total), area.left, area.right, y, Align.RIGHT, self._foot)
        self.canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()
