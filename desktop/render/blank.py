"""Forms to be written on by hand: what is known stands there already, in the paper's order, the rest is room."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.filing import FactValue
from desktop.render.catalogue import SERIAL, Kind
from desktop.render.form_spec import Column, Form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet
from desktop.render.sheet import CellValue, RecordSheet, RowGroup, Sheet
from desktop.wording.sheets import DAY_GAP, HAND_NOTE

Row = Mapping[str, FactValue]
Cells = tuple[CellValue, ...]

_HIGH = 10  # millimetres that a hand needs to write in


def blank_sheet(form: Form, facts: Facts, heading: Heading) -> Sheet:
    """Return *form* with the facts it calls known, room in all other cells, and its spare rows; nothing is added up."""
    heading = replace(_unsigned(heading), remarks=())
    known = frozenset(form.known)
    full = compile_sheet(form, facts if known else Facts(()), heading)
    body = tuple(
        tuple(_kept(column, cell, known) for column, cell in zip(form.columns, row, strict=True)) for row in full.rows
    )
    last = _number(form, full.rows[-1]) if full.rows else 0
    rows = body + tuple(_spare(form, last + step) for step in range(1, form.spare + 1))
    # laid out without rows: no count and no remark about figures stands under it
    notes = compile_sheet(form, Facts(()), heading).notes
    groups = _groups(full.groups, form.spare)
    return replace(full, rows=rows, groups=groups, totals=None, notes=(*notes, HAND_NOTE), row_height=_HIGH)


def blank_record(form: Form, facts: Row, heading: Heading) -> RecordSheet:
    """Return the form about one thing with the facts it calls known and room in its other boxes."""
    names = {box.fact.name for line in form.lines for box in line.boxes}
    known = {name: facts.get(name) if name in form.known else None for name in names}
    return compile_record(form, known, _unsigned(heading))


def _unsigned(heading: Heading) -> Heading:
    return replace(heading, filler="", phone="", more={**heading.more, "reported_on": DAY_GAP})


def _kept(column: Column, cell: CellValue, known: frozenset[str]) -> CellValue:
    stays = column.fact.name == SERIAL or (column.fact.name in known and cell.exact is not None)
    return cell if stays else _empty(column)


def _number(form: Form, row: Cells) -> int:
    place = next((place for place, column in enumerate(form.columns) if column.fact.name == SERIAL), None)
    found = None if place is None else row[place].exact
    return found if isinstance(found, int) else 0


def _spare(form: Form, number: int) -> Cells:
    return tuple(
        CellValue(str(number), number, column.align, Kind.COUNT) if column.fact.name == SERIAL else _empty(column)
        for column in form.columns
    )


def _empty(column: Column) -> CellValue:
    return CellValue("", None, column.align, column.fact.kind)


def _groups(groups: tuple[RowGroup, ...], spare: int) -> tuple[RowGroup, ...]:
    """Return *groups* without sums, the spare rows in the last one."""
    plain = [replace(group, subtotal=None) for group in groups]
    if plain:
        plain[-1] = replace(plain[-1], count=plain[-1].count + spare)
    return tuple(plain)
