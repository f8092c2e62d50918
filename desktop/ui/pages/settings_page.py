"""设置: whose ledger it is and who works in it, the plan, the clock of the issues, working days, how the data is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.dialogs.desk_handover import show_handover
from desktop.ui.page import Page
from desktop.ui.pages.about_panel import AboutPanel
from desktop.ui.pages.calendar_panel import CalendarPanel
from desktop.ui.pages.clock_panel import ClockPanel
from desktop.ui.pages.export_panel import ExportPanel
from desktop.ui.pages.form_panel import FormPanel
from desktop.ui.pages.keeping_panel import KeepingPanel
from desktop.ui.pages.office_panel import OfficePanel
from desktop.ui.pages.preset_panel import PresetPanel
from desktop.ui.pages.voided_panel import VoidedPanel
from desktop.ui.pages.workbook_panel import WorkbookPanel
from desktop.ui.theme import words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_TABS = ("office", "preset", "clock", "calendar", "forms", "keeping", "workbooks", "voided", "exports", "about")


class SettingsPage(Page):
    """Ten tabs; `open` takes the word of one (`office`, `preset`, `forms`, `workbooks` …)."""

    key = "settings"
    title = "设置"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.office = OfficePanel(services.settings, desk)
        self.preset = PresetPanel(services, desk)
        self.clock = ClockPanel(services, desk)
        self.calendar = CalendarPanel(services, desk)
        self.forms = FormPanel(services, desk)
        self.keeping = KeepingPanel(services, desk)
        self.workbooks = WorkbookPanel(services, desk)
        self.voided = VoidedPanel(services, desk)
        self.exports = ExportPanel(services, desk)
        self.about = AboutPanel(services, desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.office, "单位与人员")
        self.tabs.addTab(self.preset, "方案")
        self.tabs.addTab(self.clock, "问题时限")
        self.tabs.addTab(self.calendar, "工作日历")
        self.tabs.addTab(self.forms, "表样")
        self.tabs.addTab(self.keeping, "备份与恢复")
        self.tabs.addTab(self.workbooks, "县里的表")
        self.tabs.addTab(self.voided, "已作废")
        self.tabs.addTab(self.exports, "导出记录")
        self.tabs.addTab(self.about, "关于")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(words(self.title, "title"))
        box.addWidget(self.tabs)
        self.setFocusProxy(self.tabs.tabBar())
        self.office.handover_wanted.connect(self._hand_over)

    @override
    def reload(self) -> None:
        self.office.reload()
        self.preset.reload()
        self.clock.reload()
        self.calendar.reload()
        self.forms.reload()
        self.keeping.reload()
        self.workbooks.reload()
        self.voided.reload()
        self.exports.reload()
        self.about.reload()

    @Slot()
    def _hand_over(self) -> None:
        show_handover(self.services, self.desk, self)

    @override
    def open(self, argument: str) -> None:
        if argument in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(argument))
