"""The catalogue of facts to choose from: found by words, put into the form by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.form_entry import FactEntry
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button
from desktop.ui.widgets.table_view import TableView

FACTS: tuple[Column[FactEntry], ...] = (
    Column("数据项", lambda row: row.words, width=146, tip=lambda row: f"{row.words}（{row.name}）：{row.source}"),
    Column("种类", lambda row: row.kind, width=52),
    Column("单位", lambda row: row.unit.partition("（")[0], width=48, tip=lambda row: row.unit),
)


class FactPicker(QWidget):
    """`chosen` carries the fact that was taken."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FactEntry, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找数据项，例如 收入、乡镇")
        self.search.setAccessibleName("查找数据项")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take)
        self.model = TableModel(FACTS, self)
        self.table = TableView("数据项目录")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self.chosen)
        self.put = button("加入栏目", tip="回车也可以")
        self.put.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        box.addWidget(self.put)
        self.setFocusProxy(self.search)

    def show_facts(self, facts: Sequence[FactEntry]) -> None:
        """Offer *facts*."""
        self._all = tuple(facts)
        self.search.clear()
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.search.text().strip()
        self.model.set_rows([each for each in self._all if wanted in each.words or wanted in each.name])
        if self.model.rowCount():
            self.table.selectRow(0)

    def _take(self) -> None:
        row = self.table.current_row()
        if isinstance(row, FactEntry):
            self.chosen.emit(row)
            self.search.selectAll()
