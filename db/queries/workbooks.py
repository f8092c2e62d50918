"""The county's own workbooks that the office keeps."""

from typing import Any

from sqlalchemy import Connection, select

from db.models.workbook import WorkbookContent
from db.models.workbook import WorkbookTemplate as TemplateTable
from desktop.domain.workbook import WorkbookTemplate

_TEMPLATE = TemplateTable.__table__  # type: ignore[attr-defined]
_CONTENT = WorkbookContent.__table__  # type: ignore[attr-defined]


def kept(connection: Connection, *, voided: bool = False) -> tuple[WorkbookTemplate, ...]:
    """Return the kept templates by name; void ones only where asked for."""
    query = select(_TEMPLATE).order_by(_TEMPLATE.c.voided, _TEMPLATE.c.name, _TEMPLATE.c.uid)
    if not voided:
        query = query.where(_TEMPLATE.c.voided == 0)
    return tuple(_row(row) for row in connection.execute(query))


def one(connection: Connection, uid: str) -> WorkbookTemplate | None:
    """Return the template *uid*, or None."""
    found = connection.execute(select(_TEMPLATE).where(_TEMPLATE.c.uid == uid)).first()
    return None if found is None else _row(found)


def content(connection: Connection, uid: str) -> bytes:
    """Return the bytes of the template *uid*; nothing if there is none."""
    found = connection.execute(select(_CONTENT.c.content).where(_CONTENT.c.template == uid)).scalar()
    return bytes(found) if found is not None else b""


def contents(connection: Connection) -> tuple[tuple[str, str, bytes], ...]:
    """Return (uid, kept digest, bytes) of every template, void ones too."""
    joined = select(_TEMPLATE.c.uid, _TEMPLATE.c.sha256, _CONTENT.c.content).join(
        _CONTENT, _CONTENT.c.template == _TEMPLATE.c.uid
    )
    return tuple((row[0], row[1], bytes(row[2])) for row in connection.execute(joined.order_by(_TEMPLATE.c.uid)))


def _row(row: Any) -> WorkbookTemplate:
    return WorkbookTemplate(
        uid=row.uid,
        name=row.name,
        form=row.form,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        note=row.note or "",
        added_on=row.added_on,
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )
