"""交换: letters out and in, by file; a unit and the county office see different trays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import UnitKind
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.pages.board_tab import BoardTab
from desktop.ui.pages.bulletin_tab import BulletinTab
from desktop.ui.pages.collect_tab import CollectTab
from desktop.ui.pages.dispatch_tab import DispatchTab
from desktop.ui.pages.doubles_tab import DoublesTab
from desktop.ui.pages.ledger_tab import LedgerTab
from desktop.ui.pages.letter_tabs import ReceivedTab, SentTab
from desktop.ui.pages.questions_tab import QuestionsTab
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.pages.send_panel import SendPanel
from desktop.ui.theme import words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

Tab = LedgerTab | SendPanel  # type: ignore[type-arg]  # tabs of different rows


class ExchangePage(Page):
    """One tab for each tray; only the one that is looked at is read.

    `open` takes the key of a tab with a colon (`sent:`, `questions:`), or `letter:` and the path of a letter.
    """

    key = "exchange"
    title = "交换"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        county = services.settings.workspace().unit_kind is UnitKind.COUNTY
        self.parts: Mapping[str, tuple[str, Tab]] = self._of_county() if county else self._of_unit()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, tab in self.parts.values():
            self.tabs.addTab(tab, name)
            if isinstance(tab, LedgerTab):
                tab.linked.connect(self.open_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        told = "与各单位交换" if county else "与县里交换"
        box.addWidget(words(told, "title"))
        box.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self.reload)
        self.setFocusProxy(self.tabs)

    def _of_unit(self) -> Mapping[str, tuple[str, Tab]]:
        services, desk = self.services, self.desk
        return {
            "send": ("待发送", SendPanel(services, desk)),
            "sent": ("已发出", SentTab(services, desk)),
            "received": ("收到的", ReceivedTab(services, desk)),
            "questions": ("待核对", QuestionsTab(services, desk)),
            "register": ("登记", RegisterTab(services, desk)),
        }

    def _of_county(self) -> Mapping[str, tuple[str, Tab]]:
        services, desk = self.services, self.desk
        return {
            "dispatch": ("下发", DispatchTab(services, desk)),
            "collect": ("收包", CollectTab(services, desk)),
            "board": ("报送情况", BoardTab(services, desk)),
            "bulletin": ("通报", BulletinTab(services, desk)),
            "questions": ("待核对", QuestionsTab(services, desk)),
            "doubles": ("重复走访和问题", DoublesTab(services, desk)),
            "sent": ("已发出", SentTab(services, desk)),
            "received": ("收到的", ReceivedTab(services, desk)),
            "register": ("登记", RegisterTab(services, desk)),
        }

    @override
    @Slot()
    def reload(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, LedgerTab | SendPanel):
            tab.reload()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        if kind == "letter":
            received = self.parts["received"][1]
            self.tabs.setCurrentWidget(received)
            if isinstance(received, ReceivedTab):
                received.take(Path(rest))
        elif kind in self.parts:
            self.tabs.setCurrentWidget(self.parts[kind][1])
