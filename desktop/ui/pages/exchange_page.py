"""交换: letters out and in, by file; a unit and the county office see different trays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.codes import UnitKind
from desktop.ui.desk import Desk
from desktop.ui.pages.board_tab import BoardTab
from desktop.ui.pages.bulletin_tab import BulletinTab
from desktop.ui.pages.collect_tab import CollectTab
from desktop.ui.pages.dispatch_tab import DispatchTab
from desktop.ui.pages.doubles_tab import DoublesTab
from desktop.ui.pages.letter_tabs import ReceivedTab, SentTab
from desktop.ui.pages.questions_tab import QuestionsTab
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.pages.send_panel import SendPanel
from desktop.ui.pages.tabbed_page import TabbedPage

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class ExchangePage(TabbedPage):
    """One tab for each tray; only the one that is looked at is read.

    `open` takes the key of a tab with a colon (`sent:`, `questions:`), or `letter:` and the path of a letter.
    """

    key = "exchange"
    title = "交换"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        county = services.settings.workspace().unit_kind is UnitKind.COUNTY
        self.parts: Mapping[str, tuple[str, QWidget]] = self._of_county() if county else self._of_unit()
        self._build("与各单位交换" if county else "与县里交换", tuple(self.parts.values()))

    def _of_unit(self) -> Mapping[str, tuple[str, QWidget]]:
        services, desk = self.services, self.desk
        return {
            "send": ("待发送", SendPanel(services, desk)),
            "sent": ("已发出", SentTab(services, desk)),
            "received": ("收到的", ReceivedTab(services, desk)),
            "questions": ("待核对", QuestionsTab(services, desk)),
            "register": ("登记", RegisterTab(services, desk)),
        }

    def _of_county(self) -> Mapping[str, tuple[str, QWidget]]:
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
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        if kind == "letter":
            received = self.parts["received"][1]
            self.tabs.setCurrentWidget(received)
            if isinstance(received, ReceivedTab):
                received.take(Path(rest))
        elif kind in self.parts:
            self.tabs.setCurrentWidget(self.parts[kind][1])
