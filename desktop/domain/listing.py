"""A list of the program as it stands on the screen, to be written to a file as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from desktop.domain.release import covered_phones

# as the program writes numbers; a code, a phone or a year with a leading 0 or without its commas is not one of them
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|0|[1-9][0-9]{0,14})(?:\.[0-9]{1,8})?%?")


class ListFormat(StrEnum):
    """What a list is written as; the value is the suffix of the file."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


class ColumnKind(StrEnum):
    """What the texts of a column are; in a workbook those of a column of numbers become numbers."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading and what its texts are."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whole: columns in the order shown, every row as its texts, *remarks* how it was narrowed and sorted."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()


def covered(listing: Listing) -> Listing:
    """Return *listing* with the mobile numbers in it covered: 138****5678."""
    return replace(listing, rows=tuple(tuple(covered_phones(text) for text in row) for row in listing.rows))


def number_in(text: str) -> Decimal | None:
    """Return the number that *text* shows (`1,850.00`, `12.3%`), or None; a percentage is its share of one."""
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text.rstrip("%").replace(",", ""))
    return number / 100 if text.endswith("%") else number


def looks_numeric(texts: Sequence[str]) -> bool:
    """Return whether a column of *texts* without a kind of its own holds numbers, perhaps with words for blanks.

    A decimal point, a comma or a percent sign shows it; 2511 alone may be a code.
    """
    known = [text for text in texts if any(map(str.isdigit, text))]
    shown = any(mark in text for text in known for mark in ".,%")
    return shown and all(number_in(text) is not None for text in known)
