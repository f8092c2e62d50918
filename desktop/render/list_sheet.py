"""A list of the program as a Sheet: the same for paper and workbook, numbers typed where the screen shows numbers."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.domain.listing import ColumnKind, ListColumn, Listing, number_in
from desktop.render.fact_kinds import Kind
from desktop.render.header import header_tree
from desktop.render.sheet import Align, CellValue, ColumnSpec, Footer, Margins, Page, PaperSize, Sheet
from desktop.wording.sheets import NO_ROWS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARGINS = Margins(top=18, bottom=16, left=12, right=12)
_TEXT_SIZE = Decimal(9)
_PLACE = 1.75  # millimetres a half-width character of this size takes
_EDGE = 2.5
_SHORT = 14  # a text of so many half-width places stands on one line: days, numbers, states
_LONGEST = 40  # what is longer wraps all the same
_ROOM = 273  # millimetres across an A4 sheet on its side
_LEAST = 24  # below this a column of long texts is hard to read, and the paper is an A3


def list_sheet(listing: Listing, *, unit: str, on: str) -> Sheet:
    """Return *listing* as the sheet that is printed: its title, how it was narrowed, whose it is and of which day."""
    columns = listing.columns
    texts = [[row[place] for row in listing.rows] for place in range(len(columns))]
    widths, wide = _widths(columns, texts)
    specs = tuple(map(_spec, columns, texts, widths))
    return Sheet(
        title=listing.title,
        annex="",
        mark="",
        corner_left=unit,
        corner_middle="",
        corner_right=on,
        columns=specs,
        header=header_tree([(column.heading,) for column in columns]),
        rows=tuple(tuple(_cell(text, spec) for text, spec in zip(row, specs, strict=True)) for row in listing.rows),
        totals=None,
        nothing=NO_ROWS,
        notes=listing.remarks,
        footer=Footer((), ""),
        page=Page(PaperSize.A3 if wide else PaperSize.A4, landscape=True, margins=_MARGINS, text_size=_TEXT_SIZE),
        statement="",
    )


def _widths(columns: Sequence[ListColumn], texts: Sequence[Sequence[str]]) -> tuple[list[int], bool]:
    """Return the width of each column in millimetres, and whether it takes an A3: short texts are never broken."""
    needs = [
        min(max(map(_places, (column.heading, *each))), _LONGEST) for column, each in zip(columns, texts, strict=True)
    ]
    long = [need for need in needs if need > _SHORT]
    rest = _ROOM - sum(need * _PLACE + _EDGE for need in needs if need <= _SHORT)
    unit = min(rest / sum(long), _PLACE * 1.5) if long else 0
    wide = rest < _LEAST * len(long)
    if wide:
        unit = max(unit, _PLACE)
    return [max(8, round(need * unit if need > _SHORT else need * _PLACE + _EDGE)) for need in needs], wide


def _places(text: str) -> int:
    return max((sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in text[:500].split("\n")), default=0)


def _spec(column: ListColumn, texts: Sequence[str], width: int) -> ColumnSpec:
    if any(texts) and all(_DAY.fullmatch(text) for text in texts if text):
        return ColumnSpec(column.heading, Kind.DATE, width, Align.CENTER, 0)
    if column.kind is not ColumnKind.NUMBER:
        return ColumnSpec(column.heading, Kind.TEXT, width, Align.LEFT, 0)
    known = [text for text in texts if number_in(text) is not None]
    decimals = max((len(text.rstrip("%").partition(".")[2]) for text in known), default=0)
    percent = any(text.endswith("%") for text in known)
    return ColumnSpec(column.heading, Kind.RATIO, width, Align.RIGHT, decimals, percent=percent)


def _cell(text: str, spec: ColumnSpec) -> CellValue:
    if spec.kind is Kind.RATIO:
        number = number_in(text)
        fits = number is not None and text.endswith("%") is spec.percent
        # a word in a column of numbers (未报) stays a word
        return CellValue(text, number if fits else None, spec.align, Kind.RATIO if fits else Kind.TEXT)
    if spec.kind is Kind.DATE and _DAY.fullmatch(text):
        return CellValue(text, _day(text), spec.align, Kind.DATE)
    return CellValue(text, text or None, spec.align, Kind.TEXT)


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
