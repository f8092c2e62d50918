"""Finds an enterprise while its name, pinyin initials or a piece of its code is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.domain.enterprise import EnterpriseRow

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.enterprises import EnterpriseService

_UID = int(Qt.ItemDataRole.UserRole)
_NAME = _UID + 1


class EnterprisePicker(QLineEdit):
    """A line that becomes one enterprise: `value` is its uid, empty until one was picked.

    `picked(uid)` comes with a choice from the list; a name typed in full is taken as the choice when the line is left.
    """

    picked = Signal(str)
    changed = Signal()

    def __init__(self, enterprises: EnterpriseService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enterprises = enterprises
        self._uid = ""
        self._found = QStandardItemModel(0, 1, self)
        self.setPlaceholderText("企业名称、拼音首字母或代码片段")
        self.setClearButtonEnabled(True)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(_NAME)
        completer.setMaxVisibleItems(8)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # the stub forgets overloads
        self.setCompleter(completer)
        self.textEdited.connect(self._look)
        self.textChanged.connect(self._let_go)
        self.editingFinished.connect(self._take_exact)

    def value(self) -> str:
        """Return the uid of the picked enterprise, or nothing."""
        return self._uid

    def set_value(self, uid: str, name: str = "") -> None:
        """Show the enterprise *uid*; its *name* is looked up where it is not given."""
        if uid and not name:
            name = self._enterprises.get(uid).draft.name
        self._uid = ""
        self.setText(name)
        self._uid = uid
        self.setCursorPosition(0)
        self.changed.emit()

    def choosing(self) -> bool:
        """Return whether the cursor is on a suggestion: Enter then means that one."""
        suggestions = self.completer().popup()
        return suggestions.isVisible() and suggestions.currentIndex().isValid()

    def only_match(self) -> str:
        """Return the uid of the one enterprise that fits what was typed, or nothing where none or several do."""
        return self._found.item(0).data(_UID) if self._found.rowCount() == 1 else ""

    def _look(self, text: str) -> None:
        """Fill the list with what fits *text*."""
        self._found.clear()
        for row in self._enterprises.suggest(text) if text.strip() else ():
            self._found.appendRow(_line(row))

    def _take(self, index: QModelIndex) -> None:
        self._choose(index.data(_UID), index.data(_NAME))

    def _take_exact(self) -> None:
        if self._uid:
            return
        typed = self.text().strip()
        for number in range(self._found.rowCount()):
            item = self._found.item(number)
            if item.data(_NAME) == typed:
                self._choose(item.data(_UID), typed)
                return

    def _choose(self, uid: str, name: str) -> None:
        if uid == self._uid:
            return  # Enter on a suggestion ends the line, too
        self.set_value(uid, name)
        self.picked.emit(uid)

    def _let_go(self) -> None:
        if self._uid:
            self._uid = ""
            self.changed.emit()


def _line(row: EnterpriseRow) -> QStandardItem:
    parts = (row.name, row.credit_code, row.township)
    item = QStandardItem("　".join(part for part in parts if part))
    item.setData(row.uid, _UID)
    item.setData(row.name, _NAME)
    item.setEditable(False)
    return item
