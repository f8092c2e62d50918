"""What an empty page says: what belongs there, and the next step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import button, words


class EmptyNote(QWidget):
    """Stands where a list has nothing to show; a button for each of *actions*."""

    def __init__(self, text: str, actions: tuple[QAction, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = words(text, "hint", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch()
        for place, action in enumerate(actions):
            press = button(action.text(), "" if place else "primary")
            press.clicked.connect(action.trigger)
            row.addWidget(press)
        row.addStretch()
        box = QVBoxLayout(self)
        box.addStretch()
        box.addWidget(self._text)
        box.addLayout(row)
        box.addStretch()

    def say(self, text: str) -> None:
        """Say *text* instead."""
        self._text.setText(text)
