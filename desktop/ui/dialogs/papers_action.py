"""The deed 打印 of a page: its forms in one window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk
from desktop.ui.dialogs.papers_dialog import show_papers

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


COUNTY_PAPERS = ("county-monitoring", "county-list-territory", "county-list-sector", "county-work")
ENTERPRISE_PAPERS = ("base-library", "library-list", "admitted-list", "changes")


class PapersAction(QAction):
    """Lets the user look at *forms* (all there are where none is said), save and print them."""

    def __init__(
        self,
        text: str,
        page: QWidget,
        services: Services,
        desk: Desk,
        forms: Sequence[str] = (),
        *,
        keys: str = "",
    ) -> None:
        super().__init__(text, page)
        self._page, self._services, self._desk = page, services, desk
        self.forms = tuple(forms)
        if keys:
            self.setShortcut(keys)
            self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.triggered.connect(self.show_papers)
        page.addAction(self)

    def show_papers(self) -> None:
        """Open the window with the forms."""
        show_papers(self._page, self._services, self._desk, self.forms)
