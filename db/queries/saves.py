"""The saves of this ledger, latest first, and what one of them changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, text

from db.queries.titles import titles
from desktop.domain.change import Cell, Value
from desktop.domain.codes import Subject
from desktop.domain.undo import FOR_GOOD, CellStep, Save, named

# what this unit wrote, before a restore too: deeds of others come with their letters and are theirs to take back;
# bringing a copy back is no deed on a record: what it replaced stands in quarantine
_WROTE = (
    " FROM change c WHERE c.save = s.id AND c.kind <> 'restore-marker' AND c.site IN (SELECT site FROM site"
    " WHERE substr(site, 1, instr(site, '#')) = (SELECT substr(site, 1, instr(site, '#')) FROM site WHERE own = 1))"
)
_SAVES = (
    "SELECT s.id, s.action, s.result, s.who, s.wall, s.undoes, coalesce(p.name, s.who) AS name,"
    f" (SELECT count(*){_WROTE}) AS cells, (SELECT count(DISTINCT c.entity){_WROTE}) AS records"
    f" FROM save s LEFT JOIN person p ON p.uid = s.who WHERE EXISTS (SELECT 1{_WROTE})"
)
# every save that takes another back; few, and whether one still stands depends on those after it
_UNDOING = "SELECT id, undoes FROM save WHERE undoes IS NOT NULL ORDER BY rowid"
_FIRST = (
    "SELECT subject, entity FROM change WHERE save = ?"
    " ORDER BY subject IN ('assignment', 'tier'), entity <> ?, seq LIMIT 1"
)
# what no undo takes back: a record made for good that no earlier deed knew, a step that somebody else decided,
# a deed before which there is nothing to read any more
_FINAL = text(
    "SELECT EXISTS (SELECT 1 FROM change c JOIN save s ON s.id = c.save WHERE s.id = :save AND c.subject IN :for_good"
    " AND NOT EXISTS (SELECT 1 FROM change b JOIN save t ON t.id = b.save WHERE b.entity = c.entity"
    " AND t.rowid < s.rowid)) OR EXISTS (SELECT 1 FROM change c JOIN change_value v USING (site, seq)"
    " WHERE c.save = :save AND c.subject = 'application_step' AND c.field = 'told_by' AND v.value <> 'null')"
    " OR NOT EXISTS (SELECT 1 FROM change c WHERE c.save = :save AND NOT EXISTS (SELECT 1 FROM change_parent p"
    " JOIN change_value v ON v.site = p.parent_site AND v.seq = p.parent_seq"
    " WHERE p.site = c.site AND p.seq = c.seq AND v.salt IS NULL))"
).bindparams(bindparam("for_good", expanding=True))

_STEPS = (
    "SELECT c.site, c.seq, c.subject, c.entity, c.field, c.period, c.by_unit, v.value, v.salt, EXISTS (SELECT 1"
    " FROM head h WHERE h.entity = c.entity AND h.field = c.field AND h.period = c.period AND h.by_unit = c.by_unit"
    " AND h.site = c.site AND h.seq = c.seq) AS standing FROM change c JOIN change_value v USING (site, seq)"
    " WHERE c.save = :save ORDER BY c.seq"
)
_BEFORE = (
    "SELECT p.site, p.seq, p.parent_site, p.parent_seq, v.value, v.salt FROM change c"
    " JOIN change_parent p USING (site, seq) JOIN change_value v ON v.site = p.parent_site AND v.seq = p.parent_seq"
    " WHERE c.save = :save"
)

# what the one head of a cell is, and what stood before the save that an undo took back
_HEAD = (
    "SELECT h.site, h.seq, c.save FROM head h JOIN change c USING (site, seq)"
    " WHERE h.entity = :entity AND h.field = :field AND h.period = :period AND h.by_unit = :by_unit"
)
_UNDONE_CELL = (
    "SELECT p.parent_site AS site, p.parent_seq AS seq, b.save FROM save s JOIN change c ON c.save = s.undoes"
    " JOIN change_parent p USING (site, seq) JOIN change b ON b.site = p.parent_site AND b.seq = p.parent_seq"
    " WHERE s.id = :save AND c.entity = :entity AND c.field = :field AND c.period = :period AND c.by_unit = :by_unit"
    " ORDER BY c.seq LIMIT 1"
)


def recent(connection: Connection, count: int, *, actions: Sequence[str] = ()) -> tuple[Save, ...]:
    """Return the last *count* saves of this unit that changed something, latest first; if any, only of *actions*."""
    wanted = ", ".join(f":a{place}" for place in range(len(actions)))
    only = f" AND s.action IN ({wanted})" if actions else ""
    sql = _SAVES + only + " ORDER BY s.rowid DESC LIMIT :count"
    values: dict[str, Any] = {f"a{place}": action for place, action in enumerate(actions)}
    rows = connection.execute(text(sql), {"count": count, **values}).all()
    undone = _undone(connection)
    found = [_save(connection, row, undone) for row in rows]
    called = titles(connection, [(save.subject, save.entity) for save in found if save.subject is not None])
    return tuple(named(save, called.get(save.entity, "")) for save in found)


def one(connection: Connection, save: str) -> Save | None:
    """Return the save *save*, or None where it is not there, changed nothing or is a deed of another office."""
    row = connection.execute(text(_SAVES + " AND s.id = :save"), {"save": save}).first()
    return None if row is None else _save(connection, row, _undone(connection))


@dataclass(frozen=True, slots=True)
class _Undone:
    """Which saves were taken back: *undoing* is save → what it undoes, *gone* save → what took it back and stands."""

    undoing: Mapping[str, str]
    gone: Mapping[str, str]

    def again(self, save: str) -> str:
        """Return the save by which *save*, once taken back, stands again; empty where it never was."""
        found = ""
        for undo, undone in self.undoing.items():
            if undone == save and undo in self.gone:
                found = self.gone[undo]
        return (self.again(found) or found) if found else ""

    def root(self, save: str) -> tuple[str, int]:
        """Return the ordinary save behind *save*, and how many undos lie between."""
        steps = 0
        while save in self.undoing:
            save, steps = self.undoing[save], steps + 1
        return save, steps


def _undone(connection: Connection) -> _Undone:
    undoing = {str(row.id): str(row.undoes) for row in connection.execute(text(_UNDOING))}
    gone: dict[str, str] = {}
    for save, undone in reversed(undoing.items()):
        if save not in gone:
            gone[undone] = save
    return _Undone(undoing, gone)


def steps(connection: Connection, save: str) -> tuple[CellStep, ...]:
    """Return what *save* did to each cell: its value before, after, and whether that still stands."""
    before: dict[tuple[str, int], list[Any]] = {}
    for row in connection.execute(text(_BEFORE), {"save": save}):
        before.setdefault((row.site, row.seq), []).append(row)
    found: dict[Cell, CellStep] = {}
    for row in connection.execute(text(_STEPS), {"save": save}):
        cell = Cell(Subject(row.subject), row.entity, row.field, row.period, row.by_unit)
        earlier = found.get(cell)
        found[cell] = _step(cell, row, before.get((row.site, row.seq), ()), earlier)
    return tuple(
        step if step.standing else replace(step, standing=_stands_again(connection, save, step.cell))
        for step in found.values()
    )


def _stands_again(connection: Connection, save: str, cell: Cell) -> bool:
    """Return whether what *save* said of *cell* stands again, because all that was said since was taken back."""
    place = {"entity": cell.entity, "field": cell.field, "period": cell.period, "by_unit": cell.by_unit}
    heads = connection.execute(text(_HEAD), place).all()
    if len(heads) != 1:
        return False
    at: Any = heads[0]
    seen: set[str] = set()
    while at is not None and at.save != save and at.save not in seen:
        seen.add(at.save)
        at = connection.execute(text(_UNDONE_CELL), {**place, "save": at.save}).first()
    return at is not None and bool(at.save == save)


def _step(cell: Cell, row: Any, before: Iterable[Any], earlier: CellStep | None) -> CellStep:
    known = list(before)
    clear = row.salt is not None and len(known) <= 1 and all(each.salt is not None for each in known)
    if earlier is not None:  # written twice in one deed: what stood before the first counts
        return CellStep(cell, earlier.before, _value(row.value), bool(row.standing), earlier.clear and clear)
    return CellStep(cell, _value(known[0].value) if known else None, _value(row.value), bool(row.standing), clear)


def _value(stored: str | None) -> Value:
    return None if stored is None else json.loads(stored)


def _save(connection: Connection, row: Any, undone: _Undone) -> Save:
    root, level = undone.root(row.id)
    # the driver's own statements: fifty saves are read after every save, for the name on the button
    action = connection.exec_driver_sql("SELECT action FROM save WHERE id = ?", (root,)).scalar_one()
    first = connection.exec_driver_sql(_FIRST, (row.id, row.result)).first()
    subject, entity = (first.subject, first.entity) if first is not None else ("", "")
    final = connection.execute(_FINAL, {"save": row.id, "for_good": sorted(FOR_GOOD)}).scalar_one()
    return Save(
        id=row.id,
        action=action,
        who=row.name,
        at=row.wall,
        subject=Subject(subject) if subject else None,
        entity=entity,
        records=row.records,
        cells=row.cells,
        undoes=row.undoes or "",
        undone_by=undone.gone.get(row.id, ""),
        again=undone.again(row.id),
        level=level,
        final=bool(final),
    )
