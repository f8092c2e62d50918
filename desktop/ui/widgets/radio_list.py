"""One out of a few lines that are read whole: what each office said, and what is typed instead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget


class RadioList(QWidget):
    """Nothing is chosen at first, so that nobody agrees by leaning on Enter."""

    changed = Signal()

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
    def choose_last(self) -> None:
        """Choose the last line: somebody began to write what stands for it."""
        self.buttons[-1].setChecked(True)
