"""The ledger of projects on screen, kept in a real ledger."""

from datetime import date

import pytest

from desktop.domain.project import MilestoneDraft, ProgressDraft, ProjectDraft, ProjectStage, StageDraft
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.project_deeds import become_dialog, issue_dialog, month_dialog, stage_dialog, task_dialog
from desktop.ui.dialogs.project_editor import ProjectEditor
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.projects_page import ProjectsPage
from desktop.ui.widgets.inputs import ChoiceBox
from tests.ui.conftest import OCTOBER
from tests.ui.dialog_hand import when_open

WHOLE = ProjectDraft(
    name="储能电池组装线（演示）",
    builder="盂县演示储能有限公司（演示）",
    contact="田演示",
    total_investment=680_000_000,
)


@pytest.fixture
def project(services):
    return kept(services.projects.add(WHOLE, StageDraft(ProjectStage.SIGNED, date(2026, 3, 1))))


@pytest.fixture
def page(services, desk, qtbot, project):
    page = ProjectsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def test_the_page_shows_the_project_and_what_hangs_on_it(services, page, project):
    kept(services.projects.keep_task(project, MilestoneDraft("设备到货", date(2026, 10, 1))))
    kept(services.projects.report(project, OCTOBER, ProgressDraft(None, 50_000_000, "主体完工")))
    page.reload()
    assert page.table.current_row().uid == project
    assert page.count.text() == "1 个，1 个有节点逾期；进展到2026年10月"
    assert [page.panel.tabs.tabText(place) for place in range(4)] == ["节点任务 1", "月度进展 1", "问题 0", "阶段 1"]
    assert "对接专人：田演示" in page.panel.about.text()
    assert "累计完成 50.00 万元（2026年10月）" in page.panel.about.text()


def test_an_empty_ledger_says_what_belongs_here(services, desk, qtbot):
    page = ProjectsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    assert page.listed.currentWidget() is page.listed.note


def test_chips_and_words_narrow_the_list(services, page, project):
    other = kept(services.projects.add(ProjectDraft(name="煤矸石砖", builder="别家"), StageDraft(on=date(2026, 2, 3))))
    page.reload()
    page.open("stage:planned")
    assert [row.uid for row in page.model.rows] == [other]
    page.open(project)
    assert page.table.current_row().uid == project
    page.text.setText("mgs")
    assert [row.uid for row in page.model.rows] == [other]


def test_a_new_project_is_typed_and_shown(services, page):
    def fill(editor: ProjectEditor):
        editor.lines["name"].setText("煤层气加气站（演示）")
        editor.stage.set_value(ProjectStage.SIGNED)
        editor.lines["builder"].setText("某公司（演示）")
        editor.money["total_investment"].setText("5200")
        editor.accept()
        assert "对接专人" in editor.fields.problem_text("contact")  # signed, and nobody named
        editor.lines["contact"].setText("田演示")
        editor.accept()

    when_open(ProjectEditor, fill)
    page.new.trigger()
    row = page.table.current_row()
    assert (row.draft.name, row.stage, row.draft.total_investment) == (
        "煤层气加气站（演示）",
        ProjectStage.SIGNED,
        5_200_000_000,
    )


def test_an_amount_that_is_none_is_said_under_its_field(services, desk, qtbot, project):
    editor = ProjectEditor(services, desk, services.projects.get(project))
    qtbot.addWidget(editor)
    editor.money["total_investment"].setText("约5000")
    editor.accept()
    assert not editor.saved_uid
    assert editor.fields.problem_text("total_investment")
    editor.money["total_investment"].setText("1.2亿元")
    editor.accept()
    assert services.projects.get(project).draft.total_investment == 12_000_000_000


def test_a_press_on_the_road_records_that_stage(services, page, project):
    def say(dialog: FormDialog):
        assert dialog.fields.editor("stage").value() is ProjectStage.BUILDING
        dialog.fields.editor("basis").setText("开工报告（演示）")
        dialog.accept()

    when_open(FormDialog, say)
    page.panel.road._buttons[ProjectStage.BUILDING].click()
    assert services.projects.get(project).stage is ProjectStage.BUILDING
    assert page.panel.road._buttons[ProjectStage.BUILDING].isChecked()
    assert page.panel.road._buttons[ProjectStage.SIGNED].text() == "✓ 签约"


def test_going_back_without_a_reason_is_refused_in_the_form(services, desk, qtbot, project):
    row = services.projects.get(project)
    dialog = stage_dialog(services, desk, row, ProjectStage.DROPPED)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert "原因" in dialog.fields.problem_text("note")
    dialog.fields.editor("note").set_text("投资方退出（演示）")
    dialog.accept()
    assert services.projects.get(project).stage is ProjectStage.DROPPED


def test_a_month_is_filled_again_with_what_was_kept(services, qtbot, project):
    row = services.projects.get(project)
    first = month_dialog(services, row, OCTOBER, None)
    qtbot.addWidget(first)
    first.fields.editor("total_done").setText("300")
    first.fields.editor("look").set_text("主体完工")
    first.accept()
    kept_line = services.projects.months(project)[0]
    again = month_dialog(services, row, OCTOBER, kept_line)
    qtbot.addWidget(again)
    assert again.fields.editor("total_done").text() == "300.00"
    assert again.fields.editor("look").text() == "主体完工"


def test_a_task_is_entered_mended_and_voided(services, desk, page, project):
    dialog = task_dialog(services, desk, services.projects.get(project), None)
    dialog.fields.editor("name").setText("试车")
    dialog.fields.editor("planned_on").set_text("不知道")
    dialog.accept()
    assert dialog.fields.problem_text("planned_on")
    dialog.fields.editor("planned_on").set_value(date(2026, 12, 1))
    dialog.accept()
    dialog.deleteLater()
    page.reload()
    page.panel.task_table.selectRow(0)
    when_open(ReasonDialog, lambda ask: (ask.reason.setPlainText("记错（演示）"), ask.accept()))
    page.drop_task.trigger()
    assert services.projects.tasks(project) == ()


def test_an_issue_needs_the_enterprise_and_then_goes_into_the_issue_ledger(services, desk, page, project):
    assert not page.panel.deed("issue").isEnabled()
    dialog = become_dialog(services, desk, services.projects.get(project))
    dialog.accept()
    dialog.deleteLater()
    page.reload()
    assert page.panel.deed("issue").isEnabled()
    assert not page.panel.deed("become").isVisibleTo(page.panel)
    row = services.projects.get(project)
    issue = issue_dialog(services, desk, row)
    issue.fields.editor("description").set_text("用电增容慢（演示）")
    issue.accept()
    issue.deleteLater()
    assert [each.description for each in services.projects.issues(project)] == ["用电增容慢（演示）"]


def test_links_lead_to_the_enterprise_and_the_issue(services, page, project, qtbot):
    enterprise = kept(services.projects.become(project, date(2026, 4, 1)))
    page.reload()
    with qtbot.waitSignal(page.open_requested) as went:
        page.panel._firm.click()
    assert went.args == ["enterprises", enterprise]


def test_a_void_project_is_struck_and_takes_nothing(services, page, project):
    when_open(ReasonDialog, lambda ask: (ask.reason.setPlainText("重复（演示）"), ask.accept()))
    page.void.trigger()
    assert page.model.rows == ()
    page.voided.setChecked(True)
    assert page.model.rows[0].voided
    assert not page.panel.deed("month").isEnabled()


def test_the_choice_of_stages_leaves_out_the_one_it_is_in(services, desk, qtbot, project):
    dialog = stage_dialog(services, desk, services.projects.get(project), None)
    qtbot.addWidget(dialog)
    box = dialog.fields.editor("stage")
    assert isinstance(box, ChoiceBox)
    assert "签约" not in [box.itemText(place) for place in range(box.count())]
