"""The marks (占位符) a county workbook is filled at: `{unit}` once, `{.name}` once a row, `{.profit:万元}` scaled."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from desktop.domain.filing import FactValue
from desktop.domain.money import Scale
from desktop.domain.problems import Problem
from desktop.render.cells import masked
from desktop.render.fact_kinds import Kind
from desktop.wording import shown
from desktop.wording.units import MONEY_UNITS, POWER_UNITS, POWER_WORDS, SCALE_WORDS

CellContent = str | int | Decimal | date | None

BRACES = frozenset("{}｛｝")
# an input method in Chinese mode types full-width braces, colons and stops
_MARK = re.compile(
    r"[{｛]\s*(?P<dot>[.．。]?)\s*(?P<name>[^{}｛｝:：]{1,60}?)\s*(?:[:：]\s*(?P<unit>[^{}｛｝]{1,20}?))?\s*[}｝]"
)
_UNITS: Mapping[Kind, Mapping[str, Scale]] = {Kind.MONEY: SCALE_WORDS, Kind.KWH: POWER_WORDS}
_TOLD = {Kind.MONEY: MONEY_UNITS, Kind.KWH: POWER_UNITS}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as written: *text* whole, *name* inside, *unit* behind the colon; *repeats* where a dot leads."""

    text: str
    name: str
    unit: str
    repeats: bool
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Field:
    """What a mark may name: the key of the values, what sort of thing it is."""

    key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything marks may name: by each name, Chinese or key; *single* once a workbook, *row* once a row."""

    single: Mapping[str, Field]
    row: Mapping[str, Field]

    def of(self, mark: Mark) -> Field | None:
        """Return the field that *mark* names, if there is one."""
        return (self.row if mark.repeats else self.single).get(mark.name)

    def near(self, mark: Mark) -> tuple[str, ...]:
        """Return the names a person may have meant, the same word of the other sort first."""
        mine, others = (self.row, self.single) if mark.repeats else (self.single, self.row)
        dotted = "" if mark.repeats else "."
        swapped = (f"{{{dotted}{mark.name}}}",) if mark.name in others else ()
        dot = "." if mark.repeats else ""
        return swapped + tuple(f"{{{dot}{name}}}" for name in get_close_matches(mark.name, list(mine), 3, 0.5))


def marks_in(text: str) -> tuple[Mark, ...]:
    """Return the marks of *text*, in order."""
    if "{" not in text and "｛" not in text:
        return ()
    return tuple(
        Mark(found[0], found["name"].strip(), found["unit"] or "", bool(found["dot"]), *found.span())
        for found in _MARK.finditer(text)
    )


def replaced(text: str, of: Callable[[Mark], str]) -> str:
    """Return *text* with each mark replaced by what *of* says; what it says is not looked at again."""
    pieces, end = [], 0
    for mark in marks_in(text):
        pieces += [text[end : mark.start], of(mark)]
        end = mark.stop
    return "".join([*pieces, text[end:]])


def mark_problems(mark: Mark, fields: Fields, place: str) -> Iterator[Problem]:
    """Yield what keeps *mark*, which stands at *place*, from being filled."""
    field = fields.of(mark)
    values = {"place": place, "mark": mark.text}
    if field is None:
        near = "、".join(fields.near(mark))
        yield Problem(place, "mark_unknown_near" if near else "mark_unknown", {**values, "near": near})
        return
    units, told = _UNITS.get(field.kind, {}), _TOLD.get(field.kind, ())
    values["units"] = "、".join(told)
    if units and not mark.unit:
        # 万元, 万千瓦时: what the program itself shows
        example = f"{{{'.' if mark.repeats else ''}{mark.name}:{told[-2]}}}"
        yield Problem(place, "mark_unit_missing", {**values, "example": example})
    elif mark.unit and mark.unit not in units:
        code = "mark_unit_unknown" if units else "mark_unit_needless"
        yield Problem(place, code, {**values, "unit": mark.unit})


def content_of(value: FactValue | Decimal | date, field: Field, unit: str) -> CellContent:
    """Return *value*, a fact as the ledger has it, as the cell of a mark with *unit* holds it."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and field.kind in _UNITS:
        return Decimal(value).scaleb(-2) / _UNITS[field.kind][unit].factor
    if isinstance(value, str):
        if field.kind is Kind.DATE:
            return date.fromisoformat(value)
        if field.kind is Kind.MONTH:
            return shown.month_text(value)
        return masked(value) if field.kind is Kind.PHONE else value
    return value


def in_words(value: CellContent) -> str:
    """Return *value* as it stands inside other words."""
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
