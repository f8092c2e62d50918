"""Lets the tables say what the journal says, after Changes came in from elsewhere or the county's word counts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from db import cells as journal
from db.aliases import ALIAS, figure_cells, hanging_on, links_to_enterprise, representatives
from db.derived import work_out
from db.figures_shown import put_figures, show_figures
from db.models.base import Table
from db.overruling import overruled
from db.places import Rank, occupants, rank
from db.projection import by_reference, column_value, empty, models, needed, whole
from desktop.domain.carried import Carried
from desktop.domain.change import Cell, Value
from desktop.domain.codes import Subject
from desktop.domain.merge import View, authority, view

_ASIDE = "SELECT subject, entity FROM set_aside"
_SET_ASIDE = (
    "INSERT INTO set_aside (subject, entity, because) VALUES (?, ?, ?)"
    " ON CONFLICT (subject, entity) DO UPDATE SET because = excluded.because"
)
_BACK = "DELETE FROM set_aside WHERE subject = ? AND entity = ?"

Record = tuple[Subject, str]


@dataclass(slots=True)
class Projected:
    """The records that came to the tables, those that changed there, and those that cannot be shown because of it.

    *back* are those that came to the tables after they had been set aside. A record that was set aside before and that
    nothing was said of now is not among those *aside*.
    """

    added: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    aside: list[Record] = field(default_factory=list)
    back: list[Record] = field(default_factory=list)


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
        self._ranks: dict[Record, Rank] = {}
        self._before = {(Subject(subject), entity) for subject, entity in connection.exec_driver_sql(_ASIDE)}

    def run(self, cells: set[Cell], first: Mapping[Cell, Carried]) -> None:
        """Project *cells* and *first*, and what stands elsewhere because of them."""
        touched: dict[Subject, set[str]] = {}
        for cell in (*cells, *first):
            touched.setdefault(cell.subject, set()).add(cell.entity)
        said = {(subject, entity) for subject, entities in touched.items() for entity in entities}
        for subject, entity in self._before:
            touched.setdefault(subject, set()).add(entity)
        self._records(Subject.ENTERPRISE, touched.pop(Subject.ENTERPRISE, set()))
        before, self._shown_as = self._shown_as, representatives(self._connection)
        self._ranks.clear()
        pointed = {cell.entity for cell in (*cells, *first) if cell.field == ALIAS}
        for cell in hanging_on(self._connection, pointed | _moved(before, self._shown_as)):
            touched.setdefault(cell.subject, set()).add(cell.entity)
            cells.add(cell)
        cells |= figure_cells(self._connection, (uid for _, uid in self.done.added))
        place = by_reference()
        touched.pop(Subject.FIGURE, None)
        for subject in sorted(touched.keys() & place.keys(), key=lambda each: place[each]):
            self._records(subject, touched[subject])
        plain, told = put_figures(self._connection, first, self._shown_as)
        more = {cell for cell in (*cells, *first) if cell.subject is Subject.FIGURE and cell not in plain}
        moved = show_figures(self._connection, more, self._shown_as, self._county)
        self.done.changed += [(Subject.FIGURE, uid) for uid in (*sorted(told), *moved)]
        work_out(self._connection, self._hung_on)
        self.done.aside = [each for each in self.done.aside if each in said or each not in self._before]

    def _records(self, subject: Subject, entities: set[str]) -> None:
        """Project *entities*; a place may come free only after somebody wanted it, so those are tried again."""
        while entities:
            before = len(self.done.added) + len(self.done.changed)
            self._each(subject, entities)
            moved = len(self.done.added) + len(self.done.changed) > before
            aside = entities & {entity for kind, entity in self.done.aside if kind is subject}
            entities = aside if moved and aside < entities else set()

    def _each(self, subject: Subject, entities: set[str]) -> None:
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
            if self._take_out(model, row):
                self._back(key)
            else:
                self._put_aside(key, "taken")
            return
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return
        if overruled(self._connection, model, str(row["uid"]), {**row, **changed}, self._county):
            self._take_out(model, row)
            self._put_aside(key, "taken")
            return
        if self._fits(update(table).where(table.c.uid == row["uid"]).values(**changed), model, {**row, **changed}):
            self.done.changed.append(key)
            self._depend(model, row)
            self._depend(model, {**row, **changed})
        else:
            self._take_out(model, row)  # it has neither the new place nor the old one

    def _add(self, model: type[Table], uid: str, values: dict[str, Any]) -> None:
        table, key = model.__table__, (model.subject, uid)  # type: ignore[attr-defined]
        must = [name for name in _own(model) if needed(model, name)]
        if not any(name in values for name in must) or any(values.get(name, "") is None for name in must):
            return  # nothing of it is told here, or it was taken back
        if any(name not in values for name in must) or not whole(model, values):
            self._put_aside(key, "untold")
        elif not self._hangs(model, values):
            self._put_aside(key, "unhung")
        elif overruled(self._connection, model, uid, values, self._county):
            self._put_aside(key, "taken")
        else:
            blank = {column.name: empty(model, column.name) for column in table.c}
            row = blank | values | {"uid": uid}
            if self._fits(insert(table).values(**row), model, row):
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

    def _fits(self, statement: Any, model: type[Table], row: Mapping[str, Any]) -> bool:
        """Run *statement*, after which *row* stands; where another has its place, the better of the two gets it."""
        key = (model.subject, str(row["uid"]))
        if self._has_room(model, row) and self._runs(statement):
            self._back(key)
            if key in self._before and key not in self.done.back:
                self.done.back.append(key)
            return True
        self._put_aside(key, "taken")
        return False

    def _runs(self, statement: Any) -> bool:
        try:
            with self._connection.begin_nested():
                self._connection.execute(statement)
        except IntegrityError:
            return False
        return True

    def _has_room(self, model: type[Table], row: Mapping[str, Any]) -> bool:
        """Take out those who stand where *row* should, and return whether nobody better is there."""
        table, uid = model.__table__, str(row["uid"])  # type: ignore[attr-defined]
        rivals = sorted(set(occupants(self._connection, model, uid, row)))
        if any(self._rank(model, rival) < self._rank(model, uid) for rival in rivals):
            return False
        for rival in rivals:
            stands = self._connection.execute(select(table).where(table.c.uid == rival)).mappings().one()
            if not self._take_out(model, stands):
                return False
            self._put_aside((model.subject, rival), "taken")
        return True

    def _rank(self, model: type[Table], uid: str) -> Rank:
        key = (model.subject, uid)
        if key not in self._ranks:
            self._ranks[key] = rank(self._connection, model, uid, self._shown_as, self._county)
        return self._ranks[key]

    def _take_out(self, model: type[Table], row: Mapping[Any, Any]) -> bool:
        """Take *row* out of its table and return whether nothing hung on it."""
        table = model.__table__  # type: ignore[attr-defined]
        if not self._runs(delete(table).where(table.c.uid == row["uid"])):
            return False
        self.done.changed.append((model.subject, str(row["uid"])))
        self._depend(model, row)
        return True

    def _back(self, key: Record) -> None:
        self._connection.exec_driver_sql(_BACK, key)
        if key in self.done.aside:
            self.done.aside.remove(key)

    def _put_aside(self, key: Record, because: str) -> None:
        self._connection.exec_driver_sql(_SET_ASIDE, (*key, because))
        if key in self.done.back:
            self.done.back.remove(key)
        if key not in self.done.aside:
            self.done.aside.append(key)

    def _depend(self, model: type[Table], values: Mapping[str, Any]) -> None:
        self._hung_on.add(str(values["uid"]))
        for column in model.__table__.c:  # type: ignore[attr-defined]
            if column.foreign_keys and values.get(column.name):
                self._hung_on.add(str(values[column.name]))


def columns_said(connection: Connection, model: type[Table], uid: str, county: str) -> dict[str, Any]:
    """Return the columns of record *uid* as the rule of merging says them."""
    found = journal.of_records(connection, model.subject, [uid]).get(uid, {})
    said = {cell.field: _seen(cell, known, county) for cell, known in found.items()}
    return _columns(model, said, representatives(connection))


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
