"""Enterprises that may be one: the same code, or the same name."""

from sqlalchemy import Connection

from desktop.domain.question import United

_PAIRS = (
    "SELECT a.uid, b.uid FROM enterprise a JOIN enterprise b ON a.uid < b.uid"
    " AND (a.credit_code = b.credit_code OR (a.name_key <> '' AND a.name_key = b.name_key))"
    " WHERE a.voided = 0 AND b.voided = 0 ORDER BY a.sort_name, a.uid, b.uid"
)

_UNITED = (
    "SELECT o.uid, o.name, k.uid, k.name FROM enterprise o JOIN enterprise k ON k.uid = o.alias_of"
    " ORDER BY k.sort_name, o.uid"
)


def pairs(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return the pairs of enterprises with one credit code or one name, void ones left out."""
    return tuple((first, second) for first, second in connection.exec_driver_sql(_PAIRS))


def united(connection: Connection) -> tuple[United, ...]:
    """Return the enterprises that were found to be the same as another one."""
    return tuple(United(*row) for row in connection.exec_driver_sql(_UNITED))
