"""The log of exports: what left this computer."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from db.models.export import ExportNote
from db.models.setting import Person
from desktop.domain.release import ExportKind, ExportRow, ReleaseLevel

_NOTE = ExportNote.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]


def keep(connection: Connection, note: ExportNote) -> None:
    """Keep *note*; it is never changed."""
    connection.execute(insert(_NOTE), [note.model_dump()])


def rows(connection: Connection, since: datetime | None = None, until: datetime | None = None) -> tuple[ExportRow, ...]:
    """Return what was exported between *since* and *until*, the latest first."""
    query = select(_NOTE, _PERSON.c.name).join(_PERSON, _PERSON.c.uid == _NOTE.c.who, isouter=True)
    if since is not None:
        query = query.where(_NOTE.c.at >= since.astimezone(UTC))
    if until is not None:
        query = query.where(_NOTE.c.at <= until.astimezone(UTC))
    return tuple(_row(row) for row in connection.execute(query.order_by(_NOTE.c.at.desc(), _NOTE.c.uid.desc())))


def _row(row: Any) -> ExportRow:
    return ExportRow(
        uid=row.uid,
        at=row.at,
        who=row.name or row.who,
        kind=ExportKind(row.kind),
        what=row.what,
        level=ReleaseLevel(row.level),
        rows=row.rows,
        file=row.file,
        folder=row.folder,
        size=row.size,
        sha256=row.sha256,
        recipient=row.recipient,
        fields=tuple(each for each in row.fields.split(",") if each),
        sealed=bool(row.sealed),
    )
