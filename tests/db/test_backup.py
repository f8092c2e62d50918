"""A copy is whole, or it is refused and nothing of it stays."""

import hashlib
import sqlite3

import pytest

import db.backup
from db.backup import make_copy, verify_copy
from db.engine import open_engine
from db.ledger import BACKUPS, FILE, copies
from desktop.kernel.errors import KnownError
from tests.db.making import NOON, add, enterprise, later, raw, visit


@pytest.fixture
def ledger(database, folder):
    add(database, *(enterprise(f"e{number}") for number in range(1, 300)), visit("v1"))
    database.close()
    return folder / FILE


@pytest.fixture
def engine(ledger):
    opened = open_engine(ledger)
    yield opened
    opened.dispose()


def test_copy_holds_everything_and_its_digest_stands_beside_it(engine, folder):
    path = make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    verify_copy(path)
    with sqlite3.connect(path) as copy:
        assert copy.execute("SELECT count(*) FROM enterprise").fetchone() == (299,)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.with_suffix(".sha256").read_text(encoding="utf-8") == f"{digest}  {path.name}\n"
    assert sorted(found.suffix for found in path.parent.iterdir()) == [".db", ".sha256"]


def test_copy_is_listed_newest_first(engine, folder):
    older = make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    newer = make_copy(engine, folder / BACKUPS, reason="manual", at=later(NOON, minutes=1))
    assert copies(folder) == (newer, older)


def spoil_page(part):
    content = bytearray(part.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    part.write_bytes(content)


def cut_in_half(part):
    part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])


def spoil_index(part):
    with sqlite3.connect(part) as copy:
        copy.execute("PRAGMA writable_schema=ON")
        copy.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(credit_code)', '(name)') WHERE name = 'enterprise_by_code'"
        )
    copy.close()


def break_reference(part):
    with raw(part) as copy:
        copy.execute("UPDATE visit SET enterprise = 'nobody'")
    copy.close()


@pytest.mark.parametrize("spoil", [spoil_page, cut_in_half, spoil_index, break_reference])
def test_broken_copy_is_refused_and_leaves_nothing(engine, folder, monkeypatch, spoil):
    copy = db.backup._copy

    def copy_badly(engine, part):
        copy(engine, part)
        spoil(part)

    monkeypatch.setattr(db.backup, "_copy", copy_badly)
    with pytest.raises(KnownError) as refused:
        make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    assert refused.value.code == "copy_failed"
    assert list((folder / BACKUPS).iterdir()) == []


def test_failed_copy_leaves_the_one_before(engine, folder, monkeypatch):
    kept = make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    before = kept.read_bytes()

    def fail(engine, part):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(db.backup, "_copy", fail)
    with pytest.raises(KnownError) as refused:
        make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    assert refused.value.code == "copy_failed"
    assert kept.read_bytes() == before


def test_copying_changes_nothing_in_the_ledger(engine, ledger, folder):
    before = ledger.read_bytes()
    make_copy(engine, folder / BACKUPS, reason="manual", at=NOON)
    engine.dispose()
    assert ledger.read_bytes() == before
