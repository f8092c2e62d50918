"""Breaks text into lines: between any two Chinese characters, never inside a word or number that fits."""

import re

from desktop.render.fonts import Fonts
from desktop.wording.sheets import NOT_FIRST, NOT_LAST

# a run of Latin letters, digits and their marks stays together; anything else stands alone
_PIECE = re.compile(r"[!-~\u00c0-\u024f]+|.", re.DOTALL)
_SOFT = re.compile(r"[^-/_@=&?]*[-/_@=&?]+|[^-/_@=&?]+")


class _Widths(dict[str, float]):
    """Widths of characters, looked up in the font once each."""

    def __init__(self, fonts: Fonts, name: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._name = name

    def __missing__(self, char: str) -> float:
        width = self[char] = self._fonts.width(char, self._name)
        return width


class Wrapper:
    """Breaks text of one typeface and size, and remembers what it broke."""

    def __init__(self, fonts: Fonts, name: str, size: float) -> None:
        self._fonts = fonts
        self.name = name
        self.size = size
        self._widths = _Widths(fonts, name)
        self._known: dict[tuple[str, float], tuple[str, ...]] = {}

    def width(self, text: str) -> float:
        """Return how wide *text* is in points."""
        return sum(map(self._widths.__getitem__, text)) * self.size / 1000

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """Return *text* as lines no wider than *room* points; at least one character stands on each."""
        key = (text, room)
        found = self._known.get(key)
        if found is None:
            limit = room * 1000 / self.size
            if "\n" not in text and sum(map(self._widths.__getitem__, text)) <= limit:
                found = (text,)
            else:
                found = tuple(line for part in text.split("\n") for line in self._broken(part, limit))
            self._known[key] = found
        return found

    def balanced(self, text: str, room: float) -> tuple[str, ...]:
        """Return *text* in as few lines as `lines` needs, but of like width, as headings look best."""
        lines = self.lines(text, room)
        if len(lines) < 2:
            return lines
        narrow = self.width(text) / len(lines)
        while narrow < room:
            tried = self.lines(text, narrow)
            if len(tried) == len(lines):
                return tried
            narrow += self.size / 4
        return lines

    def fitted(self, text: str, room: float) -> "Wrapper":
        """Return this wrapper, or a smaller one in which *text* stands on one line: a number is never broken."""
        width = self.width(text)
        if width <= room:
            return self
        return Wrapper(self._fonts, self.name, self.size * room / width)

    def _broken(self, text: str, limit: float) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for piece, width in self._pieces(text, limit):
            if line and used + width > limit:
                carried = _carried(line, piece)
                lines.append("".join(line).rstrip(" "))
                line = carried if carried else []
                used = sum(self._measure(each) for each in line)
                if piece == " " and not line:
                    continue
            line.append(piece)
            used += width
        return [*lines, "".join(line)]

    def _pieces(self, text: str, limit: float) -> list[tuple[str, float]]:
        pieces = []
        for piece in _PIECE.findall(text):
            width = self._measure(piece)
            if width <= limit:
                pieces.append((piece, width))
                continue
            for part in _SOFT.findall(piece):
                length = self._measure(part)
                pieces += [(part, length)] if length <= limit else [(char, self._widths[char]) for char in part]
        return pieces

    def _measure(self, piece: str) -> float:
        return sum(map(self._widths.__getitem__, piece))


def _carried(line: list[str], following: str) -> list[str]:
    """Take from the end of *line* what must go down with *following*; nothing if that would empty the line."""
    count = 0
    first = following
    while count < len(line) and (first[0] in NOT_FIRST or line[-1 - count][-1] in NOT_LAST):
        first = line[-1 - count]
        count += 1
    if count == 0 or count == len(line):
        return []
    carried = line[-count:]
    del line[-count:]
    return carried
