"""Finds the header of a sheet: below titles, one to three rows, with a row of units or of column numbers under it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import ascii_lowercase
from types import MappingProxyType

from desktop.domain.money import fold
from desktop.intake import limits
from desktop.intake.columns import folded_choices, known_fields, names_what_is_needed
from desktop.intake.grid import Cell, CellKind, Row, Sheet
from desktop.intake.headings import Heading, HeadingReader
from desktop.intake.words import FieldTable, Words

_DEPTHS = (1, 2, 3)
_LONGEST_HEADING = 60
_NUMBERS, _LETTERS = 3, 4  # fewer might be what an enterprise says
# months that stand alone in a heading, as a spreadsheet keeps what was typed: 2026.4, 2026-04, 202604
_MONTH = re.compile(r"20[0-9]{2}(?:[-./](?:1[0-2]|0?[1-9])|1[0-2]|0[1-9])")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's table stands: its header rows, headings, what is written above, and the rows below."""

    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    corner: tuple[str, ...]
    body: tuple[Row, ...]
    known: int = 0


def find_header(
    sheet: Sheet, table: FieldTable, words: Words, choices: Mapping[str, str] = MappingProxyType({})
) -> Layout | None:
    """Return the layout of *sheet*, or None if no row looks like its header.

    A header names two fields of *table*, or is said by *choices* to; where there is none, a row that names one field
    that is needed, and nothing that is no heading, will do (a bare list of names).
    """
    reader = HeadingReader(words)
    chosen = folded_choices(choices)
    best = (0, 0, 0)  # known fields, then the fewest rows, then the first: -depth, -start
    alone: int | None = None
    for start, row in enumerate(sheet.rows[: limits.HEADER_WITHIN]):
        for depth in _DEPTHS:
            band = sheet.rows[start : start + depth]
            if len(band) < depth or not all(_reads_like_heading(extra, reader, table) for extra in band):
                break
            if depth > 1 and len(_texts(row)) < 2:
                break  # one text alone is a title, not a parent
            headings = _headings(band, reader, {})
            known = known_fields(headings, table, chosen)
            if known and alone is None and depth == 1 and names_what_is_needed(headings, table):
                alone = start
            if known >= 2:
                best = max(best, (known + _ties(sheet, band), -depth, -start))
        if best[0] and row.number > sheet.rows[-best[2]].number + 12:
            break
    if not best[0]:
        return None if alone is None else _layout(sheet, reader, words, alone, 1, 1)
    known, depth, start = best
    return _layout(sheet, reader, words, -start, -depth, known)


def _layout(sheet: Sheet, reader: HeadingReader, words: Words, start: int, depth: int, known: int) -> Layout:
    """Return the layout of a header found at *start*, *depth* rows deep."""
    band = sheet.rows[start : start + depth]
    header_rows = [row.number for row in band]
    units: dict[int, str] = {}
    after = start + depth
    for row in sheet.rows[after : after + 2]:
        below = _unit_row(row, reader)
        if not below and not numbers_columns(row, words):
            break
        units.update(below)
        header_rows.append(row.number)
        after += 1
    above = [list(dict.fromkeys(cell.raw for cell in row.cells if not cell.blank)) for row in sheet.rows[:start]]
    titles = tuple(dict.fromkeys(text.strip() for texts in above for text in texts))
    lines = ["".join(texts) for texts in above]
    corner = tuple(dict.fromkeys(unit for line in lines for unit in reader.corner_units(line)))
    headings = _headings(band, reader, units)
    return Layout(tuple(header_rows), headings, titles, corner, sheet.rows[after:], known)


def _headings(band: tuple[Row, ...], reader: HeadingReader, units: dict[int, str]) -> tuple[Heading, ...]:
    """Return the headings of *band*, each column's texts joined from top to bottom."""
    width = max(len(row.cells) for row in band)
    headings: list[Heading] = []
    parents = [""] * len(band)
    for column in range(width):
        texts = [_heading_text(row.cell(column)) for row in band]
        parts = _inherited(texts, parents)
        parents = parts
        joined = tuple(dict.fromkeys(part for part in parts if part))
        if any(texts) and joined:
            headings.append(reader.read(column, joined, units.get(column, "")))
    return tuple(headings)


def _inherited(texts: list[str], parents: list[str]) -> list[str]:
    """Return *texts* with a blank parent taken from the column to the left, where that one had children too.

    Sheets that lost their merges (csv) keep the parent only above its first child.
    """
    parts = list(texts)
    for level in range(len(texts) - 1):
        child, beside = any(texts[level + 1 :]), any(parents[level + 1 :])
        if not texts[level] and child and beside and not any(texts[:level]):
            parts[level] = parents[level]
    return parts


def _heading_text(cell: Cell) -> str:
    """Return the text of a header cell; a year may be a number, a month a number or a date."""
    if cell.blank or cell.kind in (CellKind.ERROR, CellKind.FORMULA_WITHOUT_RESULT):
        return ""
    return _month_alone(cell) or cell.raw.strip()


def _month_alone(cell: Cell) -> str:
    """Return the month that is all *cell* says, else empty; a spreadsheet makes a typed month the first day of it."""
    if isinstance(cell.value, date):
        return f"{cell.value:%Y-%m}" if cell.value.day == 1 and 2000 <= cell.value.year <= 2099 else ""
    text = fold(cell.raw)
    return text if _MONTH.fullmatch(text) else ""


def _reads_like_heading(row: Row, reader: HeadingReader, table: FieldTable) -> bool:
    """Return whether *row* could be part of a header: short words, no amounts and no codes.

    Months that look like numbers or days stand in a header only with the name of a field, or with nothing else.
    """
    words = 0
    months = [cell for cell in row.cells if not cell.blank and _month_alone(cell)]
    others = [cell for cell in row.cells if not cell.blank and not _month_alone(cell)]
    if months and others:
        said = (reader.read(0, (cell.raw,)) for cell in others)
        if not any(known_fields((heading,), table) for heading in said):
            return False
    for cell in others:
        if cell.kind is CellKind.NUMBER and not _year(cell.value):
            return False
        if cell.kind in (CellKind.BOOLEAN, CellKind.ERROR):
            return False
        text = fold(cell.raw)
        if (len(text) > _LONGEST_HEADING and not cell.merged) or re.fullmatch(r"[0-9A-Z.,+-]{5,}", text):
            return False
        words += 1
    return words > 0 or len(months) > 0


def _texts(row: Row) -> frozenset[str]:
    """Return the different texts of *row*."""
    return frozenset(fold(cell.raw) for cell in row.cells if not cell.blank)


def _year(value: object) -> bool:
    """Return whether *value* is a number that can only be a year in a heading."""
    return isinstance(value, Decimal) and value == value.to_integral_value() and 2000 <= value <= 2099


def _ties(sheet: Sheet, band: tuple[Row, ...]) -> int:
    """Return 1 if merges tie the rows of *band* together, which a deeper header is believed by."""
    first, last = band[0].number, band[-1].number
    if first == last:
        return 0
    return int(any(span.first_row == first and span.last_row == last for span in sheet.spans))


def _unit_row(row: Row, reader: HeadingReader) -> dict[int, str]:
    """Return the unit under each column if *row* holds nothing but units."""
    units = {column: reader.unit_of(cell.raw) for column, cell in enumerate(row.cells) if not cell.blank}
    return units if units and all(units.values()) else {}


def numbers_columns(row: Row, words: Words) -> bool:
    """Return whether *row* only numbers the columns: 甲 乙 1 2 3, or (1) (2) (3), or A B C D."""
    texts = [fold(cell.raw).lower().strip("()") for cell in row.cells if not cell.blank]
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= 3]
    others = [text for text in texts if not (text.isascii() and text.isdecimal())]
    if not numbers:
        return len(others) >= _LETTERS and "".join(others) == ascii_lowercase[: len(others)]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
    known = len(set(others)) == len(others) and all(text in words.rows.number_heads for text in others)
    return in_order and known and (len(numbers) >= _NUMBERS or len(texts) >= _LETTERS)
