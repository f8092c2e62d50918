"""One fact becomes one cell: exact value beside the text that paper shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import category

from desktop.domain.figure import growth
from desktop.domain.filing import FactValue, waiting_facts
from desktop.domain.money import Scale
from desktop.render.catalogue import SERIAL, Fact, Kind
from desktop.render.form_parts import Column, Total
from desktop.render.sheet import Align, CellValue
from desktop.wording import sheets as words
from desktop.wording import shown

Row = Mapping[str, FactValue]


def cell(column: Column, row: Row, number: int, blank: str) -> CellValue:
    """Return the cell of *column* in *row*, the *number*th of the sheet; *blank* stands for a missing required fact."""
    fact = column.fact
    if fact.of is not None:
        return _rate(column, _whole(row[fact.of[0]]), _whole(row[fact.of[1]]))
    if fact.name == SERIAL:
        return CellValue(str(number), number, column.align, fact.kind)
    value = row[fact.name]
    if fact.name in waiting_facts(row):
        return CellValue(words.TO_CHECK, None, Align.CENTER, fact.kind)
    if value is None or value == "":
        return CellValue(blank, None, Align.CENTER, fact.kind) if column.wanted(row) else _empty(column)
    if fact.kind.numeric:
        return _number(column, _whole(value))
    exact = date.fromisoformat(str(value)) if fact.kind is Kind.DATE else None
    text = alone(fact, value, column.scale)
    return CellValue(text, exact or text, column.align, fact.kind)


def total_cell(column: Column, rows: Sequence[Row]) -> CellValue:
    """Return what the bottom line says in *column*: a sum of exact values, or the ratio of sums."""
    if column.total is Total.NONE:
        return _empty(column)
    if column.total is Total.RATIO and column.fact.of is not None:
        now, then = column.fact.of
        pairs = [(_whole(row[now]), _whole(row[then])) for row in rows]
        both = [(new, old) for new, old in pairs if new is not None and old is not None]
        if not both:
            return _rate(column, None, None)
        return _rate(column, sum(new for new, _ in both), sum(old for _, old in both))
    known = [value for row in rows if (value := _whole(row[column.fact.name])) is not None]
    # nothing reported adds up to nothing known, which is not 0
    return _number(column, sum(known)) if known else _empty(column)


def alone(fact: Fact, value: FactValue, scale: Scale) -> str:
    """Return *value* as paper writes it where it stands alone; an unknown one is empty."""
    if value is None:
        return ""
    if fact.kind in {Kind.MONEY, Kind.KWH}:
        return f"{_scaled(int(value), scale, 2):,}"
    if fact.kind is Kind.COUNT:
        return f"{int(value):,}"
    if fact.kind is Kind.MONTH:
        return shown.month_text(str(value))
    return masked(str(value)) if fact.kind is Kind.PHONE else visible(str(value))


def visible(text: str) -> str:
    """Return *text* without characters that have no shape of their own, its line ends as plain breaks."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in plain if category(char) != "Cf").strip("\n")


def masked(phone: str) -> str:
    """Return *phone* with the middle digits hidden (138****5678); what is already masked or short stays."""
    if len(phone) < 7 or "*" in phone:
        return phone
    kept = 3 if len(phone) >= 11 else 2
    return f"{phone[:kept]}{'*' * 4}{phone[-4:]}"


def _number(column: Column, value: int | None) -> CellValue:
    if value is None:
        return _empty(column)
    if column.fact.kind is Kind.COUNT:
        return CellValue(f"{value:,}", value, column.align, Kind.COUNT)
    exact = Decimal(value).scaleb(-2) / column.scale.factor
    return CellValue(f"{_rounded(exact, column.decimals):,}", exact, column.align, column.fact.kind)


def _rate(column: Column, now: int | None, then: int | None) -> CellValue:
    ratio = growth(now, then)
    if ratio is None:
        return CellValue(shown.DASH, None, Align.CENTER, Kind.RATIO)
    percent = ratio * 100
    return CellValue(f"{_rounded(percent, column.decimals):,}", percent, column.align, Kind.RATIO)


def _empty(column: Column) -> CellValue:
    return CellValue("", None, column.align, column.fact.kind)


def _scaled(value: int, scale: Scale, decimals: int) -> Decimal:
    return _rounded(Decimal(value).scaleb(-2) / scale.factor, decimals)


def _rounded(exact: Decimal, decimals: int) -> Decimal:
    # plus nothing, so that a small loss never prints as -0.00
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def _whole(value: FactValue) -> int | None:
    if isinstance(value, str):
        raise TypeError(value)
    return value
