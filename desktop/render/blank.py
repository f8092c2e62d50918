"""Forms to be written on by hand: what is known stands there already, in the paper's order, the rest is room."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.filing import FactValue
from desktop.render.catalogue import SERIAL
from desktop.render.cells import cell
from desktop.render.form_spec import Column, Form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet, sorted_rows
from desktop.render.sheet import CellValue, RecordSheet, Sheet
from desktop.wording.sheets import DAY_GAP, HAND_NOTE

Row = Mapping[str, FactValue]

_HIGH = 10  # millimetres that a hand needs to write in


def blank_sheet(form: Form, facts: Facts, heading: Heading) -> Sheet:
    """Return *form* with the facts it calls known, room in all other cells, and its spare rows; nothing is added up."""
    known = frozenset(form.known)
    found = sorted_rows(facts.rows, form.sort) if known else []
    rows = [{name: row[name] for name in known if name in row} for row in found]
    # laid out without rows: no sum, no count and no remark about figures stands on it
    sheet = compile_sheet(form, Facts(()), replace(_unsigned(heading), remarks=()))
    body = tuple(_row(form, row, number) for number, row in enumerate(rows, 1))
    spare = tuple(_row(form, {}, number) for number in range(len(body) + 1, len(body) + form.spare + 1))
    return replace(sheet, rows=body + spare, notes=(*sheet.notes, HAND_NOTE), row_height=_HIGH)


def blank_record(form: Form, facts: Row, heading: Heading) -> RecordSheet:
    """Return the form about one thing with the facts it calls known and room in its other boxes."""
    names = {box.fact.name for line in form.lines for box in line.boxes}
    known = {name: facts.get(name) if name in form.known else None for name in names}
    return compile_record(form, known, _unsigned(heading))


def _unsigned(heading: Heading) -> Heading:
    return replace(heading, filler="", phone="", more={**heading.more, "reported_on": DAY_GAP})


def _row(form: Form, row: Row, number: int) -> tuple[CellValue, ...]:
    return tuple(_cell(column, row, number) for column in form.columns)


def _cell(column: Column, row: Row, number: int) -> CellValue:
    name = column.fact.name
    if name == SERIAL or row.get(name) is not None:
        return cell(column, row, number, "")
    return CellValue("", None, column.align, column.fact.kind)
