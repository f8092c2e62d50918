"""A plain copy is whole, or it is refused; what it holds is told truly."""

import sqlite3

import pytest

from db.backup import copy_to, files_of, inspect, opened
from db.engine import open_engine
from db.ledger import FILE
from db.queries.copies import ledger_mark
from db.upgrade import SCHEMA
from desktop.kernel.errors import KnownError
from tests.db.making import UNIT, add, enterprise, raw, visit


@pytest.fixture
def copy(database, folder, tmp_path):
    add(database, *(enterprise(f"e{number}") for number in range(1, 300)), visit("v1"))
    made = tmp_path / "copy.db"
    database.copy_to(made)
    database.close()
    return made


def test_copy_tells_what_it_holds(copy):
    facts = inspect(copy, schema=SCHEMA)
    assert (facts.schema, facts.enterprises, facts.visits, facts.findings) == (1, 299, 1, ())
    assert [head.site for head in facts.heads] == [f"{UNIT}#a1"]
    assert facts.last_change.startswith("2026-10-31T12:00")
    with sqlite3.connect(copy) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plain.close()


def spoil_page(path):
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)


def cut_in_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil_index(path):
    with sqlite3.connect(path) as copy:
        copy.execute("PRAGMA writable_schema=ON")
        copy.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(credit_code)', '(name)') WHERE name = 'enterprise_by_code'"
        )
    copy.close()


def break_reference(path):
    with raw(path) as copy:
        copy.execute("UPDATE visit SET enterprise = 'nobody'")
    copy.close()


def somebody_elses(path):
    with raw(path) as copy:
        copy.execute("PRAGMA application_id=7")
    copy.close()


@pytest.mark.parametrize("spoil", [spoil_page, cut_in_half, spoil_index, break_reference, somebody_elses])
def test_file_that_is_not_whole_is_refused(copy, spoil):
    spoil(copy)
    with pytest.raises(KnownError) as refused:
        inspect(copy, schema=SCHEMA)
    assert refused.value.code == "copy_failed"


def test_what_breaks_a_promise_is_told_and_does_not_refuse(copy):
    # else a ledger with one flaw would have no copies at all
    with raw(copy) as spoilt:
        spoilt.execute("UPDATE enterprise SET name = '改过', tier = 'key' WHERE uid = 'e7'")
    spoilt.close()
    assert inspect(copy, schema=SCHEMA).findings == (("tier_differs", "e7"),)
    assert ("value_differs", "enterprise e7 name") in inspect(copy, schema=SCHEMA, values=True).findings


def test_copy_that_the_disk_does_not_take_is_told(database, tmp_path):
    with pytest.raises(KnownError) as refused:
        database.copy_to(tmp_path / "no folder" / "copy.db")
    assert refused.value.code == "copy_failed"


def test_copying_changes_nothing_in_the_ledger(database, folder, tmp_path):
    add(database, enterprise("e1"))
    database.close()
    before = (folder / FILE).read_bytes()
    engine = open_engine(folder / FILE)
    copy_to(engine, tmp_path / "copy.db")
    engine.dispose()
    assert (folder / FILE).read_bytes() == before


def test_mark_is_another_after_every_deed(database):
    marks = [database.read(ledger_mark)]
    for uid in ("e1", "e2"):
        add(database, enterprise(uid))
        marks.append(database.read(ledger_mark))
    assert len(set(marks)) == 3
    assert database.read(ledger_mark) == marks[-1]


def test_ledger_of_an_old_schema_may_know_no_files(copy):
    with raw(copy) as older:
        older.execute("DROP TABLE attachment")
    older.close()
    assert files_of(copy) == ()


def test_reading_a_copy_leaves_nothing_beside_it(copy):
    with opened(copy) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM enterprise").scalar()
    assert sorted(path.name for path in copy.parent.iterdir()) == ["copy.db", "数据"]
