"""Works out again what a record says because of others: its place in the list, and where its steps have led."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, text


class _Led(NamedTuple):
    """Column *column* of *table* is what the last step with something to say in *said* tells."""

    table: str
    column: str
    steps: str
    link: str
    said: str
    where: str = ""
    blank: str = "NULL"  # what it is before any step
    dated: bool = False  # two offices write these: the day counts before the place, which each counts by itself
    first: bool = False  # what was said first counts, and nothing said later undoes it


_KEEPS = " AND {said} IS NOT NULL"
_GRADES = " AND grade IS NOT NULL"
_ENDS = " AND action = 'release'"
_LED: tuple[_Led, ...] = (
    _Led("issue", "state", "issue_step", "issue", "state", dated=True),
    _Led("issue", "handler", "issue_step", "issue", "handler", _KEEPS, dated=True),
    _Led("issue", "due_on", "issue_step", "issue", "due_on", _KEEPS, dated=True),
    _Led("application", "state", "application_step", "application", "state"),
    _Led("project", "stage", "project_step", "project", "stage"),
    _Led("risk_stay", "grade", "risk_step", "stay", "grade", _GRADES, dated=True),
    _Led("risk_stay", "help_class", "risk_step", "stay", "help_class", _GRADES, dated=True),
    _Led("risk_stay", "until", "risk_step", "stay", "done_on", _ENDS, dated=True, first=True),
    _Led("risk_stay", "reason_out", "risk_step", "stay", "reason", _ENDS, dated=True, first=True),
    _Led("retention_plan", "outcome", "retention_step", "plan", "outcome", " AND measure IS NULL"),
    _Led("retention_plan", "ended_on", "retention_step", "plan", "done_on", " AND measure IS NULL"),
    _Led("retention_measure", "state", "retention_step", "measure", "state"),
    _Led("retention_measure", "due_on", "retention_step", "measure", "due_on", _KEEPS),
    _Led("reward_claim", "state", "claim_step", "claim", "state"),
    _Led("meeting_action", "state", "action_step", "action", "state", blank="'open'"),
)
_PLACED: Mapping[str, str] = {
    "township": "SELECT unit FROM assignment a WHERE a.enterprise = e.uid AND a.dimension = 'territory'",
    "department": "SELECT unit FROM assignment a WHERE a.enterprise = e.uid AND a.dimension = 'sector'",
    "tier": "SELECT tier FROM tier_stay a WHERE a.enterprise = e.uid",
}


def work_out(connection: Connection, uids: Iterable[str]) -> None:
    """Let every derived column of the records *uids* say again what their steps, stays and assignments say."""
    wanted = [{"uid": uid} for uid in sorted(set(uids))]
    if not wanted:
        return
    for column, sql in _PLACED.items():
        _run(
            connection,
            f"UPDATE enterprise AS e SET {column} = ({sql} AND a.until IS NULL) WHERE e.uid = :uid",
            wanted,
        )
    for led in _LED:
        way = "ASC" if led.first else "DESC"
        order = f"s.done_on {way}, s.place {way}" if led.dated else f"s.place {way}, s.done_on {way}"
        last = (
            f"SELECT s.{led.said} FROM {led.steps} s WHERE s.{led.link} = t.uid{led.where.format(said=led.said)}"
            f" ORDER BY {order}, s.uid {way} LIMIT 1"  # two offices may write one place
        )
        _run(
            connection,
            f"UPDATE {led.table} AS t SET {led.column} = coalesce(({last}), {led.blank}) WHERE uid = :uid",
            wanted,
        )


def _run(connection: Connection, sql: str, values: list[dict[str, Any]]) -> None:
    connection.execute(text(sql), values)
