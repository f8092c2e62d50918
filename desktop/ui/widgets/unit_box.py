"""A unit picked from the plan's list or typed as it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from desktop.domain.preset import Unit


class UnitBox(QComboBox):
    """An editable list of the plan's units; typing finds them by any part of the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    def show_units(self, units: Sequence[Unit]) -> None:
        """Offer *units*; nothing is chosen until the user does."""
        typed = self.currentText()
        names = [unit.full_name or unit.name for unit in units]
        self.clear()
        self.addItems(names)
        self.setCurrentIndex(names.index(typed) if typed in names else -1)
        if typed not in names:
            self.setEditText("")
