"""Cleans text that came in: what cannot be seen goes, what was changed is told."""

import unicodedata
from dataclasses import dataclass

from desktop.intake import limits

_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = str.maketrans({"\u00a0": " ", "\u3000": " ", "\u2007": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text fit to be kept, and the codes of what was done to it."""

    text: str
    found: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """Return *text* without invisible and control characters; line breaks stay.

    *found* may hold rtl_mark, broken_character, private_character, invisible_removed, control_removed, nul_character
    and text_too_long.
    """
    if text.isprintable() and len(text) <= limits.CELL_CHARACTERS:  # most cells; nothing in them needs a look
        return Cleaned(text.strip(), ())
    found: list[str] = []
    kept = "".join(_kept(char, found) for char in text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = kept.translate(_SPACES).strip()
    if len(kept) > limits.CELL_CHARACTERS:
        found.append("text_too_long")
        kept = kept[: limits.CELL_CHARACTERS]
    return Cleaned(kept, tuple(dict.fromkeys(found)))


def _kept(char: str, found: list[str]) -> str:
    """Return what stays of *char*; what was wrong with it is added to *found*."""
    if char.isascii() and char >= " " and char != "\x7f":
        return char
    if char in "\n\t":
        return " " if char == "\t" else char
    if char == "\x00":
        found.append("nul_character")
        return ""
    if char in _DIRECTIONS:
        found.append("rtl_mark")
        return ""
    category = unicodedata.category(char)
    if category == "Cs":
        found.append("broken_character")
        return "\u25a1"
    if category == "Co":
        found.append("private_character")
        return char
    if category in ("Cf", "Cc"):
        found.append("invisible_removed" if category == "Cf" else "control_removed")
        return ""
    return char
