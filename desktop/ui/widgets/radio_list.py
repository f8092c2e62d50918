"""One out of a few lines that are read whole: what each office said, and what is typed instead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget


class RadioList(QWidget):
    """Nothing is chosen at first, so that nobody agrees by leaning on Enter.

    *typed* is the place of the line that stands for what is written beside it; the last one where it is not said.
    """

    changed = Signal()

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None, *, typed: int = -1) -> None:
        super().__init__(parent)
        self._typed = typed
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 3, 0, 3)
        self.buttons = tuple(QRadioButton(text) for text in texts)
        for press, text in zip(self.buttons, texts, strict=True):
            press.setToolTip(text)
            press.toggled.connect(self.changed)
            box.addWidget(press)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def value(self) -> int | None:
        """Return the place of the chosen line, or None."""
        return next((place for place, press in enumerate(self.buttons) if press.isChecked()), None)

    def set_value(self, place: int) -> None:
        """Choose the line at *place*."""
        self.buttons[place].setChecked(True)

    @Slot()
    def choose_typed(self) -> None:
        """Choose the line that stands for what somebody began to write."""
        self.buttons[self._typed].setChecked(True)
