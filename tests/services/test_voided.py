"""What is void is listed and can stand again; what left this computer is noted."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from desktop.domain.codes import Subject
from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.listing import ListColumn, Listing
from desktop.domain.month import Month
from desktop.domain.release import ExportKind, Release, ReleaseLevel, cover, covered_phones, same_when_covered
from desktop.domain.roster import RosterDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.making import (
    CODE,
    OCTOBER,
    codes,
    database_of,
    enter,
    kept,
    look,
    nothing_written,
    put_in,
    visit,
    workbook,
)
from tests.services.undo_hand import standing


@pytest.fixture
def uid(services):
    return enter(services, code=CODE, township="140322-xiushui")


def test_void_records_are_listed_with_who_when_and_why(services, uid):
    kept(services.enterprises.void(uid, "重复登记"))
    (row,) = services.voided.rows()
    assert (row.subject, row.uid, row.title) == (Subject.ENTERPRISE, uid, "盂县甲洗煤厂（演示）")
    assert (row.who, row.reason, row.by_undo) == ("李演示", "重复登记", False)
    assert services.voided.rows((Subject.VISIT,)) == ()


def test_a_restored_record_stands_as_before(services, uid):
    before = standing(database_of(services))
    kept(services.enterprises.void(uid, "重复登记"))
    kept(services.voided.restore(uid, "查明不是重复"))
    assert standing(database_of(services)) == before
    assert services.voided.rows() == ()
    assert services.enterprises.history(uid)[-1].reason == "查明不是重复"
    assert services.check.run(deep=True) == ()


def test_what_became_void_together_comes_back_together(services, uid):
    seen = kept(
        services.visits.save(visit(uid, issues=(IssueDraft(description="缺资金", category=IssueCategory.FINANCE),)))
    )
    plan = services.undo.look(services.undo.next().id)
    services.undo.take(plan)
    assert {row.subject for row in services.voided.rows()} == {Subject.VISIT, Subject.ISSUE}
    assert all(row.by_undo for row in services.voided.rows())
    issue = next(row.uid for row in services.voided.rows() if row.subject is Subject.ISSUE)
    with nothing_written(services):
        assert codes(services.voided.restore(issue, "误作废").problems) == [("uid", "restore_owner_void")]
    kept(services.voided.restore(seen, "误作废"))
    assert services.voided.rows() == ()
    assert len(services.issues.list(IssueFilter())) == 1


def test_restoring_asks_why_and_refuses_what_is_not_void(services, uid):
    with nothing_written(services), pytest.raises(KnownError, match="not_voided"):
        services.voided.restore(uid, "误作废")
    with nothing_written(services), pytest.raises(KnownError, match="no_such_record"):
        services.voided.restore("nothing", "误作废")
    kept(services.enterprises.void(uid, "重复登记"))
    with nothing_written(services):
        assert codes(services.voided.restore(uid, " ").problems) == [("reason", "missing")]


def on_list(services, uid):
    put_in(services, uid)
    kept(services.policies.enter(RosterDraft("finance", uid, date(2026, 3, 16), reason="企业资金周转困难")))


def test_a_list_goes_out_whole_or_without_particulars_and_is_noted(services, uid, tmp_path):
    on_list(services, uid)
    path = tmp_path / "名单.pdf"
    services.policies.print_roster("finance", path, Progress(), level=ReleaseLevel.MASKED, recipient="县农商行")
    (row,) = services.policies.released_facts("finance", ReleaseLevel.MASKED).rows
    assert (row.facts["reason"], row.facts["credit_code"]) == (None, cover(CODE))
    (note,) = services.exports.rows()
    assert (note.kind, note.level, note.rows, note.recipient) == (ExportKind.ROSTER, ReleaseLevel.MASKED, 1, "县农商行")
    assert (note.file, note.folder) == ("名单.pdf", str(tmp_path))
    assert note.sha256 == sha256(path.read_bytes()).hexdigest()
    assert "reason" not in note.fields


def test_looking_at_a_paper_is_no_export_and_writing_it_is(services, uid, tmp_path):
    on_list(services, uid)
    services.papers.look("roster", OCTOBER, Progress(), of="finance")
    assert services.exports.rows() == ()
    release = Release(ReleaseLevel.FULL, "县农商行")
    services.papers.print("roster", Month(2026, 10), tmp_path / "a.pdf", Progress(), of="finance", release=release)
    assert [note.recipient for note in services.exports.rows()] == ["县农商行"]


def test_a_filed_form_is_noted_with_both_files(services, uid, desk):
    put_in(services, uid)
    services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    assert sorted(note.file.rpartition(".")[2] for note in services.exports.rows()) == ["pdf", "xlsx"]
    assert {note.what for note in services.exports.rows()} == {"重点培育企业运行监测月报 2026年10月"}
    for note in services.exports.rows():
        assert note.sha256 == sha256((desk.folder / note.file).read_bytes()).hexdigest()


def test_phones_in_an_exported_list_are_covered_unless_asked(services, tmp_path):
    listing = Listing("人员", (ListColumn("姓名"), ListColumn("电话")), (("演示甲", "13812345678"),))
    for level, said in ((ReleaseLevel.MASKED, "138****5678"), (ReleaseLevel.FULL, "13812345678")):
        path = tmp_path / f"{level}.csv"
        services.lists.write(listing, path, Progress(), level=level)
        assert said in path.read_text(encoding="utf-8-sig")
    assert [note.level for note in services.exports.rows()] == [ReleaseLevel.FULL, ReleaseLevel.MASKED]


def test_a_covered_value_that_comes_back_equals_the_stored_one():
    assert covered_phones("电话 13812345678、0353-1234567") == "电话 138****5678、0353-1234567"
    assert same_when_covered("138****5678", "13812345678")
    assert not same_when_covered("139****5678", "13812345678")
    assert not same_when_covered("13812345678", "13812345678")


def test_a_list_that_comes_back_covered_changes_no_number(services, uid, tmp_path):
    draft = services.enterprises.get(uid).draft
    kept(services.enterprises.save(replace(draft, contact_phone="13812345678"), uid))
    rows = (("企业名称", "统一社会信用代码", "联系电话"), (draft.name, CODE, "138****5678"))
    services.intake.take(look(services, workbook(tmp_path / "名单.xlsx", *rows)), Progress())
    assert services.enterprises.get(uid).draft.contact_phone == "13812345678"


def test_the_log_of_exports_cannot_be_rewritten(services, uid, tmp_path):
    on_list(services, uid)
    services.policies.print_roster("finance", tmp_path / "名单.pdf", Progress())
    for sql in ("UPDATE export_note SET rows = 0", "DELETE FROM export_note"):
        with pytest.raises(Exception, match="noted for good"):
            database_of(services).note(lambda connection, said=sql: connection.exec_driver_sql(said))


def test_what_was_on_a_lost_stick_is_told_from_the_log(services, uid, tmp_path):
    on_list(services, uid)
    for place in ("usb", "home"):
        (tmp_path / place).mkdir()
        services.policies.print_roster("finance", tmp_path / place / "名单.pdf", Progress())
    lost = services.exports.on_stick(str(tmp_path / "usb"), "11月4日开会途中")
    assert len(lost.rows) == 1
    assert "未加密 1 个" in lost.notice
    assert "11月4日开会途中" in lost.notice
    services.exports.write_notice(lost.notice, tmp_path / "说明.txt")
    assert (tmp_path / "说明.txt").read_text(encoding="utf-8-sig").startswith("关于移动存储介质遗失的情况说明")
