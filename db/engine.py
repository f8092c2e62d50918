"""Opens the SQLite file the one right way, and refuses it where it cannot be opened so."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from desktop.kernel.errors import KnownError

APPLICATION_ID = 0x47515831
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables

# locking_mode stands before the first access: then WAL needs no shared memory and a second program is refused
_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",  # erased phone numbers do not stay in free pages
)
_READ_BACK = {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "secure_delete": 1}


def open_engine(path: Path) -> Engine:
    """Return the one engine on the ledger at *path*: one connection, WAL, every pragma read back.

    Raises `KnownError`: `sqlite_too_old`, `data_in_use`, `not_a_ledger`, `pragma_refused`.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise KnownError("sqlite_too_old", found=sqlite3.sqlite_version)
    # hide_parameters: an exception must not carry names and phones into the log
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 0.5},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect():
            pass
    except (sqlite3.DatabaseError, DBAPIError) as error:
        engine.dispose()
        raise _refusal(error, path) from error
    except KnownError:
        engine.dispose()
        raise
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise KnownError("pragma_refused", pragma="journal_mode", found=mode)
    for name, wanted in _READ_BACK.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise KnownError("pragma_refused", pragma=name, found=found)
    found_id = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found_id != APPLICATION_ID and (found_id or tables):
        raise KnownError("not_a_ledger", path=_path_of(connection))
    # takes the exclusive lock now, so that a second program is refused at its start and not at its first save
    connection.execute("BEGIN IMMEDIATE")
    if not tables:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("COMMIT")


def _begin(connection: Connection) -> None:
    # the driver would begin late and leave DDL outside; with this a whole unit of work is one transaction
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _path_of(connection: sqlite3.Connection) -> str:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2]).name


def _refusal(error: Exception, path: Path) -> KnownError:
    text = str(error)
    if "locked" in text:
        return KnownError("data_in_use", path=path.parent)
    if "unable to open" in text or "readonly" in text:
        return KnownError("cannot_open", path=path)
    return KnownError("not_a_ledger", path=path.name)
