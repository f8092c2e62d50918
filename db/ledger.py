"""Opens a data folder's ledger ready for work, or makes a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from db.engine import open_engine
from db.journal import start_site
from db.unit_of_work import Database
from db.upgrade import bring_up

FILE = "ledger.db"
BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Means:
    """What the ledger needs of the world: an aware clock, fresh ids and fresh salts."""

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    salt: Callable[[], str]


def has_ledger(folder: Path) -> bool:
    """Return whether *folder* holds a ledger."""
    return (folder / FILE).is_file()


def open_ledger(folder: Path, means: Means) -> Database:
    """Open the ledger in *folder*, migrated if it was older; see `open_engine` and `bring_up` for what it refuses."""
    engine = open_engine(folder / FILE)
    try:
        bring_up(engine, backups=folder / BACKUPS, clock=means.clock)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, clock=means.clock, new_id=means.new_id, salt=means.salt)


def make_ledger(folder: Path, unit: str, incarnation: str, means: Means) -> Database:
    """Make a new ledger in *folder* for *unit*; its chain begins with *incarnation*."""
    folder.mkdir(parents=True, exist_ok=True)
    database = open_ledger(folder, means)
    try:
        database.note(start_site, unit, incarnation)
    except BaseException:
        database.close()
        raise
    return database


def discard_ledger(folder: Path) -> None:
    """Take away the ledger in *folder*, which was being made when something failed; nobody has worked in it yet."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{FILE}{suffix}").unlink(missing_ok=True)


def copies(folder: Path) -> tuple[Path, ...]:
    """Return the copies kept in *folder*, newest first."""
    return tuple(sorted((folder / BACKUPS).glob("ledger-*.db"), reverse=True))


__all__ = ["Engine", "Means", "copies", "discard_ledger", "has_ledger", "make_ledger", "open_ledger"]
