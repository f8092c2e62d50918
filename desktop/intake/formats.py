"""What a number format makes of a number: a day, a percentage, or nothing; and the cells that come of it."""

import re
from decimal import Decimal
from enum import StrEnum

from desktop.domain.day import NotADay, from_serial
from desktop.intake.grid import Cell, CellKind

# what is quoted, skipped or in brackets is no part of the date; an elapsed time such as [h] is
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_BUILT_IN_SHARES = frozenset((9, 10))


class Format(StrEnum):
    """What a number format makes of a number."""

    PLAIN = "plain"
    DATE = "date"
    SHARE = "share"


def format_of(identity: int, custom: dict[int, Format]) -> Format:
    """Return what the format with this id makes of a number."""
    if identity in custom:
        return custom[identity]
    if identity in _BUILT_IN_DATES:
        return Format.DATE
    return Format.SHARE if identity in _BUILT_IN_SHARES else Format.PLAIN


def format_written(code: str) -> Format:
    """Return what a written format makes of a number; a bare time of day is no date."""
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    if bare == "general" or not bare:
        return Format.PLAIN
    if "%" in bare:
        return Format.SHARE
    if "y" in bare or "d" in bare or ("m" in bare and not re.search("[hs]", bare)):
        return Format.DATE
    return Format.PLAIN


def number_cell(number: Decimal, raw: str, form: Format, *, epoch_1904: bool, hidden: bool) -> Cell:
    """Return the cell of *number* as its format shows it; a day no calendar has is a date without a value."""
    if form is Format.DATE:
        return _day(number, epoch_1904, hidden)
    if form is Format.SHARE:
        raw = f"{(number * 100).normalize():f}%"
    return Cell(number, CellKind.NUMBER, raw, hidden)


def _day(number: Decimal, epoch_1904: bool, hidden: bool) -> Cell:
    """Return a date cell."""
    raw = f"{number:f}" if abs(number.adjusted()) < 20 else str(number)
    try:
        day = from_serial(number, epoch_1904=epoch_1904)
    except NotADay:
        return Cell(None, CellKind.DATE, raw, hidden)
    return Cell(day, CellKind.DATE, day.isoformat(), hidden)
