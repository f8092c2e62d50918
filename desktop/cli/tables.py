"""Plain tables for a terminal, where a Chinese character takes two places."""

import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_WIDEST = 40
_WHOLE = "编号"  # what a person hands back to another command is never cut


class TableLine(str):
    """A line of a table that still knows its cells, so that the same table can be written to a file."""

    __slots__ = ("cells", "heading")

    def __new__(cls, text: str, cells: Sequence[str], *, heading: bool = False) -> "TableLine":
        """Return *text* with its *cells*."""
        line = super().__new__(cls, text)
        line.cells = tuple(cells)
        line.heading = heading
        return line

    cells: tuple[str, ...]
    heading: bool


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], empty: str = "没有记录。") -> list[str]:
    """Return the lines of a table; *empty* where there are no rows.

    The last column and ids may be as long as they like.
    """
    whole = [tuple(row) for row in rows]
    short = [_tidy if each == _WHOLE else _clipped for each in headings[:-1]]
    body = [[*(fit(cell) for fit, cell in zip(short, row, strict=False)), _tidy(row[-1])] for row in whole]
    if not body:
        return [TableLine(empty, headings, heading=True)]
    widths = [max(width(row[place]) for row in (headings, *body)) for place in range(len(headings))]
    lines = [TableLine(_line(row, widths), cells) for row, cells in zip(body, whole, strict=True)]
    return [TableLine(_line(headings, widths), headings, heading=True), *lines, f"共 {len(body)} 条。"]


def width(text: str) -> int:
    """Return how many places *text* takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _clipped(text: str) -> str:
    text = _tidy(text)
    if width(text) <= _WIDEST:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > _WIDEST - 2:
            break
        kept += char
    return kept + "…"
