"""Which assignment and which tier stay of an enterprise lasts now."""

from sqlalchemy import Connection, select

from db.models.enterprise import Assignment, TierStay

_ASSIGNMENT = Assignment.__table__  # type: ignore[attr-defined]
_STAY = TierStay.__table__  # type: ignore[attr-defined]


def current_assignment(connection: Connection, enterprise: str, dimension: str) -> tuple[str, str] | None:
    """Return (uid, unit) of the assignment of *enterprise* in *dimension* that lasts, or None."""
    query = select(_ASSIGNMENT.c.uid, _ASSIGNMENT.c.unit).where(
        _ASSIGNMENT.c.enterprise == enterprise, _ASSIGNMENT.c.dimension == dimension, _ASSIGNMENT.c.until.is_(None)
    )
    row = connection.execute(query).first()
    return None if row is None else (row.uid, row.unit)


def current_stay(connection: Connection, enterprise: str) -> str | None:
    """Return the uid of the tier stay of *enterprise* that lasts, or None."""
    query = select(_STAY.c.uid).where(_STAY.c.enterprise == enterprise, _STAY.c.until.is_(None))
    return connection.execute(query).scalar()
