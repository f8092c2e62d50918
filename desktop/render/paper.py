"""A sheet of paper under reportlab: its edges, a pen that writes lines, and the strip at the foot of every page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from desktop.render.fonts import BODY, TITLE, Fonts
from desktop.render.quick_code import square
from desktop.render.sheet import Align, Page, PaperSize
from desktop.render.wrapping import Wrapper
from desktop.wording.sheets import code_words, page_words

MM = 72 / 25.4
LEADING = 1.3  # line distance over type size
THIN = 0.5

_SIZES = {PaperSize.A4: A4, PaperSize.A3: A3}
_FOOT_SIZE = 8
_FOOT_GAP = 6 * MM
_SQUARE = 12 * MM  # the QR with its white edge; smaller where the margin is small
_SQUARE_GAP = 2 * MM
_SQUARE_LEAST = 8 * MM  # below this no scanner reads it: the code in letters is enough
_UNPRINTED = 4 * MM  # what office printers leave white


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
    return Area(width, height, edges.left * MM, width - edges.right * MM, height - edges.top * MM, edges.bottom * MM)


class Pen:
    """Writes lines in either typeface; a character no face has is written □.

    The lines of a page are gathered and put on it at once by `lift`: a text object a line, as reportlab has it, takes
    three times as long.
    """

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._own: dict[str, set[str]] = {BODY: set(), TITLE: set()}
        self._written: list[str] = []

    def write(self, line: str, x: float, y: float, wrapper: Wrapper) -> None:
        """Write *line* from *x* on the base line *y*."""
        if line:
            self._written.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {self._operators(line, wrapper)}")

    def lift(self) -> None:
        """Put what was written on the page."""
        self._canvas.addLiteral("\n".join(["BT", *self._written, "ET"]))
        self._written.clear()

    def place(self, line: str, left: float, right: float, y: float, align: Align, wrapper: Wrapper) -> None:
        """Write *line* between *left* and *right*, aligned."""
        if align is Align.LEFT:
            self.write(line, left, y, wrapper)
        elif line:
            spare = right - left - wrapper.width(line)
            self.write(line, left + (spare if align is Align.RIGHT else spare / 2), y, wrapper)

    def _operators(self, line: str, wrapper: Wrapper) -> str:
        return " ".join(
            f"{name} {wrapper.size:.2f} Tf <{codes.hex()}> Tj"
            for face, run in self._runs(line, wrapper.name)
            for name, codes in self._fonts.codes(run, face, self._canvas)
        )

    def _runs(self, line: str, name: str) -> list[tuple[str, str]]:
        if self._own[name].issuperset(line):
            return [(name, line)]
        runs: list[tuple[str, str]] = []
        for char in line:
            face, printed = self._fonts.face_of(char, name)
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + printed)
            else:
                runs.append((face, printed))
            if (face, printed) == (name, char):
                self._own[name].add(char)
        return runs


class Paper:
    """A document under way: canvas, pen and area; every page ends with the statement, its number and the code."""

    def __init__(self, path: Path, title: str, page: Page, statement: str, fonts: Fonts, code: str = "") -> None:
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
        self._code = code
        low = self.area.bottom - _SQUARE_GAP
        side = min(_SQUARE, low - _UNPRINTED)
        self._side = side if code and side >= _SQUARE_LEAST else 0.0
        # drawn once for all pages: it says which round this is, and nothing of any enterprise
        self._square = square(code, self.area.right - side, low - side, side) if self._side else ""

    def begin_page(self) -> None:
        """Make a new page ready to be drawn on."""
        self.canvas.setLineWidth(THIN)

    def end_page(self, number: int, total: int) -> None:
        """Write the strip at the foot and leave the page."""
        area = self.area
        y = area.bottom - _FOOT_GAP
        right = area.right - self._side
        self.pen.place(self._statement, area.left, right, y, Align.LEFT, self._foot)
        self.pen.place(page_words(number, total), area.left, right, y, Align.RIGHT, self._foot)
        if self._code:
            self.pen.place(code_words(self._code), area.left, right, y - _FOOT_SIZE * 1.6, Align.RIGHT, self._foot)
        self.pen.lift()
        if self._square:
            self.canvas.addLiteral(self._square)
        self.canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()
