"""Filing rounds and their documents."""

from typing import Any

from sqlalchemy import Connection, func, select

from db.models.filing import Filing, FilingDocument
from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FilingRound
from desktop.domain.month import Month

_FILING = Filing.__table__  # type: ignore[attr-defined]
_DOCUMENT = FilingDocument.__table__  # type: ignore[attr-defined]


def rounds(connection: Connection, month: str = "", form: str = "") -> tuple[FilingRound, ...]:
    """Return the rounds kept, all or of one month or form, latest round last."""
    columns = [column for column in _FILING.c if column.name not in {"facts", "sheet"}]
    query = select(*columns).order_by(_FILING.c.month, _FILING.c.form, _FILING.c.round)
    query = query.where(_FILING.c.month == month) if month else query
    query = query.where(_FILING.c.form == form) if form else query
    return tuple(_round(row) for row in connection.execute(query))


def one(connection: Connection, uid: str) -> FilingRound | None:
    """Return round *uid*, or None."""
    row = connection.execute(select(_FILING).where(_FILING.c.uid == uid)).first()
    return None if row is None else _round(row)


def next_round(connection: Connection, month: str, form: str) -> int:
    """Return the number that the next round of *form* for *month* gets."""
    query = select(func.max(_FILING.c.round)).where(_FILING.c.month == month, _FILING.c.form == form)
    return int(connection.execute(query).scalar() or 0) + 1


def document(connection: Connection, uid: str) -> tuple[bytes, str] | None:
    """Return the kept PDF of round *uid* and its SHA-256, or None."""
    row = connection.execute(select(_DOCUMENT).where(_DOCUMENT.c.filing == uid)).first()
    return None if row is None else (row.content, row.sha256)


def all_documents(connection: Connection) -> tuple[tuple[str, str, bytes], ...]:
    """Return (round, SHA-256, bytes) of every kept PDF, for the check."""
    return tuple((row.filing, row.sha256, row.content) for row in connection.execute(select(_DOCUMENT)))


def _round(row: Any) -> FilingRound:
    return FilingRound(
        uid=row.uid,
        month=Month.parse(row.month),
        form=row.form,
        edition=row.edition,
        round=row.round,
        kind=FilingKind(row.kind),
        state=FilingState(row.state),
        made_at=row.made_at,
        made_by=row.made_by,
        digest=row.digest,
        rows=row.rows,
        sent_on=row.sent_on,
    )
