"""A list of the program as a Sheet: the same for paper and workbook, numbers typed where the screen shows numbers."""

import re
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
_PIXELS = 4  # of the screen for a millimetre of paper
_WIDE = 1_500  # pixels that an A4 sheet on its side takes before the text is too narrow


def list_sheet(listing: Listing, *, unit: str, on: str) -> Sheet:
    """Return *listing* as the sheet that is printed: its title, how it was narrowed, whose it is and of which day."""
    columns = listing.columns
    specs = tuple(_spec(column, [row[place] for row in listing.rows]) for place, column in enumerate(columns))
    wide = sum(column.width for column in columns) > _WIDE
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


def _spec(column: ListColumn, texts: list[str]) -> ColumnSpec:
    width = max(1, column.width // _PIXELS)
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
