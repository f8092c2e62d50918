"""Records that are set aside (暂时放在一边): how many, why, and what is known of each."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from db.aliases import links_to_enterprise, representatives
from db.cells import of_records
from db.county import county_of
from db.models.base import Table
from db.overruling import overruled
from db.projection import models
from db.reprojecting import Record
from desktop.domain.aside import OVERRULED, Aside
from desktop.domain.carried import unit_of
from desktop.domain.change import Value
from desktop.domain.codes import Subject
from desktop.domain.merge import authority, view

_CHUNK = 400
_ALL = "SELECT subject, entity, because FROM set_aside ORDER BY subject, entity"
_COUNT = "SELECT count(*) FROM set_aside"
_MADE = text(
    "SELECT entity, min(site) AS site, max(wall) AS wall FROM change WHERE entity IN :entities GROUP BY entity"
).bindparams(bindparam("entities", expanding=True))


def count(connection: Connection) -> int:
    """Return how many records are set aside."""
    return int(connection.exec_driver_sql(_COUNT).scalar_one())


def reasons(connection: Connection, records: Iterable[Record]) -> Mapping[str, int]:
    """Return why *records* are set aside, each reason with how many."""
    wanted = set(records)
    found: dict[str, int] = {}
    for subject, entity, because in connection.exec_driver_sql(_ALL):
        if (Subject(subject), entity) in wanted:
            found[because] = found.get(because, 0) + 1
    return found


def asides(connection: Connection) -> tuple[Aside, ...]:
    """Return every record that is set aside, by ledger."""
    rows = connection.exec_driver_sql(_ALL).all()
    made = _made(connection, [row.entity for row in rows])
    found = []
    for subject in dict.fromkeys(Subject(row.subject) for row in rows):
        kept = {row.entity: row.because for row in rows if row.subject == subject}
        said = _said(connection, subject, kept)
        found += [
            _aside(connection, subject, uid, because, said.get(uid, {}), *made[uid]) for uid, because in kept.items()
        ]
    return tuple(found)


def _made(connection: Connection, entities: list[str]) -> Mapping[str, tuple[str, datetime]]:
    found: dict[str, tuple[str, datetime]] = {}
    for start in range(0, len(entities), _CHUNK):
        for row in connection.execute(_MADE, {"entities": entities[start : start + _CHUNK]}):
            found[row.entity] = unit_of(row.site), datetime.fromisoformat(row.wall)
    return found


def _said(connection: Connection, subject: Subject, entities: Iterable[str]) -> Mapping[str, Mapping[str, Value]]:
    """Return record → its fields that are told, as the journal keeps them."""
    county = county_of(connection)
    found: dict[str, dict[str, Value]] = {}
    for entity, cells in of_records(connection, subject, entities).items():
        for cell, known in cells.items():
            value = view(list(known.values()), authority(subject, cell.field), county).value
            if value is not None:
                found.setdefault(entity, {})[cell.field] = json.loads(value)
    return found


def _aside(
    connection: Connection, subject: Subject, uid: str, because: str, said: Mapping[str, Value], unit: str, at: datetime
) -> Aside:
    model = models()[subject]
    firm = next((str(said[name]) for name in links_to_enterprise(model) if said.get(name)), "")
    firm = representatives(connection).get(firm, firm)
    if because == "taken" and overruled(connection, model, uid, {**said, "enterprise": firm}, county_of(connection)):
        because = OVERRULED
    waits = _waits_for(connection, model, {**said, **({"enterprise": firm} if firm else {})})
    known = firm if firm and waits is not Subject.ENTERPRISE else ""
    plain = {column.name for column in model.__table__.c if not column.foreign_keys}  # type: ignore[attr-defined]
    told = {field: value for field, value in said.items() if field in plain}
    return Aside(subject, uid, because, unit, at, told, known, waits if because == "unhung" else None)


def _waits_for(connection: Connection, model: type[Table], said: Mapping[str, Value]) -> Subject | None:
    """Return of what ledger the first record is that one of *model* hangs on and that is not in its table."""
    ledgers = {each.__table__.name: subject for subject, each in models().items()}  # type: ignore[attr-defined]
    for column in model.__table__.c:  # type: ignore[attr-defined]
        for key in column.foreign_keys if said.get(column.name) else ():
            table = key.column.table
            if connection.execute(table.select().where(key.column == said[column.name])).first() is None:
                return ledgers.get(table.name)
    return None
