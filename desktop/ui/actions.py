"""The deeds of the window, each made once, with its key; menus, rail and the list of keys share them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

# pages keep the number a person knows by heart, wherever they stand in the rail
_NUMBERED = ("today", "enterprises", "visits", "issues", "figures", "filings", "settings", "admissions")


class Actions(QObject):
    """Go to a page (Ctrl+1 …), search (Ctrl+K), read anew (F5), the list of keys (F1), leave (Ctrl+Q)."""

    page_requested = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pages: dict[str, QAction] = {}
        for key, title in pages:
            action = self._make(title, f"Ctrl+{_NUMBERED.index(key) + 1}" if key in _NUMBERED else "")
            action.setData(key)
            action.setCheckable(True)
            action.triggered.connect(self._go)
            self.pages[key] = action
        self.search = self._make("查找企业", "Ctrl+K")
        self.refresh = self._make("重新读取", "F5")
        self.keys = self._make("快捷键一览", "F1")
        self.leave = self._make("退出", "Ctrl+Q")

    def all(self) -> tuple[QAction, ...]:
        """Return every action, pages first."""
        return (*self.pages.values(), self.search, self.refresh, self.keys, self.leave)

    def _make(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{text}（{keys}）" if keys else text)
        return action

    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.page_requested.emit(action.data())
