"""Who answers for which enterprise (包联), beside the visit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.officer import OfficerFilter, OfficerRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.officer_dialog import OfficerDialog, end_dialog
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.officer_columns import officer_columns
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_row
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NO_OFFICERS = "这里登记谁包联哪家企业、多久走访一次。到了时候，“今日”会提醒。"


class OfficerPanel(QWidget):
    """The lines in force, those that ended where asked for; `visit_requested` names an enterprise."""

    visit_requested = Signal(str)
    print_requested = Signal()

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.new = self._deed("登记包联", self.add)
        self.edit = self._deed("修改", self._edit_current)
        self.finish = self._deed("结束包联", self._end_current)
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.visit = self._deed("记走访", self._visit_current)
        self.paper = self._deed("打印包联清单", self.print_requested.emit)
        self.model: TableModel[OfficerRow] = TableModel(officer_columns(desk.today()), self)
        self.table = TableView("包联清单")
        self._build()
        self._judge()

    def _deed(self, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable()
        self.table.remember(self._desk.remember, "officers")
        self.table.addActions([self.visit, self.edit, self.finish, self.void, self.story])
        self.table.opened.connect(self._edit)
        self.table.selectionModel().currentRowChanged.connect(self._judge)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyNote(_NO_OFFICERS, (self.new,)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addLayout(self._build_head())
        box.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        self.text = QLineEdit()
        self.text.setAccessibleName("查找包联")
        self.text.setPlaceholderText("企业、领导、责任人、单位")
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(220)
        self.due = QCheckBox("只看该走访的")
        self.past = QCheckBox("含已结束、作废")
        self.text.textChanged.connect(self.reload)
        self.due.toggled.connect(self.reload)
        self.past.toggled.connect(self.reload)
        self.count = words("", "hint")
        deeds = (self.story, self.void, self.finish, self.edit, self.paper, self.visit, self.new)
        return deed_row((self.text, self.due, self.past, self.count), deeds, self.new)

    @Slot()
    def reload(self) -> None:
        """Read the lines anew."""
        past = self.past.isChecked()
        query = OfficerFilter(text=self.text.text().strip(), current=not past, due=self.due.isChecked(), voided=past)
        current = self.table.current_row()
        rows = self._services.officers.list(query)
        self.model.set_rows(rows)
        self.count.setText(f"{len({row.draft.enterprise for row in rows if row.current and not row.voided})} 户企业")
        narrowed = past or self.due.isChecked() or bool(query.text)
        self._stack.setCurrentIndex(0 if rows or narrowed else 1)
        for place, row in enumerate(self.model.rows):
            if current is not None and row.uid == current.uid:
                self.table.selectRow(place)
        self._judge()

    @Slot()
    def add(self, enterprise: str = "") -> None:
        """Let somebody answer for an enterprise."""
        self._kept(run(OfficerDialog(self._services, self._desk, None, enterprise or "", self)), "包联已登记")

    def _kept(self, uid: str, told: str) -> None:
        if uid:
            self._desk.say_kept(told)
            self.reload()

    @Slot(object)
    def _edit(self, row: OfficerRow) -> None:
        if not row.voided:
            self._kept(run(OfficerDialog(self._services, self._desk, row, "", self)), "包联已修改")

    def _edit_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._edit(row)

    def _end_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._kept(run(end_dialog(self._services, self._desk, row, self)), "包联已结束")

    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        text = f"{row.draft.person} 包联 {row.enterprise_name} 这一条将作废：划线保留，不再提醒，不能恢复。"
        reason = ask_reason(self, "作废", text)
        if reason is not None:
            self._kept(self._services.officers.void(row.uid, reason).uid, "包联已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            show_history(self, f"{row.enterprise_name} 包联", self._services.officers.history(row.uid), {})

    def _visit_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.visit_requested.emit(row.draft.enterprise)

    @Slot()
    def _judge(self) -> None:
        row = self.table.current_row()
        self.story.setEnabled(row is not None)
        for action in (self.edit, self.void, self.visit):
            action.setEnabled(row is not None and not row.voided)
        self.finish.setEnabled(row is not None and not row.voided and row.draft.until is None)
