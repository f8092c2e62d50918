"""Shows what letters to units would take out of this computer, and writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.letter_writing import unit_names
from desktop.ui.pages.send_panel import SendPanel
from desktop.ui.theme import button, words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_SHOWN = 4


class SendDialog(QDialog):
    """The panel of what leaves, for *units*; it stays open so that the words about the stick can be read."""

    def __init__(self, services: Services, desk: Desk, units: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = unit_names(services)
        first = "、".join(names.get(unit, unit) for unit in units[:_SHOWN])
        more = f"等 {len(units)} 个单位" if len(units) > _SHOWN else ""
        self.setWindowTitle("下发")
        self.resize(860, 560)
        self.panel = SendPanel(services, desk, units)
        leave = button("关闭")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        box = QVBoxLayout(self)
        box.addWidget(words(f"发给：{first}{more}", "subtitle", wrap=True))
        box.addWidget(self.panel, 1)
        box.addLayout(row)


def show_send(services: Services, desk: Desk, units: Sequence[str], parent: QWidget | None) -> None:
    """Let the user look and write until the dialog is closed."""
    dialog = SendDialog(services, desk, units, parent)
    dialog.exec()
    dialog.deleteLater()
