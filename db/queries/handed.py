"""Which enterprises are or were assigned (交办) to an office."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, text

_HANDED = text(
    "SELECT e.uid, e.name, e.credit_code, e.township, e.department, a.dimension, a.since, a.until"
    " FROM assignment a JOIN enterprise e ON e.uid = a.enterprise WHERE a.unit = :unit AND e.voided = 0"
    " ORDER BY a.until IS NOT NULL, e.sort_name, e.uid, a.dimension, a.until DESC"
)
_HOLDING = text(
    "SELECT DISTINCT a.unit FROM assignment a JOIN enterprise e ON e.uid = a.enterprise"
    " WHERE e.voided = 0 AND a.since <= :day AND (a.until IS NULL OR a.until > :day)"
)


class Handed(NamedTuple):
    """One enterprise in one dimension; *until* is None while it is assigned."""

    enterprise: str
    name: str
    credit_code: str
    township: str
    department: str
    dimension: str
    since: date
    until: date | None


def handed_to(connection: Connection, unit: str) -> Sequence[Handed]:
    """Return what is assigned to *unit*, then what was taken back from it, each enterprise once a dimension."""
    found: dict[tuple[str, str], Handed] = {}
    for row in connection.execute(_HANDED, {"unit": unit}):
        uid, name, code, township, department, dimension, since, until = row
        day = None if until is None else date.fromisoformat(until)
        handed = Handed(
            uid, name, code or "", township or "", department or "", dimension, date.fromisoformat(since), day
        )
        found.setdefault((uid, dimension), handed)
    return tuple(found.values())


def units_holding(connection: Connection, day: date) -> frozenset[str]:
    """Return the offices that had an enterprise assigned to them on *day*."""
    return frozenset(connection.execute(_HOLDING, {"day": day.isoformat()}).scalars())
