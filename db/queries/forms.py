"""Which enterprises stand on a form of a month, and which have left it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

_IN_TIER = (
    "EXISTS (SELECT 1 FROM tier_stay t WHERE t.enterprise = e.uid AND t.tier IN :tiers AND t.since <= :last"
    " AND (t.until IS NULL OR t.until > :last))"
)
_NEVER_SORTED = "NOT EXISTS (SELECT 1 FROM tier_stay t WHERE t.enterprise = e.uid AND t.since <= :last)"
_NOT_GONE = (
    "(NOT EXISTS (SELECT 1 FROM assignment a WHERE a.enterprise = e.uid AND a.unit = :unit)"
    " OR EXISTS (SELECT 1 FROM assignment a WHERE a.enterprise = e.uid AND a.unit = :unit"
    " AND a.since <= :last AND (a.until IS NULL OR a.until > :last)))"
)
_ON = (
    f"SELECT e.uid FROM enterprise e WHERE e.voided = 0 AND {_NOT_GONE}"
    f" AND (:every OR {_IN_TIER} OR (:unsorted AND {_NEVER_SORTED})) ORDER BY e.sort_name, e.uid"
)
_MOVED_AWAY = (
    "EXISTS (SELECT 1 FROM assignment a WHERE a.enterprise = e.uid AND a.unit = :unit"
    f" AND a.until >= :first AND a.until <= :last) AND NOT {_NOT_GONE}"
)
_TAKEN_OUT = (
    f"{_NOT_GONE} AND EXISTS (SELECT 1 FROM tier_stay t WHERE t.enterprise = e.uid AND t.tier IN :tiers"
    " AND t.until >= :first AND t.until <= :last)"
    " AND NOT EXISTS (SELECT 1 FROM tier_stay n WHERE n.enterprise = e.uid AND n.tier IN :tiers"
    " AND n.since <= :last AND (n.until IS NULL OR n.until > :last))"
)
_LEFT = (
    f"SELECT e.uid, e.name FROM enterprise e WHERE e.voided = 0 AND (({_TAKEN_OUT})"
    f" OR ({_MOVED_AWAY} AND (:every OR {_IN_TIER} OR (:unsorted AND {_NEVER_SORTED})))) ORDER BY e.sort_name, e.uid"
)


def listed_on(
    connection: Connection, tiers: Sequence[str], last: date, *, unit: str, unsorted: bool
) -> tuple[str, ...]:
    """Return the enterprises of *unit* that stood in one of *tiers* on *last*; no tier named means the whole list.

    With *unsorted* those count too that nobody had put into a tier by then. One that was assigned to *unit* and no
    longer is does not count.
    """
    query = text(_ON).bindparams(bindparam("tiers", expanding=True))
    values = {"tiers": list(tiers), "every": not tiers, "last": last.isoformat(), "unit": unit, "unsorted": unsorted}
    return tuple(connection.execute(query, values).scalars())


def left_between(
    connection: Connection, tiers: Sequence[str], first: date, last: date, *, unit: str, unsorted: bool
) -> tuple[tuple[str, str], ...]:
    """Return (uid, name) of those that left *tiers*, or *unit*, from *first* to *last* and were not back on *last*."""
    query = text(_LEFT).bindparams(bindparam("tiers", expanding=True))
    days = {"first": first.isoformat(), "last": last.isoformat()}
    values = {"tiers": list(tiers), "every": not tiers, "unit": unit, "unsorted": unsorted, **days}
    return tuple((row[0], row[1]) for row in connection.execute(query, values))


class TierMove(NamedTuple):
    """One stay in a tier of the list, with why it began and why it ended."""

    enterprise: str
    tier: str
    since: date
    until: date | None
    reason: str
    reason_out: str


def lasting_stays(connection: Connection) -> dict[str, TierMove]:
    """Return the stay in a tier that lasts of each enterprise that has one."""
    sql = "SELECT enterprise, tier, since, coalesce(reason, '') FROM tier_stay WHERE until IS NULL"
    return {
        row[0]: TierMove(row[0], row[1], date.fromisoformat(row[2]), None, row[3], "")
        for row in connection.execute(text(sql))
    }


def tier_moves(connection: Connection, first: date, last: date) -> tuple[TierMove, ...]:
    """Return the stays that began or ended from *first* to *last*, of enterprises that are not void."""
    sql = (
        "SELECT t.enterprise, t.tier, t.since, t.until, coalesce(t.reason, ''), coalesce(t.reason_out, '')"
        " FROM tier_stay t JOIN enterprise e ON e.uid = t.enterprise WHERE e.voided = 0"
        " AND ((t.since >= :first AND t.since <= :last) OR (t.until >= :first AND t.until <= :last))"
        " ORDER BY e.sort_name, t.since"
    )
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(
        TierMove(
            row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]) if row[3] else None, row[4], row[5]
        )
        for row in connection.execute(text(sql), days)
    )
