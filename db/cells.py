"""Every Change of some cells as the rule of merging needs them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, text

from desktop.domain.change import Cell, ChangeId
from desktop.domain.codes import Subject
from desktop.domain.merge import Heard

_CHUNK = 400  # entities in one look-up; SQLite's limit of variables stays far away
# the driver's own statements: every deed after a letter compares cells, and nothing in them needs translating
_CHANGES = (
    "SELECT c.subject, c.entity, c.field, c.period, c.by_unit, c.site, c.seq, v.value FROM change c"
    " LEFT JOIN change_value v USING (site, seq) WHERE c.entity IN ({})"
)
_PARENTS = (
    "SELECT p.site, p.seq, p.parent_site, p.parent_seq FROM change c JOIN change_parent p USING (site, seq)"
    " WHERE c.entity IN ({})"
)
_WITH_HEADS = text(
    "SELECT entity, field, period, by_unit FROM head WHERE entity IN :entities AND by_unit IN :units"
).bindparams(bindparam("entities", expanding=True), bindparam("units", expanding=True))

_SUBJECTS = {subject.value: subject for subject in Subject}

Known = dict[ChangeId, Heard]


def cells_with_heads(connection: Connection, cells: Iterable[Cell]) -> set[tuple[str, ...]]:
    """Return (entity, field, period, unit) of every cell that has a Change, of the records and units of *cells*."""
    entities, units = {cell.entity for cell in cells}, sorted({cell.by_unit for cell in cells})
    found: set[tuple[str, ...]] = set()
    wanted = sorted(entities)
    for start in range(0, len(wanted), _CHUNK):
        values = {"entities": wanted[start : start + _CHUNK], "units": units}
        found.update(tuple(row) for row in connection.execute(_WITH_HEADS, values))
    return found


def of_cells(connection: Connection, cells: Iterable[Cell]) -> Mapping[Cell, Known]:
    """Return the Changes of each of *cells*."""
    wanted: dict[Cell, Known] = {cell: {} for cell in cells}
    entities = {cell.entity for cell in wanted}
    for cell, known in _all(connection, entities):
        if cell in wanted:
            wanted[cell][known.id] = known
    return wanted


def of_records(connection: Connection, subject: Subject, entities: Iterable[str]) -> Mapping[str, Mapping[Cell, Known]]:
    """Return the Changes of every cell of each of *entities* of *subject*."""
    found: dict[str, dict[Cell, Known]] = {}
    for cell, known in _all(connection, entities):
        if cell.subject is subject:
            found.setdefault(cell.entity, {}).setdefault(cell, {})[known.id] = known
    return found


def _all(connection: Connection, entities: Iterable[str]) -> Iterable[tuple[Cell, Heard]]:
    wanted = sorted(set(entities))
    for start in range(0, len(wanted), _CHUNK):
        chunk = tuple(wanted[start : start + _CHUNK])
        marks = ", ".join("?" * len(chunk))
        parents: dict[tuple[str, int], tuple[ChangeId, ...]] = {}
        found = connection.exec_driver_sql(_PARENTS.format(marks), chunk)
        for site, seq, parent_site, parent_seq in found:
            parents[site, seq] = (*parents.get((site, seq), ()), ChangeId(parent_site, parent_seq))
        found = connection.exec_driver_sql(_CHANGES.format(marks), chunk)
        for subject, entity, field, period, by_unit, site, seq, value in found:
            if subject not in _SUBJECTS:
                continue  # no code of this version
            cell = Cell(_SUBJECTS[subject], entity, field, period, by_unit)
            yield cell, Heard(ChangeId(site, seq), parents.get((site, seq), ()), value)
