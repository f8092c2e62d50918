"""Lays out a form: facts and a heading become a `Sheet` or, for a form about one thing, a `RecordSheet`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactValue, waiting_facts
from desktop.domain.month import Month
from desktop.render.cells import alone, cell
from desktop.render.form_keys import filled
from desktop.render.form_parts import Column, Form, Total, TotalsPlace
from desktop.render.grouping import grouped_rows, places_of, sums
from desktop.render.header import header_tree
from desktop.render.sheet import (
    CellValue,
    ColumnSpec,
    Footer,
    RecordBox,
    RecordLine,
    RecordSheet,
    RowGroup,
    Sheet,
)
from desktop.wording import sheets as words
from desktop.wording import shown

Row = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form is fed with; *closing* are those that left before the month's last day (their `name` is told)."""

    rows: tuple[Row, ...]
    closing: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """Who files, for which month, on what day and for which time; *more* fills the gaps of a paper of another kind.

    *remarks* stand before the form's own notes.
    """

    unit_name: str
    month: Month
    reported_on: date
    filler: str = ""
    phone: str = ""
    round: int = 1
    kind: FilingKind = FilingKind.NORMAL
    more: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def compile_sheet(form: Form, facts: Facts, heading: Heading) -> Sheet:
    """Return the filled form; numbers stay exact, 合计 comes from exact values and is rounded once, when shown.

    A row must carry every fact the form shows (`Form.shown`); one that is not known is None. Which rows stand on the
    form was decided before (`condition.stands`).
    """
    gaps = _gaps(heading)
    parts = grouped_rows(form.group, sorted_rows(facts.rows, form.sort))
    rows = [row for _, part in parts for row in part]
    places = places_of(form.group, parts)
    return Sheet(
        title=filled(form.title, gaps),
        annex=filled(form.annex, gaps),
        mark=words.round_words(heading.round, heading.kind),
        corner_left=filled(form.corner_left, gaps),
        corner_middle=filled(form.corner_middle, gaps),
        corner_right=filled(form.corner_right, gaps),
        columns=tuple(_spec(column) for column in form.columns),
        header=header_tree([column.header for column in form.columns]),
        rows=tuple(_row(form, row, number) for row, number in zip(rows, places, strict=True)),
        totals=sums(form, rows, words.TOTAL),
        nothing=words.NOTHING if form.monthly else words.NO_ROWS,
        notes=(*heading.remarks, *_notes(form, facts, rows, gaps)),
        footer=_footer(form, gaps),
        page=form.page,
        statement=words.STATEMENT,
        groups=_groups(form, parts),
        totals_first=form.totals_place is TotalsPlace.FIRST,
    )


def compile_record(form: Form, facts: Row, heading: Heading) -> RecordSheet:
    """Return the filled form about one thing (走访记录表)."""
    gaps = _gaps(heading)
    return RecordSheet(
        title=filled(form.title, gaps),
        annex=filled(form.annex, gaps),
        corner_left=filled(form.corner_left, gaps),
        corner_right=filled(form.corner_right, gaps),
        lines=tuple(
            RecordLine(
                tuple(
                    RecordBox(box.fact.name, box.label, alone(box.fact, facts[box.fact.name], form.scale), box.share)
                    for box in line.boxes
                ),
                line.height,
            )
            for line in form.lines
        ),
        notes=(*heading.remarks, *(filled(note, gaps) for note in form.notes)),
        footer=_footer(form, gaps),
        page=form.page,
        statement=words.STATEMENT,
    )


def sorted_rows(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """Return *rows* by the facts *names*; what is not known comes last, equal rows keep their order."""
    ordered = list(rows)
    for name in reversed(names):
        known = [row for row in ordered if row[name] is not None]
        known.sort(key=lambda row: row[name])  # type: ignore[arg-type,return-value]  # one fact has one type
        ordered = known + [row for row in ordered if row[name] is None]
    return ordered


def _gaps(heading: Heading) -> dict[str, str]:
    return {
        "unit": heading.unit_name,
        "month": shown.month(heading.month),
        "reported_on": shown.long_day(heading.reported_on),
        "filler": heading.filler,
        "phone": heading.phone,
        "round": str(heading.round),
        **heading.more,
    }


def _spec(column: Column) -> ColumnSpec:
    return ColumnSpec(column.fact.name, column.fact.kind, column.width, column.align, column.decimals)


def _row(form: Form, row: Row, number: int) -> tuple[CellValue, ...]:
    return tuple(cell(column, row, number, form.blank) for column in form.columns)


def _groups(form: Form, parts: Sequence[tuple[str, Sequence[Row]]]) -> tuple[RowGroup, ...]:
    if form.group is None:
        return ()
    groups, first = [], 0
    for value, part in parts:
        gaps = {"value": value, "count": str(len(part))}
        word = filled(form.group.subtotal, gaps)
        groups.append(
            RowGroup(filled(form.group.heading, gaps), first, len(part), sums(form, part, word) if word else None)
        )
        first += len(part)
    return tuple(groups)


def _notes(form: Form, facts: Facts, rows: Sequence[Row], gaps: Mapping[str, str]) -> tuple[str, ...]:
    notes = [filled(note, gaps) for note in form.notes]
    for column in form.columns if rows else ():
        header = "".join(column.header)
        if column.total is Total.RATIO and column.fact.of is not None:
            both = sum(all(row[name] is not None for name in column.fact.of) for row in rows)
            notes.append(words.RATE_TOTAL_NOTE.format(header=header, count=both))
        elif column.total is Total.SUM:
            notes += _left_out(column, header, rows)
    if facts.closing and form.closing:
        names = words.NAMES_JOINED.join(str(row["name"]) for row in facts.closing)
        notes.append(filled(form.closing, {"count": str(len(facts.closing)), "names": names}))
    return tuple(notes)


def _left_out(column: Column, header: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what the sum of *column* does not have: what waits to be checked, what was not reported."""
    name = column.fact.name
    waiting = sum(name in waiting_facts(row) for row in rows)
    if waiting:
        yield words.TO_CHECK_NOTE.format(header=header, count=waiting)
    missing = sum(row[name] is None and column.wanted(row) and name not in waiting_facts(row) for row in rows)
    if missing:
        yield words.UNREPORTED_NOTE.format(header=header, count=missing)


def _footer(form: Form, gaps: Mapping[str, str]) -> Footer:
    return Footer(tuple(filled(field, gaps) for field in form.footer), form.seal)
