"""Visits that two offices paid to one enterprise shortly after each other."""

from datetime import date

from sqlalchemy import Connection, text

from desktop.domain.doubles import DoubleVisit

_DOUBLES = text(
    "SELECT e.uid, e.name, a.visited_on, a.by_unit, b.visited_on, b.by_unit"
    " FROM visit a JOIN visit b ON b.enterprise = a.enterprise AND b.by_unit <> a.by_unit"
    " AND (a.visited_on < b.visited_on OR (a.visited_on = b.visited_on AND a.by_unit < b.by_unit))"
    " AND julianday(b.visited_on) - julianday(a.visited_on) <= :days"
    " JOIN enterprise e ON e.uid = a.enterprise"
    " WHERE a.voided = 0 AND b.voided = 0 AND b.visited_on >= :since"
    " ORDER BY b.visited_on DESC, e.sort_name, a.uid, b.uid"
)


def double_visits(connection: Connection, days: int, since: date) -> tuple[DoubleVisit, ...]:
    """Return the pairs of visits of two offices at most *days* apart, the later not before *since*, latest first."""
    return tuple(
        DoubleVisit(uid, name, date.fromisoformat(first), one, date.fromisoformat(second), other)
        for uid, name, first, one, second, other in connection.execute(
            _DOUBLES, {"days": days, "since": since.isoformat()}
        )
    )
