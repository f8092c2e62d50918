"""The connection contract (data-safety.md 1.1) and what the file itself refuses (1.3)."""

import hashlib
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, StatementError

import db.engine
from db.engine import APPLICATION_ID, open_engine
from db.ledger import FILE, open_ledger
from db.unit_of_work import Database
from desktop.kernel.errors import KnownError
from tests.db.making import World, add, enterprise, raw, visit

CONTRACT = {
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "application_id": APPLICATION_ID,
    "user_version": 1,
}


@pytest.mark.parametrize("pragma", CONTRACT)
def test_pragma_holds(database, pragma):
    found = database.read(lambda connection: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar())
    assert found == CONTRACT[pragma]


def test_no_shared_memory_file_stands_beside_the_ledger(database, folder):
    assert sorted(path.name for path in folder.iterdir()) == [FILE, f"{FILE}-wal"]


def test_second_opener_is_told_that_the_data_are_in_use(database, folder, world):
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, world.means())
    assert refused.value.code == "data_in_use"
    assert refused.value.values == {"path": str(folder)}


def test_ledger_opens_again_after_close(database, folder, world):
    add(database, enterprise("e1"))
    database.close()
    again = open_ledger(folder, world.means())
    assert again.read(lambda connection: connection.execute(text("SELECT count(*) FROM enterprise")).scalar()) == 1
    again.close()


def test_closing_leaves_one_file(database, folder):
    add(database, enterprise("e1"))
    database.close()
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_file_of_another_program_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA application_id=77")
        other.execute("CREATE TABLE note (text)")
    other.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(KnownError) as refused:
        open_engine(path)
    assert refused.value.code == "not_a_ledger"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert list(tmp_path.iterdir()) == [path]


def test_database_without_our_mark_is_refused(tmp_path):
    path = tmp_path / "plain.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE enterprise (name)")
    other.close()
    with pytest.raises(KnownError) as refused:
        open_engine(path)
    assert refused.value.code == "not_a_ledger"


def test_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / FILE
    path.write_bytes("企业名称,代码\n".encode() * 200)
    with pytest.raises(KnownError) as refused:
        open_engine(path)
    assert refused.value.code == "not_a_ledger"
    assert refused.value.values == {"path": FILE}


def test_torn_file_is_told_as_damaged(database, folder, world):
    add(database, *(enterprise(f"e{number}") for number in range(200)))
    database.close()
    path = folder / FILE
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996  # the first page after the header
    path.write_bytes(content)
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, world.means())
    assert refused.value.code == "ledger_damaged"


def test_file_in_a_folder_that_is_missing_cannot_be_opened(tmp_path):
    with pytest.raises(KnownError) as refused:
        open_engine(tmp_path / "away" / FILE)
    assert refused.value.code == "cannot_open"


def test_old_sqlite_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(db.engine, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(KnownError) as refused:
        open_engine(tmp_path / FILE)
    assert refused.value.code == "sqlite_too_old"


def test_pragma_that_does_not_take_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(db.engine, "_PRAGMAS", (*db.engine._PRAGMAS, "synchronous=NORMAL"))
    with pytest.raises(KnownError) as refused:
        open_engine(tmp_path / FILE)
    assert (refused.value.code, refused.value.values["pragma"]) == ("pragma_refused", "synchronous")


def test_errors_carry_no_names_and_phones(database):
    with pytest.raises(DatabaseError) as refused:
        add(database, visit("v1", enterprise="nobody", received_phone="13800000000", summary="某某的话"))
    assert "13800000000" not in str(refused.value)
    assert "某某的话" not in str(refused.value)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE enterprise SET registered_capital = '1,850万'", "cannot store TEXT value in INTEGER column"),
        ("UPDATE enterprise SET registered_capital = 18.5", "cannot store REAL value in INTEGER column"),
        ("UPDATE enterprise SET established_on = '2023-02-29'", "established_on_is_day"),
        ("UPDATE enterprise SET established_on = '2023-2-9'", "established_on_is_day"),
        ("UPDATE enterprise SET established_on = '20230209'", "established_on_is_day"),
        ("UPDATE enterprise SET voided = 2", "voided_is_flag"),
        ("UPDATE enterprise SET name = NULL", "NOT NULL"),
        ("UPDATE visit SET enterprise = 'nobody'", "FOREIGN KEY"),
        ("DELETE FROM enterprise", "FOREIGN KEY"),
    ],
)
def test_file_refuses(database, statement, why):
    add(database, enterprise("e1"), visit("v1"))
    with pytest.raises(DatabaseError, match=why):
        database.note(lambda connection: connection.execute(text(statement)))


@pytest.mark.parametrize("field", ["name", "note", "township", "former_names"])
def test_nul_never_reaches_the_file(database, field):
    # SQLite's length() stops at it; inside JSON it is written as an escape
    value = ["演示\0耐火"] if field == "former_names" else "演示\0耐火"
    if field == "former_names":
        add(database, enterprise("e1", former_names=value))
        stored = database.read(lambda found: found.execute(text("SELECT former_names FROM enterprise")).scalar())
        assert "\0" not in stored
    else:
        with pytest.raises(StatementError, match="NUL"):
            add(database, enterprise("e1", **{"name": "演示企业", field: value}))


def test_every_table_is_strict(database):
    sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    assert database.read(lambda found: found.execute(text(sql)).scalars().all()) == ["alembic_version"]


def test_full_disk_is_told_and_keeps_nothing(database):
    def shrink(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    database.read(shrink)
    with pytest.raises(KnownError) as refused:
        add(database, enterprise("e1", note="很长" * 20_000))
    assert (refused.value.code, refused.value.values) == ("not_saved", {"found": "disk_full"})
    assert database.read(lambda found: found.execute(text("SELECT count(*) FROM enterprise")).scalar()) == 0
    database.read(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1000000"))
    add(database, enterprise("e1"))  # works again once there is room


def test_bug_is_not_told_as_trouble_of_the_disk(database):
    with pytest.raises(DatabaseError):
        database.read(lambda connection: connection.execute(text("SELECT nothing FROM nowhere")))


def test_deleted_text_does_not_stay_in_the_file(database, folder):
    add(database, enterprise("e1", note="电话13800001234勿留" * 40))
    database.note(lambda connection: connection.execute(text("UPDATE enterprise SET note = NULL")))
    erase = "UPDATE change_value SET value = NULL, salt = NULL, reason = NULL"
    database.note(lambda connection: connection.execute(text(erase)))
    database.close()
    assert b"13800001234" not in (folder / FILE).read_bytes()


def test_raw_connection_may_look_only_after_close(database, folder):
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        raw(folder / FILE)
    assert isinstance(database, Database)


@pytest.mark.warns("the log was not folded into the file: DatabaseError")
def test_a_disk_that_refuses_the_last_fold_costs_nothing(database, folder):
    add(database, enterprise("e1"))
    with database._engine.connect() as connection:
        driver = connection.connection.driver_connection
    driver.set_authorizer(lambda *_: sqlite3.SQLITE_DENY)
    database.close()
    again = open_ledger(folder, World("after").means())
    assert again.read(lambda connection: connection.execute(text("SELECT uid FROM enterprise")).scalar()) == "e1"
    again.close()
