"""Targets (目标): as issued in both dimensions, side by side and never added, and how far the year has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.assessment import Move
from desktop.domain.target_entry import TargetPage, TargetRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.import_dialog import ImportDialog
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.target_set import assessment_dialog, target_dialog
from desktop.ui.page import Page
from desktop.ui.pages.target_cards import AssessmentCard, BalanceCard, HoldersCard, OwnCard
from desktop.ui.pages.target_tables import IssuedTable, MonthTables, UnitTables
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_row
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class TargetsPage(Page):
    """The own unit above, tables below: as issued, progress by unit (county office), month by month.

    `open` takes `new:`, `issued:` or `months:`.
    """

    key = "targets"
    title = "目标"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.new = self._deed("填写目标", self.add, "Ctrl+N")
        self.take = self._deed("导入目标表", self._import)
        self.paper = self._deed("打印完成情况", self._print, "Ctrl+P")
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.own, self.rule = OwnCard(), AssessmentCard()
        self.balances, self.holders = BalanceCard(), HoldersCard()
        self.issued, self.units, self.months = IssuedTable(), UnitTables(), MonthTables()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.issued.table.addActions([self.void, self.story])
        self.issued.table.remember(self.desk.remember, self.key)
        self.told = words("", "hint")
        deeds = (self.story, self.void, self.paper, self.take, self.new)
        head = deed_row((words(self.title, "title"), self.told), deeds, self.new)
        cards = QHBoxLayout()
        cards.addWidget(self.own, 3)
        cards.addWidget(self.balances, 4)
        cards.addWidget(self.rule, 3)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.issued, "目标原文")
        self.tabs.addTab(self.months, "逐月进度")
        self.tabs.addTab(self.units, "各单位完成情况")
        self.tabs.addTab(self.holders, "不设目标的单位")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(head)
        box.addLayout(cards)
        box.addWidget(self.tabs, 1)
        self.setFocusProxy(self.issued.table)

    def _connect(self) -> None:
        self.issued.table.opened.connect(self._mend)
        self.issued.table.selectionModel().currentRowChanged.connect(self._judge)
        self.issued.every_year.toggled.connect(self.reload)
        self.rule.wanted.connect(self._ask_rule)
        self.own.wanted.connect(self._go)
        self.months.opened.connect(self._open_move)

    @override
    @Slot()
    def reload(self) -> None:
        month = self.desk.month()
        page = self.services.targets.page(month)
        self._page = page
        self.told.setText(f"{page.year} 年，完成数到{shown.month(month)}；两个口径是同一目标的两次分解，不相加")
        self.own.show_line(page, month)
        every = self.issued.every_year.isChecked()
        year = self.services.settings.workspace().year
        # what was just typed for the new year is seen although the month is still one of the old
        rows = page.rows if year == page.year else page.rows + self.services.targets.rows(year)
        typed = tuple(row for row in rows if not row.issued)
        self.issued.show_rows(typed + self.services.targets.issued() if every else rows, page.year)
        self.balances.show_balances(page.balances)
        self.rule.show_rule(page)
        self.holders.show_holders(page)
        self.units.show_tables(page)
        self.months.show_months(page)
        self.tabs.setTabVisible(2, bool(page.tables))
        self._judge()

    @property
    def page(self) -> TargetPage:
        """What is shown."""
        return self._page

    @override
    def open(self, argument: str) -> None:
        match argument.partition(":")[0]:
            case "new":
                self.add()
            case "months":
                self.tabs.setCurrentWidget(self.months)
            case "issued":
                self.tabs.setCurrentWidget(self.issued)

    @Slot()
    def add(self) -> None:
        """Type a target as it was handed down."""
        self._run(target_dialog(self.services, None, self), "目标已保存")

    @Slot(object)
    def _mend(self, row: TargetRow) -> None:
        if not row.issued:
            self._run(target_dialog(self.services, row.target, self), "目标已保存")

    def _ask_rule(self) -> None:
        self._run(assessment_dialog(self.services, self._page.year, self._page.assessment, self), "考核年度已保存")

    def _run(self, dialog: FormDialog, said: str) -> None:
        if run(dialog):
            self.desk.say_kept(said)
            self.reload()

    def _import(self) -> None:
        dialog = ImportDialog(self.services, self.desk, self, kind="targets")
        dialog.exec()
        dialog.deleteLater()
        self.reload()

    def _void_current(self) -> None:
        row = self.issued.table.current_row()
        if row is None or row.issued:
            return
        reason = ask_reason(self, "作废", f"{row.target.unit_name}的这条目标将作废，不再计入。方案原文不受影响。")
        if reason is not None:
            self.services.targets.void(row.uid, reason)
            self.desk.say_kept("目标已作废")
            self.reload()

    def _show_history(self) -> None:
        row = self.issued.table.current_row()
        if row is not None and not row.issued:
            show_history(self, row.target.unit_name, self.services.targets.history(row.uid), {})

    def _print(self) -> None:
        show_papers(self, self.services, self.desk, ("target-progress", "target-quarter", "admitted-list", "changes"))

    @Slot(object)
    def _open_move(self, move: Move) -> None:
        self.open_requested.emit("enterprises", move.enterprise)

    @Slot(str, str)
    def _go(self, page: str, argument: str) -> None:
        self.open_requested.emit(page, argument)

    @Slot()
    def _judge(self) -> None:
        row = self.issued.table.current_row()
        for action in (self.void, self.story):
            action.setEnabled(row is not None and not row.issued)
