"""A button that does what an action does, says what it says, and is grey when the action is."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class DeedButton(QPushButton):
    """Follows *action* for as long as both live."""

    def __init__(self, action: QAction, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setAutoDefault(False)
        if role:
            self.setProperty("role", role)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


def deed_button(action: QAction, role: str = "") -> QPushButton:
    """Return a button for *action*, dressed as *role*."""
    return DeedButton(action, role)


def deed_row(told: Sequence[QWidget], deeds: Sequence[QAction], main: QAction) -> QHBoxLayout:
    """Return a line with *told* on the left and a button for each of *deeds* on the right; *main* stands out."""
    row = QHBoxLayout()
    for part in told:
        row.addWidget(part)
    row.addStretch()
    for action in deeds:
        row.addWidget(deed_button(action, "primary" if action is main else ""))
    return row
