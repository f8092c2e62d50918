"""Enterprises that may be one: the same code, or the same name."""

from sqlalchemy import Connection

_PAIRS = (
    "SELECT a.uid, b.uid FROM enterprise a JOIN enterprise b ON a.uid < b.uid"
    " AND (a.credit_code = b.credit_code OR (a.name_key <> '' AND a.name_key = b.name_key))"
    " WHERE a.voided = 0 AND b.voided = 0 ORDER BY a.sort_name, a.uid, b.uid"
)


def pairs(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return the pairs of enterprises with one credit code or one name, void ones left out."""
    return tuple((first, second) for first, second in connection.exec_driver_sql(_PAIRS))
