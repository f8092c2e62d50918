"""Telephone numbers that are covered until somebody asks for them."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.kernel import security

_DIGITS = re.compile(r"[0-9]{7,}")


def mask(text: str) -> str:
    """Return *text* with the middle of each telephone number covered: 138****5678."""
    return _DIGITS.sub(lambda found: _cover(found[0]), text)


def _cover(number: str) -> str:
    head = 3 if len(number) >= 10 else 1
    return f"{number[:head]}{'*' * (len(number) - head - 4)}{number[-4:]}"


class MaskedLabel(QWidget):
    """A covered number that can be copied, and a button that shows it and covers it again."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self._label = QLabel(self)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._button = QPushButton(self)
        self._button.setProperty("role", "link")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._paint_text)
        self._button.toggled.connect(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._button)
        layout.addStretch(1)
        self._paint_text()

    def show_number(self, text: str) -> None:
        """Stand for another number, covered."""
        self._whole = text
        self._button.setChecked(False)
        self._paint_text()

    def uncover(self, shown: bool) -> None:
        """Show the whole number, or cover it."""
        self._button.setChecked(shown)

    def text(self) -> str:
        """Return the number as it stands on the screen."""
        return self._label.text()

    def _paint_text(self) -> None:
        covered = mask(self._whole)
        self._label.setText(self._whole if self._button.isChecked() else covered)
        self._button.setText("遮住" if self._button.isChecked() else "显示")
        self._button.setAccessibleName("遮住电话" if self._button.isChecked() else "显示电话")
        self._button.setVisible(covered != self._whole)

    def _note(self, shown: bool) -> None:
        if shown:
            security.note("uncover", field="phone")
