"""What goes with visits in the window: officers, campaigns, attachments, shared trips, papers."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.domain.codes import Subject
from desktop.domain.officer import OfficerDraft, OfficerFilter
from desktop.domain.visit import FIELD_ORDER, VisitDraft, VisitFilter
from desktop.domain.visit_codes import Appointment, DayPart
from desktop.ui.dialogs.officer_dialog import OfficerDialog
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.visit_editor import VisitEditor, ask_visit
from desktop.ui.pages.enterprise_lists import EnterpriseVisits
from desktop.ui.pages.visits_page import VisitsPage
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise

DAY = date(2026, 10, 20)


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def visited(services, firm):
    return visit(services, firm)


@pytest.fixture
def page(services, desk, qtbot):
    page = VisitsPage(services, desk)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.reload()
    return page


@pytest.fixture
def photo(tmp_path):
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    path = tmp_path / "车间.jpg"
    path.write_bytes(out.getvalue())
    return path


def visit(services, firm, **values):
    draft = VisitDraft(enterprise=firm, visited_on=DAY, visitors="演示甲", summary="看报表（演示）", **values)
    saved = services.visits.save(draft)
    assert saved.uid, saved.problems
    return saved.uid


def care(services, firm, **values):
    saved = services.officers.save(OfficerDraft(enterprise=firm, person="田某", since=date(2026, 3, 2), **values))
    assert saved.uid, saved.problems
    return saved.uid


def editing(services, desk, qtbot, uid="", enterprise=""):
    editor = VisitEditor(services, desk, uid, enterprise)
    qtbot.addWidget(editor)
    return editor


def write(editor, **texts):
    editor.fields.restore({**editor.fields.texts(), **texts})


def test_the_form_asks_in_the_order_of_the_paper(services, desk, qtbot):
    fields = editing(services, desk, qtbot).fields
    shown = (*fields.head._editors, "issues", *fields.foot._editors)
    assert shown == FIELD_ORDER


def test_every_new_field_is_kept(services, desk, qtbot, firm):
    editor = editing(services, desk, qtbot, enterprise=firm)
    write(editor, visitors="演示甲", summary="看报表", campaign="yuxian-help", topics="yuxian-tax,yuxian-books")
    write(editor, day_part="morning", appointment="agreed")
    editor.save()
    draft = services.visits.get(editor.saved_uid).draft
    assert (draft.day_part, draft.appointment) == (DayPart.MORNING, Appointment.AGREED)
    assert (draft.campaign, draft.topics) == ("yuxian-help", ("yuxian-tax", "yuxian-books"))


def test_a_topic_of_another_plan_is_not_lost(services, desk, qtbot, firm):
    uid = visit(services, firm, topics=("hunan-credit", "yuxian-tax"))
    editor = editing(services, desk, qtbot, uid)
    write(editor, summary="又看了一遍")
    editor.save()
    assert set(services.visits.get(uid).draft.topics) == {"hunan-credit", "yuxian-tax"}


def test_other_visits_of_the_week_are_told_under_the_day(services, desk, qtbot, firm, visited):
    editor = editing(services, desk, qtbot, enterprise=firm)
    write(editor, visited_on="2026-10-22")
    editor.look()
    assert "同一周还有走访：2026-10-20 演示甲" in editor.fields.head.problem_text("visited_on")


def test_a_photograph_waits_for_the_save_and_is_kept_with_it(services, desk, qtbot, firm, photo):
    editor = editing(services, desk, qtbot, enterprise=firm)
    editor.attachments.add_files([photo])
    assert editor.dirty()
    write(editor, visitors="演示甲", summary="看报表")
    editor.save()
    (kept,) = services.attachments.list(Subject.VISIT, editor.saved_uid)
    assert kept.name == "车间.jpg"
    again = editing(services, desk, qtbot, editor.saved_uid)
    assert "车间.jpg" in again.attachments.files.item(0).text()
    assert not again.attachments.files.item(0).icon().isNull()


def test_files_can_be_dropped_on_the_form(services, desk, qtbot, firm, photo, tmp_path):
    wrong = tmp_path / "表.jpg"
    wrong.write_bytes(b"PK\x03\x04")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (photo, wrong)])
    editor = editing(services, desk, qtbot, enterprise=firm)
    attachments = editor.attachments
    where, nothing = QPoint(5, 5), Qt.KeyboardModifier.NoModifier
    attachments.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing))
    assert attachments.waiting() == (photo,)
    assert "表.jpg" in attachments.problems.text()


def test_a_waiting_file_is_taken_away_and_a_kept_one_voided_with_a_reason(services, desk, qtbot, visited, photo):
    services.attachments.add(Subject.VISIT, visited, [photo])
    editor = editing(services, desk, qtbot, visited)
    attachments = editor.attachments
    attachments.files.setCurrentRow(0)

    def say(dialog):
        dialog.reason.setPlainText("拍错了")
        dialog.accept()

    when_open(ReasonDialog, say)
    attachments.remove_current()
    assert attachments.files.count() == 0
    assert services.attachments.list(Subject.VISIT, visited) == ()
    other = photo.with_name("另一张.jpg")
    other.write_bytes(photo.read_bytes())
    attachments.add_files([other])
    attachments.files.setCurrentRow(0)
    attachments.remove_current()
    assert attachments.waiting() == ()


def test_one_trip_leads_from_one_enterprise_to_the_next(services, desk, qtbot, firm):
    other = add_enterprise(services, "盂县演示乙有限公司（演示）")

    def second(editor):
        assert "盂县演示甲有限公司（演示）" in editor._trip.text()
        assert editor.fields.lines["visitors"].text() == "演示甲、演示乙"
        editor.fields.enterprise.set_value(other)
        write(editor, summary="乙的情况")
        editor.save_button.click()

    def first(editor):
        write(editor, visitors="演示甲、演示乙", summary="甲的情况", visited_on="2026-10-20")
        when_open(VisitEditor, second)
        editor.next_button.click()

    when_open(VisitEditor, first)
    ask_visit(services, desk, None, enterprise=firm)
    rows = services.visits.list(VisitFilter())
    assert {row.enterprise for row in rows} == {firm, other}
    assert sum(bool(row.trip) for row in rows) == 1


def test_who_answers_is_entered_and_due_visits_are_marked(page, services, desk, qtbot, firm):
    page.open("officers:")
    assert page._deeds.isHidden()

    def fill(dialog):
        dialog.enterprise.set_value(firm)
        dialog.lines["person"].setText("田某")
        dialog.since.set_text("2026-03-02")
        dialog.rhythm.number.setText("1")
        dialog.accept()

    when_open(OfficerDialog, fill)
    page.officers.add()
    (row,) = page.officers.model.rows
    assert row.due_on == date(2026, 4, 2)
    page.officers.due.setChecked(True)
    assert len(page.officers.model.rows) == 1
    visit(services, firm)
    page.reload()
    assert page.officers.model.rows == ()


def test_an_odd_rhythm_is_said_under_its_field(services, desk, qtbot, firm):
    dialog = OfficerDialog(services, desk, None, firm, None)
    qtbot.addWidget(dialog)
    dialog.lines["person"].setText("田某")
    dialog.rhythm.number.setText("常去")
    dialog.accept()
    assert "1 到 12" in dialog.fields.problem_text("every")
    assert services.officers.list(OfficerFilter()) == ()


def test_the_officers_visit_button_opens_the_form_for_her_enterprise(page, services, firm):
    care(services, firm)
    page.open("officers:")
    page.officers.table.selectRow(0)
    seen = []

    def look(editor):
        seen.append(editor.fields.enterprise.value())
        editor.reject()

    when_open(VisitEditor, look)
    page.officers.visit.trigger()
    assert seen == [firm]


def test_a_campaign_leads_to_its_visits(page, services, firm):
    visit(services, firm, campaign="yuxian-help")
    add_enterprise(services, "盂县演示乙有限公司（演示）")
    visit(services, services.enterprises.suggest("演示乙")[0].uid)
    page.tabs.setCurrentWidget(page.campaigns)
    place = next(place for place, row in enumerate(page.campaigns.model.rows) if row.uid == "yuxian-help")
    page.campaigns.table.selectRow(place)
    page.campaigns.look.trigger()
    assert page.tabs.currentIndex() == 0
    assert [row.enterprise for row in page.log.model.rows] == [firm]
    page.log.campaign.setCurrentIndex(0)
    assert len(page.log.model.rows) == 2


def test_the_log_counts_one_visit_a_day_and_enterprise(page, services, firm):
    visit(services, firm)
    visit(services, firm)
    page.reload()
    assert page.count.text() == "1 次，1 户企业"


@pytest.mark.parametrize("paper", ["prepare", "blank"])
def test_papers_before_a_visit_are_written_and_shown(page, services, firm, tmp_path, monkeypatch, paper):
    visit(services, firm)
    page.reload()
    page.log.table.selectRow(0)
    place = tmp_path / "单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    seen = []

    def look(dialog):
        seen.append(dialog.windowTitle())
        dialog.reject()

    when_open(PaperDialog, look)
    getattr(page, paper).trigger()
    assert seen == [{"prepare": "走访准备单", "blank": "空白走访表"}[paper]]
    assert Path(place).read_bytes().startswith(b"%PDF")


def test_an_enterprise_says_who_answers_for_it(services, qtbot, firm):
    tab = EnterpriseVisits(services.visits, services.officers)
    qtbot.addWidget(tab)
    tab.show_enterprise(firm)
    assert tab.officer.text() == "还没有登记包联。"
    care(services, firm, unit="综合股", every=1)
    tab.show_enterprise(firm)
    assert "责任人 田某，综合股" in tab.officer.text()
