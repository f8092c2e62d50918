"""Copies of the ledger as plain files: made while it is in use, and looked through before they count."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from db.engine import APPLICATION_ID
from db.queries import health
from db.queries.copies import kept_files, ledger_facts
from desktop.domain.copies import LedgerFacts
from desktop.kernel.errors import KnownError


def copy_to(engine: Engine, part: Path) -> None:
    """Write the ledger of *engine* as it stands now to the file *part*: one file, nothing beside it.

    Raises `KnownError("copy_failed")` where the disk does not take it.
    """
    try:
        with engine.connect() as connection, contextlib.closing(sqlite3.connect(part)) as target:
            source: Any = connection.connection.driver_connection
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise KnownError("copy_failed", path=part.name) from error


def inspect(path: Path, *, schema: int, values: bool = False) -> LedgerFacts:
    """Look the plain file at *path* through, every page, reference, promise and link, and tell what it holds.

    What breaks a promise of the program or a link of the chain stands in `findings`; a ledger of another schema than
    *schema* is held to its file and references alone. With *values* every value of every table is held to the journal,
    too, which takes several times as long. Raises `KnownError("copy_failed")` if the file is not whole.
    """
    with opened(path) as connection:
        refuse_damage(connection, path)
        facts = ledger_facts(connection)
        if facts.schema != schema:
            return facts
        found = health.findings(connection, deep=True) if values else health.promises(connection)
        return ledger_facts(connection, found)


def refuse_damage(connection: Connection, path: Path, *, proved: bool = False) -> None:
    """Raise `KnownError("copy_failed")` unless every page and every reference of *connection* is whole.

    Bytes whose digest has *proved* them to be those that passed all of this before are looked at quickly.
    """
    try:
        found = connection.exec_driver_sql(f"PRAGMA {'quick_check' if proved else 'integrity_check'}").scalar()
        broken = None if proved else connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar()
    except DBAPIError as error:
        raise KnownError("copy_failed", path=path.name) from error
    if found != "ok" or broken is not None or ours != APPLICATION_ID:
        raise KnownError("copy_failed", path=path.name)


def files_of(path: Path) -> tuple[str, ...]:
    """Return the names in the store of every file that the ledger at *path* knows."""
    with opened(path) as connection:
        return kept_files(connection)


@contextlib.contextmanager
def opened(path: Path, *, writable: bool = False) -> Iterator[Connection]:
    """Give a connection to the plain ledger file at *path*, which nobody else has open; for reading unless said.

    What is written is on the disk only when the caller has flushed the file: until then it is nobody's ledger.
    """
    mode = "rw" if writable else "ro"

    def connect() -> sqlite3.Connection:
        driver = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None)
        driver.execute("PRAGMA trusted_schema=OFF")
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute("PRAGMA synchronous=OFF")
        driver.execute("PRAGMA journal_mode=MEMORY" if writable else "PRAGMA query_only=ON")
        return driver

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            yield connection
    except (sqlite3.DatabaseError, DBAPIError) as error:
        raise KnownError("copy_failed", path=path.name) from error
    finally:
        engine.dispose()


def _begin(connection: Connection) -> None:
    # a write is one transaction; reading needs the lock of a reader only, and the driver begins none by itself
    connection.exec_driver_sql("BEGIN")
