"""Opens the SQLite file the one right way, and refuses it where it cannot be opened so."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from desktop.kernel.errors import KnownError

APPLICATION_ID = 0x47515831
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables

logger = logging.getLogger(__name__)

# locking_mode stands before the first access: then WAL needs no shared memory and a second program is refused
_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "synchronous=FULL",  # a commit that was told is on the disk
    "foreign_keys=ON",
    "recursive_triggers=ON",  # or REPLACE would delete past the triggers that forbid it
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "secure_delete=ON",  # erased phone numbers do not stay in free pages
)
_READ_BACK = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "secure_delete": 1}


def open_engine(path: Path) -> Engine:
    """Return the one engine on the ledger at *path*: one connection, WAL, every pragma read back.

    Raises `KnownError`: `sqlite_too_old`, `data_in_use`, `not_a_ledger`, `pragma_refused`.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise KnownError("sqlite_too_old", found=sqlite3.sqlite_version)
    # hide_parameters: an exception must not carry names and phones into the log
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # as text a "?" in a folder's name would end the path
        poolclass=StaticPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 0.5},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect():
            pass
    except (sqlite3.Error, DBAPIError) as error:
        engine.dispose()
        raise _refusal(error, path) from error
    except KnownError:
        engine.dispose()
        raise
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    # before anything is written: somebody else's file stays as it is
    found_id = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found_id != APPLICATION_ID and (found_id or tables):
        raise KnownError("not_a_ledger", path=_path_of(connection))
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise KnownError("pragma_refused", pragma="journal_mode", found=mode)
    for name, wanted in _READ_BACK.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise KnownError("pragma_refused", pragma=name, found=found)
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
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return KnownError("data_in_use", path=path.parent)
        case sqlite3.SQLITE_NOTADB:
            return KnownError("not_a_ledger", path=path.name)
        case sqlite3.SQLITE_CORRUPT:
            return KnownError("ledger_damaged", path=path)
        case code:
            return _of_disk(code, path) or KnownError("cannot_open", path=path)


def fold_and_close(engine: Engine) -> None:
    """Fold the log into the file, if the disk lets us, and let go of both."""
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.Error, DBAPIError, KnownError) as error:
        # every deed that was told stands in the log: the next start reads it from there
        logger.warning("the log was not folded into the file: %s", type(error).__name__)
    finally:
        engine.dispose()


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Tell what the disk did to a statement of *engine* as a `KnownError`; everything else passes as the bug it is.

    Codes: `disk_full`, `disk_failed`, `ledger_damaged`.
    """
    try:
        yield
    except DBAPIError as error:
        code = _code(error)
        path = Path(engine.url.database or "")
        known = KnownError("ledger_damaged") if code == sqlite3.SQLITE_CORRUPT else _of_disk(code, path)
        if known is None:
            raise
        raise known from error


def _of_disk(code: int, path: Path) -> KnownError | None:
    if code == sqlite3.SQLITE_FULL:
        return KnownError("disk_full", path=path)
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}:
        return KnownError("disk_failed")
    return None


def _code(error: Exception) -> int:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF  # the rest of the number only says where
