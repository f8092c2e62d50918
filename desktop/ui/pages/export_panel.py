"""导出记录: every file that left this computer, and what to do when a stick is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.models.export_columns import ROWS
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class ExportPanel(QWidget):
    """The log of exports, only ever added to."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.model = TableModel(ROWS, self)
        self.table = TableView("导出记录")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.lost = button("U盘遗失了…", tip="查 U 盘上有过什么，写情况说明")
        self.lost.clicked.connect(self._lost)
        self.person = button("某人信息…", tip="台账里有某个联系人的哪些信息，依法删除")
        self.person.clicked.connect(self._person)
        self.said = words("", "hint")
        top = QHBoxLayout()
        top.addWidget(words("从这台电脑出去的报表、名单和列表都记在这里，只增不改。", "hint", wrap=True), 1)
        top.addWidget(self.person)
        top.addWidget(self.lost)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.said)

    def reload(self) -> None:
        """Read the log anew."""
        rows = self._services.exports.rows()
        self.model.set_rows(rows)
        self.said.setText(f"共 {len(rows)} 条。" if rows else "还没有导出过文件。")

    def _person(self) -> None:
        # as below
        from desktop.ui.dialogs.person_data_dialog import show_person_data

        show_person_data(self, self._services, self._desk)

    def _lost(self) -> None:
        # the dialog comes when it is needed
        from desktop.ui.dialogs.lost_usb_dialog import show_lost_usb

        show_lost_usb(self, self._services, self._desk)
