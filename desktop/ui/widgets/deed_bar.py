"""The steps that may come next, one button each, going on in the next line where the width ends."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import button
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.wording.labels import label

DeedT = TypeVar("DeedT", bound=StrEnum)


class DeedBar(QWidget, Generic[DeedT]):
    """`wanted` carries the deed the user chose; the first of the *main* ones that are offered stands out."""

    wanted = Signal(object)

    def __init__(self, main: Collection[DeedT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = main
        self._row = FlowLayout(self)
        self._buttons: dict[DeedT, QPushButton] = {}

    def show_deeds(self, deeds: Sequence[DeedT]) -> None:
        """Offer *deeds* instead of what is offered; none hide the bar."""
        for press in self._buttons.values():
            self._row.removeWidget(press)
            press.hide()  # it is deleted only when the loop runs again
            press.deleteLater()
        first = next((deed for deed in deeds if deed in self._main), None)
        self._buttons = {deed: self._made(deed, "primary" if deed is first else "") for deed in deeds}
        self.setVisible(bool(deeds))
        self.updateGeometry()

    def deed(self, deed: DeedT) -> QPushButton | None:
        """Return the button of *deed*, or None where it is not possible now."""
        return self._buttons.get(deed)

    def _made(self, deed: DeedT, role: str) -> QPushButton:
        press = button(label(deed), role)
        press.clicked.connect(self._press)
        self._row.addWidget(press)
        press.show()
        return press

    def _press(self) -> None:
        pressed = self.sender()
        chosen = next((deed for deed, press in self._buttons.items() if press is pressed), None)
        if chosen is not None:
            self.wanted.emit(chosen)
