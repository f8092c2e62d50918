"""What a record that sets something for everybody says, in the words it was typed with."""

from typing import NamedTuple

from sqlalchemy import Connection

from desktop.domain.codes import Subject

_SAID = {
    Subject.ISSUE_CLOCK: "SELECT scheme, since FROM issue_clock WHERE uid = ?",
    Subject.FILING_DATE: "SELECT due_on, month FROM filing_date WHERE uid = ?",
    Subject.CALENDAR_YEAR: "SELECT basis, CAST(year AS TEXT) FROM calendar_year WHERE uid = ? AND voided = 0",
    Subject.ISSUE: (
        "SELECT coalesce(e.name || ' ', i.relayed_name || ' ', '') || i.description, coalesce(i.due_on, '')"
        " FROM issue i LEFT JOIN enterprise e ON e.uid = i.enterprise WHERE i.uid = ? AND i.voided = 0"
        " AND i.by_unit <> (SELECT unit FROM workspace)"
    ),
}


class Said(NamedTuple):
    """What it says, and the day, month or year it holds from or is about."""

    title: str
    since: str


def said(connection: Connection, subject: Subject, uid: str) -> Said | None:
    """Return what the record *uid* of *subject* sets; None where it is void or sets nothing."""
    row = connection.exec_driver_sql(_SAID[subject], (uid,)).first() if subject in _SAID else None
    return None if row is None else Said(str(row[0]), str(row[1]))


def plan_in_force(connection: Connection, plan: str) -> str | None:
    """Return the file of *plan* as the county's last letter set it, word for word; None where none did."""
    query = "SELECT text FROM plan_in WHERE plan = ? ORDER BY rowid DESC LIMIT 1"
    text = connection.exec_driver_sql(query, (plan,)).scalar()
    return None if text is None else str(text)
