"""Blocks of cells on the clipboard, as WPS and Excel write and read them."""

from collections.abc import Sequence

_QUOTED = frozenset('\t\n\r"')


def parse(text: str) -> list[list[str]]:
    """Return the rows of cells in *text*; a quoted cell may hold tabs and line breaks."""
    rows: list[list[str]] = [[]]
    place = 0
    while place < len(text):
        cell, place = _quoted(text, place) if text[place] == '"' else _bare(text, place)
        rows[-1].append(cell)
        if place == len(text):
            return rows
        if text[place] == "\t":
            place += 1
            if place == len(text):
                rows[-1].append("")
            continue
        place += 2 if text.startswith("\r\n", place) else 1
        if place < len(text):  # a line break at the end closes the last row and opens none
            rows.append([])
        elif len(rows) == 1 and not rows[0]:
            return []
    return rows if rows[-1] else rows[:-1]


def write(rows: Sequence[Sequence[str]]) -> str:
    """Return *rows* as one block that WPS and Excel paste back into the same cells."""
    return "\n".join("\t".join(_cell(text) for text in row) for row in rows)


def _bare(text: str, place: int) -> tuple[str, int]:
    end = place
    while end < len(text) and text[end] not in "\t\n\r":
        end += 1
    return text[place:end], end


def _quoted(text: str, place: int) -> tuple[str, int]:
    parts, end = [], place + 1
    while True:
        close = text.find('"', end)
        if close < 0:  # a lone quotation mark is text, not the opening of a cell
            return _bare(text, place)
        parts.append(text[end:close])
        if not text.startswith('""', close):
            break
        parts.append('"')
        end = close + 2
    after = close + 1
    if after < len(text) and text[after] not in "\t\n\r":
        return _bare(text, place)
    return "".join(parts), after


def _cell(text: str) -> str:
    if _QUOTED.isdisjoint(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
