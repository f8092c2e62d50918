"""The words intake recognises, from resources/intake: headings, units, totals, dates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.domain.day import DayWords
from desktop.domain.money import Scale, fold


class FieldKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NAME = "name"
    CREDIT_CODE = "credit_code"
    INDUSTRY_CODE = "industry_code"
    PHONE = "phone"
    DATE = "date"
    PAST_DATE = "past_date"
    MONTH = "month"
    REPORT_MONTH = "report_month"
    YES_NO = "yes_no"
    MONEY = "money"
    ELECTRICITY = "electricity"
    COUNT = "count"
    SERIAL = "serial"


class Kind(StrEnum):
    """What a workbook can be read as; the name of its table of headings."""

    ENTERPRISES = "enterprises"
    FIGURES = "figures"
    VISITS = "visits"
    TARGETS = "targets"
    ISSUES = "issues"
    TAX = "tax"
    POWER = "power"


@dataclass(frozen=True, slots=True)
class Field:
    """One field a column can be: its headings, and the figures it makes by span (month, ytd, same)."""

    key: str
    kind: FieldKind
    label: str
    headings: frozenset[str]
    required: bool = False
    required_any: bool = False  # one of the fields marked so must be there
    asked: bool = False  # told when missing, but read without it
    yearly: bool = False
    timeless: bool = False
    negative: bool = True
    spans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldTable:
    """All fields of one kind of sheet."""

    kind: Kind
    fields: tuple[Field, ...]
    editions: tuple[int, ...]
    needs_figure: bool = False
    default_measure: str = ""

    def field_of(self, heading: str) -> Field | None:
        """Return the field that a folded heading names."""
        return next((field for field in self.fields if heading in field.headings), None)

    def field(self, key: str) -> Field | None:
        """Return the field with this key."""
        return next((field for field in self.fields if field.key == key), None)


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words that tell rows that are no data."""

    corner: tuple[str, ...]
    totals: frozenset[str]
    total_endings: tuple[str, ...]
    signatures: tuple[str, ...]
    notes: tuple[str, ...]
    number_heads: frozenset[str]
    ordinals: str
    group_endings: tuple[str, ...]
    company_endings: tuple[str, ...]
    template: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words inside cells."""

    blank: frozenset[str]
    no_code: frozenset[str]
    currency: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    refused_headings: frozenset[str]
    own_headings: frozenset[str]  # columns of our own error workbook
    reason: str
    passed: str  # beside a row of it that needs no mending


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Words of years, months and spans in headings, longest first."""

    year_endings: tuple[str, ...]
    month_endings: tuple[str, ...]
    month_numerals: tuple[str, ...]  # the first is that of January
    range_marks: str
    until_now: tuple[str, ...]
    ytd: tuple[str, ...]
    month: tuple[str, ...]
    same: tuple[str, ...]
    last_year: tuple[str, ...]
    this_year: tuple[str, ...]
    growth: tuple[str, ...]
    noise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything intake recognises."""

    units: Mapping[str, Mapping[str, Scale]]  # group (money, electricity, count, share) → word → scale
    rows: RowWords
    cells: CellWords
    dates: DayWords
    period: PeriodWords
    ignored_sheets: frozenset[str]
    tables: Mapping[Kind, FieldTable]


def load_words(folder: Path) -> Words:
    """Return the words in *folder* (resources/intake)."""
    data = _toml(folder / "words.toml")
    return Words(
        units={
            group: {fold(word).lower(): Scale(scale) for word, scale in units.items()}
            for group, units in data["units"].items()
        },
        rows=_row_words(data["rows"]),
        cells=_cell_words(data["cells"]),
        dates=DayWords(
            year=tuple(data["dates"]["year"]),
            month=tuple(data["dates"]["month"]),
            day=tuple(data["dates"]["day"]),
            digits=data["dates"]["digits"],
            ten=data["dates"]["ten"],
        ),
        period=_period_words(data["period"]),
        ignored_sheets=frozenset(data["sheets"]["ignored"]),
        tables={kind: _table(kind, _toml(folder / f"{kind.value}.toml")) for kind in Kind},
    )


def _toml(path: Path) -> dict[str, Any]:
    """Return the parsed file."""
    with path.open("rb") as stream:
        return tomllib.load(stream)


def _longest_first(words: list[str]) -> tuple[str, ...]:
    """Return *words* folded, the longest first, so that no word hides a longer one."""
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


def _folded(words: list[str]) -> frozenset[str]:
    """Return *words* folded and in small letters."""
    return frozenset(fold(word).lower() for word in words)


def _row_words(data: dict[str, Any]) -> RowWords:
    """Return the words of rows that are no data."""
    return RowWords(
        corner=_longest_first(data["corner"]),
        totals=_folded(data["totals"]),
        total_endings=_longest_first(data["total_endings"]),
        signatures=_longest_first(data["signatures"]),
        notes=_longest_first(data["notes"]),
        number_heads=_folded(data["number_heads"]),
        ordinals=data["ordinals"],
        group_endings=_longest_first(data["group_endings"]),
        company_endings=_longest_first(data["company_endings"]),
        template=_longest_first(data["template"]),
    )


def _cell_words(data: dict[str, Any]) -> CellWords:
    """Return the words inside cells."""
    return CellWords(
        blank=_folded(data["blank"]),
        no_code=_folded(data["no_code"]),
        currency=_longest_first(data["currency"]),
        yes=_folded(data["yes"]),
        no=_folded(data["no"]),
        refused_headings=_folded(data["refused_headings"]),
        own_headings=_folded(data["own_headings"]),
        reason=data["reason"],
        passed=data["passed"],
    )


def _period_words(data: dict[str, Any]) -> PeriodWords:
    """Return the words of years, months and spans."""
    return PeriodWords(
        year_endings=_longest_first(data["year_endings"]),
        month_endings=_longest_first(data["month_endings"]),
        month_numerals=tuple(data["month_numerals"]),
        range_marks=data["range_marks"],
        until_now=_longest_first(data["until_now"]),
        ytd=_longest_first(data["ytd"]),
        month=_longest_first(data["month"]),
        same=_longest_first(data["same"]),
        last_year=_longest_first(data["last_year"]),
        this_year=_longest_first(data["this_year"]),
        growth=_longest_first(data["growth"]),
        noise=_longest_first(data["noise"]),
    )


def _table(kind: Kind, data: dict[str, Any]) -> FieldTable:
    """Return the fields of one kind of sheet."""
    return FieldTable(
        kind=kind,
        fields=tuple(_field(entry) for entry in data["field"]),
        editions=tuple(data["template_editions"]),
        needs_figure=data.get("needs_figure", False),
        default_measure=data.get("default_measure", ""),
    )


def _field(entry: dict[str, Any]) -> Field:
    """Return one field."""
    return Field(
        key=entry["key"],
        kind=FieldKind(entry["kind"]),
        label=entry["label"],
        headings=_folded(entry["headings"]),
        required=entry.get("required", False),
        required_any=entry.get("required_any", False),
        asked=entry.get("asked", False),
        yearly=entry.get("yearly", False),
        timeless=entry.get("timeless", False),
        negative=entry.get("negative", True),
        spans=tuple((span, entry[span]) for span in ("month", "ytd", "same") if span in entry),
    )
