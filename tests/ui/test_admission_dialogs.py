"""The dialogs of applications: what they ask once, what they refuse, what they keep."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.admission import (
    AdmissionAction,
    AdmissionDraft,
    AdmissionState,
    AdmissionStepDraft,
    needs,
)
from desktop.domain.materials import MaterialMark
from desktop.domain.windows import WindowKind, WindowOrigin
from desktop.ui.dialogs.admission_editor import AdmissionEditor
from desktop.ui.dialogs.admission_step import AdmissionStepDialog
from desktop.ui.dialogs.material_dialog import MaterialDialog, PapersDialog
from desktop.ui.dialogs.window_calendar import WindowCalendar, WindowEditor
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise

SECOND = WindowKind.ANNUAL_SECOND
TOLD = {"told_by": "县统计局（演示）", "basis": "电话（演示）"}


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def application(services, firm):
    return enter(services, firm)


def enter(services, firm, **said):
    draft = AdmissionDraft(firm, 0, "growth", SECOND, 0, "", date(2026, 10, 9))
    saved = services.admissions.add(replace(draft, **said))
    assert saved.uid, saved.problems
    return saved.uid


def take(services, uid, action, **said):
    saved = services.admissions.step(uid, AdmissionStepDraft(action, said.pop("on", date(2026, 10, 20)), **said))
    assert saved.uid, saved.problems


def test_an_application_that_no_window_takes_stays_open(services, desk, qtbot, firm):
    dialog = AdmissionEditor(services, desk, firm)
    qtbot.addWidget(dialog)
    dialog.route.set_value("sector_change")
    dialog.window_box.set_value("annual_second:0")
    dialog.accept()
    assert "转专业只在年度第一批受理" in dialog.fields.problem_text("window")
    assert "转专业" in dialog.hint.text()
    assert dialog.saved_uid == ""


@pytest.mark.parametrize("action", [action for action in AdmissionAction if action is not AdmissionAction.REGISTER])
def test_a_step_asks_for_what_it_must_say(services, desk, qtbot, application, action):
    dialog = AdmissionStepDialog(services, desk, services.admissions.get(application), action)
    qtbot.addWidget(dialog)
    for name in ("on", *needs(action)):
        assert dialog.fields.editor(name) is not None
    assert dialog.draft().action is action


def test_a_step_that_lacks_who_said_so_stays_open(services, desk, qtbot, application):
    take(services, application, AdmissionAction.START)
    take(services, application, AdmissionAction.REPORT)
    dialog = AdmissionStepDialog(services, desk, services.admissions.get(application), AdmissionAction.PASS_COUNTY)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.fields.problem_text("told_by") == "× 错误：请填写告知人。"
    dialog.on.set_text("某天")
    dialog.accept()
    assert "某天" in dialog.fields.problem_text("on")
    assert services.admissions.get(application).state is AdmissionState.REPORTED


def test_missing_materials_ask_once_and_the_second_press_keeps(services, desk, qtbot, application):
    take(services, application, AdmissionAction.START)
    dialog = AdmissionStepDialog(services, desk, services.admissions.get(application), AdmissionAction.REPORT)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert "还有 10 项" in dialog._rest.text()
    assert services.admissions.get(application).state is AdmissionState.PREPARING
    dialog.accept()
    assert services.admissions.get(application).state is AdmissionState.REPORTED


def test_a_material_is_noted_with_its_problem(services, desk, qtbot, application):
    line = services.admissions.case(application).materials[9]
    dialog = MaterialDialog(services, desk, application, line)
    qtbot.addWidget(dialog)
    dialog.mend_by.set_text("2026-11-09")
    dialog.accept()
    assert dialog.fields.problem_text("problem")
    dialog.problem.setText("没有门牌号")
    dialog.have.setChecked(True)
    dialog.pages.setValue(1)
    dialog.accept()
    mark = services.admissions.case(application).materials[9].mark
    assert mark == MaterialMark(None, have=True, pages=1, problem="没有门牌号", mend_by=date(2026, 11, 9))


def test_what_was_seen_on_paper_is_kept(services, desk, qtbot, application):
    dialog = PapersDialog(services, desk, services.admissions.get(application))
    qtbot.addWidget(dialog)
    dialog.paper_name.setText("盂县演示甲有限公司（演示）")
    dialog.scope_covers.set_value("yes")
    dialog.approved_on.set_text("某天")
    dialog.accept()
    assert "某天" in dialog.fields.problem_text("approved_on")
    dialog.approved_on.set_text("")
    dialog.accept()
    papers = services.admissions.get(application).papers
    assert (papers.scope_covers, papers.enterprise_accounting) == (True, None)


def test_the_calendar_begins_at_the_next_window_and_types_it(services, desk, qtbot):
    calendar = WindowCalendar(services, desk)
    qtbot.addWidget(calendar)
    assert calendar.table.current_row().kind is SECOND
    assert calendar.plan.rowCount() > 0

    def write(editor):
        editor.closes_on.set_text("2026-12-11")
        editor.accept()
        assert editor.fields.problem_text("basis")
        editor.basis.setText("演示通知")
        editor.accept()

    when_open(WindowEditor, write)
    calendar.edit()
    assert calendar.changed
    kept = services.admissions.window(2026, SECOND, 0)
    assert (kept.origin, kept.closes_on) == (WindowOrigin.NOTICE, date(2026, 12, 11))


def test_a_window_that_falls_on_a_holiday_asks_once(services, desk, qtbot):
    editor = WindowEditor(services, desk, services.admissions.window(2026, SECOND, 0))
    qtbot.addWidget(editor)
    editor.closes_on.set_text("2026-12-12")
    editor.basis.setText("演示通知")
    editor.accept()
    assert "不是工作日" in editor.fields.problem_text("closes_on")
    editor.accept()
    assert services.admissions.window(2026, SECOND, 0).closes_on == date(2026, 12, 12)


def test_a_batch_that_is_not_held_needs_no_day(services, desk, qtbot):
    editor = WindowEditor(services, desk, services.admissions.window(2026, WindowKind.JANUARY, 0))
    qtbot.addWidget(editor)
    editor.held.setChecked(False)
    assert not editor.closes_on.isEnabled()
    editor.basis.setText("问过县统计局（演示）")
    editor.accept()
    assert not services.admissions.window(2026, WindowKind.JANUARY, 0).held
