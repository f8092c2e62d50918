"""Lets the tables say what the journal says, after Changes came in from elsewhere or the county's word counts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from db import cells as journal
from db.aliases import ALIAS, figure_cells, hanging_on, links_to_enterprise, representatives
from db.derived import work_out
from db.models.base import Table
from db.models.enterprise import Enterprise
from db.models.figure import Figure
from db.projection import by_reference, column_value, empty, figure_columns, figure_said, models, needed
from desktop.domain.carried import Carried
from desktop.domain.change import Cell, Value
from desktop.domain.codes import Measure, Subject
from desktop.domain.merge import View, authority, view

_FIGURE = Figure.__table__  # type: ignore[attr-defined]
_CHUNK = 400  # uids in one look-up; SQLite's limit of variables stays far away
_KEY = ("enterprise", "period", "measure", "by_unit")
_SAME = [_FIGURE.c[name] == bindparam(f"key_{name}") for name in _KEY]
_ASIDE = "SELECT subject, entity FROM set_aside"
_SET_ASIDE = (
    "INSERT INTO set_aside (subject, entity, because) VALUES (?, ?, ?)"
    " ON CONFLICT (subject, entity) DO UPDATE SET because = excluded.because"
)
# the driver's own statement: a county takes in hundreds of thousands of them
_ADD_FIGURE = (
    "INSERT INTO figure (enterprise, period, measure, by_unit, amount, raw, scale, source, obtained, given_by,"
    " given_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_BACK = "DELETE FROM set_aside WHERE subject = ? AND entity = ?"

Record = tuple[Subject, str]
_Place = tuple[str, str, str, str]  # enterprise, period, measure, reporting unit


@dataclass(slots=True)
class Projected:
    """The records that came to the tables, those that changed there, and those that cannot be shown yet."""

    added: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    aside: list[Record] = field(default_factory=list)


def project(
    connection: Connection, cells: Iterable[Cell], first: Mapping[Cell, Carried] = MappingProxyType({}), *, county: str
) -> Projected:
    """Let the tables follow the journal where *cells* are; records set aside earlier are tried again.

    *first* are cells whose only Change is given, so that nothing need be compared.
    *county* is the unit id of the county office. What a record says because of others is worked out again; the texts by
    which an enterprise is found are the caller's (`Projected` names the records).
    """
    projection = _Projection(connection, county)
    projection.run(set(cells), first)
    return projection.done


class _Projection:
    """One pass over the touched records; those others hang on come first."""

    def __init__(self, connection: Connection, county: str) -> None:
        self.done = Projected()
        self._connection = connection
        self._county = county
        self._shown_as: Mapping[str, str] = representatives(connection)
        self._hung_on: set[str] = set()

    def run(self, cells: set[Cell], first: Mapping[Cell, Carried]) -> None:
        """Project *cells* and *first*, and what stands elsewhere because of them."""
        touched: dict[Subject, set[str]] = {}
        for cell in (*cells, *first):
            touched.setdefault(cell.subject, set()).add(cell.entity)
        for subject, entity in self._connection.exec_driver_sql(_ASIDE):
            touched.setdefault(Subject(subject), set()).add(entity)
        self._records(Subject.ENTERPRISE, touched.pop(Subject.ENTERPRISE, set()))
        before, self._shown_as = self._shown_as, representatives(self._connection)
        pointed = {cell.entity for cell in (*cells, *first) if cell.field == ALIAS}
        for cell in hanging_on(self._connection, pointed | _moved(before, self._shown_as)):
            touched.setdefault(cell.subject, set()).add(cell.entity)
            cells.add(cell)
        cells |= figure_cells(self._connection, (uid for _, uid in self.done.added))
        place = by_reference()
        touched.pop(Subject.FIGURE, None)
        for subject in sorted(touched.keys() & place.keys(), key=lambda each: place[each]):
            self._records(subject, touched[subject])
        plain = self._plain_figures(first)
        cells |= {cell for cell in first if cell.subject is Subject.FIGURE and cell not in plain}
        self._figures({cell for cell in cells if cell.subject is Subject.FIGURE and cell not in plain})
        work_out(self._connection, self._hung_on)

    def _records(self, subject: Subject, entities: set[str]) -> None:
        if not entities:
            return
        model = models()[subject]
        table = model.__table__  # type: ignore[attr-defined]
        found = journal.of_records(self._connection, subject, entities)
        for entity in sorted(entities & found.keys()):
            said = {cell.field: _seen(cell, known, self._county) for cell, known in found[entity].items()}
            row = self._connection.execute(select(table).where(table.c.uid == entity)).mappings().first()
            values = _columns(model, said, self._shown_as)
            if row is None:
                self._add(model, entity, values)
            else:
                self._change(model, row, values)

    def _change(self, model: type[Table], row: Mapping[Any, Any], values: dict[str, Any]) -> None:
        table, key = model.__table__, (model.subject, str(row["uid"]))  # type: ignore[attr-defined]
        if any(value is None and needed(model, name) for name, value in values.items()):
            # its office took it back; what it said stays in the journal
            self._fits(delete(table).where(table.c.uid == row["uid"]), key)
            self.done.changed.append(key)
            self._depend(model, row)
            return
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed and self._fits(update(table).where(table.c.uid == row["uid"]).values(**changed), key):
            self.done.changed.append(key)
            self._depend(model, {**row, **changed})

    def _add(self, model: type[Table], uid: str, values: dict[str, Any]) -> None:
        table, key = model.__table__, (model.subject, uid)  # type: ignore[attr-defined]
        must = [name for name in _own(model) if needed(model, name)]
        if not any(name in values for name in must) or any(values.get(name, "") is None for name in must):
            return  # nothing of it is told here, or it was taken back
        if any(name not in values for name in must):
            self._put_aside(key, "untold")
        elif not self._hangs(model, values):
            self._put_aside(key, "unhung")
        else:
            blank = {column.name: empty(model, column.name) for column in table.c}
            if self._fits(insert(table).values(**(blank | values | {"uid": uid})), key):
                self.done.added.append(key)
                self._depend(model, values | {"uid": uid})

    def _hangs(self, model: type[Table], values: Mapping[str, Any]) -> bool:
        """Return whether everything that a record of *values* hangs on is in the tables."""
        for column in model.__table__.c:  # type: ignore[attr-defined]
            for key in column.foreign_keys if values.get(column.name) else ():
                target = key.column
                query = select(target).where(target == values[column.name])
                if self._connection.execute(query).first() is None:
                    return False
        return True

    def _fits(self, statement: Any, key: Record) -> bool:
        """Run *statement* and return whether its place was free; else the record is set aside."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(statement)
        except IntegrityError:
            self._put_aside(key, "taken")
            return False
        self._connection.exec_driver_sql(_BACK, key)
        return True

    def _put_aside(self, key: Record, because: str) -> None:
        self._connection.exec_driver_sql(_SET_ASIDE, (*key, because))
        self.done.aside.append(key)

    def _depend(self, model: type[Table], values: Mapping[str, Any]) -> None:
        self._hung_on.add(str(values["uid"]))
        for column in model.__table__.c:  # type: ignore[attr-defined]
            if column.foreign_keys and values.get(column.name):
                self._hung_on.add(str(values[column.name]))

    def _plain_figures(self, first: Mapping[Cell, Carried]) -> set[Cell]:
        """Put the figures of *first* straight into the table; return the cells that are done by it.

        An enterprise that is shown as another, or as which another is shown, takes the longer way.
        """
        merged = {uid for pair in self._shown_as.items() for uid in pair}
        mine = [cell for cell in first if cell.subject is Subject.FIGURE and cell.entity not in merged]
        here = self._enterprises({cell.entity for cell in mine})
        rows = []
        for cell in mine:
            text = first[cell].value
            value = None if text is None else figure_said(Measure(cell.field), _value(text))
            if value is not None and cell.entity in here:
                said = (value.amount, value.raw, value.scale, value.source, value.obtained, value.given_by)
                place = (cell.entity, cell.period, cell.field, cell.by_unit)
                rows.append((*place, *said, value.on.isoformat()))
                self.done.changed.append((Subject.FIGURE, cell.entity))
        if rows:
            self._connection.exec_driver_sql(_ADD_FIGURE, sorted(rows))  # in the order of the key
        return set(mine)

    def _figures(self, cells: set[Cell]) -> None:
        places: dict[_Place, set[Cell]] = {}
        for cell in cells:
            place = (self._shown_as.get(cell.entity, cell.entity), cell.period, cell.field, cell.by_unit)
            places.setdefault(place, set()).add(cell)
        same: dict[str, list[str]] = {}
        for uid, other in self._shown_as.items():
            same.setdefault(other, []).append(uid)
        for place, known in places.items():
            known.update(
                Cell(Subject.FIGURE, uid, place[2], place[1], place[3]) for uid in (place[0], *same.get(place[0], ()))
            )
        found = journal.of_cells(self._connection, {cell for known in places.values() for cell in known})
        gone, rows = [], []
        here = self._enterprises({place[0] for place in places})
        for place in sorted(place for place in places if place[0] in here):
            value = figure_said(
                Measure(place[2]), figure_shown({cell: found[cell] for cell in places[place]}, place[0], self._county)
            )
            stood = {(cell.entity, place[1], place[2], place[3]) for cell in places[place]}
            gone += [dict(zip((f"key_{name}" for name in _KEY), each, strict=True)) for each in {place} | stood]
            if value is not None:
                rows.append(dict(zip(_KEY, place, strict=True)) | figure_columns(value))
            self.done.changed.append((Subject.FIGURE, place[0]))
        if gone:
            self._connection.execute(delete(_FIGURE).where(*_SAME), gone)
        if rows:
            self._connection.execute(insert(_FIGURE), rows)

    def _enterprises(self, uids: set[str]) -> set[str]:
        """Return those of *uids* that stand in the tables; the figures of others wait in the journal."""
        column = Enterprise.__table__.c.uid  # type: ignore[attr-defined]
        wanted, found = sorted(uids), set[str]()
        for start in range(0, len(wanted), _CHUNK):
            query = select(column).where(column.in_(wanted[start : start + _CHUNK]))
            found |= set(self._connection.execute(query).scalars())
        return found


def columns_said(connection: Connection, model: type[Table], uid: str, county: str) -> dict[str, Any]:
    """Return the columns of record *uid* as the rule of merging says them."""
    found = journal.of_records(connection, model.subject, [uid]).get(uid, {})
    said = {cell.field: _seen(cell, known, county) for cell, known in found.items()}
    return _columns(model, said, representatives(connection))


def figure_shown(cells: Mapping[Cell, journal.Known], place: str, county: str) -> Value:
    """Return what is shown of *cells*, one figure of enterprises that are one; that of *place* itself comes first."""
    for cell in sorted(cells, key=lambda each: (each.entity != place, each.entity)):
        seen = _seen(cell, cells[cell], county).value
        if seen is not None and seen != "null":
            return _value(seen)
    return None


def _value(text: str) -> Value:
    found: Value = json.loads(text)
    return found


def _seen(cell: Cell, known: journal.Known, county: str) -> View:
    return view(list(known.values()), authority(cell.subject, cell.field), county)


def _columns(model: type[Table], said: Mapping[str, View], shown_as: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns that *said* fills; what is not told or not known to this version is left out."""
    own = _own(model)
    links = links_to_enterprise(model)
    values: dict[str, Any] = {}
    for name, seen in said.items():
        if seen.value is not None and name in own:
            value = column_value(model, name, _value(seen.value))
            values[name] = shown_as.get(value, value) if name in links else value
    return values


def _moved(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)}


def _own(model: type[Table]) -> frozenset[str]:
    """Return the columns of *model* that the journal follows."""
    columns = {column.name for column in model.__table__.c}  # type: ignore[attr-defined]
    return frozenset(columns - model.untracked - {"uid"})
