"""Ledgers that lead to each other in the window: projects and enterprises, projects and issues, estimates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.codes import LibraryStatus, Obtained
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueDraft
from desktop.domain.project import ProjectDraft, ProjectStage, StageDraft
from desktop.domain.retention import EstimateDraft
from desktop.ui.dialogs.project_deeds import link_dialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.enterprises_home import EnterprisesHome
from desktop.ui.pages.retention_panel import RetentionPanel
from tests.ui.dialog_hand import when_open

if TYPE_CHECKING:
    from desktop.wiring import Services


@pytest.fixture
def became(services: Services) -> tuple[str, str]:
    """A project and the enterprise it became."""
    draft = ProjectDraft(name="演示选煤项目", builder="演示选煤有限公司", contact="李某")
    project = services.projects.add(draft, StageDraft(ProjectStage.SIGNED, date(2026, 3, 1))).uid
    assert services.projects.become(project, date(2026, 6, 1), name="演示选煤有限公司").uid
    return project, services.projects.get(project).enterprise


def test_an_enterprise_leads_to_the_project_it_came_from(services, desk, qtbot, became):
    page = EnterprisesHome(services, desk)
    qtbot.addWidget(page)
    page.show()
    project, firm = became
    page.open(firm)
    years = page.list.detail.tabs.years
    page.list.detail.tabs.setCurrentWidget(years)
    assert "由项目转来：演示选煤项目" in years.project.text()
    with qtbot.waitSignal(page.list.open_requested) as asked:
        years.project.click()
    assert asked.args == ["projects", project]
    other = services.enterprises.save(EnterpriseDraft("演示乙", no_code_reason="演示")).uid
    page.open(other)
    assert years.project.isHidden()


def test_an_issue_that_is_there_is_linked_to_the_project(services, desk, qtbot, became):
    project, firm = became
    issue = services.issues.add(IssueDraft(firm, "缺原煤", raised_on=date(2026, 10, 20))).uid
    row = services.projects.get(project)
    dialog = link_dialog(services, row)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert "请填写" in dialog.fields.problem_text("issue")
    dialog.fields.editor("issue").set_value(issue)
    dialog.accept()
    assert [each.uid for each in services.projects.issues(project)] == [issue]
    again = link_dialog(services, row)
    qtbot.addWidget(again)
    assert again.fields.editor("issue").currentText() == "没有可以关联的问题"


def test_an_estimate_is_voided_from_its_list(services, desk, qtbot):
    draft = EnterpriseDraft(
        "演示甲", no_code_reason="演示", library_status=LibraryStatus.ADMITTED, admitted_month="2024-11"
    )
    uid = services.enterprises.save(draft).uid
    told = EstimateDraft(2026, 150_000_000, date(2026, 9, 1), "会计演示", Obtained.ORAL, "")
    assert services.retention.add_estimate(uid, told).uid
    panel = RetentionPanel(services, desk)
    qtbot.addWidget(panel)
    panel.show_enterprise(uid)
    assert panel.estimates.rowCount() == 1

    def give(dialog: ReasonDialog) -> None:
        dialog.reason.setPlainText("听错了")
        dialog.accept()

    when_open(ReasonDialog, give)
    panel.deed("void_estimate").click()
    assert panel.estimates.rowCount() == 0
    assert panel.deed("void_estimate").isHidden()
