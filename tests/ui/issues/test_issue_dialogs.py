"""The forms of the issue ledger: entering, deeds, follow-ups, the clock."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from desktop.domain.issue import IssueFilter, needs
from desktop.domain.issue_codes import Handling, IssueAction, IssueState, Resolution, Satisfaction
from desktop.ui.dialogs.clock_dialog import ClockDialog
from desktop.ui.dialogs.follow_up import FollowUpDialog
from desktop.ui.dialogs.issue_editor import IssueEditor
from desktop.ui.dialogs.issue_step import IssueStepDialog
from desktop.ui.pages.clock_panel import ClockPanel
from tests.ui.dialog_hand import when_open
from tests.ui.issues.issue_hand import take


@pytest.mark.parametrize("action", [action for action in IssueAction if action is not IssueAction.REGISTER])
def test_a_deed_asks_for_what_it_must_say(services, desk, qtbot, issue, action):
    dialog = IssueStepDialog(services, desk, services.issues.get(issue), action)
    qtbot.addWidget(dialog)
    for name in ("on", *needs(action)):
        assert dialog.fields.editor(name) is not None
    assert dialog.draft().action is action


def test_a_deed_is_kept_with_its_day(page, services, issue, qtbot, desk):
    page.open(issue)

    def assign(dialog):
        dialog.handler.setText("县金融服务中心")
        assert "2026-11-12" in dialog.counted.text()
        dialog.accept()

    when_open(IssueStepDialog, assign)
    with qtbot.waitSignal(desk.kept):
        page.panel.deed(IssueAction.ASSIGN).click()
    kept = services.issues.get(issue)
    assert (kept.state, kept.handler, kept.due_on) == (IssueState.ASSIGNED, "县金融服务中心", date(2026, 11, 12))
    assert page.lists.table.current_row().state is IssueState.ASSIGNED


def test_a_deed_that_lacks_something_stays_open_and_says_so(services, desk, qtbot, issue):
    dialog = IssueStepDialog(services, desk, services.issues.get(issue), IssueAction.ASSIGN)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.fields.problem_text("handler") == "× 错误：请填写主办单位。"
    dialog.on.set_text("某天")
    dialog.accept()
    assert "某天" in dialog.fields.problem_text("on")
    assert services.issues.get(issue).state is IssueState.REGISTERED


def test_a_deed_before_the_last_one_is_refused(services, desk, qtbot, issue):
    dialog = IssueStepDialog(services, desk, services.issues.get(issue), IssueAction.START)
    qtbot.addWidget(dialog)
    dialog.on.set_text("2026-10-01")
    dialog.accept()
    assert "2026-10-09" in dialog.fields.problem_text("on")


def test_a_dissatisfied_enterprise_brings_it_back(page, services, issue):
    take(services, issue, IssueAction.RESOLVE, note="已答复", resolution=Resolution.EXPLAINED)
    page.open(issue)

    def ask(dialog):
        dialog.satisfaction.set_value(Satisfaction.DISSATISFIED)
        dialog.accept()
        assert dialog.fields.problem_text("note")
        dialog.note.set_text("只答复，没有办")
        dialog.accept()

    when_open(FollowUpDialog, ask)
    page.panel.deed(IssueAction.FOLLOW_UP).click()
    assert services.issues.get(issue).state is IssueState.HANDLING


def test_a_problem_is_entered_by_hand(page, services, firm):
    def write(dialog):
        assert dialog.raised_on.value() == date(2026, 11, 5)
        dialog.enterprise.set_value(firm)
        dialog.accept()
        assert "问题描述" in dialog.fields.problem_text("description")
        dialog.description.set_text("道路限行（演示）")
        dialog.accept()

    when_open(IssueEditor, write)
    page.new.trigger()
    (row,) = services.issues.list(IssueFilter())
    assert (row.description, row.visit) == ("道路限行（演示）", "")
    assert page.lists.table.current_row().uid == row.uid


def test_an_answer_on_the_spot_needs_its_words(services, desk, qtbot, firm):
    dialog = IssueEditor(services, desk, enterprise=firm)
    qtbot.addWidget(dialog)
    dialog.description.set_text("问政策（演示）")
    dialog.answered.setChecked(True)
    dialog.accept()
    assert dialog.fields.problem_text("answer")
    dialog.answer.setText("已讲清")
    dialog.accept()
    assert services.issues.get(dialog.saved_uid).state is not IssueState.REGISTERED


def test_mending_a_problem_leaves_its_deeds_alone(page, services, issue):
    take(services, issue, IssueAction.START)
    page.open(issue)
    when_open(IssueEditor, lambda dialog: (dialog.description.set_text("缺资金 300 万元（演示）"), dialog.accept()))
    page.edit.trigger()
    assert services.issues.get(issue).description == "缺资金 300 万元（演示）"
    assert len(services.issues.steps(issue)) == 2


def test_a_day_of_ones_own_is_asked_about_once(services, desk, qtbot, issue):
    dialog = IssueStepDialog(services, desk, services.issues.get(issue), IssueAction.ASSIGN)
    qtbot.addWidget(dialog)
    dialog.handler.setText("县金融服务中心")
    dialog.due_on.set_text("2026-12-01")
    dialog.accept()
    assert "2026-11-12" in dialog.fields.problem_text("due_on")
    assert services.issues.get(issue).state is IssueState.REGISTERED
    dialog.accept()
    assert services.issues.get(issue).due_on == date(2026, 12, 1)


def test_other_units_and_the_level_are_kept_with_the_assignment(services, desk, qtbot, issue):
    dialog = IssueStepDialog(services, desk, services.issues.get(issue), IssueAction.ASSIGN)
    qtbot.addWidget(dialog)
    dialog.handler.setText("甲局")
    dialog.sharing.setText("乙局")
    dialog.assisting.setText("丙局、丁镇")
    dialog.handling.set_value(Handling.COUNTY)
    dialog.accept()
    kept = services.issues.get(issue)
    assert (kept.handler, kept.sharing, kept.assisting, kept.handling) == (
        "甲局",
        "乙局",
        "丙局、丁镇",
        Handling.COUNTY,
    )


def test_a_follow_up_shows_what_was_answered_and_offers_a_day_only_to_the_discontent(services, desk, qtbot, issue):
    take(services, issue, IssueAction.RESOLVE, note="授信 100 万元（演示）", resolution=Resolution.PARTLY)
    dialog = FollowUpDialog(services, desk, services.issues.get(issue))
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "授信 100 万元" in said
    assert "部分解决" in said
    assert not dialog.due_on.isEnabled()
    dialog.satisfaction.set_value(Satisfaction.DISSATISFIED)
    assert dialog.due_on.isEnabled()
    dialog.due_on.set_text("2026-11-20")
    dialog.satisfaction.set_value(Satisfaction.SATISFIED)
    assert dialog.draft().due_on is None


def test_another_scheme_is_chosen_in_the_settings(services, desk, qtbot):
    panel = ClockPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    assert "13710" in panel.now.text()

    def choose(dialog):
        dialog.scheme.set_value("zaozhuang")
        dialog.accept()
        assert dialog.fields.problem_text("basis")
        dialog.basis.setText("演示文件")
        dialog.accept()

    when_open(ClockDialog, choose)
    with qtbot.waitSignal(desk.changed):
        panel.change.click()
    assert "枣庄" in panel.now.text()
    assert [pair[0].basis for pair in panel.choices.rows] == ["演示文件"]
