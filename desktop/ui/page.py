"""What every page of the window is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class Page(QWidget):
    """One page: `key` names it for links, `title` is its word in the rail.

    `open_requested(page key, argument)` asks the window to go somewhere: every number is a link. An argument is a uid,
    or `name:value`: `chip:near`, `band:3`, `text:words`, `state:handling`, `form:key-monitoring`, `overdue:`,
    `unreported:`, `new:` for an empty form and `draft:visit:new` to go on with what was left half-typed.
    """

    open_requested = Signal(str, str)
    status = Signal(str)

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.desk = desk
        self.setProperty("role", "page")
        self.setAccessibleName(self.title)

    def reload(self) -> None:
        """Read anew what the page shows."""

    def deeds(self) -> tuple[QAction, ...]:
        """Return the deeds of this page that have a key, for the list of keys."""
        return tuple(self.actions())

    def open(self, argument: str) -> None:
        """Show what *argument* names (a uid or a filter of this page); empty shows the page as it is."""

    def _deed(self, text: str, slot: object, keys: str | QKeySequence.StandardKey = "") -> QAction:
        """Return a new deed of this page, with its key where it has one."""
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setToolTip(f"{text}（{action.shortcut().toString()}）")
        action.triggered.connect(slot)
        self.addAction(action)
        return action
