"""企业: the list, the libraries as a ladder, and the check of who reached the size."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.dialogs.duty_dialog import ask_duty
from desktop.ui.page import Page
from desktop.ui.pages.coverage_panel import CoveragePanel
from desktop.ui.pages.enterprises_page import EnterprisesPage
from desktop.ui.pages.ladder_panel import LadderPanel

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class EnterprisesHome(Page):
    """Three tabs; only the one looked at is read.

    `open` takes what the list takes, or `ladder:`, `propose:`, `roll:`, `coverage:`, `duty:<id>`.
    """

    key: ClassVar[str] = "enterprises"
    title: ClassVar[str] = "企业"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.list = EnterprisesPage(services, desk)
        self.ladder = LadderPanel(services, desk)
        self.coverage = CoveragePanel(services, desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for title, tab in (("名单", self.list), ("培育库梯次", self.ladder), ("应统尽统", self.coverage)):
            self.tabs.addTab(tab, title)
        self.tabs.currentChanged.connect(self._fill)
        self.list.open_requested.connect(self.open_requested)
        self.list.status.connect(self.status)
        for panel in (self.ladder, self.coverage):
            panel.opened.connect(self._show)
        self.coverage.linked.connect(self.open_requested)
        self.coverage.proposals_wanted.connect(self.ladder.ask_proposals)
        desk.changed.connect(self._changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self.setFocusProxy(self.list)

    @override
    def reload(self) -> None:
        self._fill()

    @override
    def open(self, argument: str) -> None:
        match argument.partition(":")[0]:
            case "ladder":
                self.tabs.setCurrentWidget(self.ladder)
            case "propose":
                self.tabs.setCurrentWidget(self.ladder)
                self.ladder.ask_proposals()
            case "roll":
                self.tabs.setCurrentWidget(self.ladder)
                self.ladder.ask_roll()
            case "duty":
                ask_duty(self.services, self.desk, argument.partition(":")[2], self)
            case "coverage":
                self.tabs.setCurrentWidget(self.coverage)
            case _:
                self.tabs.setCurrentWidget(self.list)
                self.list.open(argument)

    def _fill(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, EnterprisesPage | LadderPanel | CoveragePanel):
            tab.reload()

    def _changed(self) -> None:
        # the list hears of changes by itself
        if self.isVisible() and self.tabs.currentWidget() is not self.list:
            self._fill()

    def _show(self, uid: str) -> None:
        self.tabs.setCurrentWidget(self.list)
        self.list.show_enterprise(uid)
