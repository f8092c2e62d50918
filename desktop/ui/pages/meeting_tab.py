"""Meetings and bulletins (会议和通报) with what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.meeting import Action, MeetingRow, late
from desktop.ui.desk import Desk
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.training_dialogs import action_dialog, action_issue_dialog, action_step_dialog, meeting_dialog
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.theme import button
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "这里记联席会议、调度、通报、督导和约谈。点“登记会议或通报”；议定事项可以转入问题台账。"


def _decided(row: MeetingRow) -> str:
    if not row.actions:
        return ""
    return f"{row.actions} 项，未完成 {row.waiting}" + (f"，逾期 {row.late}" if row.late else "")


MEETING_COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column("日期", lambda row: row.draft.held_on, shown.day, width=90),
    Column("类型", lambda row: row.draft.kind, label, width=76),
    Column("名称", lambda row: row.draft.title, width=250, tip=lambda row: row.draft.title),
    Column("议定事项", _decided, width=150, tone=lambda row: "late" if row.late else ""),
    Column("文号", lambda row: row.draft.document, width=130),
    Column("主送", lambda row: row.draft.addressed, width=130, tip=lambda row: row.draft.addressed),
)


def action_columns(today: Callable[[], date]) -> tuple[Column[Action], ...]:
    """Return the columns of decisions; whether one is late depends on *today*."""

    def state(row: Action) -> str:
        if row.issue:
            return f"已转问题 {row.issue_number}"
        return "逾期" if late(row, today()) else label(row.state)

    return (
        Column("议定事项", lambda row: row.draft.content, width=170, tip=lambda row: row.draft.content),
        Column("责任单位", lambda row: row.draft.unit, width=100),
        Column("时限", lambda row: row.draft.due_on, shown.day, width=90),
        Column("状态", state, width=90, tip=state, tone=lambda row: "late" if late(row, today()) else ""),
        Column("进展", lambda row: row.note, width=140, tip=lambda row: row.note),
    )


class MeetingTab(LedgerTab[MeetingRow]):
    """The meetings of the year; beside one its text and its decisions."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "会议和通报", MEETING_COLUMNS, _EMPTY, parent)
        self.story = self.deed("修改记录", self._show_history)
        self.drop = self.deed("作废", self._void)
        self.mend = self.deed("修改", self._mend)
        self.new = self.deed("登记会议或通报", self.add, "primary")
        self.voided = QCheckBox("显示作废")
        self.filters.addStretch()
        self.filters.addWidget(self.voided)
        self.voided.toggled.connect(self.reload)
        self.actions_model = TableModel(action_columns(desk.today), self)
        self.decisions = TableView("议定事项")
        self._build_side()
        self.table.opened.connect(self._mend)
        self.decisions.opened.connect(self._step)

    def _build_side(self) -> None:
        self.decisions.setModel(self.actions_model)
        self.decisions.horizontalHeader().setStretchLastSection(True)
        self.decide, self.step, self.raised = button("登记议定事项"), button("记进展"), button("转入问题台账")
        row = QHBoxLayout()
        row.addStretch()
        for press, slot in ((self.decide, self._decide), (self.step, self._step), (self.raised, self._raise)):
            press.clicked.connect(slot)
            row.addWidget(press)
        lower = QWidget()
        box = QVBoxLayout(lower)
        box.setContentsMargins(0, 4, 0, 0)
        box.addLayout(row)
        box.addWidget(self.decisions, 1)
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(self.detail)
        side.addWidget(lower)
        side.setChildrenCollapsible(False)
        self.split.addWidget(side)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([620, 540])

    @override
    def reload(self) -> None:
        year = self.services.settings.workspace().year
        rows = self.services.meetings.list(year, voided=self.voided.isChecked())
        behind = sum(row.late for row in rows)
        told = f"{year}年 {len(rows)} 次" + (f"，议定事项逾期 {behind} 项" if behind else "")
        self.show_rows(rows, told if rows else "", lambda row: row.uid)

    @override
    def describe(self, row: MeetingRow) -> str:
        draft = row.draft
        return paragraphs(
            draft.title,
            f"{shown.day(draft.held_on)}　{label(draft.kind)}　{draft.document}".rstrip("　"),
            pair("召集或发文", draft.organiser),
            pair("主持", draft.chair),
            pair("参加", draft.attended),
            pair("地点", draft.venue),
            pair("主送", draft.addressed),
            pair("报", draft.reported),
            pair("抄送", draft.copied),
            pair("已作废", row.void_reason),
            " ",
            draft.minutes,
        )

    @override
    def judge(self, row: MeetingRow | None) -> None:
        current = self.decisions.current_row()
        self.actions_model.set_rows(() if row is None else self.services.meetings.actions(row.uid))
        if current is not None or self.actions_model.rows:
            self.decisions.selectRow(0)
        usable = row is not None and not row.voided
        self.story.setEnabled(row is not None)
        for action in (self.drop, self.mend):
            action.setEnabled(usable)
        self.decide.setEnabled(usable)
        for press in (self.step, self.raised):
            press.setEnabled(usable and bool(self.actions_model.rows))

    def add(self) -> None:
        """Enter a meeting."""
        self.run(meeting_dialog(self.services, self.desk, None, self), "会议已登记")

    def show_meeting(self, uid: str) -> bool:
        """Choose the meeting *uid*; return whether there is one."""
        self.reload()
        return self.select(uid, lambda row: row.uid)

    def _mend(self) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided:
            self.run(meeting_dialog(self.services, self.desk, row, self), "会议已修改")

    def _decide(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.run(action_dialog(self.services, self.desk, row, self), "议定事项已登记")

    def _step(self) -> None:
        action = self.decisions.current_row()
        if action is None:
            return
        if action.issue:
            self.linked.emit("issues", action.issue)
        else:
            self.run(action_step_dialog(self.services, self.desk, action, self), "进展已记下")

    def _raise(self) -> None:
        action = self.decisions.current_row()
        if action is None:
            return
        if action.issue:
            self.linked.emit("issues", action.issue)
        else:
            self.run(action_issue_dialog(self.services, self.desk, action, self), "已转入问题台账")

    def _void(self) -> None:
        row = self.table.current_row()
        reason = ask_reason(self, "作废", f"“{row.draft.title}”将作废，记录保留。") if row is not None else None
        if row is not None and reason is not None:
            self.services.meetings.void(row.uid, reason)
            self.say("会议已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            show_history(self, row.draft.title, self.services.meetings.history(row.uid), {})
