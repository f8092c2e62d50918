"""Does what the page of projects asks: opens the form of each deed and says what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.project import Milestone, ProjectRow, ProjectStage
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.project_deeds import (
    become_dialog,
    issue_dialog,
    link_dialog,
    month_dialog,
    stage_dialog,
    task_dialog,
)
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class ProjectHand(QObject):
    """`kept` comes after something was kept; the status bar has been told by then."""

    kept = Signal()

    def __init__(self, services: Services, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._services, self._desk, self._page = services, desk, page
        self._projects = services.projects

    def do(self, row: ProjectRow, deed: str) -> None:
        """Open the form of *deed* (stage, month, task, issue, link, become) on *row*."""
        services, desk, page = self._services, self._desk, self._page
        match deed:
            case "stage":
                self._run(stage_dialog(services, desk, row, None, page), "已记阶段")
            case "month":
                self._report(row)
            case "task":
                self._run(task_dialog(services, desk, row, None, page), "节点任务已登记")
            case "issue":
                self._run(issue_dialog(services, desk, row, page), "问题已登记到问题台账")
            case "link":
                self._run(link_dialog(services, row, page), "问题已关联到项目")
            case "become":
                self._run(become_dialog(services, desk, row, page), "已转成企业")

    def record(self, row: ProjectRow, stage: ProjectStage) -> None:
        """Record that *row* has come to *stage*; the one it is in needs nothing."""
        if stage is not row.stage:
            self._run(stage_dialog(self._services, self._desk, row, stage, self._page), f"已记：{label(stage)}")

    def mend_task(self, row: ProjectRow, task: Milestone) -> None:
        """Mend *task* of *row*."""
        if not row.voided:
            self._run(task_dialog(self._services, self._desk, row, task, self._page), "节点任务已保存")

    def void_task(self, task: Milestone) -> None:
        """Void *task* with a reason."""
        reason = ask_reason(self._page, "作废节点任务", f"“{task.name}”将作废，不再计入。")
        if reason is not None:
            self._projects.void_task(task.uid, reason)
            self._say("节点任务已作废")

    def part(self, row: ProjectRow) -> None:
        """Take back what *row* became, with a reason."""
        text = f"“{row.draft.name}”与企业“{row.enterprise_name}”的对应将取消；企业仍在名单里。"
        reason = ask_reason(self._page, "取消转成企业", text)
        if reason is not None:
            self._projects.part(row.uid, reason)
            self._say("已取消转成企业")

    def void(self, row: ProjectRow) -> None:
        """Void *row* with a reason."""
        text = f"项目“{row.draft.name}”将作废：划线保留，不再计入台账，不能恢复。"
        reason = ask_reason(self._page, "作废", text)
        if reason is not None:
            self._projects.void(row.uid, reason)
            self._say("项目已作废")

    def show_history(self, row: ProjectRow) -> None:
        """Show who changed what of *row*."""
        names = {row.enterprise: row.enterprise_name} if row.enterprise else {}
        show_history(self._page, row.draft.name, self._projects.history(row.uid), names)

    def print_ledger(self) -> None:
        """Let the user look at the ledger as of the window's month, save and print it."""
        show_papers(self._page, self._services, self._desk, ("project-ledger",))

    def _report(self, row: ProjectRow) -> None:
        month = self._desk.month()
        kept = next((line for line in self._projects.months(row.uid) if line.month == str(month)), None)
        self._run(month_dialog(self._services, row, month, kept, self._page), f"已保存{shown.month(month)}进展")

    def _run(self, dialog: FormDialog, said: str) -> None:
        if run(dialog):
            self._say(said)

    def _say(self, said: str) -> None:
        self._desk.say_kept(said)
        self.kept.emit()
