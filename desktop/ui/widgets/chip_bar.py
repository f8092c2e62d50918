"""Quick filters as a row of chips, each with the number of rows behind it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from desktop.ui.widgets.flow_layout import FlowLayout


class ChipBar(QWidget):
    """One chip is always chosen; the arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._labels = dict(chips)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        layout = FlowLayout(self)
        for code, label in chips:
            self._buttons[code] = self._add_chip(label)
            layout.addWidget(self._buttons[code])
        self._group.buttonToggled.connect(self._toggled)

    @property
    def choice(self) -> str:
        """The code of the chosen chip, or empty text while none is chosen."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, code: str) -> None:
        """Choose the chip *code*; `chosen` is sent if it was not."""
        if code in self._buttons:
            self._buttons[code].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the numbers beside the words; a chip without a number keeps its word alone."""
        for code, button in self._buttons.items():
            label = self._labels[code]
            button.setText(f"{label} {counts[code]}" if code in counts else label)

    def text_of(self, code: str) -> str:
        """Return what the chip *code* says, its number included."""
        return self._buttons[code].text()

    def _add_chip(self, label: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setCheckable(True)
        button.setProperty("role", "chip")
        button.setAccessibleName(label)
        self._group.addButton(button)
        return button

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if not checked:
            return
        code = next(code for code, chip in self._buttons.items() if chip is button)
        self.chosen.emit(code)
