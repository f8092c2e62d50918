"""The visit log (走访): every visit of a month, written down, corrected, printed, voided, never deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.visit import VisitRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs import import_dialog
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.visit_editor import ask_visit
from desktop.ui.page import Page
from desktop.ui.pages.campaign_panel import CampaignPanel
from desktop.ui.pages.officer_panel import OfficerPanel
from desktop.ui.pages.visit_hand import VisitHand
from desktop.ui.pages.visit_log import VisitLog
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_button
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class VisitsPage(Page):
    """The log, who answers for whom (包联) and the campaigns (专项活动); only the tab that is looked at is read.

    `open` takes a uid, `new`, `new:<enterprise>`, `campaign:<id>`, `officers:`, or `draft:<key>` of a half-typed form.
    """

    key = "visits"
    title = "走访"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.new = self._deed("新建走访", self.add, "Ctrl+N")
        self.take = self._deed("从文件导入", self._import)
        self.edit = self._deed("查看修改", self._edit_current)
        self.record = self._deed("打印记录表", self._print_current, "Ctrl+P")
        self.prepare = self._deed("走访准备单", self._prepare_current)
        self.blank = self._deed("空白走访表", self._blank_current)
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.log = VisitLog(services, desk, self.new)
        self.officers = OfficerPanel(services, desk)
        self.campaigns = CampaignPanel(services, desk)
        self._hand = VisitHand(self, services, desk)
        self._build()
        self._judge()

    def _build(self) -> None:
        self.log.table.addActions([self.edit, self.record, self.prepare, self.blank, self.void, self.story])
        self.log.opened.connect(self._edit)
        self.log.moved.connect(self._judge)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        box.addWidget(self._build_tabs(), 1)
        self.setFocusProxy(self.log.table)

    def _build_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for title, tab in (("走访记录", self.log), ("包联", self.officers), ("专项活动", self.campaigns)):
            self.tabs.addTab(tab, title)
        self.tabs.currentChanged.connect(self.reload)
        self.officers.visit_requested.connect(self.add)
        self.officers.print_requested.connect(self._hand.officers)
        self.campaigns.chosen.connect(self._show_campaign)
        return self.tabs

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(self.title, "title"))
        self.count = words("", "hint")
        self.log.counted.connect(self.count.setText)
        row.addWidget(self.count)
        row.addStretch()
        self._deeds = QWidget()
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        every = (self.story, self.void, self.record, self.blank, self.prepare, self.edit, self.take, self.new)
        for action in every:
            deeds.addWidget(deed_button(action, "primary" if action is self.new else ""))
        row.addWidget(self._deeds)
        return row

    @override
    @Slot()
    def reload(self) -> None:
        tab = self.tabs.currentWidget()
        for part in (self._deeds, self.count):  # they belong to the log alone
            part.setVisible(tab is self.log)
        if isinstance(tab, VisitLog | OfficerPanel | CampaignPanel):
            tab.reload()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.add(rest)
            case "officers":
                self.tabs.setCurrentWidget(self.officers)
            case "campaign":
                self._show_campaign(rest)
            case "draft":
                uid = rest.partition(":")[2]
                self._keep_shown(ask_visit(self.services, self.desk, self, uid="" if uid == "new" else uid))
            case uid:
                self._show_visit(uid)

    def _show_visit(self, uid: str) -> None:
        self.tabs.setCurrentWidget(self.log)
        self.log.show_visit(uid)

    @Slot()
    def add(self, enterprise: str = "") -> None:
        """Write down a new visit."""
        self._keep_shown(ask_visit(self.services, self.desk, self, enterprise=enterprise or ""))

    def _keep_shown(self, uid: str | None) -> None:
        if uid:
            self.reload()
            self._show_visit(uid)

    @Slot(object)
    def _edit(self, row: VisitRow) -> None:
        if not row.voided:
            self._keep_shown(ask_visit(self.services, self.desk, self, uid=row.uid))

    def _import(self) -> None:
        import_dialog.ask(self.services, self.desk, self, kind="visits")
        self.reload()

    def _edit_current(self) -> None:
        row = self.log.current()
        if row is not None:
            self._edit(row)

    def _print_current(self) -> None:
        row = self.log.current()
        if row is None:
            return
        self._hand.record(row.uid, f"{row.enterprise_name}_{row.visited_on.isoformat()}")

    def print_record(self, uid: str, place: Path) -> None:
        """Write the record of the visit *uid* to *place* and show it, ready to be printed."""
        visits = self.services.visits
        self._hand.write("走访记录表", place, lambda path, progress: visits.print_record(uid, path, progress))

    def _prepare_current(self) -> None:
        row = self.log.current()
        if row is not None:
            self._hand.prepare(row.enterprise, row.enterprise_name)

    def _blank_current(self) -> None:
        row = self.log.current()
        if row is not None:
            self._hand.blank(row.enterprise, row.enterprise_name)

    def _void_current(self) -> None:
        row = self.log.current()
        if row is None:
            return
        text = (
            f"{shown.day(row.visited_on)} 走访 {row.enterprise_name} 将作废：划线保留，不再计入月报，不能恢复。"
            "由它登记的问题仍留在问题台账。"
        )
        reason = ask_reason(self, "作废", text)
        if reason is None:
            return
        self.services.visits.void(row.uid, reason)
        self.desk.say_kept("走访已作废")
        self.reload()

    def _show_history(self) -> None:
        row = self.log.current()
        if row is not None:
            names = {row.enterprise: row.enterprise_name, **self.services.visits.names()}
            title = f"{row.enterprise_name} {shown.day(row.visited_on)} 走访"
            show_history(self, title, self.services.visits.history(row.uid), names)

    @Slot(str)
    def _show_campaign(self, uid: str) -> None:
        self.tabs.setCurrentWidget(self.log)
        self.log.show_campaign(uid)

    @Slot()
    def _judge(self) -> None:
        row = self.log.current()
        for action in (self.record, self.prepare, self.blank, self.story):
            action.setEnabled(row is not None)
        for action in (self.edit, self.void):
            action.setEnabled(row is not None and not row.voided)
