"""Verified copies of the ledger."""

import contextlib
import hashlib
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing


def make_copy(engine: Engine, folder: Path, *, reason: str, at: datetime) -> Path:
    """Copy the ledger into *folder*, verify the copy and return it; its digest stands beside it as `.sha256`.

    Raises `KnownError("copy_failed")` and leaves nothing behind if the copy does not verify.
    """
    path = folder / f"ledger-{at:%Y%m%d-%H%M%S}-{reason}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            _copy(engine, part)
            verify_copy(part)
            digest = hashlib.sha256(part.read_bytes()).hexdigest()
        with replacing(path.with_suffix(".sha256")) as part:
            part.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        raise KnownError("copy_failed", path=path.name) from error
    return path


def verify_copy(path: Path) -> None:
    """Raise `KnownError("copy_failed")` unless the copy at *path* is whole and all its references hold."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            broken = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise KnownError("copy_failed", path=path.name) from error
    if found != "ok" or broken:
        raise KnownError("copy_failed", path=path.name)


def _copy(engine: Engine, part: Path) -> None:
    with engine.connect() as connection, contextlib.closing(sqlite3.connect(part)) as target:
        source: Any = connection.connection.driver_connection
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
