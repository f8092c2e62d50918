"""The issue ledger on screen, kept in a real ledger."""

from datetime import date

import pytest

from desktop.domain.codes import IssueAction, IssueState, Resolution, Satisfaction
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft, needs, possible
from desktop.ui.dialogs.issue_editor import IssueEditor
from desktop.ui.dialogs.issue_step import IssueStepDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.issue_columns import GROUPS, group_of
from desktop.ui.pages.issues_page import IssuesPage
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def issue(services, firm):
    saved = services.issues.add(IssueDraft(firm, "缺流动资金 200 万元（演示）", raised_on=date(2026, 10, 9)))
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def page(services, desk, qtbot, firm):
    page = IssuesPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page


def take(services, uid, action, **said):
    saved = services.issues.step(uid, StepDraft(action, said.pop("on", date(2026, 10, 10)), **said))
    assert saved.uid, saved.problems


def test_every_state_stands_in_exactly_one_group():
    for state in IssueState:
        assert sum(state in states for _, _, states in GROUPS) == 1
        assert group_of(state)


def test_the_groups_count_and_narrow(page, services, issue, firm):
    services.issues.add(IssueDraft(firm, "用电增容（演示）", raised_on=date(2026, 10, 11)))
    take(services, issue, IssueAction.ASSIGN, handler="县金融服务中心")
    page.reload()
    assert page.chips.text_of("register") == "登记 1"
    assert page.chips.text_of("assign") == "交办 1"
    page.chips.choose("assign")
    assert [row.uid for row in page.model.rows] == [issue]
    assert page.chips.text_of("all") == "全部 2"


def test_the_panel_offers_the_deeds_the_state_allows(page, services, issue):
    page.open(issue)
    offered = {action for action in IssueAction if page.panel.deed(action) is not None}
    assert offered == set(possible(IssueState.REGISTERED))
    take(services, issue, IssueAction.START)
    page.reload()
    assert page.panel.deed(IssueAction.ASSIGN) is None
    assert page.panel.deed(IssueAction.RESOLVE) is not None
    assert page.panel.steps.rowCount() == 2


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
        dialog.due_on.set_text("2026-11-12")
        dialog.accept()

    when_open(IssueStepDialog, assign)
    with qtbot.waitSignal(desk.kept):
        page.panel.deed(IssueAction.ASSIGN).click()
    kept = services.issues.get(issue)
    assert (kept.state, kept.handler, kept.due_on) == (IssueState.ASSIGNED, "县金融服务中心", date(2026, 11, 12))
    assert page.table.current_row().state is IssueState.ASSIGNED


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

    when_open(IssueStepDialog, ask)
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
    assert page.table.current_row().uid == row.uid


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


def test_void_wants_a_reason_and_leaves_the_row(page, services, issue):
    page.open(issue)
    when_open(ReasonDialog, lambda dialog: (dialog.reason.setPlainText("重复"), dialog.accept()))
    page.void.trigger()
    assert page.model.rows == ()
    page.voided.setChecked(True)
    assert [(row.voided, row.void_reason) for row in page.model.rows] == [(True, "重复")]
    assert page.panel.deed(IssueAction.START) is None


def test_what_passed_the_day_that_was_typed_can_be_listed(page, services, issue, firm):
    services.issues.add(IssueDraft(firm, "没有时限的（演示）", raised_on=date(2026, 10, 11)))
    later = services.issues.add(IssueDraft(firm, "还没到时限的（演示）", raised_on=date(2026, 10, 9))).uid
    take(services, issue, IssueAction.ASSIGN, handler="甲局", due_on=date(2026, 10, 17))
    take(services, later, IssueAction.ASSIGN, handler="甲局", due_on=date(2026, 11, 5))
    page.open("overdue:")
    assert [row.uid for row in page.model.rows] == [issue]
    page.open("state:registered")
    assert [row.uid for row in page.model.rows] != [issue]


def test_links_lead_to_the_enterprise_and_the_visit(page, services, issue, firm, qtbot):
    page.open(issue)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.panel._firm.click()
    assert asked.args == ["enterprises", firm]
    assert page.panel._visit.isHidden()


def test_an_empty_ledger_says_where_problems_come_from(page):
    assert page._stack.currentIndex() == 1
    assert "走访" in page._empty._text.text()
