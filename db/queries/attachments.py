"""Files kept with records."""

from typing import Any

from sqlalchemy import ColumnClause, Connection, literal_column, select

from db.models.attachment import Attachment as AttachmentTable
from desktop.domain.attachment import Attachment
from desktop.domain.codes import Subject
from desktop.domain.visit_codes import AttachmentKind

_ATTACHMENT = AttachmentTable.__table__  # type: ignore[attr-defined]
_KEPT_AT: ColumnClause[int] = literal_column("rowid")


def of_record(connection: Connection, about: Subject, record: str, *, voided: bool = False) -> tuple[Attachment, ...]:
    """Return the files of *record*, in the order they were kept; void ones only where asked for."""
    query = select(_ATTACHMENT).where(_ATTACHMENT.c.record == record, _ATTACHMENT.c.about == about)
    if not voided:
        query = query.where(_ATTACHMENT.c.voided == 0)
    return tuple(_row(row) for row in connection.execute(query.order_by(_ATTACHMENT.c.added_on, _KEPT_AT)))


def get(connection: Connection, uid: str) -> Attachment | None:
    """Return one kept file, or None."""
    row = connection.execute(select(_ATTACHMENT).where(_ATTACHMENT.c.uid == uid)).first()
    return None if row is None else _row(row)


def everything(connection: Connection) -> tuple[Attachment, ...]:
    """Return every kept file, void ones too: their bytes stay."""
    return tuple(_row(row) for row in connection.execute(select(_ATTACHMENT).order_by(_ATTACHMENT.c.uid)))


def _row(row: Any) -> Attachment:
    return Attachment(
        uid=row.uid,
        about=Subject(row.about),
        record=row.record,
        sha256=row.sha256,
        kind=AttachmentKind(row.kind),
        size=row.size,
        name=row.name,
        note=row.note or "",
        added_on=row.added_on,
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )
