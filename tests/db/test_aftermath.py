"""After an error of the disk the program says what is true: kept, not kept, or that nobody can tell."""

import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from db.ledger import FILE
from desktop.kernel.errors import KnownError
from tests.db.making import CLERK, enterprise


def broken(code=sqlite3.SQLITE_IOERR):
    """Return what the driver raises when the disk fails."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return OperationalError("COMMIT", {}, error)


def fail(database, monkeypatch, *, after, code=sqlite3.SQLITE_IOERR):
    """Let the next commit fail, *after* or before it has reached the disk."""
    real = database._engine.dialect.do_commit

    def commit(connection):
        monkeypatch.undo()
        if after:
            real(connection)
        raise broken(code).orig

    monkeypatch.setattr(database._engine.dialect, "do_commit", commit)


def names(database):
    return database.read(lambda found: found.exec_driver_sql("SELECT uid FROM enterprise ORDER BY 1").scalars().all())


def save(database, uid, save_id=""):
    with database.work("enterprise.add", CLERK, save_id) as work:
        work.add(enterprise(uid))


@pytest.mark.warns("a deed was kept although the disk reported disk_failed")
def test_deed_that_reached_the_disk_counts_as_kept(database, monkeypatch):
    fail(database, monkeypatch, after=True)
    save(database, "e1")
    assert names(database) == ["e1"]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL], ids=["io", "full"])
def test_deed_that_did_not_is_told_as_not_saved_and_can_be_repeated(database, monkeypatch, code):
    save(database, "e1")
    fail(database, monkeypatch, after=False, code=code)
    with pytest.raises(KnownError) as told:
        save(database, "e2", "the same save")
    assert told.value.code == "not_saved"
    assert names(database) == ["e1"]
    save(database, "e2", "the same save")
    assert names(database) == ["e1", "e2"]


def test_where_the_file_does_not_open_again_nobody_claims_anything(database, monkeypatch):
    fail(database, monkeypatch, after=True)

    def refuse(*_):
        raise KnownError("disk_failed")

    event.listen(database._engine, "connect", refuse)
    with pytest.raises(KnownError) as told:
        save(database, "e1")
    assert told.value.code == "save_unclear"
    event.remove(database._engine, "connect", refuse)
    assert names(database) == ["e1"]


def test_trouble_of_another_disk_is_told_as_it_is(database):
    def file():
        with database.work("filing.file", CLERK) as work:
            work.add(enterprise("e1"))
            raise KnownError("disk_full", path="/stick/report.pdf")

    with pytest.raises(KnownError) as told:
        file()
    assert told.value.code == "disk_full"
    assert names(database) == []


def test_disk_that_is_really_full_keeps_what_was_acknowledged(database, folder):
    for number in range(20):
        save(database, f"e{number}")
    pages = database.read(lambda found: found.exec_driver_sql("PRAGMA page_count").scalar())
    database.read(lambda found: found.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}"))
    with pytest.raises(KnownError) as told, database.work("enterprise.add", CLERK) as work:
        work.add(enterprise("big", note="很长" * 50_000))
    assert told.value.code == "not_saved"
    assert len(names(database)) == 20
    save(database, "after")
    assert (folder / FILE).is_file()
