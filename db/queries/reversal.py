"""What stands in the way of taking a save back: what was done since, and places that are taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select, text
from sqlmodel import SQLModel

from db.models.base import Table as Record
from db.models.enterprise import Enterprise
from db.models.project import Project
from db.places import occupants
from db.projection import column_value, models, needed
from db.queries import saves, settings, titles
from desktop.domain.codes import Subject
from desktop.domain.undo import CellStep, RecordFacts, Save

_CHUNK = 400  # ids in one look-up; SQLite's limit of variables stays far away
_NOT_HERE = frozenset({"figure", "filing_document"})  # keys of their own; figures are looked at by cell
_FIGURES_SINCE = (
    "SELECT DISTINCT f.enterprise FROM figure f WHERE f.enterprise IN (SELECT entity FROM change WHERE save = :save)"
    " AND NOT EXISTS (SELECT 1 FROM change c WHERE c.save = :save AND c.entity = f.enterprise AND c.field = f.measure"
    " AND c.period = f.period AND c.by_unit = f.by_unit)"
)
# fields that the save did not write and somebody filled later
_FIELDS_SINCE = (
    "SELECT DISTINCT h.entity FROM head h JOIN change_value v USING (site, seq) JOIN change c USING (site, seq)"
    " WHERE c.save <> :save AND h.entity IN (SELECT entity FROM change WHERE save = :save AND subject <> 'figure')"
    " AND c.subject <> 'figure' AND v.value NOT IN ('null', 'false', '[]')"
)
_ATTACHED_SINCE = (
    "SELECT DISTINCT record FROM attachment WHERE voided = 0 AND record IN (SELECT entity FROM change"
    " WHERE save = :save) AND uid NOT IN (SELECT entity FROM change WHERE save = :save)"
)

Cells = Mapping[tuple[Subject, str], Sequence[CellStep]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What planning reads of a save: its steps, the facts of its records, how long the journal is, what was sent."""

    steps: tuple[CellStep, ...]
    records: tuple[RecordFacts, ...]
    basis: int
    sent: bool


def evidence(connection: Connection, save: Save) -> Evidence:
    """Return everything that taking *save* back is judged by."""
    steps = saves.steps(connection, save.id)
    cells: dict[tuple[Subject, str], list[CellStep]] = {}
    for step in steps:
        cells.setdefault((step.cell.subject, step.cell.entity), []).append(step)
    called = titles.titles(connection, cells)
    found = [replace(each, title=called.get(each.entity, "")) for each in records(connection, save.id, cells)]
    basis = settings.journal_size(connection)[0]
    return Evidence(steps, tuple(found), basis, listed_on_sent(connection, save.id, save.at))


def names_of(connection: Connection, uids: Sequence[str]) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """Return (uid, name, other names, code) of those of *uids* that are enterprises, to be made findable."""
    table = Enterprise.__table__  # type: ignore[attr-defined]
    parts = (uids[start : start + _CHUNK] for start in range(0, len(uids), _CHUNK))
    return tuple(
        (row["uid"], row["name"], tuple(row["former_names"]), row["credit_code"] or "")
        for part in parts
        for row in connection.execute(select(table).where(table.c.uid.in_(part))).mappings()
    )


def projects_of(connection: Connection, uids: Sequence[str]) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """Return the same of those of *uids* that are projects: who builds stands for the other names."""
    table = Project.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c.uid.in_(uids))
    return tuple(
        (row["uid"], row["name"], (row["builder"],), row["approval_number"] or "")
        for row in connection.execute(query).mappings()
    )


def records(connection: Connection, save: str, cells: Cells) -> tuple[RecordFacts, ...]:
    """Return what planning needs to know of every record among *cells*, which *save* wrote."""
    kinds = models()
    mine = {entity for subject, entity in cells if subject is not Subject.FIGURE}
    used = set(connection.execute(text(_FIGURES_SINCE), {"save": save}).scalars())
    used |= set(connection.execute(text(_ATTACHED_SINCE), {"save": save}).scalars())
    filled = set(connection.execute(text(_FIELDS_SINCE), {"save": save}).scalars())
    drafts = [_draft(kinds.get(subject), subject, entity, steps) for (subject, entity), steps in cells.items()]
    made = {each.entity for each in drafts if each.made}
    unmade = {each.entity for each in drafts if each.unmade}
    stays = {each.entity for each in drafts if each.made and each.voidable}
    used |= set(_used_by_others(connection, save, stays, mine)) | set(
        _used_by_others(connection, save, made - stays, mine, void=True)
    )
    rows = _rows(connection, drafts)
    return tuple(
        _looked_at(
            connection,
            kinds.get(each.subject),
            each,
            rows.get(each.entity),
            cells,
            used=used,
            filled=filled,
            mine=mine,
            back=unmade,
        )
        for each in drafts
    )


def _draft(model: type[Record] | None, subject: Subject, entity: str, steps: Sequence[CellStep]) -> RecordFacts:
    if model is None:
        return RecordFacts(subject, entity)
    says = {step.cell.field: step for step in steps}
    must = [says[name] for name in says if name in model.model_fields and needed(model, name)]
    made = any(step.before is None and step.after is not None for step in must)
    unmade = any(step.before is not None and step.after is None for step in must)
    told = "told_by" in says and subject is Subject.APPLICATION_STEP and says["told_by"].after is not None
    voidable = "voided" in model.model_fields
    links = tuple(str(says[name].after or says[name].before) for name in _link_fields(model) if name in says)
    return RecordFacts(subject, entity, made=made, unmade=unmade, voidable=voidable, links=links, told=made and told)


def _link_fields(model: type[Record]) -> Iterator[str]:
    for column in model.__table__.c:  # type: ignore[attr-defined]
        if column.foreign_keys:
            yield column.name


def _looked_at(
    connection: Connection,
    model: type[Record] | None,
    each: RecordFacts,
    row: Mapping[str, Any] | None,
    cells: Cells,
    *,
    used: set[str],
    filled: set[str],
    mine: set[str],
    back: set[str],
) -> RecordFacts:
    """Return *each* with its links read from the table where the save did not write them, and with its obstacles."""
    if model is None:
        return each
    links = tuple(row[name] for name in _link_fields(model) if row is not None and row[name]) or each.links
    touched = ""
    if each.made:
        touched = "used_since" if each.entity in used else "edited_since" if each.entity in filled else ""
        if not touched and row is not None and _followed(connection, model, row, mine):
            touched = "followed"
    occupied = False
    if not each.made:
        steps = cells[each.subject, each.entity]
        occupied = _occupied(connection, model, each, row, steps, mine) or (
            each.unmade and _unhung(connection, model, steps, back)
        )
    return replace(each, links=links, touched=touched, occupied=occupied)


def _rows(connection: Connection, drafts: Iterable[RecordFacts]) -> dict[str, Mapping[str, Any]]:
    """Return uid → its row of every record of *drafts* that still stands, many at a time."""
    asked: dict[Subject, list[str]] = {}
    for each in drafts:
        asked.setdefault(each.subject, []).append(each.entity)
    kinds, found = models(), dict[str, Mapping[str, Any]]()
    for subject, uids in asked.items():
        if subject not in kinds:
            continue
        table = kinds[subject].__table__  # type: ignore[attr-defined]
        for start in range(0, len(uids), _CHUNK):
            query = select(table).where(table.c.uid.in_(uids[start : start + _CHUNK]))
            found |= {row["uid"]: dict(row) for row in connection.execute(query).mappings()}
    return found


def _used_by_others(
    connection: Connection, save: str, made: set[str], mine: set[str], *, void: bool = False
) -> Iterator[str]:
    """Give those of *made* on which a record hangs that *save* did not write; a *void* one counts where said."""
    for table, column in _references() if made else ():
        sql = (
            f"SELECT uid, {column.name} AS target FROM {table.name}"
            f" WHERE {column.name} IN (SELECT entity FROM change WHERE save = :save)"
        )
        if "voided" in table.c and not void:
            sql += " AND voided = 0"
        for row in connection.execute(text(sql), {"save": save}):
            if row.target in made and row.uid not in mine:
                yield row.target


def _references() -> Iterator[tuple[Table, Column[Any]]]:
    for table in SQLModel.metadata.sorted_tables:
        if table.name in _NOT_HERE or "uid" not in table.c:
            continue
        for column in table.c:
            if any(key.column.name == "uid" for key in column.foreign_keys):
                yield table, column


def _followed(connection: Connection, model: type[Record], row: Mapping[str, Any], mine: set[str]) -> bool:
    """Return whether a later step stands behind this one on the same record."""
    table = model.__table__  # type: ignore[attr-defined]
    if "place" not in table.c or "voided" in table.c:
        return False
    parent = next((name for name in _link_fields(model) if row[name]), "")
    if not parent:
        return False
    query = select(table.c.uid).where(table.c[parent] == row[parent], table.c.place > row["place"])
    return any(uid not in mine for uid in connection.execute(query).scalars())


def _occupied(
    connection: Connection,
    model: type[Record],
    each: RecordFacts,
    row: Mapping[str, Any] | None,
    steps: Sequence[CellStep],
    mine: set[str],
) -> bool:
    """Return whether a record that the save did not touch stands where putting *each* back would place it."""
    before = {step.cell.field: column_value(model, step.cell.field, step.before) for step in steps}
    values = {column.name: None for column in model.__table__.c} | dict(row or {}) | before  # type: ignore[attr-defined]
    return occupied(connection, model, each.entity, values, except_for=mine)


def occupied(
    connection: Connection, model: type[Record], uid: str, values: Mapping[str, Any], *, except_for: Iterable[str] = ()
) -> bool:
    """Return whether a record beside *uid* and *except_for* has the only place that a row of *values* can have."""
    allowed = set(except_for)
    return any(found not in allowed for found in occupants(connection, model, uid, values))


def _unhung(connection: Connection, model: type[Record], steps: Sequence[CellStep], back: set[str]) -> bool:
    """Return whether a record on which this one hung is no longer there and does not come back with it."""
    before = {step.cell.field: step.before for step in steps}
    for column in model.__table__.c:  # type: ignore[attr-defined]
        link = before.get(column.name)
        for key in column.foreign_keys:
            target = key.column.table
            if link is None or link in back:
                continue
            if connection.execute(select(target.c.uid).where(target.c.uid == link)).first() is None:
                return True
    return False


def listed_on_sent(connection: Connection, save: str, wall: str) -> bool:
    """Return whether something of *save* stands on a round that was handed over after it (报送后)."""
    sql = (
        "SELECT 1 FROM filing f, json_each(f.facts) line WHERE f.state NOT IN ('draft', 'ready')"
        " AND f.made_at >= :wall AND json_extract(line.value, '$[0]') IN (SELECT entity FROM change WHERE save = :save"
        " UNION SELECT enterprise FROM visit WHERE uid IN (SELECT entity FROM change WHERE save = :save) UNION"
        " SELECT enterprise FROM issue WHERE uid IN (SELECT entity FROM change WHERE save = :save)) LIMIT 1"
    )
    since = datetime.fromisoformat(wall).astimezone(UTC).isoformat(timespec="milliseconds")
    return connection.execute(text(sql), {"save": save, "wall": since}).first() is not None
