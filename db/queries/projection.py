"""Whether the tables say what the journal says: what was changed past the program is found here."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from db.models.base import Table
from db.models.figure import Figure
from db.projection import figure_value, says_something, tracked
from db.queries.explained import Explained, Where, others_wrote
from db.queries.figures import value_of
from desktop.domain.change import canonical
from desktop.domain.codes import Measure, Subject

_FIGURE = Figure.__table__  # type: ignore[attr-defined]

# what the one head of every cell of a subject says; NULL where it is erased or there is a question between several
_HEADS = (
    "SELECT h.entity, h.field, h.period, h.by_unit, iif(count(*) = 1, v.value, NULL) AS value FROM head h"
    " JOIN change c USING (site, seq) JOIN change_value v USING (site, seq) WHERE c.subject = :subject"
    " GROUP BY h.entity, h.field, h.period, h.by_unit"
)


def differing(connection: Connection) -> tuple[str, ...]:
    """Return where a table differs from the heads of the journal: `visit 5f… summary`."""
    found = [where for model in Table.__subclasses__() for where in _records(connection, model)]
    found += _figures(connection)
    if found and others_wrote(connection):
        explained = Explained(connection)
        found = [where for where in found if not explained.by_rule(where)]
    return tuple(str(where) for where in found)


def _records(connection: Connection, model: type[Table]) -> Iterator[Where]:
    table = model.__table__  # type: ignore[attr-defined]
    heads: dict[str, dict[str, str | None]] = {}
    for row in connection.execute(text(_HEADS), {"subject": model.subject}):
        heads.setdefault(row.entity, {})[row.field] = row.value
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


def _figures(connection: Connection) -> Iterator[Where]:
    heads = {
        (row.entity, row.field, row.period, row.by_unit): row.value
        for row in connection.execute(text(_HEADS), {"subject": Subject.FIGURE})
    }
    for row in connection.execute(select(_FIGURE)):
        kept = canonical(figure_value(Measure(row.measure), value_of(row)))
        if heads.pop((row.enterprise, row.measure, row.period, row.by_unit), "") not in {None, kept}:
            yield Where(Subject.FIGURE, row.enterprise, row.measure, kept, row.period, row.by_unit)
    for (entity, field, period, by_unit), value in heads.items():
        if value not in {None, "null"}:
            yield Where(Subject.FIGURE, entity, field, None, period, by_unit)
