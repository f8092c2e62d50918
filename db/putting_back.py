"""Puts a record back as the journal said it was, or takes a step out again: the two deeds of an undo on a table."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from db.journal import Edit
from db.models.base import Table
from db.projection import column_value, empty, says_something, tracked
from db.unit_of_work import UnitOfWork
from desktop.domain.change import Cell, Value
from desktop.domain.codes import ChangeKind


def put_back(work: UnitOfWork, model: type[Table], uid: str, said: Mapping[str, Value], reason: str | None) -> None:
    """Let the fields of *uid* read as the journal *said*; a record that is no longer there stands again.

    What it derives from others (`db.derived`) is the caller's to work out again.
    """
    table = model.__table__  # type: ignore[attr-defined]
    values = {name: column_value(model, name, value) for name, value in said.items()}
    if work.connection.execute(select(table.c.uid).where(table.c.uid == uid)).first() is not None:
        work.change(model, uid, values, reason=reason, kind=ChangeKind.UNDO)
        return
    blank = {column.name: empty(model, column.name) for column in table.c}
    work.connection.execute(insert(table), [blank | values | {"uid": uid}])
    cells = [(Cell(model.subject, uid, name), value) for name, value in said.items() if value is not None]
    work.write(uid, [Edit(cell, value, False, reason, ChangeKind.UNDO) for cell, value in cells])


def take_out(work: UnitOfWork, model: type[Table], uid: str, reason: str | None) -> None:
    """Take the step or stay *uid* out of its table; the journal keeps what it said, so that it can be put back."""
    table = model.__table__  # type: ignore[attr-defined]
    found = work.connection.execute(select(table).where(table.c.uid == uid)).mappings().one()
    work.connection.execute(delete(table).where(table.c.uid == uid))
    said = [name for name, value in tracked(model, dict(found)).items() if says_something(model, name, value)]
    work.write(uid, [Edit(Cell(model.subject, uid, name), None, False, reason, ChangeKind.UNDO) for name in said])
