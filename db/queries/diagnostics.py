"""Counts and codes of a ledger, for a technician: no row of it is read."""

import sqlite3

from sqlalchemy import Connection, text

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_ACTIONS = "SELECT action, count(*) AS times FROM save GROUP BY action ORDER BY action"


def counts(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return how many rows each table has."""
    names = connection.execute(text(_TABLES)).scalars().all()
    return tuple(
        (str(name), int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())) for name in names
    )


def actions(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return how often each deed was saved."""
    return tuple((str(row.action), int(row.times)) for row in connection.execute(text(_ACTIONS)))


def engine_facts(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return what the file's engine says of itself."""
    asked = ("user_version", "journal_mode", "page_count", "freelist_count", "synchronous")
    found = [(name, str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())) for name in asked]
    return (("sqlite", sqlite3.sqlite_version), *found)
