"""What a record is called where it is named among others: an enterprise, a number, a day."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.projection import models
from desktop.domain.codes import Subject

_CHUNK = 400
_NAMES = ("number", "name", "title", "label", "content", "what")
_DAYS = ("visited_on", "held_on", "done_on", "since", "exited_on", "month", "year")
_UP = ("enterprise", "issue", "application", "project", "plan", "claim", "meeting", "action", "training")


def titles(connection: Connection, wanted: Iterable[tuple[Subject, str]]) -> Mapping[str, str]:
    """Return uid → a short name of each record of *wanted* that is still there."""
    kinds, found, asked = models(), dict[str, str](), dict[Subject, list[str]]()
    for subject, uid in wanted:
        asked.setdefault(Subject.ENTERPRISE if subject is Subject.FIGURE else subject, []).append(uid)
    for subject, uids in asked.items():
        if subject in kinds:
            found |= _of_kind(connection, kinds[subject].__table__, uids)  # type: ignore[attr-defined]
    return found


def _of_kind(connection: Connection, table: Any, uids: list[str]) -> dict[str, str]:
    columns = [table.c[name] for name in dict.fromkeys((*_NAMES, *_DAYS, *_UP)) if name in table.c]
    found: dict[str, str] = {}
    for start in range(0, len(uids), _CHUNK):
        query = select(table.c.uid, *columns).where(table.c.uid.in_(uids[start : start + _CHUNK]))
        for row in connection.execute(query).mappings():
            found[row["uid"]] = _title(connection, table.name, row)
    return found


def _title(connection: Connection, table: str, row: Any) -> str:
    name = next((str(row[each]) for each in _NAMES if row.get(each)), "")
    day = next((str(row[each]) for each in _DAYS if row.get(each)), "")
    above = (
        ""
        if table == "enterprise"
        else next((_above(connection, each, row[each]) for each in _UP if row.get(each)), "")
    )
    return " ".join(part for part in (above, name, day) if part)


def _above(connection: Connection, kind: str, uid: str) -> str:
    column, table = {
        "enterprise": ("name", "enterprise"),
        "issue": ("number", "issue"),
        "application": ("(SELECT name FROM enterprise e WHERE e.uid = t.enterprise)", "application"),
        "project": ("name", "project"),
        "plan": ("(SELECT name FROM enterprise e WHERE e.uid = t.enterprise)", "retention_plan"),
        "claim": ("number", "reward_claim"),
        "meeting": ("title", "meeting"),
        "action": ("content", "meeting_action"),
        "training": ("title", "training"),
    }[kind]
    found = connection.exec_driver_sql(f"SELECT {column} FROM {table} t WHERE t.uid = ?", (uid,)).scalar()
    return "" if found is None else str(found)
