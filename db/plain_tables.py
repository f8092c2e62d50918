"""Reads the tables of a ledger that this program cannot open: as they are, from a copy, with nothing understood."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from db.backup import opened
from db.salvage import copied

# the journal, whose values the tables show, and what must not lie about in a workbook: keys
_LEFT_OUT = frozenset(
    {"change", "change_value", "change_parent", "head", "save", "site", "set_aside", "own_key", "office_key", "draft"}
)

PlainCell = str | int | None


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One table as the file holds it; of bytes only their number is told, as `<n>`.

    Where a row names another by its id, the name of that one stands instead, if it has one.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PlainCell, ...], ...]


@contextlib.contextmanager
def plain_tables(ledger: Path) -> Iterator[Iterator[PlainTable]]:
    """Give the tables of the ledger file *ledger* that hold anything, by name, one after the other.

    The file and its log are only copied, never opened. Raises `KnownError("copy_failed")` for one that is not whole.
    """
    with copied(ledger) as copy, opened(copy) as connection:
        yield _tables(connection)


def _tables(connection: Connection) -> Iterator[PlainTable]:
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    tables = connection.exec_driver_sql(listed).scalars().all()
    names = {uid: name for table in tables for uid, name in _names(connection, table)}
    for table in tables:
        if table in _LEFT_OUT:
            continue
        found = connection.exec_driver_sql(f"SELECT * FROM {_quoted(table)}")
        columns = tuple(found.keys())
        rows = tuple(
            tuple(_plain(column, value, names) for column, value in zip(columns, row, strict=True)) for row in found
        )
        if rows:
            yield PlainTable(table, columns, rows)


def _names(connection: Connection, table: str) -> Iterator[tuple[str, str]]:
    """Yield id and name of every row of *table*, if its rows have both."""
    columns = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({_quoted(table)})")}
    if {"uid", "name"} <= columns:
        for uid, name in connection.exec_driver_sql(f"SELECT uid, name FROM {_quoted(table)}"):
            yield str(uid), str(name)


def _plain(column: str, value: object, names: Mapping[str, str]) -> PlainCell:
    if isinstance(value, bytes):
        return f"<{len(value)}>"
    if isinstance(value, str):
        return value if column == "uid" else names.get(value, value)
    return value if value is None or isinstance(value, int) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'  # it comes from the file, which is not ours
