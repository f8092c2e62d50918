"""撤销, 恢复 and 最近操作: their keys, their place in the status bar, and what they open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton

from desktop.domain.undo import Fate
from desktop.ui.desk import Desk
from desktop.wording.words_undo import save_name

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.undoing import UndoService
    from desktop.ui.frame import BottomBar

_NAME = 30
_UNDO, _REDO = "Ctrl+Z", "Ctrl+Y"


class UndoDeeds(QObject):
    """Ctrl+Z takes the last save back, Ctrl+Y the last undo; a text box that is typed in keeps its own Ctrl+Z."""

    def __init__(self, undo: UndoService, desk: Desk, window: QMainWindow, bottom: BottomBar) -> None:
        super().__init__(window)
        self._undo, self._desk, self._window = undo, desk, window
        self.undo = self._make("撤销", _UNDO, self._take_last)
        self.redo = self._make("恢复撤销的内容", _REDO, self._redo_last)
        self.recent = self._make("最近操作", "Ctrl+Shift+H", self._show_recent)
        self.undo_button = _link(bottom, self.undo)
        _link(bottom, self.recent)
        desk.changed.connect(self.reload)
        desk.kept.connect(self._kept)
        self.reload()

    def reload(self) -> None:
        """Say which save would go back."""
        save, redo = self._undo.around()
        self.undo.setEnabled(save is not None)
        name = "" if save is None else save_name(save)
        tip = f"撤销“{name}”（Ctrl+Z）" if name else "没有可以撤销的操作"
        self.undo.setToolTip(tip)
        self.undo_button.setToolTip(tip)
        self.undo_button.setEnabled(save is not None)
        short = name if len(name) <= _NAME else f"{name[:_NAME]}…"
        self.undo_button.setText(f"撤销“{short}”" if short else "撤销")
        self.redo.setEnabled(redo is not None)

    def step_aside(self, deeds: Sequence[QAction]) -> None:
        """Leave the keys to a page among whose *deeds* they stand: two that share a key answer neither."""
        taken = {deed.shortcut().toString() for deed in deeds}
        for action, keys in ((self.undo, _UNDO), (self.redo, _REDO)):
            action.setShortcut(QKeySequence("" if keys in taken else keys))

    def ask(self, save: str) -> bool:
        """Show what taking *save* back would do; return whether it was done."""
        # the tables of a dialog come when they are needed
        from desktop.ui.dialogs.undo_dialog import ask_undo

        done = ask_undo(self._undo, self._desk, save, self._window)
        if done is None:
            return False
        kept = len(done.of(Fate.KEPT)) + len(done.of(Fate.IMPOSSIBLE))
        more = f"，{kept} 条保留" if kept else ""
        self._desk.say_kept(f"已撤销“{save_name(done.save)}”{more}")
        reload = getattr(self._window, "reload", None)
        if reload is not None:
            reload()
        return True

    def _take_last(self) -> None:
        if (save := self._undo.next()) is not None:
            self.ask(save.id)

    def _redo_last(self) -> None:
        if (save := self._undo.next_redo()) is not None:
            self.ask(save.id)

    def _show_recent(self) -> None:
        # as above
        from desktop.ui.dialogs.recent_dialog import RecentDialog

        dialog = RecentDialog(self._undo, self.ask, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _kept(self, _said: str) -> None:
        self.reload()

    def _make(self, text: str, keys: str, slot: object) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{text}（{keys}）")
        action.triggered.connect(slot)
        self._window.addAction(action)
        return action


def _link(bottom: BottomBar, action: QAction) -> QPushButton:
    """Return a link in the status bar that does what *action* does."""
    link = QPushButton(action.text())
    link.setProperty("role", "link")
    link.setToolTip(action.toolTip())
    link.setAccessibleName(action.text())
    link.clicked.connect(action.trigger)
    row = bottom.layout()
    if isinstance(row, QHBoxLayout):
        row.insertWidget(row.count() - 2, link)  # before the stretch
    return link
