"""Visits that two offices paid to one enterprise shortly after each other, and issues of one kind raised with both."""

from datetime import date

from sqlalchemy import Connection, text

from desktop.domain.doubles import DoubleIssue, DoubleVisit
from desktop.domain.issue_codes import IssueCategory

_VISITS = text(
    "SELECT e.uid, e.name, a.visited_on, a.by_unit, b.visited_on, b.by_unit"
    " FROM visit a JOIN visit b ON b.enterprise = a.enterprise AND b.by_unit <> a.by_unit"
    " AND (a.visited_on < b.visited_on OR (a.visited_on = b.visited_on AND a.by_unit < b.by_unit))"
    " AND julianday(b.visited_on) - julianday(a.visited_on) <= :days"
    " JOIN enterprise e ON e.uid = a.enterprise"
    " WHERE a.voided = 0 AND b.voided = 0 AND b.visited_on >= :since"
    " ORDER BY b.visited_on DESC, e.sort_name, a.uid, b.uid"
)
# an issue that the county handed on is the same one, and has no enterprise of its own
_ISSUES = text(
    "SELECT e.uid, e.name, a.category, a.uid, a.raised_on, a.by_unit, a.description,"
    " b.uid, b.raised_on, b.by_unit, b.description"
    " FROM issue a JOIN issue b ON b.enterprise = a.enterprise AND b.category = a.category AND b.by_unit <> a.by_unit"
    " AND (a.raised_on < b.raised_on OR (a.raised_on = b.raised_on AND a.by_unit < b.by_unit))"
    " AND julianday(b.raised_on) - julianday(a.raised_on) <= :days"
    " JOIN enterprise e ON e.uid = a.enterprise"
    " WHERE a.voided = 0 AND b.voided = 0 AND a.relayed_from IS NULL AND b.relayed_from IS NULL"
    " AND b.raised_on >= :since ORDER BY b.raised_on DESC, e.sort_name, a.uid, b.uid"
)


def double_visits(connection: Connection, days: int, since: date) -> tuple[DoubleVisit, ...]:
    """Return the pairs of visits of two offices at most *days* apart, the later not before *since*, latest first."""
    return tuple(
        DoubleVisit(uid, name, date.fromisoformat(first), one, date.fromisoformat(second), other)
        for uid, name, first, one, second, other in connection.execute(
            _VISITS, {"days": days, "since": since.isoformat()}
        )
    )


def double_issues(connection: Connection, days: int, since: date) -> tuple[DoubleIssue, ...]:
    """Return the pairs of issues of one category that two offices registered at most *days* apart, latest first."""
    return tuple(
        DoubleIssue(
            enterprise=row[0],
            name=row[1],
            category=IssueCategory(row[2]),
            first=row[3],
            first_on=date.fromisoformat(row[4]),
            first_unit=row[5],
            first_text=row[6],
            then=row[7],
            then_on=date.fromisoformat(row[8]),
            then_unit=row[9],
            then_text=row[10],
        )
        for row in connection.execute(_ISSUES, {"days": days, "since": since.isoformat()})
    )
