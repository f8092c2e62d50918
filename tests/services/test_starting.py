"""The start, step by step: what forbids it, what is made good, what is told, and that nothing is ever deleted."""

import json
import shutil
import sqlite3

import pytest

from desktop.domain.copies import CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import LOCK_NAME
from desktop.kernel.place import Place
from desktop.kernel.progress import Progress
from desktop.services.steps import starting
from desktop.services.steps.notebook import NOTEBOOK, Notebook, note_down, read_notebook
from desktop.wiring import open_ledger, restorer
from desktop.wording.messages import message
from tests.services.making import digest, enter, make_world


def refused(folder, world):
    with pytest.raises(KnownError) as told:
        open_ledger(folder, world)
    return told.value.code


def codes(services):
    return [note.code for note in services.notes]


def test_healthy_ledger_opens_without_a_word(services):
    assert services.notes == ()


@pytest.mark.parametrize("place", [Place.NETWORK, Place.REMOVABLE, Place.CLOUD, Place.READ_ONLY])
def test_ledger_is_not_opened_where_it_could_be_spoilt(services, world, monkeypatch, place):
    services.close()
    monkeypatch.setattr(starting, "place_of", lambda *_: place)
    assert refused(services.folder, world) == f"place_{place}"
    assert not (services.folder / "quarantine").exists()


def test_folder_of_a_cloud_is_told_by_its_name(begun_ledger, tmp_path, world):
    folder = tmp_path / "我的坚果云" / "台账"
    shutil.copytree(begun_ledger, folder)
    assert refused(folder, world) == "place_cloud"


@pytest.mark.parametrize("spoil", ["header", "page", "root", "empty", "cut"])
def test_damaged_ledger_is_refused_and_copied_aside_as_it_is(services, world, spoil):
    enter(services)
    services.close()
    path = services.folder / "ledger.db"
    content = bytearray(path.read_bytes())
    match spoil:
        case "header":
            content[:100] = b"\xff" * 100
        case "page":
            content[4096 * 4 : 4096 * 5] = b"\xff" * 4096
        case "root":
            content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
        case "empty":
            content.clear()
        case "cut":
            del content[len(content) // 2 :]
    path.write_bytes(content)
    assert refused(services.folder, world) in {"ledger_damaged", "not_a_ledger"}
    assert path.read_bytes() == bytes(content)
    aside = list((services.folder / "quarantine").glob("*/ledger.db"))
    assert [each.read_bytes() for each in aside] == [bytes(content)]
    assert refused(services.folder, world) in {"ledger_damaged", "not_a_ledger"}
    assert len(list((services.folder / "quarantine").iterdir())) == 1  # the same is not kept twice


def test_program_that_was_killed_makes_the_next_start_look_closely(services, world):
    uid = enter(services)
    services.close()
    with sqlite3.connect(services.folder / "ledger.db") as spoilt:
        spoilt.execute("UPDATE enterprise SET tier = 'key' WHERE uid = ?", (uid,))
    spoilt.close()
    opened = open_ledger(services.folder, world)
    assert codes(opened) == []  # a quick look does not read it
    opened.close()
    held = {"pid": "99", "host": world.host, "started": "2026-11-05T09:00:00+08:00"}
    (services.folder / LOCK_NAME).write_text(json.dumps(held), encoding="utf-8")
    opened = open_ledger(services.folder, world)
    assert codes(opened) == ["ledger_findings"]
    opened.close()


@pytest.mark.warns("the lock file held nothing readable and was taken over")
def test_garbage_in_the_lock_file_is_taken_over(services, world):
    services.close()
    (services.folder / LOCK_NAME).write_bytes(b"\0\xff garbage")
    open_ledger(services.folder, world).close()


def test_ledger_is_read_whole_once_a_week(services, world, clock):
    services.close()
    assert read_notebook(services.folder).checked_at == ""
    clock.forward(days=8)
    open_ledger(services.folder, world).close()
    assert read_notebook(services.folder).checked_at == clock.now.isoformat(timespec="seconds")


def test_clock_that_went_back_is_told_and_nothing_is_blocked(services, world, clock):
    enter(services)
    services.close()
    clock.forward(days=-30)
    opened = open_ledger(services.folder, world)
    assert codes(opened) == ["clock_doubtful"]
    enter(opened, "盂县乙厂（演示）")
    assert opened.check.run(deep=True) == ()
    opened.close()


def test_little_room_is_told_and_work_goes_on(services, world, monkeypatch):
    services.close()
    monkeypatch.setattr(starting, "free_bytes", lambda _: 20 << 20)
    opened = open_ledger(services.folder, world)
    assert codes(opened) == ["space_low"]
    enter(opened)
    opened.close()


def test_files_left_half_written_are_swept_and_told(services, world):
    services.close()
    (services.folder / ".~0123456789ab.tmp").write_bytes(b"x")
    opened = open_ledger(services.folder, world)
    assert codes(opened) == ["swept"]
    opened.close()


def test_what_a_restore_may_lack_is_told_until_something_is_saved(services, world, clock):
    enter(services)
    row = services.backups.make(CopyReason.MANUAL, Progress())
    clock.forward(hours=2)
    enter(services, "盂县乙厂（演示）")
    services.close()
    clock.forward(hours=1)
    restorer(services.folder, world).restore(row.path, Progress())
    for _ in range(2):
        opened = open_ledger(services.folder, world)
        (note,) = opened.notes
        assert (note.code, note.values["since"], note.values["until"]) == (
            "restored_missing",
            "2026-11-05 09:31",
            "2026-11-05 11:31",
        )
        assert int(note.values["count"]) > 0
        assert "backup find" in message(note)
        opened.close()
    opened = open_ledger(services.folder, world)
    opened.find_back.take(opened.find_back.look(None, Progress()), Progress(), reason="找回")
    opened.close()
    opened = open_ledger(services.folder, world)
    assert opened.notes == ()
    opened.close()


def test_a_restore_over_a_file_that_cannot_be_read_says_that_nobody_can_tell(services, world):
    row = services.backups.make(CopyReason.MANUAL, Progress())
    services.close()
    (services.folder / "ledger.db").write_bytes(b"\x00" * 8192)
    assert refused(services.folder, world) == "not_a_ledger"
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    assert codes(opened) == ["restored_unknown"]
    opened.close()


def test_a_restore_that_lacks_nothing_says_nothing(services, world):
    row = services.backups.make(CopyReason.MANUAL, Progress())
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    assert opened.notes == ()
    opened.close()


def test_restore_that_was_cut_off_is_finished_and_told(services, world, monkeypatch):
    import db.restore

    enter(services)
    row = services.backups.make(CopyReason.MANUAL, Progress())
    before = digest(services)
    enter(services, "盂县乙厂（演示）")
    services.close()
    move = db.restore.move

    class Cut(BaseException):
        """The power goes."""

    def cut(path, target):
        if path.name.startswith(".~"):
            raise Cut
        move(path, target)

    monkeypatch.setattr(db.restore, "move", cut)
    monkeypatch.setattr("pathlib.Path.unlink", lambda *_, **__: None)  # nobody tidies up after a power cut
    with pytest.raises(Cut):
        restorer(services.folder, world).restore(row.path, Progress())
    monkeypatch.undo()
    assert not (services.folder / "ledger.db").exists()
    opened = open_ledger(services.folder, make_world(world.clock, prefix="later"))
    assert "restore_finished" in codes(opened)
    assert len(opened.enterprises.rows(opened.enterprises.ids(_everything()))) == 1
    assert before != digest(opened)  # the marker of the restore stands in it
    opened.close()


def _everything():
    from desktop.domain.enterprise import EnterpriseFilter

    return EnterpriseFilter()


def test_ledger_of_a_newer_program_is_left_alone(services, world):
    services.close()
    with sqlite3.connect(services.folder / "ledger.db") as newer:
        newer.execute("PRAGMA user_version=9")
    newer.close()
    before = (services.folder / "ledger.db").read_bytes()
    assert refused(services.folder, world) == "newer_data"
    assert (services.folder / "ledger.db").read_bytes() == before


def test_notebook_that_cannot_be_read_was_never_written(tmp_path):
    for text in ("", "[]", '{"checked_at": 7}', "\x00"):
        (tmp_path / NOTEBOOK).write_text(text, encoding="utf-8")
        assert read_notebook(tmp_path).second_place == ""
    assert note_down(tmp_path, second_place="/x") == Notebook(
        checked_at=read_notebook(tmp_path).checked_at, second_place="/x"
    )
