"""县里的表: the county's own workbooks that the office keeps, and what a person does with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.workbook import WorkbookTemplate
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.list_export import tell_written
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.workbook_dialog import ask_workbook, show_marks, show_report
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_row
from desktop.ui.widgets.table_view import TableView
from desktop.ui.written import written_words
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_FOLDER = "papers/folder"


class WorkbookPanel(QWidget):
    """The kept templates; Enter fills one for the month the window is set to."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbooks, self._desk = services.workbooks, desk
        self._titles: dict[str, str] = {}
        self.new = self._deed("加入县里的表…", self.add)
        self.fill = self._deed("填表…", self._fill_current)
        self.check = self._deed("检查", self._check_current)
        self.marks = self._deed("可用的占位符", self._show_marks)
        self.template = self._deed("取出原件…", self._hand_out)
        self.void = self._deed("作废", self._void_current)
        self.model: TableModel[WorkbookTemplate] = TableModel(self._columns(), self)
        self.table = TableView("县里的表")
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._fill)
        self.table.selectionModel().currentRowChanged.connect(self._judge)
        for action in (self.fill, self.check, self.marks, self.template, self.void):
            self.table.addAction(action)
        told = words("县里发的表，按占位符填数，版式不动；填出来的是新文件，原件留在台账里。", "hint")
        deeds = (self.void, self.template, self.marks, self.check, self.fill, self.new)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addLayout(deed_row((told,), deeds, self.new))
        box.addWidget(self.table, 1)
        self._judge()

    def _columns(self) -> tuple[Column[WorkbookTemplate], ...]:
        return (
            Column("表名", lambda row: row.name, width=220),
            Column("取数的报表", lambda row: self._titles.get(row.form, row.form), width=200),
            Column("登记日期", lambda row: row.added_on, shown.day, width=100),
            Column("文件名", lambda row: row.file_name, width=220),
            Column("核对码", lambda row: row.sha256[:8], width=90, tip=lambda row: row.sha256),
            Column("说明", lambda row: row.note, width=200),
        )

    def _deed(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        return action

    @Slot()
    def reload(self) -> None:
        """Read the kept templates anew."""
        self._titles = dict(self._workbooks.forms())
        self.model.set_rows(self._workbooks.list())
        self._judge()

    @Slot()
    def add(self) -> None:
        """Take in another workbook."""
        if ask_workbook(self, self._workbooks, self._desk):
            self._desk.say_kept("县里的表已留存")
            self.reload()

    @Slot(object)
    def _fill(self, row: WorkbookTemplate) -> None:
        month = self._desk.month()
        name = self._workbooks.file_name(row.uid, month)
        path = self._ask_place(f"填{shown.month(month)}的{row.name}", name)
        if path is None:
            return
        workbooks = self._workbooks
        done = run_job(
            self, self._desk, f"正在填{row.name}", lambda progress: workbooks.fill(row.uid, month, path, progress)
        )
        if done is not None:
            tell_written(self, self._desk, f"{shown.month(month)}的{row.name}已填好", done)

    @Slot()
    def _fill_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._fill(row)

    @Slot()
    def _check_current(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        try:
            found = self._workbooks.check_kept(row.uid)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        if show_report(self, row.name, found):
            self._fill(row)

    @Slot()
    def _show_marks(self) -> None:
        row = self.table.current_row()
        show_marks(self._workbooks, tuple(self._titles.items()), "" if row is None else row.form, self)

    @Slot()
    def _hand_out(self) -> None:
        row = self.table.current_row()
        path = None if row is None else self._ask_place("取出原件", row.file_name)
        if row is None or path is None:
            return
        try:
            done = self._workbooks.hand_out(row.uid, path)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self._desk.kept.emit(written_words(done))

    @Slot()
    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        reason = ask_reason(self, "作废", f"“{row.name}”将不再列出，原件和登记仍留在台账里。")
        if reason is not None:
            self._workbooks.remove(row.uid, reason)
            self._desk.say_kept("县里的表已作废")
            self.reload()

    def _ask_place(self, title: str, name: str) -> Path | None:
        remember = self._desk.remember
        begin = str(Path(remember.text(_FOLDER)) / name) if remember.text(_FOLDER) else name
        chosen, _ = QFileDialog.getSaveFileName(self, title, begin, "Excel 工作簿 (*.xlsx)")
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        remember.keep_text(_FOLDER, str(path.parent))
        return path

    @Slot()
    def _judge(self) -> None:
        for action in (self.fill, self.check, self.template, self.void):  # marks are wanted before there is a workbook
            action.setEnabled(self.table.current_row() is not None)
