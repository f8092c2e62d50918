"""Where a table may differ from the last Change: the county's word counts, enterprises are one, a place is taken."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.aliases import representatives
from db.cells import of_cells, of_records
from db.county import county_of
from db.figures_shown import figure_shown
from db.projection import column_value, models
from db.reprojecting import columns_said
from desktop.domain.change import Cell, canonical
from desktop.domain.codes import Subject
from desktop.domain.merge import authority, view


@dataclass(frozen=True, slots=True)
class Where:
    """One place where a table does not say what the last Change says; *field* is empty for a record that is missing."""

    subject: Subject
    entity: str
    field: str = ""
    value: Any = None
    period: str = ""
    by_unit: str = ""

    def __str__(self) -> str:
        place = self.period or ""
        return " ".join(part for part in (self.subject, self.entity, place, self.field) if part)


def others_wrote(connection: Connection) -> bool:
    """Return whether the journal holds Changes of another site, so that the rules of merging count."""
    return connection.exec_driver_sql("SELECT 1 FROM site WHERE own = 0 LIMIT 1").first() is not None


class Explained:
    """The rules of merging, asked only where something looks wrong."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._county = county_of(connection)
        self._shown_as = representatives(connection)
        self._aside = {tuple(row) for row in connection.exec_driver_sql("SELECT subject, entity FROM set_aside")}
        self._merged = {uid for pair in self._shown_as.items() for uid in pair}

    def by_rule(self, where: Where) -> bool:
        """Return whether the rule of merging says that *where* is right."""
        if where.subject is Subject.FIGURE:
            return where.entity in self._merged and self._figure(where)
        if (where.subject, where.entity) in self._aside:
            return True
        if not where.field:
            return False
        try:
            said = columns_said(self._connection, models()[where.subject], where.entity, self._county)
        except ValueError:
            return False  # the journal itself is bent there
        if where.field not in said:
            return self._told_before(where)
        return bool(said[where.field] == where.value)

    def _told_before(self, where: Where) -> bool:
        """Return whether *where* is what was told last, of a field whose latest word is withheld from this office."""
        found = of_records(self._connection, where.subject, [where.entity]).get(where.entity, {})
        for cell, known in found.items():
            if cell.field == where.field:
                told = [each for each in known.values() if each.value is not None]
                value = view(told, authority(cell.subject, cell.field), self._county).value
                return value is not None and column_value(models()[where.subject], cell.field, json.loads(value)) == (
                    where.value
                )
        return False

    def _figure(self, where: Where) -> bool:
        place = self._shown_as.get(where.entity, where.entity)
        same = [uid for uid, other in self._shown_as.items() if other == place]
        cells = [Cell(Subject.FIGURE, uid, where.field, where.period, where.by_unit) for uid in (place, *same)]
        shown = figure_shown(of_cells(self._connection, cells), place, self._county)
        if where.entity != place or where.value is None:
            return shown is not None  # it stands with the enterprise that it is shown as
        return shown is not None and canonical(shown) == where.value
