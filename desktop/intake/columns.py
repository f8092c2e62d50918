"""Which column is which field: by the headings resources/intake knows, or as a person chose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop.domain.importing import UNSAID_SPAN
from desktop.domain.money import Scale, fold
from desktop.intake.grid import letters
from desktop.intake.headings import Heading, Span
from desktop.intake.words import Field, FieldKind, FieldTable, Words

IGNORE = "ignore"
SPAN_MISSING = "heading_span_missing"


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column that is read: the key its values get, how its cells are read, and the unit and month it states."""

    column: int
    field: str
    kind: FieldKind
    heading: str
    scale: Scale | None = None
    year: int | None = None
    month: int | None = None
    negative: bool = True
    assumed: bool = False  # the heading names no measure; the table's main one was taken
    unit: str = ""  # the unit of its own heading


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of one sheet: those read, those kept as they are, and what has to be asked."""

    fields: dict[int, FieldColumn]
    extras: dict[int, str]  # column → heading
    refused: dict[int, str]  # columns the program must not hold (identity numbers)
    missing: tuple[Field, ...]
    doubled: tuple[tuple[str, tuple[int, ...], bool], ...]  # heading, columns, whether the field is needed
    ambiguous: dict[int, tuple[str, str]]  # column → (heading, problem code)

    def column_of(self, field: str) -> FieldColumn | None:
        """Return the column that holds *field*."""
        return next((column for column in self.fields.values() if column.field == field), None)


def map_columns(
    headings: tuple[Heading, ...],
    table: FieldTable,
    words: Words,
    *,
    corner: tuple[str, ...] = (),
    title: Heading | None = None,
    choices: Mapping[str, str],
    year: int | None = None,
    scale: Scale | None = None,
) -> ColumnMapping:
    """Return what each of *headings* is.

    *choices* maps a heading (or a column's letters) to a field's key or to `ignore`, and goes before the known words;
    that of `UNSAID_SPAN` is what every heading covers (`month`, `ytd`) that does not say it.
    *year* is the year the list is made in: last year's revenue is of the year before. *scale* is the unit of amounts
    where nothing else states one. A heading that is only a time takes measure and span from the *title*.
    """
    chosen = folded_choices(choices)
    span = _span_of(chosen.get(UNSAID_SPAN, ""))
    fields: dict[int, FieldColumn] = {}
    extras: dict[int, str] = {}
    refused: dict[int, str] = {}
    ambiguous: dict[int, tuple[str, str]] = {}
    for heading in headings:
        choice = chosen.get(letters(heading.column).lower(), chosen.get(heading.key, ""))
        if choice == IGNORE or heading.key in words.cells.own_headings:
            continue
        if any(base in words.cells.refused_headings for base in heading.bases):
            refused[heading.column] = heading.text
            continue
        found = _chosen(heading, choice, table) if choice else _matched(heading, table, year, title, span)
        if isinstance(found, FieldColumn):
            fields[heading.column] = replace(
                found, scale=_scale(heading, found.kind, words, corner, scale), unit=heading.unit
            )
            continue
        extras[heading.column] = heading.text
        if found:
            ambiguous[heading.column] = (heading.text, found)
    doubled = _take_doubled(fields, extras, table)
    return ColumnMapping(fields, extras, refused, _missing(fields, doubled, table), doubled, ambiguous)


def known_fields(
    headings: tuple[Heading, ...], table: FieldTable, choices: Mapping[str, str] = MappingProxyType({})
) -> int:
    """Return how many different fields *headings* name, or are by a person's word; the header is where this is largest.

    *choices* maps folded headings (or a column's letters) to fields.
    """
    chosen = [choices.get(heading.key, choices.get(letters(heading.column).lower(), "")) for heading in headings]
    found = [
        table.field(choice.partition(":")[0]) or _field_of(heading, table)
        for heading, choice in zip(headings, chosen, strict=True)
    ]
    spanned = sum(heading.month is not None or heading.span is not Span.NONE for heading in headings)
    names = {
        (field.key, heading.year, heading.month, heading.span, heading.same)
        for field, heading in zip(found, headings, strict=True)
        if field is not None
    }
    return len(names) + (spanned if table.needs_figure else 0)


def names_what_is_needed(headings: tuple[Heading, ...], table: FieldTable) -> bool:
    """Return whether one of *headings* is a field without which a sheet is none of this kind."""
    found = (_field_of(heading, table) for heading in headings)
    return any(field is not None and (field.required or field.required_any) for field in found)


def folded_choices(choices: Mapping[str, str]) -> dict[str, str]:
    """Return *choices* by their headings as headings are compared."""
    return {fold(key).lower(): choice for key, choice in choices.items()}


def _span_of(word: str) -> Span:
    """Return what *word* says a column covers; nothing for any other word."""
    return Span(word) if word in set(Span) else Span.NONE


def _field_of(heading: Heading, table: FieldTable) -> Field | None:
    """Return the field whose name stands in *heading*."""
    return next((field for base in heading.bases if (field := table.field_of(base)) is not None), None)


def _chosen(heading: Heading, choice: str, table: FieldTable) -> FieldColumn | str:
    """Return the column as a person chose it: a key, a key with a year, or the name of a figure."""
    key, _, year = choice.partition(":")
    for field in table.fields:
        if choice in dict(field.spans).values() or key == field.key:
            return FieldColumn(
                heading.column,
                choice,
                field.kind,
                heading.text,
                year=heading.year or (int(year) if year else None),
                month=heading.month,
                negative=field.negative,
            )
    return ""


def _matched(
    heading: Heading, table: FieldTable, year: int | None, title: Heading | None, span: Span
) -> FieldColumn | str:
    """Return the column that the words of *heading* make it, a problem code to ask about, or empty.

    *span* is what a person said that headings cover which do not say it.
    """
    if heading.unsure:
        return "heading_month_unsure"
    field = _field_of(heading, table) or _count_of_a_year(heading, table)
    assumed = False
    if field is None and table.default_measure and heading.only_time and not heading.growth:
        field = _measure_in(title, table)
        assumed = field is None
        field = field or table.field(table.default_measure)
        # January to October in the title is what all columns cover together, not what each month's own column says
        if heading.span is Span.NONE and title is not None and (heading.month is None or title.month is None):
            heading = replace(heading, span=title.span)
    if field is not None and field.spans and title is not None and heading.span is Span.NONE and heading.month is None:
        heading = replace(heading, span=title.span)  # January to October in the title is of every column
    if field is None or (heading.growth and field.kind not in (FieldKind.TEXT, FieldKind.NAME)):
        return ""
    column = FieldColumn(
        heading.column,
        field.key,
        field.kind,
        heading.text,
        year=heading.year,
        month=heading.month,
        negative=field.negative,
        assumed=assumed,
    )
    if field.yearly:
        return _of_year(column, heading, year)
    return _of_span(column, heading, field, span) if field.spans else column


def _count_of_a_year(heading: Heading, table: FieldTable) -> Field | None:
    """Return the table's main count where *heading* says a year and its unit and nothing else: 2025年（户）."""
    usual = table.field(table.default_measure)
    counts = usual is not None and usual.kind is FieldKind.COUNT
    bare = heading.year is not None and heading.month is None and len(heading.bases) <= 1
    return usual if counts and bare and heading.unit else None


def _measure_in(title: Heading | None, table: FieldTable) -> Field | None:
    """Return the one measure whose name stands in *title*; None if there is none or more than one."""
    if title is None:
        return None
    found = [
        field
        for field in table.fields
        if field.spans and any(len(name) > 1 and name in title.key for name in field.headings)
    ]
    return found[0] if len(found) == 1 else None


def _of_year(column: FieldColumn, heading: Heading, year: int | None) -> FieldColumn | str:
    """Return the column of one year's figure; without a year it has to be asked."""
    if heading.month is not None or heading.span is not Span.NONE or heading.odd_range:
        return ""
    stated = heading.year if heading.year is not None else (year - 1 if heading.last_year and year else None)
    if stated is None:
        return "heading_year_missing"
    return replace(column, field=f"{column.field}:{stated}", year=stated)


def _of_span(column: FieldColumn, heading: Heading, field: Field, unsaid: Span) -> FieldColumn | str:
    """Return the column of a figure of the month, of the year to date, or of the same period last year."""
    spans = dict(field.spans)
    if heading.odd_range:
        return "heading_odd_range"
    if heading.month == 1 and heading.span is not Span.YTD:
        return "heading_january"
    if field.timeless:
        return replace(column, field=spans["month"])
    if heading.same:
        return replace(column, field=spans["same"]) if heading.span is Span.YTD and "same" in spans else ""
    span = heading.span or unsaid
    if span is Span.NONE:
        return SPAN_MISSING
    key = spans.get(span.value)
    return replace(column, field=key) if key else ""


def _scale(
    heading: Heading, kind: FieldKind, words: Words, corner: tuple[str, ...], chosen: Scale | None
) -> Scale | None:
    """Return the unit the column states: in its heading, else in the corner if only one there fits."""
    if kind is FieldKind.COUNT:
        return words.units["count"].get(heading.unit, Scale.ONE)
    if kind not in (FieldKind.MONEY, FieldKind.ELECTRICITY):
        return None
    units = words.units[kind.value]
    if heading.unit:
        return units.get(heading.unit)
    fitting = {units[unit] for unit in corner if unit in units}
    return fitting.pop() if len(fitting) == 1 else chosen if kind is FieldKind.MONEY else None


def _take_doubled(
    fields: dict[int, FieldColumn], extras: dict[int, str], table: FieldTable
) -> tuple[tuple[str, tuple[int, ...], bool], ...]:
    """Move columns that claim the same field to *extras*, and return them to be asked about."""
    claims: dict[tuple[str, int | None, int | None], list[int]] = {}
    for column in fields.values():
        if column.kind is not FieldKind.SERIAL:
            claims.setdefault((column.field, column.year, column.month), []).append(column.column)
    doubled = []
    for (key, _, _), places in claims.items():
        if len(places) == 1:
            continue
        field = table.field(key)
        needed = field is not None and (field.required or field.required_any or field.asked)
        doubled.append((fields[places[0]].heading, tuple(places), needed))
        for place in places:
            extras[place] = fields.pop(place).heading
    return tuple(doubled)


def _missing(
    fields: dict[int, FieldColumn], doubled: tuple[tuple[str, tuple[int, ...], bool], ...], table: FieldTable
) -> tuple[Field, ...]:
    """Return the fields that must be there and are not, doubled ones aside."""
    present = {column.field for column in fields.values()}
    if any(needed for _, _, needed in doubled):
        return ()
    lacking = [field for field in table.fields if (field.required or field.asked) and field.key not in present]
    either = [field for field in table.fields if field.required_any]
    if either and not any(field.key in present for field in either):
        lacking.extend(either)
    return tuple(lacking)
