"""What the ledger says now of cells that another ledger speaks of."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from desktop.domain.change import Cell
from desktop.domain.codes import Subject
from desktop.domain.find_back import Standing

_CHUNK = 400
_MARKER = "SELECT site FROM site WHERE own = 1"
_HEADS = (
    "SELECT c.subject, h.entity, h.field, h.period, h.by_unit, h.site, v.value FROM head h"
    " JOIN change c USING (site, seq) JOIN change_value v USING (site, seq) WHERE h.entity = :entity"
)


def standing_of(connection: Connection, entities: Iterable[str]) -> Mapping[Cell, Standing]:
    """Return cell → what stands there, of every record of *entities*; of several heads one that is new counts."""
    own = connection.execute(text(_MARKER)).scalar()
    found: dict[Cell, Standing] = {}
    for entity in sorted(set(entities)):
        for row in connection.execute(text(_HEADS), {"entity": entity}):
            cell = Cell(Subject(row.subject), row.entity, row.field, row.period, row.by_unit)
            value = None if row.value is None else json.loads(row.value)
            since = row.site == own
            if cell not in found or since:
                found[cell] = Standing(value, since)
    return found
