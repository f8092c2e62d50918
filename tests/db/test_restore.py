"""A restore changes the ledger in one step, moves the present one aside, and survives being cut off anywhere."""

import json

import pytest

import db.restore
from db.chain import broken_links
from db.ledger import FILE, has_ledger, open_ledger
from db.restore import QUARANTINE, RESTORING, Rebirth, begin_anew, finish_restore, put_in_place, quarantined
from db.salvage import changes_after, look_into
from desktop.kernel.errors import KnownError
from tests.db.making import NOON, UNIT, add, enterprise, raw


class Cut(BaseException):
    """The power goes."""


def rebirth(incarnation="b2"):
    return Rebirth(incarnation, "save-of-restore", NOON, lambda: "0" * 32)


def names(folder, world):
    database = open_ledger(folder, world.means())
    try:
        query = "SELECT uid FROM enterprise ORDER BY uid"
        return database.read(lambda connection: connection.exec_driver_sql(query).scalars().all())
    finally:
        database.close()


@pytest.fixture
def part(database, folder):
    """A finished file that holds e1, beside a ledger that holds e1 and e2."""
    add(database, enterprise("e1"))
    made = folder / ".~part.tmp"
    database.copy_to(made)
    add(database, enterprise("e2"))
    database.close()
    begin_anew(made, rebirth(), action="ledger.restore", reason="误删")
    return made


def test_restored_ledger_begins_a_new_incarnation(part, folder, world):
    aside = put_in_place(part, folder, NOON)
    assert names(folder, world) == ["e1"]
    assert quarantined(folder) == (aside / FILE,)
    database = open_ledger(folder, world.means())
    add(database, enterprise("e3"))
    sites = database.read(lambda connection: connection.exec_driver_sql("SELECT site, own FROM site").all())
    marker = (
        "SELECT v.value, v.reason FROM change c JOIN change_value v USING (site, seq) WHERE kind = 'restore-marker'"
    )
    value, reason = database.read(lambda connection: connection.exec_driver_sql(marker).one())
    assert database.read(broken_links) == ()
    database.close()
    assert sorted(sites) == [(f"{UNIT}#a1", 0), (f"{UNIT}#b2", 1)]
    assert json.loads(value)["site"] == f"{UNIT}#a1"
    assert reason == "误删"


def test_log_of_the_former_ledger_never_stays_beside_the_new_one(part, folder, world):
    (folder / f"{FILE}-wal").write_bytes(b"what another ledger had not folded in")
    aside = put_in_place(part, folder, NOON)
    assert (aside / f"{FILE}-wal").read_bytes() == b"what another ledger had not folded in"
    assert names(folder, world) == ["e1"]


def test_cut_anywhere_ends_in_one_of_the_two(part, folder, world, monkeypatch):
    (folder / f"{FILE}-wal").write_bytes(b"")
    move, steps = db.restore.move, []

    def cut(path, target):
        if len(steps) == stop:
            raise Cut
        steps.append(path.name)
        move(path, target)

    for stop in range(4):
        steps.clear()
        monkeypatch.setattr(db.restore, "move", cut)
        try:
            if stop == 0:
                put_in_place(part, folder, NOON)
            else:
                finish_restore(folder)
        except Cut:
            assert has_ledger(folder)  # it is never taken for an empty folder
        monkeypatch.setattr(db.restore, "move", move)
    finish_restore(folder)
    assert not (folder / RESTORING).exists()
    assert names(folder, world) == ["e1"]
    assert look_into(next(iter(quarantined(folder)))).enterprises == 2


def test_restore_whose_file_is_gone_puts_the_former_ledger_back(part, folder, world, monkeypatch):
    move, calls = db.restore.move, []

    def cut(path, target):
        if path == part:
            raise Cut
        calls.append(path)
        move(path, target)

    monkeypatch.setattr(db.restore, "move", cut)
    with pytest.raises(Cut):
        put_in_place(part, folder, NOON)
    monkeypatch.setattr(db.restore, "move", move)
    part.unlink()
    assert finish_restore(folder)
    assert names(folder, world) == ["e1", "e2"]


def test_note_that_cannot_be_read_stops_everything(folder):
    folder.mkdir()
    (folder / RESTORING).write_text("{", encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        finish_restore(folder)
    assert refused.value.code == "restore_unclear"


def test_note_leads_nowhere_outside_the_folder(folder, tmp_path):
    folder.mkdir()
    outside = tmp_path / "theirs.db"
    outside.write_bytes(b"not ours")
    (folder / RESTORING).write_text(json.dumps({"part": "../theirs.db", "aside": "../../x"}), encoding="utf-8")
    finish_restore(folder)
    assert outside.read_bytes() == b"not ours"


def test_two_in_one_second_go_to_two_places(part, folder):
    second = folder / ".~second.tmp"
    second.write_bytes(part.read_bytes())
    first_aside, second_aside = put_in_place(part, folder, NOON), put_in_place(second, folder, NOON)
    assert first_aside != second_aside
    assert len(list((folder / QUARANTINE).iterdir())) == 2


def test_changes_after_a_copy_are_read_back_with_their_chain(part, folder):
    heads = look_into(part).heads[:1]
    aside = put_in_place(part, folder, NOON)
    found = changes_after(aside / FILE, heads)
    assert found.lost == ()
    assert {change.cell.entity for change in found.changes} == {"e2"}


def test_changes_that_somebody_touched_are_not_given_back(part, folder):
    heads = look_into(part).heads[:1]
    aside = put_in_place(part, folder, NOON)
    with raw(aside / FILE) as spoilt:
        spoilt.execute("UPDATE change_value SET value = '\"伪造\"' WHERE site = ? AND seq = ?", (heads[0].site, 99))
        seq = spoilt.execute("SELECT max(seq) FROM change").fetchone()[0]
        spoilt.execute("UPDATE change_value SET value = '\"伪造\"' WHERE seq = ?", (seq,))
    spoilt.close()
    found = changes_after(aside / FILE, heads)
    assert found.lost == ((heads[0].site, seq, "value"),)
    assert seq not in {change.seq for change in found.changes}


def test_damaged_pages_cost_what_stands_on_them_and_no_more(database, folder):
    add(database, *(enterprise(f"e{number}", note="演示" * 40) for number in range(1, 120)))
    heads = ()
    pages = "SELECT rootpage FROM sqlite_master WHERE name = 'change_value'"
    root = database.read(lambda connection: connection.exec_driver_sql(pages).scalar())
    total = database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM change").scalar())
    leaf = "SELECT pageno FROM dbstat WHERE name = 'change_value' AND pagetype = 'leaf' LIMIT 1 OFFSET 2"
    try:
        page = database.read(lambda connection: connection.exec_driver_sql(leaf).scalar())
    except Exception:  # noqa: BLE001  (an SQLite built without dbstat)
        page = root + 5
    database.close()
    with (folder / FILE).open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\0" * 4096)
    found = changes_after(folder / FILE, heads)
    assert 0 < len(found.lost) < total / 2
    assert len(found.changes) + len(found.lost) == total
    assert all(change.value is not None for change in found.changes)
