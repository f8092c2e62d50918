"""已作废: what is void, when, by whom and why; each can stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.voided import VoidedRow
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label
from desktop.wording.messages import sentence
from desktop.wording.shown import moment

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

ROWS: tuple[Column[VoidedRow], ...] = (
    Column("台账", lambda row: label(row.subject), width=110),
    Column("名称", lambda row: row.title, width=300, tip=lambda row: row.title),
    Column("作废时间", lambda row: moment(row.at) if row.at else "", width=130),
    Column("经办人", lambda row: row.who, width=80),
    Column("原因", lambda row: row.reason, width=360, tip=lambda row: row.reason),
)


class VoidedPanel(QWidget):
    """The list of what is void, narrowed by a word; 恢复 brings one back with what became void together with it."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._rows: tuple[VoidedRow, ...] = ()
        self.model = TableModel(ROWS, self)
        self.table = TableView("已作废的记录")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().selectionChanged.connect(self._judge)
        self.search = QLineEdit()
        self.search.setAccessibleName("查找已作废的记录")
        self.search.setPlaceholderText("名称、原因、经办人")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.restore = button("恢复", "primary", tip="让所选的记录重新生效")
        self.restore.clicked.connect(self._restore)
        self.said = words("", "hint", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.restore)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addWidget(words("台账里什么都不删除。作废的都在这里，不进列表、不计数，可以恢复。", "hint", wrap=True))
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.said)

    def reload(self) -> None:
        """Read anew what is void."""
        self._rows = self._services.voided.rows()
        self._show()

    def _show(self) -> None:
        word = self.search.text().strip()
        found = [row for row in self._rows if word in f"{row.title} {row.reason} {row.who} {label(row.subject)}"]
        self.model.set_rows(found)
        self.said.setText(f"共 {len(found)} 条。" if found else "没有作废的记录。")
        self._judge()

    def _judge(self) -> None:
        self.restore.setEnabled(self.table.current_row() is not None)

    def _restore(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        reason = ask_reason(self, "恢复", f"“{row.title}”将重新生效，连同一起作废的下级记录。")
        if reason is None:
            return
        try:
            saved = self._services.voided.restore(row.uid, reason)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        if saved.problems:
            self.said.setText(" ".join(sentence(problem) for problem in saved.problems))
            return
        self._desk.say_kept(f"已恢复“{row.title}”")
        self.reload()
