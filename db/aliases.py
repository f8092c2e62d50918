"""Enterprises that the county office found to be one (合并同一家企业), and what hangs on them."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import Connection, bindparam, text

from db.models.base import Table
from db.projection import models
from desktop.domain.change import Cell, canonical
from desktop.domain.codes import Subject

ALIAS = "alias_of"

# one that is not known here yet takes nobody in
_ALIASES = "SELECT uid, alias_of FROM enterprise WHERE alias_of IN (SELECT uid FROM enterprise)"
_HANGS = text(
    "SELECT c.subject, c.entity, c.field FROM head h JOIN change c USING (site, seq)"
    " JOIN change_value v USING (site, seq)"
    " WHERE c.subject <> 'figure' AND v.value IN :values"
).bindparams(bindparam("values", expanding=True))
_FIGURES = text(
    "SELECT DISTINCT c.entity, c.field, c.period, c.by_unit FROM head h JOIN change c USING (site, seq)"
    " WHERE c.subject = 'figure' AND c.entity IN :uids"
).bindparams(bindparam("uids", expanding=True))
_EVER = text(
    "SELECT DISTINCT v.value FROM change c JOIN change_value v USING (site, seq)"
    " WHERE c.entity = :uid AND c.field = :field AND v.value NOT IN ('null')"
)


def representatives(connection: Connection) -> Mapping[str, str]:
    """Return enterprise → the one it is shown as, for those that are not shown as themselves."""
    pointers: dict[str, str] = {row.uid: row.alias_of for row in connection.exec_driver_sql(_ALIASES)}
    return {uid: _end(uid, pointers) for uid in pointers if _end(uid, pointers) != uid}


def hanging_on(connection: Connection, enterprises: Iterable[str]) -> set[Cell]:
    """Return the cells whose place in the tables depends on which enterprise each of *enterprises* is shown as."""
    uids = sorted(set(enterprises))
    if not uids:
        return set()
    links = {(subject, name) for subject, model in models().items() for name in links_to_enterprise(model)}
    cells = set()
    for subject, entity, field in connection.execute(_HANGS, {"values": [canonical(uid) for uid in uids]}):
        if (subject, field) in links:
            cells.add(Cell(Subject(subject), entity, field))
    return cells | figure_cells(connection, uids, {uid: _ever_shown_as(connection, uid) for uid in uids})


def figure_cells(
    connection: Connection, enterprises: Iterable[str], before: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> set[Cell]:
    """Return the figures of *enterprises*, and the same ones of where they stood *before*."""
    cells: set[Cell] = set()
    uids = sorted(set(enterprises))
    if not uids:  # the database would look through every head for nobody
        return cells
    for entity, field, period, by_unit in connection.execute(_FIGURES, {"uids": uids}):
        cells |= {Cell(Subject.FIGURE, uid, field, period, by_unit) for uid in (entity, *before.get(entity, ()))}
    return cells


def _ever_shown_as(connection: Connection, uid: str) -> tuple[str, ...]:
    found = connection.execute(_EVER, {"uid": uid, "field": ALIAS}).scalars()
    return tuple(value.strip('"') for value in found)


@cache
def links_to_enterprise(model: type[Table]) -> tuple[str, ...]:
    """Return the columns of *model* that name an enterprise."""
    return tuple(
        column.name
        for column in model.__table__.c  # type: ignore[attr-defined]
        if any(key.target_fullname == "enterprise.uid" for key in column.foreign_keys)
    )


def _end(uid: str, pointers: Mapping[str, str]) -> str:
    """Return where the pointers from *uid* lead; a ring is shown as its smallest."""
    seen = [uid]
    while (following := pointers.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
