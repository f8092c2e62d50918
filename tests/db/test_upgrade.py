"""A ledger comes to the present schema whole, or stays as it was."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlmodel import SQLModel

import db.models  # noqa: F401  (registers the tables)
from db.backup import inspect
from db.engine import open_engine
from db.journal import content_digest
from db.ledger import FILE
from db.triggers import TRIGGERS
from db.unit_of_work import Database
from db.upgrade import MIGRATIONS, SCHEMA, bring_up, user_version
from desktop.kernel.errors import KnownError
from tests.db.making import add, enterprise, visit

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
SECOND = '''
"""A step that tests of the upgrade take."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename a column by making the table anew, as batch mode does, and fill another."""
    with op.batch_alter_table("change_value") as batch:
        batch.alter_column("reason", new_column_name="because")
    with op.batch_alter_table("enterprise") as batch:
        batch.add_column(sa.Column("nickname", sa.Text()))
        batch.alter_column("contact", new_column_name="contact_person")
    op.execute("UPDATE enterprise SET nickname = name")
    {more}
    op.execute("PRAGMA user_version={version}")
'''


def master(connection):
    return [tuple(row) for row in connection.execute(text(MASTER))]


def plain(sql):
    """Return *sql* as far as it says something: blanks do not."""
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")") if sql else sql


@pytest.fixture
def ledger(database, folder):
    """Return the path of a closed ledger with something in it."""
    add(database, enterprise("e1", "演示甲"), visit("v1"))
    database.close()
    return folder / FILE


@pytest.fixture
def migrations(tmp_path):
    """Return a function that gives a migrations folder with a second step."""

    def make(more="", version=2):
        made = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, made, ignore=shutil.ignore_patterns("__pycache__"))
        step = SECOND.replace("{more}", more).replace("{version}", str(version))
        (made / "versions" / "r0002_second.py").write_text(step, encoding="utf-8")
        return made

    return make


def bring(path: Path, migrations: Path = MIGRATIONS, schema: int = SCHEMA):
    """Open the ledger at *path* and bring it up; return (engine, copy)."""
    engine = open_engine(path)
    copy = path.parent / "before.db"
    try:
        migrated = bring_up(engine, keep=lambda write: write(copy), migrations=migrations, schema=schema)
        assert migrated is copy.exists()
        return engine, copy if migrated else None
    except KnownError:
        engine.dispose()
        raise


def look(path, question):
    """Return what *question* finds in the file at *path*, which nobody holds."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_new_file_is_schema_1_and_needs_no_copy(tmp_path):
    engine, copy = bring(tmp_path / FILE)
    with engine.connect() as connection:
        assert user_version(connection) == SCHEMA == 1
    engine.dispose()
    assert copy is None


def test_migrated_file_has_the_tables_of_the_models(tmp_path):
    engine, _ = bring(tmp_path / FILE)
    with engine.connect() as connection:
        migrated = master(connection)
    engine.dispose()
    bare = create_engine("sqlite://")
    SQLModel.metadata.create_all(bare)
    with bare.connect() as connection:
        made = master(connection)
    bare.dispose()
    ours = [row for row in migrated if row[2] != "alembic_version" and row[0] != "trigger"]
    assert [(*row[:3], plain(row[3])) for row in ours] == [(*row[:3], plain(row[3])) for row in made]
    assert {row[1] for row in migrated if row[0] == "trigger"} == set(TRIGGERS)


def test_present_file_is_left_alone(ledger):
    engine, copy = bring(ledger)
    engine.dispose()
    assert copy is None


def test_older_file_is_copied_verified_and_migrated(ledger, migrations):
    engine, copy = bring(ledger, migrations(), 2)
    with engine.connect() as connection:
        assert user_version(connection) == 2
        assert connection.execute(text("SELECT nickname FROM enterprise")).scalars().all() == ["演示甲"]
        assert connection.execute(text("SELECT count(*) FROM change_value WHERE because IS NULL")).scalar() > 0
    engine.dispose()
    assert inspect(copy, schema=SCHEMA).findings == ()
    assert look(copy, "PRAGMA user_version") == [(1,)]
    assert look(copy, "SELECT name FROM enterprise") == [("演示甲",)]


def test_triggers_and_references_stand_again_after_a_table_was_made_anew(ledger, migrations):
    engine, _ = bring(ledger, migrations(), 2)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        assert set(found) == set(TRIGGERS)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


BAD = {
    "a refused statement": "op.execute('UPDATE enterprise SET name = NULL')",
    "an unknown table": "op.execute('UPDATE nothing SET x = 1')",
    "a reference left hanging": "op.execute(\"UPDATE visit SET enterprise = 'nobody'\")",
}


@pytest.mark.parametrize("more", BAD.values(), ids=BAD)
def test_failing_step_leaves_everything_as_it_was(ledger, migrations, world, more):
    before = _state(ledger, world)
    with pytest.raises(KnownError) as refused:
        bring(ledger, migrations(more), 2)
    assert refused.value.code == "migration_failed"
    assert _state(ledger, world) == before


def test_step_that_forgets_its_number_is_refused(ledger, migrations, world):
    before = _state(ledger, world)
    with pytest.raises(KnownError) as refused:
        bring(ledger, migrations(version=1), 2)
    assert (refused.value.code, refused.value.values) == ("migration_failed", {"found": "schema 1"})
    assert _state(ledger, world) == before


def test_bug_in_a_step_leaves_everything_as_it_was(ledger, migrations, world):
    before = _state(ledger, world)
    engine = open_engine(ledger)
    with pytest.raises(ZeroDivisionError):
        bring_up(engine, keep=lambda write: None, migrations=migrations("1 / 0"), schema=2)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    assert _state(ledger, world) == before


def _state(path, world):
    means = world.means()
    database = Database(open_engine(path), clock=means.clock, new_id=means.new_id, salt=means.salt)
    try:
        return database.read(content_digest), database.read(master), database.read(user_version)
    finally:
        database.close()


def test_newer_file_is_refused_and_left_as_it_was(ledger, world):
    with sqlite3.connect(ledger) as newer:
        newer.execute("PRAGMA user_version=7")
    newer.close()
    before = _state(ledger, world)
    with pytest.raises(KnownError) as refused:
        bring(ledger)
    assert (refused.value.code, refused.value.values) == ("newer_data", {"found": "7", "known": "1"})
    assert _state(ledger, world) == before


def test_step_that_cannot_be_copied_before_is_not_taken(ledger, migrations, world):
    before = _state(ledger, world)
    engine = open_engine(ledger)
    with pytest.raises(KnownError) as refused:
        bring_up(
            engine, keep=lambda write: write(ledger.parent / "no folder" / "x.db"), migrations=migrations(), schema=2
        )
    engine.dispose()
    assert refused.value.code == "copy_failed"
    assert _state(ledger, world) == before


def test_present_file_opens_without_loading_alembic(ledger):
    # a quarter of a second that only a new or an old file has to pay
    seen = []
    engine = open_engine(ledger)
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    bring_up(engine)
    engine.dispose()
    assert seen[-1:] == ["PRAGMA user_version"]
