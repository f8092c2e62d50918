"""方案: every value of the plan as issued, with the document and clause it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.preset_lines import COLUMNS, PresetLine, preset_lines
from desktop.ui.theme import words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.shown import long_day

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.settings import SettingsService


class PresetPanel(QWidget):
    """The plan as a table that can be searched and copied, and never changed here."""

    def __init__(self, settings: SettingsService, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._lines: tuple[PresetLine, ...] = ()
        self.heading = words("", "subtitle", wrap=True)
        self.note = words("", "hint", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在方案里查找")
        self.search.setAccessibleName("在方案里查找")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self.search.textChanged.connect(self._filter)
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("方案原文")
        self.table.setModel(self.model)
        self.table.remember(desk.remember, "preset")
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.table, 1)

    def reload(self) -> None:
        """Read the plan anew."""
        preset = self._settings.preset()
        issued = f"，{long_day(preset.issued_on)}" if preset.issued_on is not None else ""
        self.heading.setText(f"{preset.title}（{preset.document}{issued}）")
        self.note.setText(preset.note)
        self.note.setVisible(bool(preset.note))
        self._lines = preset_lines(preset)
        self._filter(self.search.text())

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        self.model.set_rows([line for line in self._lines if not wanted or _holds(line, wanted)])


def _holds(line: PresetLine, text: str) -> bool:
    return any(text in part for part in (line.group, line.name, line.value, line.document, line.clause, line.remark))
