"""Opens a data folder's ledger ready for work, or makes a new one."""

import filecmp
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from db.engine import open_engine
from db.journal import start_site
from db.restore import FILE, QUARANTINE, is_restoring, quarantined
from db.unit_of_work import Database
from db.upgrade import KeepCopy, bring_up, refuse_newer, refuse_to_keep
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing

BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Means:
    """What the ledger needs of the world: an aware clock, fresh ids and salts, and a mark of this computer, if any."""

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    salt: Callable[[], str]
    machine: str = ""


def has_ledger(folder: Path) -> bool:
    """Return whether *folder* holds a ledger, if only one that a restore was about to bring back."""
    return (folder / FILE).is_file() or is_restoring(folder)


def open_ledger(folder: Path, means: Means, keep: KeepCopy = refuse_to_keep) -> Database:
    """Open the ledger in *folder*, migrated if it was older, after *keep* has kept a copy.

    See `open_engine` and `bring_up` for what it refuses.
    """
    refuse_empty(folder)
    if (folder / FILE).is_file():
        refuse_newer(folder / FILE)
    engine = open_engine(folder / FILE)
    try:
        bring_up(engine, keep=keep)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, clock=means.clock, new_id=means.new_id, salt=means.salt)


def refuse_empty(folder: Path) -> None:
    """Raise `KnownError("ledger_damaged")` for a ledger of no bytes: a new one would be begun in its place, unseen."""
    log = folder / f"{FILE}-wal"
    if (folder / FILE).is_file() and not (folder / FILE).stat().st_size and not (log.is_file() and log.stat().st_size):
        raise KnownError("ledger_damaged", path=folder / FILE)


def keep_damaged(folder: Path, at: datetime) -> Path:
    """Copy the ledger of *folder*, with the log beside it, as it is into quarantine, unless the same lies there."""
    for kept in quarantined(folder):
        if filecmp.cmp(kept, folder / FILE, shallow=False):
            return kept.parent
    aside = folder / QUARANTINE / f"{at:%Y%m%d-%H%M%S}-damaged"
    aside.mkdir(parents=True, exist_ok=True)
    for suffix in ("-wal", "-journal", ""):
        present = folder / f"{FILE}{suffix}"
        if present.is_file():
            with replacing(aside / present.name) as part:
                shutil.copyfile(present, part)
    return aside


def make_ledger(folder: Path, unit: str, incarnation: str, means: Means) -> Database:
    """Make a new ledger in *folder* for *unit*; its chain begins with *incarnation*."""
    folder.mkdir(parents=True, exist_ok=True)
    database = open_ledger(folder, means)
    try:
        database.note(start_site, unit, incarnation, machine=means.machine)
    except BaseException:
        database.close()
        raise
    return database


def discard_ledger(folder: Path) -> None:
    """Take away the ledger in *folder*, which was being made when something failed; nobody has worked in it yet."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{FILE}{suffix}").unlink(missing_ok=True)


__all__ = ["FILE", "Engine", "Means", "discard_ledger", "has_ledger", "make_ledger", "open_ledger"]
