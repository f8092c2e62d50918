"""Records that are void: what, who, when, why; and what forbids bringing one back."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, text

from db.projection import models
from db.queries.reversal import occupied
from db.queries.titles import titles
from desktop.domain.codes import Subject
from desktop.domain.voided import VoidedRow

_LAST = (
    "SELECT c.wall, c.save, s.undoes, coalesce(p.name, c.who) AS name FROM head h JOIN change c USING (site, seq)"
    " JOIN save s ON s.id = c.save LEFT JOIN person p ON p.uid = c.who"
    " WHERE h.entity = :uid AND h.field = 'voided' ORDER BY c.hlc DESC LIMIT 1"
)


def rows(connection: Connection, only: Sequence[Subject] = ()) -> tuple[VoidedRow, ...]:
    """Return every void record, the latest first; only those of the subjects *only* if any are named."""
    found: list[tuple[Subject, str, str]] = []
    for subject, model in models().items():
        table = model.__table__  # type: ignore[attr-defined]
        if "voided" not in table.c or (only and subject not in only):
            continue
        query = select(table.c.uid, table.c.void_reason).where(table.c.voided == 1)
        found += [(subject, row.uid, row.void_reason or "") for row in connection.execute(query)]
    called = titles(connection, [(subject, uid) for subject, uid, _ in found])
    listed = [_row(connection, subject, uid, called.get(uid, uid), reason) for subject, uid, reason in found]
    return tuple(sorted(listed, key=lambda row: row.at, reverse=True))


def _row(connection: Connection, subject: Subject, uid: str, title: str, reason: str) -> VoidedRow:
    last = connection.execute(text(_LAST), {"uid": uid}).first()
    at, who, by_undo = ("", "", False) if last is None else (last.wall, last.name, last.undoes is not None)
    return VoidedRow(subject, uid, title, at, who, reason, by_undo)


def subject_of(connection: Connection, uid: str) -> Subject | None:
    """Return whose record *uid* is among those that can be void, or None."""
    for subject, model in models().items():
        table = model.__table__  # type: ignore[attr-defined]
        if "voided" in table.c and connection.execute(select(table.c.uid).where(table.c.uid == uid)).first():
            return subject
    return None


def is_void(connection: Connection, subject: Subject, uid: str) -> bool:
    """Return whether the record is void."""
    table = models()[subject].__table__  # type: ignore[attr-defined]
    return bool(connection.execute(select(table.c.voided).where(table.c.uid == uid)).scalar())


def void_owners(connection: Connection, subject: Subject, uid: str) -> tuple[str, ...]:
    """Return the names of the void records on which *uid* hangs: they come back first."""
    table = models()[subject].__table__  # type: ignore[attr-defined]
    row = connection.execute(select(table).where(table.c.uid == uid)).mappings().one()
    found = []
    for column in table.c:
        for key in column.foreign_keys:
            above = key.column.table
            if "voided" not in above.c or row[column.name] is None:
                continue
            if connection.execute(select(above.c.voided).where(above.c.uid == row[column.name])).scalar():
                kind = next(each for each, model in models().items() if model.__tablename__ == above.name)
                found.append(titles(connection, [(kind, row[column.name])]).get(row[column.name], ""))
    return tuple(found)


def hanging(connection: Connection, uid: str) -> tuple[tuple[Subject, str], ...]:
    """Return the void records that hang on *uid* and became void in the same save: they come back with it."""
    sql = "SELECT c.save FROM head h JOIN change c USING (site, seq) WHERE h.entity = :uid AND h.field = 'voided'"
    save = connection.execute(text(sql), {"uid": uid}).scalar()
    others = (
        "SELECT DISTINCT c.subject, c.entity FROM change c JOIN head h USING (site, seq)"
        " WHERE c.save = :save AND c.field = 'voided' AND c.entity <> :uid"
    )
    found = []
    for row in connection.execute(text(others), {"save": save, "uid": uid}):
        table = models()[Subject(row.subject)].__table__  # type: ignore[attr-defined]
        links = [column for column in table.c if column.foreign_keys or column.name == "record"]
        kept = connection.execute(select(*links, table.c.voided).where(table.c.uid == row.entity)).first()
        if kept is not None and kept.voided and uid in kept:
            found.append((Subject(row.subject), str(row.entity)))
    return tuple(found)


def place_taken(connection: Connection, subject: Subject, uid: str) -> bool:
    """Return whether another record stands in the only place that *uid* can have."""
    model = models()[subject]
    row = connection.execute(select(model.__table__).where(model.__table__.c.uid == uid)).mappings().one()  # type: ignore[attr-defined]
    return occupied(connection, model, uid, dict(row) | {"voided": False})
