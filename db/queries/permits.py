"""Permissions (许可) as they are kept, void ones among them."""

from sqlalchemy import Connection, select

from db.models.permit import Permit
from desktop.domain.permit import PermitKind, PermitRow

_PERMIT = Permit.__table__  # type: ignore[attr-defined]


def rows(connection: Connection, month: str = "") -> tuple[PermitRow, ...]:
    """Return every permission there is, or those for *month*, the newest first."""
    query = select(_PERMIT).order_by(_PERMIT.c.given_on.desc(), _PERMIT.c.month.desc(), _PERMIT.c.uid.desc())
    query = query.where(_PERMIT.c.month == month) if month else query
    return tuple(
        PermitRow(
            uid=row.uid,
            unit=row.unit,
            month=row.month,
            form=row.form or "",
            kind=PermitKind(row.kind),
            given_on=row.given_on,
            until=row.until,
            reason=row.reason,
            voided=row.voided,
            void_reason=row.void_reason or "",
        )
        for row in connection.execute(query)
    )
