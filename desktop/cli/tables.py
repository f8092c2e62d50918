"""Plain tables for a terminal, where a Chinese character takes two places."""

import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_WIDEST = 40


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], empty: str = "没有记录。") -> list[str]:
    """Return the lines of a table, whose last column may be as long as it likes; *empty* where there are no rows."""
    body = [[*(_clipped(cell) for cell in row[:-1]), " ".join(row[-1].split())] for row in rows]
    if not body:
        return [empty]
    widths = [max(width(row[place]) for row in (headings, *body)) for place in range(len(headings))]
    return [_line(headings, widths), *(_line(row, widths) for row in body), f"共 {len(body)} 条。"]


def width(text: str) -> int:
    """Return how many places *text* takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    if width(text) <= _WIDEST:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > _WIDEST - 2:
            break
        kept += char
    return kept + "…"
