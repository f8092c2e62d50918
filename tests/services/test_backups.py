"""Copies of a ledger as a whole: made, listed, thinned, carried, rehearsed, brought back, found back."""

import shutil
import zipfile

import pytest

from desktop.domain.attachment import file_name
from desktop.domain.codes import Subject
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.find_back import Fate
from desktop.domain.overview import TodoKind
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.services.steps import copying
from desktop.wiring import open_ledger, restorer
from tests.services.making import database_of, digest, enter, figures, kept, visit


def made(services, reason=CopyReason.MANUAL):
    return services.backups.make(reason, Progress())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_copy_says_what_it_holds_and_is_good(services):
    uid = enter(services)
    kept(services.visits.save(visit(uid)))
    row = made(services)
    facts = row.label.facts
    assert (facts.unit_name, facts.enterprises, facts.visits) == ("盂县能源局", 1, 1)
    assert services.backups.list() == (row,)
    found = services.backups.check(row.path, Progress())
    assert (found.ok, found.row) == (True, row)
    assert names(services.folder / "rehearsal") == []


def test_nothing_new_makes_no_new_copy(services):
    enter(services)
    assert services.backups.make_if_changed(CopyReason.START, Progress()) is not None
    assert services.backups.make_if_changed(CopyReason.CLOSE, Progress()) is None
    services.drafts.keep("visit:new", {"summary": "没写完"})  # no business data
    assert services.backups.make_if_changed(CopyReason.CLOSE, Progress()) is None
    enter(services, "盂县乙厂（演示）")
    assert services.backups.make_if_changed(CopyReason.CLOSE, Progress()) is not None


def test_half_hourly_copy_waits_for_its_time(services, clock):
    enter(services)
    assert services.backups.make_if_due(Progress()) is None
    clock.forward(minutes=31)
    assert services.backups.make_if_due(Progress()) is not None
    enter(services, "盂县乙厂（演示）")
    assert services.backups.make_if_due(Progress()) is None


@pytest.mark.parametrize("spoil", ["flip", "cut", "empty", "text", "zip"])
def test_spoilt_copy_is_told_and_never_brought_back(services, world, spoil):
    row = made(services)
    content = bytearray(row.path.read_bytes())
    match spoil:
        case "flip":
            content[len(content) // 2] ^= 0x55
        case "cut":
            del content[-200:]
        case "empty":
            content.clear()
        case "text":
            content[:] = "不是备份".encode()
    row.path.write_bytes(content)
    if spoil == "zip":
        with zipfile.ZipFile(row.path, "w") as other:
            other.writestr("meta.json", '{"format": "other"}')
    before = digest(services)
    services.close()
    with pytest.raises(KnownError) as refused:
        restorer(services.folder, world).restore(row.path, Progress())
    assert refused.value.code in {"copy_damaged", "not_a_copy"}
    opened = open_ledger(services.folder, world)
    assert digest(opened) == before
    assert opened.find_back.quarantined() == ()
    opened.close()


def test_label_of_another_ledger_is_noticed(services):
    enter(services)
    row = made(services)
    enter(services, "盂县乙厂（演示）")
    other = made(services)
    with zipfile.ZipFile(row.path) as first, zipfile.ZipFile(other.path) as second:
        label, ledger = first.read("meta.json"), second.read("ledger.db")
    with zipfile.ZipFile(row.path, "w") as mixed:
        mixed.writestr("meta.json", label)
        mixed.writestr("ledger.db", ledger)
    with pytest.raises(KnownError) as refused:
        services.backups.check(row.path, Progress())
    assert refused.value.code == "copy_damaged"


def test_restore_brings_back_what_was_and_keeps_what_is(services, world):
    uid = enter(services)
    row = made(services)
    services.enterprises.save(EnterpriseDraft(name="改过的名字（演示）"), uid)
    enter(services, "盂县乙厂（演示）")
    services.close()
    plan = restorer(services.folder, world).look(row.path)
    assert plan.changes > 0
    done = restorer(services.folder, world).restore(row.path, Progress(), reason="误改")
    assert (done.aside / "ledger.db").is_file()
    opened = open_ledger(services.folder, world)
    assert opened.enterprises.get(uid).draft.name == "盂县甲洗煤厂（演示）"
    assert opened.check.run(deep=True) == ()
    opened.close()


def test_what_came_after_is_found_back(services, world):
    uid = enter(services)
    row = made(services)
    kept(services.visits.save(visit(uid)))
    services.figures.save(figures(uid, main_revenue_ytd=1850))
    other = enter(services, "盂县乙厂（演示）")
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    found = opened.find_back.look(None, Progress())
    assert {record.subject for record in found.takeable} == {Subject.VISIT, Subject.FIGURE, Subject.ENTERPRISE}
    (visited,) = (record.title for record in found.records if record.subject is Subject.VISIT)
    assert visited == "盂县甲洗煤厂（演示） 2026-10-15 140322-nengyuan-2026-0001"
    taken = opened.find_back.take(found, Progress(), reason="误恢复")
    assert taken.refused == ()
    assert opened.enterprises.get(other).draft.name == "盂县乙厂（演示）"
    assert opened.check.run(deep=True) == ()
    again = opened.find_back.look(None, Progress())
    assert again.takeable == ()
    opened.close()


def test_what_somebody_wrote_since_is_not_overwritten(services, world):
    uid = enter(services)
    row = made(services)
    services.enterprises.save(EnterpriseDraft(name="恢复前改的（演示）"), uid)
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    opened.enterprises.save(EnterpriseDraft(name="恢复后改的（演示）"), uid)
    found = opened.find_back.look(None, Progress())
    assert [record.fate for record in found.records] == [Fate.CHANGED_SINCE]
    assert opened.find_back.take(found, Progress(), reason="x").taken == ()
    assert opened.enterprises.get(uid).draft.name == "恢复后改的（演示）"
    opened.close()


def test_only_what_was_chosen_is_taken(services, world):
    row = made(services)
    first, second = enter(services), enter(services, "盂县乙厂（演示）")
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    found = opened.find_back.look(None, Progress())
    assert opened.find_back.take(found, Progress(), only={second}, reason="x").taken == (second,)
    assert first not in {record.entity for record in opened.find_back.look(None, Progress()).records} - {first}
    opened.close()


def test_plan_of_a_ledger_that_changed_is_refused(services, world):
    row = made(services)
    enter(services)
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    found = opened.find_back.look(None, Progress())
    enter(opened, "盂县丙厂（演示）")
    with pytest.raises(KnownError) as refused:
        opened.find_back.take(found, Progress(), reason="x")
    assert refused.value.code == "plan_stale"
    opened.close()


def test_nothing_set_aside_is_told(services):
    with pytest.raises(KnownError) as refused:
        services.find_back.look(None, Progress())
    assert refused.value.code == "nothing_quarantined"


def test_kept_files_come_with_the_copies_once(services, world):
    uid = enter(services)
    store = services.folder / "attachments"
    store.mkdir()
    put_attachment(services, uid, b"first")
    first = made(services)
    put_attachment(services, uid, b"second")
    second = made(services)
    kept_files = services.folder / "backups" / "attachments"
    assert len(names(kept_files)) == 2
    assert (len(first.label.attachments), len(second.label.attachments)) == (1, 2)
    services.close()
    shutil.rmtree(store)
    done = restorer(services.folder, world).restore(second.path, Progress())
    assert done.missing == ()
    assert names(store) == names(kept_files)
    (kept_files / names(kept_files)[0]).unlink()
    opened = open_ledger(services.folder, world)
    checked = opened.backups.check(second.path, Progress())
    assert (checked.ok, len(checked.missing)) == (False, 1)
    opened.close()


def put_attachment(services, visit_of, content):
    """Keep a file as the store does; the picture itself does not matter here."""
    import hashlib

    from sqlalchemy import text

    sha = hashlib.sha256(content).hexdigest()
    (services.folder / "attachments" / file_name(sha, "pdf")).write_bytes(content)
    uid = kept(services.visits.save(visit(visit_of)))
    sql = (
        "INSERT INTO attachment (uid, by_unit, about, record, sha256, kind, size, name, added_on, voided)"
        " VALUES (:uid, 'u', 'visit', :record, :sha, 'pdf', :size, 'x.pdf', '2026-11-05', 0)"
    )
    values = {"uid": sha[:8], "record": uid, "sha": sha, "size": len(content)}
    database_of(services).note(lambda connection: connection.execute(text(sql), values))


def test_second_place_gets_the_newest_copy_and_its_files(services, tmp_path, clock):
    place = tmp_path / "stick"
    place.mkdir()
    services.backups.set_second_place(place)
    enter(services)
    row = made(services)
    assert services.backups.carry(Progress()) == place / row.path.name
    assert (place / row.path.name).read_bytes() == row.path.read_bytes()
    assert services.backups.keeping().carried_at == clock.now
    shutil.rmtree(place)
    with pytest.raises(KnownError) as refused:
        services.backups.carry(Progress())
    assert refused.value.code == "second_place_missing"


def test_second_place_gets_what_was_saved_since_the_newest_copy(services, tmp_path, clock):
    services.backups.set_second_place(tmp_path)
    before = made(services)
    clock.forward(minutes=5)
    enter(services)
    carried = services.backups.carry(Progress())
    assert carried is not None
    assert carried.name != before.path.name
    assert services.backups.changes_after(services.backups.row(carried)) == 0


def test_today_nags_once_a_week_about_a_second_place(services, tmp_path, clock):
    assert services.backups.todo() == ()  # the ledger has just been begun
    clock.forward(days=8)
    assert [item.kind for item in services.backups.todo()] == [TodoKind.COPY_HERE_ONLY]
    services.backups.set_second_place(tmp_path)
    assert [item.kind for item in services.backups.todo()] == [TodoKind.COPY_NOT_CARRIED]
    services.backups.carry(Progress())
    assert services.backups.todo() == ()
    clock.forward(days=7)
    assert [item.kind for item in services.backups.todo()] == [TodoKind.COPY_NOT_CARRIED]


def test_rehearsal_is_remembered_and_a_failed_one_waits_on_today(services, clock):
    row = made(services)
    assert services.backups.rehearse(Progress()).ok
    keeping = services.backups.keeping()
    assert (keeping.rehearsed_at, keeping.rehearsed_copy, keeping.rehearsal_ok) == (clock.now, row.path.name, True)
    content = bytearray(row.path.read_bytes())
    content[-300] ^= 0xFF
    content[len(content) // 2] ^= 0xFF
    row.path.write_bytes(content)
    with pytest.raises(KnownError):
        services.backups.rehearse(Progress())
    assert [item.kind for item in services.backups.todo()] == [TodoKind.REHEARSAL_FAILED]


def test_month_goes_by_and_the_rehearsal_comes_by_itself(services, clock):
    enter(services)
    services.backups.tend(CopyReason.START, Progress())
    assert services.backups.keeping().rehearsed_at is None  # the ledger is new
    clock.forward(days=40)
    services.backups.tend(CopyReason.START, Progress())
    assert services.backups.keeping().rehearsed_at == clock.now


def test_copy_is_made_before_a_deed_that_changes_much(services, tmp_path):
    from tests.services.making import look, workbook

    path = workbook(tmp_path / "名单.xlsx", ["企业名称", "统一社会信用代码"], ["盂县甲厂（演示）", ""])
    services.intake.take(look(services, path), Progress())
    assert [row.label.reason for row in services.backups.list()] == ["import"]
    assert services.backups.list()[0].label.facts.enterprises == 0


def test_deed_whose_copy_cannot_be_kept_is_not_begun(services, tmp_path, monkeypatch):
    from tests.services.making import look, workbook

    path = workbook(tmp_path / "名单.xlsx", ["企业名称", "统一社会信用代码"], ["盂县甲厂（演示）", ""])
    plan = look(services, path)
    monkeypatch.setattr(copying, "free_bytes", lambda _folder: 0)
    before = digest(services)
    with pytest.raises(KnownError) as refused:
        services.intake.take(plan, Progress())
    assert refused.value.code == "no_room_for_copy"
    assert digest(services) == before
    enter(services)  # daily work goes on


def test_cancelled_copy_leaves_nothing(services):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        services.backups.make(CopyReason.MANUAL, progress)
    assert names(services.folder / "backups") == []


def test_ledger_with_a_flaw_still_has_copies(services):
    from sqlalchemy import text

    uid = enter(services)
    spoil = "UPDATE enterprise SET tier = 'key' WHERE uid = :uid"
    database_of(services).note(lambda connection: connection.execute(text(spoil), {"uid": uid}))
    row = made(services)
    assert not row.verified
    assert ("tier_differs", uid) in row.label.facts.findings


def test_copy_can_begin_a_folder_on_another_computer(services, world, tmp_path):
    uid = enter(services)
    row = made(services)
    other = tmp_path / "new computer"
    restorer(other, world).restore(row.path, Progress())
    opened = open_ledger(other, world)
    assert opened.enterprises.get(uid).draft.name == "盂县甲洗煤厂（演示）"
    opened.close()


def test_folder_can_be_copied_to_where_it_may_be_opened(services, world, tmp_path):
    uid = enter(services)
    made(services)
    services.close()
    before = {path.name: path.read_bytes() for path in services.folder.glob("ledger.db*")}
    target = tmp_path / "local"
    restorer(services.folder, world).move_to(target, Progress())
    assert {path.name: path.read_bytes() for path in services.folder.glob("ledger.db*")} == before
    opened = open_ledger(target, world)
    assert opened.enterprises.get(uid).draft.name == "盂县甲洗煤厂（演示）"
    assert len(opened.backups.list()) == 1
    with pytest.raises(KnownError) as refused:
        restorer(services.folder, world).move_to(target, Progress())
    assert refused.value.code in {"ledger_exists", "data_in_use"}
    opened.close()


def test_restore_itself_is_no_deed_to_take_back(services, world):
    enter(services)
    row = made(services)
    services.close()
    restorer(services.folder, world).restore(row.path, Progress())
    opened = open_ledger(services.folder, world)
    assert "ledger.restore" not in {save.action for save in opened.undo.recent()}
    enter(opened, "盂县乙厂（演示）")
    assert opened.undo.look(opened.undo.recent()[0].id).possible
    opened.close()


def test_stick_that_carries_copies_of_two_offices_keeps_both(services, tmp_path, world, clock):
    from tests.services.making import begun

    stick = tmp_path / "stick"
    stick.mkdir()
    other = begun(tmp_path / "other", world, unit_name="秀水镇")
    for each in (services, other):
        each.backups.set_second_place(stick)
        made(each)  # both in the same second
        each.backups.carry(Progress())
    units = {row.label.facts.unit_name for row in copying.list_copies(stick)}
    assert len(units) == 2
    other.close()
    for _ in range(70):
        clock.forward(days=1)
        copying.thin(stick, clock.now, ledger_size=1, unit=services.backups.list()[0].label.facts.unit)
    assert {row.label.facts.unit_name for row in copying.list_copies(stick)} == units
