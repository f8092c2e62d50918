"""Whether the tables say what the journal says: what was changed past the program is found here."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.models.base import Table
from db.models.figure import Figure
from db.projection import figure_value, says_something, tracked
from db.queries.explained import Explained, Where
from db.queries.figure_values import value_of
from desktop.domain.change import canonical
from desktop.domain.codes import Measure, Subject

_FIGURE = Figure.__table__  # type: ignore[attr-defined]

# what the one head of every cell says; NULL where it is erased or there is a question between several
_HEADS = (
    "SELECT c.subject, h.entity, h.field, h.period, h.by_unit, iif(count(*) = 1, v.value, NULL) AS value FROM head h"
    " JOIN change c USING (site, seq) JOIN change_value v USING (site, seq)"
    " GROUP BY h.entity, h.field, h.period, h.by_unit"
)

Records = dict[str, dict[str, str | None]]
Figures = dict[tuple[str, str, str, str], str | None]


def differing(connection: Connection) -> tuple[str, ...]:
    """Return where a table differs from the heads of the journal: `visit 5f… summary`."""
    heads, told = _heads(connection)
    kinds = Table.__subclasses__()
    found = [where for model in kinds for where in _records(connection, model, heads.get(model.subject, {}))]
    found += _figures(connection, told)
    if found:
        explained = Explained(connection)
        found = [where for where in found if not explained.by_rule(where)]
    return tuple(str(where) for where in found)


def _heads(connection: Connection) -> tuple[dict[str, Records], Figures]:
    """Return what the heads of all cells say, records by subject and figures by cell, read in one pass."""
    records: dict[str, Records] = {}
    figures: Figures = {}
    for subject, entity, field, period, by_unit, value in connection.exec_driver_sql(_HEADS):
        if subject == Subject.FIGURE:
            figures[entity, field, period, by_unit] = value
        else:
            records.setdefault(subject, {}).setdefault(entity, {})[field] = value
    return records, figures


def _records(connection: Connection, model: type[Table], heads: Records) -> Iterator[Where]:
    table = model.__table__  # type: ignore[attr-defined]
    for record in connection.execute(select(table)).mappings():
        uid = record["uid"]
        for name in _wrong(model, record, heads.pop(uid, {})):
            yield Where(model.subject, uid, name, record[name])
    for uid, said in heads.items():
        if any(value not in {None, "null"} for value in said.values()):  # one taken back says nothing more
            yield Where(model.subject, uid)


def _wrong(model: type[Table], record: Mapping[Any, Any], heads: Mapping[str, str | None]) -> Iterator[str]:
    for name, value in tracked(model, dict(record)).items():
        if name not in heads:
            if says_something(model, name, value):
                yield name
        elif heads[name] not in {None, canonical(value)}:
            yield name


def _figures(connection: Connection, heads: Figures) -> Iterator[Where]:
    for row in connection.execute(select(_FIGURE)):
        kept = canonical(figure_value(Measure(row.measure), value_of(row)))
        if heads.pop((row.enterprise, row.measure, row.period, row.by_unit), "") not in {None, kept}:
            yield Where(Subject.FIGURE, row.enterprise, row.measure, kept, row.period, row.by_unit)
    for (entity, field, period, by_unit), value in heads.items():
        if value not in {None, "null"}:
            yield Where(Subject.FIGURE, entity, field, None, period, by_unit)
