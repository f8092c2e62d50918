"""What one enterprise was recognised as, its research, and its taxes before and after admission (资质)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.enterprise import Enterprise
from desktop.domain.recognition import RecognitionRow
from desktop.domain.tax_pair import TaxPair
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.recognition_dialogs import ending_dialog, recognition_dialog, tax_dialog
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def recognition_columns(today: Callable[[], date]) -> tuple[Column[RecognitionRow], ...]:
    """Return the columns of recognitions; one that has ended says so."""

    def state(row: RecognitionRow) -> str:
        if row.holds(today()):
            return "有效"
        return "未开始" if row.since > today() else "已到期"

    return (
        Column("资质或研发", lambda row: row.label, width=150),
        Column("认定日期", lambda row: row.since, shown.day, width=92),
        Column("有效期至", lambda row: row.until, shown.day, width=92),
        Column("状态", state, width=64, tone=lambda row: "" if row.holds(today()) else "off"),
        Column("依据", lambda row: row.basis, width=190, tip=lambda row: row.basis),
        Column("备注", lambda row: row.reason_out or row.note, width=150, tip=lambda row: row.reason_out or row.note),
    )


TAX_COLUMNS: tuple[Column[TaxPair], ...] = (
    Column("入规前", lambda row: row.draft.year_before, lambda year: f"{year}年", width=66),
    Column("实缴（万元）", lambda row: row.draft.before, shown.money, RIGHT, width=96),
    Column("口径", lambda row: row.draft.source_before, label, width=84),
    Column("入规后", lambda row: row.draft.year_after, lambda year: f"{year}年", width=66),
    Column("实缴（万元）", lambda row: row.draft.after, shown.money, RIGHT, width=96),
    Column("口径", lambda row: row.draft.source_after, label, width=84),
    Column("相差（万元）", lambda row: row.difference, shown.money, RIGHT, width=96),
    Column("提供人", lambda row: row.draft.told_by, width=90),
    Column("提供日期", lambda row: row.draft.on, shown.day, width=92),
    Column("备注", lambda row: row.draft.note, width=150, tip=lambda row: row.draft.note),
)


class EnterpriseRecognitions(QWidget):
    """Two tables, each with its deeds above it."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._enterprise: Enterprise | None = None
        self.add = self._deed("登记资质", self._add)
        self.end = self._deed("终止", self._end)
        self.void = self._deed("作废", self._void)
        self.add_taxes = self._deed("登记税负", self._add_taxes)
        self.void_taxes = self._deed("作废税负", self._void_taxes)
        self.rows = TableModel(recognition_columns(desk.today), self)
        self.taxes = TableModel(TAX_COLUMNS, self)
        self.table, self.tax_table = TableView("资质和研发"), TableView("入规前后税负")
        self.table.setModel(self.rows)
        self.tax_table.setModel(self.taxes)
        self.table.addActions([self.end, self.void])
        self.tax_table.addAction(self.void_taxes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._head("资质和研发", self.end, self.void, self.add))
        box.addWidget(self.table, 3)
        box.addLayout(self._head("入规前后实际税负", self.void_taxes, self.add_taxes))
        box.addWidget(words("两个数照来源填写，程序只算相差。", "hint", wrap=True))
        box.addWidget(self.tax_table, 2)

    def show_enterprise(self, enterprise: Enterprise) -> None:
        """Show what is kept of *enterprise*."""
        self._enterprise = enterprise
        self.rows.set_rows(self._services.recognitions.rows(enterprise.uid))
        self.taxes.set_rows(self._services.recognitions.taxes(enterprise.uid))
        for action in (self.add, self.add_taxes):
            action.setEnabled(not enterprise.voided)
        for action in (self.end, self.void):
            action.setEnabled(bool(self.rows.rows))
        self.void_taxes.setEnabled(bool(self.taxes.rows))

    def _add(self) -> None:
        if self._enterprise is not None:
            uid, name = self._enterprise.uid, self._enterprise.draft.name
            if run(recognition_dialog(self._services, self._desk, uid, name, self)):
                self._desk.say_kept(f"已登记：{name} 的资质")

    def _end(self) -> None:
        row = self._chosen()
        if row is not None and run(ending_dialog(self._services, self._desk, row, self)):
            self._desk.say_kept(f"{row.label}已写明终止日期")

    def _void(self) -> None:
        row = self._chosen()
        if row is None:
            return
        reason = ask_reason(self, "作废", f"“{row.label}”（{shown.day(row.since)} 起）将作废，修改记录里可查到。")
        if reason is not None:
            self._services.recognitions.void(row.uid, reason)
            self._desk.say_kept("资质已作废")

    def _add_taxes(self) -> None:
        if self._enterprise is not None:
            uid, name = self._enterprise.uid, self._enterprise.draft.name
            if run(tax_dialog(self._services, self._desk, uid, name, self)):
                self._desk.say_kept(f"已登记：{name} 的入规前后税负")

    def _void_taxes(self) -> None:
        row = self.tax_table.current_row() or next(iter(self.taxes.rows), None)
        if not isinstance(row, TaxPair):
            return
        years = f"{row.draft.year_before}年和{row.draft.year_after}年"
        reason = ask_reason(self, "作废", f"{years}的税负记录将作废，修改记录里可查到。")
        if reason is not None:
            self._services.recognitions.void_taxes(row.uid, reason)
            self._desk.say_kept("税负记录已作废")

    def _chosen(self) -> RecognitionRow | None:
        row = self.table.current_row() or next(iter(self.rows.rows), None)
        return row if isinstance(row, RecognitionRow) else None

    def _deed(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _head(self, title: str, *actions: QAction) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(title, "subtitle"), 1)
        for action in actions:
            row.addWidget(deed_button(action))
        return row
