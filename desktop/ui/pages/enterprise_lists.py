"""The visits to one enterprise and the problems it raised, as short lists that lead to their pages (走访, 问题)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.issue import IssueFilter, IssueRow
from desktop.domain.issue_codes import IssueState
from desktop.domain.officer import OfficerFilter
from desktop.domain.visit import VisitFilter, VisitRow, count_visits
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.visit_papers import officer_lines

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.issues import IssueService
    from desktop.services.officers import OfficerService
    from desktop.services.visits import VisitService

RowT = TypeVar("RowT")

VISIT_COLUMNS: tuple[Column[VisitRow], ...] = (
    Column("走访日期", lambda row: row.visited_on, shown.day, width=92),
    Column("走访方式", lambda row: row.mode, label, width=72),
    Column("走访人员", lambda row: row.visitors, width=110),
    Column("走访情况", lambda row: row.summary, width=260, tip=lambda row: row.summary),
    Column("反映问题", lambda row: row.issues, lambda number: str(number) if number else "", RIGHT, width=72),
    Column("下步安排", lambda row: row.next_step, width=160, tip=lambda row: row.next_step),
    Column("下次走访", lambda row: row.next_on, shown.day, width=92),
)
ISSUE_COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("提出日期", lambda row: row.raised_on, shown.day, width=92),
    Column("诉求类别", lambda row: row.category, label, width=76),
    Column("问题描述", lambda row: row.description, width=260, tip=lambda row: row.description),
    Column("办理状态", lambda row: row.state, label, width=76, tone=lambda row: _state_tone(row.state)),
    Column("主办单位", lambda row: row.handler, width=110),
    Column("办理时限", lambda row: row.due_on, shown.day, width=92),
    Column("最新办理情况", lambda row: row.last_note, width=180, tip=lambda row: row.last_note),
)


class LinkedList(QWidget, Generic[RowT]):
    """A table of another page's rows: Enter opens one there, and a button there makes a new one."""

    new_requested = Signal()
    opened = Signal(object)

    def __init__(
        self, name: str, columns: Sequence[Column[RowT]], new: str, empty: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = TableModel(columns, self)
        self.table = TableView(name, self)
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.opened.connect(self.opened)
        self._count = words("", "hint")
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch(1)
        if new:
            make = button(new)
            make.clicked.connect(self.new_requested)
            head.addWidget(make)
        self._pile = QStackedWidget(self)
        self._pile.addWidget(self.table)
        self._pile.addWidget(EmptyNote(empty))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 8, 0, 0)
        self.box.addLayout(head)
        self.box.addWidget(self._pile, 1)

    def show_rows(self, rows: Sequence[RowT], count: str) -> None:
        """Show *rows*, and *count* above them."""
        self.model.set_rows(rows)
        self._count.setText(count if rows else "")
        self._pile.setCurrentIndex(0 if rows else 1)


class EnterpriseVisits(LinkedList[VisitRow]):
    """The visits to one enterprise, newest first."""

    prepare_requested = Signal()
    blank_requested = Signal()

    def __init__(self, visits: VisitService, officers: OfficerService, parent: QWidget | None = None) -> None:
        empty = "还没有走访过这家企业。走访后在这里记下情况和企业反映的问题。"
        super().__init__("这家企业的走访", VISIT_COLUMNS, "新建走访", empty, parent)
        self._visits, self._officers = visits, officers
        self.officer = words("", wrap=True)
        self.prepare = button("走访准备单", tip="出门前看一页：上次走访、未销号问题、已收集的数、还缺什么")
        self.blank = button("空白走访表", tip="写好企业信息，带到现场手填")
        self.prepare.clicked.connect(self.prepare_requested)
        self.blank.clicked.connect(self.blank_requested)
        row = QHBoxLayout()
        row.addWidget(self.officer, 1)
        row.addWidget(self.prepare)
        row.addWidget(self.blank)
        self.box.insertLayout(0, row)

    def show_enterprise(self, uid: str) -> None:
        """Show who answers for the enterprise *uid* and the visits to it."""
        rows = self._visits.list(VisitFilter(enterprise=uid))
        lines = self._officers.list(OfficerFilter(enterprise=uid))
        self.officer.setText(officer_lines(lines) or "还没有登记包联。")
        self.show_rows(rows, f"共 {count_visits(rows)} 次，双击打开")


class EnterpriseIssues(LinkedList[IssueRow]):
    """The problems one enterprise raised."""

    def __init__(self, issues: IssueService, parent: QWidget | None = None) -> None:
        empty = "这家企业还没有提出过问题。走访时登记的问题会列在这里。"
        super().__init__("这家企业的问题", ISSUE_COLUMNS, "", empty, parent)
        self._issues = issues

    def show_enterprise(self, uid: str) -> None:
        """Show the problems of the enterprise *uid*."""
        rows = self._issues.list(IssueFilter(enterprise=uid))
        waiting = sum(row.state is not IssueState.CLOSED for row in rows)
        self.show_rows(rows, f"共 {len(rows)} 个，未销号 {waiting} 个，双击打开")


def _state_tone(state: IssueState) -> str:
    return "good" if state is IssueState.CLOSED else ""
