"""方案: every value of the plan as issued, with the document and clause it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.preset_lines import COLUMNS, PresetLine, preset_lines
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.shown import long_day

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class PresetPanel(QWidget):
    """The plan as a table that can be searched and copied; a mended file of it is looked at and put in force."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
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
        self.other = button("换用方案文件…", tip="方案改了，选上级发来的方案文件；县里换了，随下发包带给各单位")
        self.other.clicked.connect(self._take)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.search)
        head.addWidget(self.other)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.table, 1)

    def reload(self) -> None:
        """Read the plan anew."""
        preset = self._services.settings.preset()
        issued = f"，{long_day(preset.issued_on)}" if preset.issued_on is not None else ""
        self.heading.setText(f"{preset.title}（{preset.document}{issued}）")
        self.note.setText(preset.note)
        self.note.setVisible(bool(preset.note))
        self._lines = preset_lines(preset)
        self._filter(self.search.text())

    @Slot()
    def _take(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择改过的方案文件", "", "方案文件 (*.toml)")
        if not name:
            return
        files = self._services.plan_files
        try:
            found = files.look(Path(name))
            asked = (
                f"“{found.title}”（{found.document}）：目标 {len(found.targets)} 条，单位 {len(found.units)} 个。\n"
                "换用以后，目标、门槛和单位都照它；原来的文件不动。"
            )
            if not ask_yes(self, "换用方案文件", asked, "换用"):
                return
            files.take(Path(name))
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self._desk.say_kept("已换用方案文件")
        self.reload()

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        self.model.set_rows([line for line in self._lines if not wanted or _holds(line, wanted)])


def _holds(line: PresetLine, text: str) -> bool:
    return any(text in part for part in (line.group, line.name, line.value, line.document, line.clause, line.remark))
