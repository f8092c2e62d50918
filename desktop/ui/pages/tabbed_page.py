"""A page of ledgers under one title, a tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.pages.ledger_tab import LedgerTab
from desktop.ui.theme import words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


@runtime_checkable
class Read(Protocol):
    """A tab that reads what it shows when it is told to."""

    def reload(self) -> None:
        """Read it anew."""


class TabbedPage(Page):
    """Only the tab that is looked at is read; a link of a tab is a link of the page."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)

    def _build(self, title: str, named: Sequence[tuple[str, QWidget]]) -> None:
        for name, tab in named:
            self.tabs.addTab(tab, name)
            if isinstance(tab, LedgerTab):
                tab.linked.connect(self.open_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(words(title, "title"))
        box.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self.reload)
        self.setFocusProxy(self.tabs)

    @override
    @Slot()
    def reload(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, Read):
            tab.reload()
