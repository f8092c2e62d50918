"""Reading a ledger that was moved aside or is damaged: never in place, and only what its chain vouches for."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from db.backup import opened
from db.chain import expected_hash, value_holds
from db.queries.copies import ledger_facts
from desktop.domain.change import Cell
from desktop.domain.codes import Subject
from desktop.domain.copies import LedgerFacts, SiteHead
from desktop.kernel.errors import KnownError

_LOG = "-wal"
_CHUNK = 256

_Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FoundChange:
    """One Change as it was read back: where it stands in its chain, its cell, its value as canonical text, by whom."""

    site: str
    seq: int
    cell: Cell
    value: str | None
    reason: str | None
    who: str
    wall: str
    save: str


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was read: Changes whose place and value the chain vouches for, and numbers of those it does not.

    *lost* holds (site, seq, why): `unread` where the file gives nothing, `hash` or `value` where it does not verify.
    """

    changes: tuple[FoundChange, ...]
    lost: tuple[tuple[str, int, str], ...]


def look_into(ledger: Path) -> LedgerFacts | None:
    """Return what the ledger file *ledger* holds, read from a copy of it and its log; None where it does not open."""
    try:
        with copied(ledger) as copy, opened(copy) as connection:
            return ledger_facts(connection)
    except (KnownError, sqlite3.DatabaseError, OSError):
        return None


def changes_after(ledger: Path, heads: Sequence[SiteHead]) -> Salvaged:
    """Return the Changes of the ledger file *ledger*, damaged or not, that one with *heads* does not have.

    Each is read by itself: a page that cannot be read costs what stands on it and no more.
    """
    known = {head.site: head for head in heads}
    with copied(ledger) as copy, opened(copy) as connection:
        driver: Any = connection.connection.driver_connection
        driver.row_factory = sqlite3.Row
        rows = _rows(driver, "change")
        values = {(row["site"], row["seq"]): row for row in _rows(driver, "change_value")}
        parents: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for row in _rows(driver, "change_parent"):
            parents.setdefault((row["site"], row["seq"]), []).append((row["parent_site"], row["parent_seq"]))
        ends = {row["site"]: row["next_seq"] for row in _rows(driver, "site")}
    return _verified(rows, values, parents, known, ends)


def _verified(
    rows: Sequence[_Row],
    values: Mapping[tuple[str, int], _Row],
    parents: Mapping[tuple[str, int], list[tuple[str, int]]],
    known: Mapping[str, SiteHead],
    ends: Mapping[str, int],
) -> Salvaged:
    by_site: dict[str, dict[int, _Row]] = {}
    for row in rows:
        by_site.setdefault(row["site"], {})[row["seq"]] = row
    found: list[FoundChange] = []
    lost: list[tuple[str, int, str]] = []
    for site, lines in sorted(by_site.items()):
        head = known.get(site)
        seq, previous = (1, "") if head is None else (head.next_seq, head.last_hash)
        for number in range(seq, max(max(lines, default=0) + 1, ends.get(site, 0))):
            line, place = lines.get(number), (site, number)
            if line is None:
                lost.append((*place, "unread"))
                previous = "?"
                continue
            if expected_hash(previous, line, sorted(parents.get(place, []))) != line["hash"]:
                lost.append((*place, "hash"))
            elif place not in values or not value_holds(values[place], line["sealed"]):
                lost.append((*place, "value"))
            else:
                found.append(_found(line, values[place]))
            previous = line["hash"]
    return Salvaged(tuple(found), tuple(lost))


def _found(row: _Row, value: _Row) -> FoundChange:
    cell = Cell(Subject(row["subject"]), row["entity"], row["field"], row["period"], row["by_unit"])
    place = (row["site"], row["seq"])
    return FoundChange(*place, cell, value["value"], value["reason"], row["who"], row["wall"], row["save"])


def _rows(driver: sqlite3.Connection, table: str) -> list[_Row]:
    """Return every row of *table* that can be read, in the order of writing."""
    try:
        last = driver.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
    except sqlite3.DatabaseError:
        last = _highest(driver, table)
    return [row for start in range(1, last + 1, _CHUNK) for row in _between(driver, table, start, start + _CHUNK - 1)]


def _between(driver: sqlite3.Connection, table: str, low: int, high: int) -> list[_Row]:
    """Return the rows numbered *low* to *high*; where reading fails, each half by itself."""
    try:
        query = f"SELECT * FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        return [dict(row) for row in driver.execute(query, (low, high))]
    except sqlite3.DatabaseError:
        if low >= high:
            return []
        middle = (low + high) // 2
        return _between(driver, table, low, middle) + _between(driver, table, middle + 1, high)


def _highest(driver: sqlite3.Connection, table: str) -> int:
    """Return a number no row of *table* exceeds as far as the file still tells: the largest one that can be read."""
    highest, step = 0, 1
    while step < 1 << 26:
        if _between(driver, table, step, 2 * step - 1):
            highest = 2 * step - 1
        step *= 2
    return highest


def copy_folded(ledger: Path, target: Path) -> None:
    """Copy the ledger file *ledger* and the log beside it to *target*, as one file as far as that can be done."""
    for suffix in (_LOG, ""):
        present = ledger.with_name(f"{ledger.name}{suffix}")
        if present.is_file():
            shutil.copyfile(present, target.with_name(f"{target.name}{suffix}"))
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(target)) as folded:
        folded.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def copied(ledger: Path) -> Iterator[Path]:
    """Give a copy of *ledger* with its log folded in, in a folder beside it that is taken away afterwards.

    Opening the file where it lies would change it: the log would be written into it.
    """
    scratch = ledger.parent / f".~{ledger.stem}-looked-at"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        copy = scratch / ledger.name
        copy_folded(ledger, copy)
        yield copy
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
