"""Brings a ledger to the present schema at start: refuse a newer one, copy, migrate in one transaction, check."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from db.backup import copy_to
from db.engine import APPLICATION_ID, told
from db.triggers import make_triggers
from desktop.kernel.errors import KnownError

SCHEMA = 1
MIGRATIONS = Path(__file__).parent / "migrations"
# where SQLite keeps both numbers in the first bytes of a file, for good
_HEAD, _VERSION, _OURS = 72, slice(60, 64), slice(68, 72)


def user_version(connection: Connection) -> int:
    """Return the schema number that the file says it has; 0 for a new file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def refuse_newer(ledger: Path) -> None:
    """Raise `KnownError("newer_data")` for a *ledger* of a later program, by its first bytes: it is not even opened.

    Opening it would fold the log beside it into it.
    """
    with ledger.open("rb") as file:
        head = file.read(_HEAD)
    found = int.from_bytes(head[_VERSION])
    if int.from_bytes(head[_OURS]) == APPLICATION_ID and found > SCHEMA:
        raise KnownError("newer_data", found=found, known=SCHEMA)


# is handed what writes the ledger to a plain file; keeps a verified copy of that, or raises
KeepCopy: TypeAlias = Callable[[Callable[[Path], None]], None]


def refuse_to_keep(_write: Callable[[Path], None]) -> None:
    """Stand where no older ledger can come: without a copy there is no migration."""
    raise RuntimeError("an older ledger is copied before it is migrated")


def bring_up(
    engine: Engine, *, keep: KeepCopy = refuse_to_keep, migrations: Path = MIGRATIONS, schema: int = SCHEMA
) -> bool:
    """Migrate the ledger of *engine* to *schema*, after *keep* has kept a copy of it; return whether it was older.

    Raises `KnownError("newer_data")` for a newer file, what *keep* raises, and `migration_failed` when a step or the
    check after it fails; the file is then exactly as it was.
    """
    with engine.connect() as connection:
        found = user_version(connection)
    if found > schema:
        raise KnownError("newer_data", found=found, known=schema)
    if found == schema:
        return False
    if found:
        keep(lambda part: copy_to(engine, part))
    _migrate(engine, migrations, found, schema)
    return found > 0


def _migrate(engine: Engine, migrations: Path, found: int, schema: int) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # ignored inside a transaction, so before BEGIN
        try:
            with told(connection.engine), connection.begin():
                _run_revisions(connection, migrations, found, schema)
                make_triggers(connection)
                _check(connection, schema)
        except SQLAlchemyError as error:
            raise KnownError("migration_failed", found=type(error).__name__) from error
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _run_revisions(connection: Connection, migrations: Path, found: int, schema: int) -> None:
    # a quarter of a second that only a new or an old file has to pay
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations))
    script = ScriptDirectory(str(migrations))
    target, start = f"{schema:04d}", f"{found:04d}" if found else None

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(target, start or revision)

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True)
        environment.run_migrations()


def _check(connection: Connection, schema: int) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise KnownError("migration_failed", found=f"{len(broken)} references")
    found = user_version(connection)
    if found != schema:
        raise KnownError("migration_failed", found=f"schema {found}")
