"""Places that only one record can have (the one assignment in force …): who stands there, and who of several may."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Index, and_, select

from db.aliases import links_to_enterprise
from db.cells import of_records
from db.models.base import Table
from desktop.domain.carried import unit_of
from desktop.domain.merge import authority, view

Rank = tuple[bool, bool, str]


def occupants(connection: Connection, model: type[Table], uid: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Give the records beside *uid* that have a place which a row of *values* would have."""
    table = model.__table__  # type: ignore[attr-defined]
    for index in table.indexes:
        wanted = {column.name: values[column.name] for column in index.columns}
        if not index.unique or None in wanted.values() or not _counts(index, values):
            continue  # to SQLite one NULL is no other's equal
        same = (table.c[name] == value for name, value in wanted.items())
        query = select(table.c.uid).where(table.c.uid != uid, and_(*same))
        if (where := index.dialect_options["sqlite"]["where"]) is not None:
            query = query.where(where)
        yield from connection.execute(query).scalars()


def _counts(index: Index, values: Mapping[str, Any]) -> bool:
    """Return whether a row of *values* falls under *index*, which may hold for some rows only."""
    where = index.dialect_options["sqlite"]["where"]
    if where is None:
        return True
    name, _, wanted = str(where).partition(" ")
    return values.get(name) is None if wanted == "IS NULL" else not values.get(name)


def rank(connection: Connection, model: type[Table], uid: str, shown_as: Mapping[str, str], county: str) -> Rank:
    """Return what decides between records that want one place; the smallest has it, whichever came first.

    One of the enterprise itself comes before one of an enterprise that is only shown as it, one that the county office
    wrote before others, then the smaller id: all of it follows from the set of Changes alone.
    """
    found = of_records(connection, model.subject, [uid]).get(uid, {})
    links = links_to_enterprise(model)
    said = [
        view(list(known.values()), authority(cell.subject, cell.field), county).value
        for cell, known in found.items()
        if cell.field in links
    ]
    moved = any(value is not None and json.loads(value) in shown_as for value in said)
    by_county = any(unit_of(change.site) == county for known in found.values() for change in known)
    return (moved, not by_county, uid)
