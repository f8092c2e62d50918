"""The issue ledger (问题): what enterprises asked for, in six groups, each deed on its own day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import IssueAction, IssueState
from desktop.domain.issue import OPEN_STATES, IssueFilter, IssueRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.issue_editor import ask_issue
from desktop.ui.dialogs.issue_step import ask_step
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import TableModel
from desktop.ui.page import Page
from desktop.ui.pages.issue_columns import ALL, COLUMNS, GROUPS, group_of, is_late, states_of
from desktop.ui.pages.issue_panel import IssuePanel
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTHING_YET = "这里是问题台账。走访时提出的问题会自动登记；热线、来信等其他途径来的，点“登记问题”。"
_NOTHING_FOUND = "没有符合条件的问题。点“全部”可以看所有问题。"


class IssuesPage(Page):
    """The ledger, narrowed by group and words, and one issue beside it.

    `open` takes a uid, `new:<enterprise>`, `state:<state>`, or `overdue:`.
    """

    key = "issues"
    title = "问题"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.new = self._deed("登记问题", self.add, "Ctrl+N")
        self.edit = self._deed("修改", self._edit_current)
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("问题台账")
        self.panel = IssuePanel()
        self.chips = ChipBar(((ALL, "全部"), *((code, word) for code, word, _ in GROUPS)), "办理状态")
        self._build()
        self._connect()
        self._show_current()

    def _deed(self, text: str, slot: object, keys: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setToolTip(f"{text}（{keys}）")
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable(0, descending=True)
        self.table.remember(self.desk.remember, self.key)
        self.table.addActions([self.edit, self.void, self.story])
        self._empty = EmptyNote(_NOTHING_YET, (self.new,))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        split = QSplitter()
        split.addWidget(self._stack)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([840, 360])
        split.setChildrenCollapsible(False)
        self.desk.remember.follow_splitter(self.key, split)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        box.addLayout(self._build_filters())
        box.addWidget(split, 1)
        self.setFocusProxy(self.table)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(self.title, "title"))
        self.count = words("", "hint")
        row.addWidget(self.count)
        row.addStretch()
        for action in (self.story, self.void, self.edit, self.new):
            row.addWidget(deed_button(action, "primary" if action is self.new else ""))
        return row

    def _build_filters(self) -> QHBoxLayout:
        self.text = QLineEdit()
        self.text.setAccessibleName("查找问题")
        self.text.setPlaceholderText("企业名称、拼音首字母、问题描述")
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(250)
        self.overdue = QCheckBox("只看过了时限的")
        self.voided = QCheckBox("显示作废")
        row = QHBoxLayout()
        for part in (self.chips, self.text, self.overdue, self.voided):
            row.addWidget(part)
        row.setStretchFactor(self.chips, 1)
        return row

    def _connect(self) -> None:
        self.chips.choose(ALL)
        self.chips.chosen.connect(self.reload)
        self.text.textChanged.connect(self.reload)
        self.overdue.toggled.connect(self.reload)
        self.voided.toggled.connect(self.reload)
        self.table.opened.connect(self._edit)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.panel.wanted.connect(self._step)
        self.panel.linked.connect(self.open_requested)

    @override
    @Slot()
    def reload(self) -> None:
        query = IssueFilter(text=self.text.text().strip(), voided=self.voided.isChecked())
        rows = self.services.issues.list(query)
        if self.overdue.isChecked():
            rows = tuple(row for row in rows if is_late(row, self.desk.today()))
        counted = [row for row in rows if not row.voided]
        self.chips.show_counts(
            {ALL: len(counted)} | {code: sum(row.state in states for row in counted) for code, _, states in GROUPS}
        )
        wanted = states_of(self.chips.choice)
        shown = tuple(row for row in rows if not wanted or row.state in wanted)
        self._show(shown, any_kept=bool(rows) or not self._unfiltered())

    def _unfiltered(self) -> bool:
        return not (self.text.text().strip() or self.overdue.isChecked())

    def _show(self, rows: tuple[IssueRow, ...], *, any_kept: bool) -> None:
        current = self.table.current_row()
        self.model.set_rows(rows)
        open_ones = sum(row.state in OPEN_STATES and not row.voided for row in rows)
        self.count.setText(f"{len(rows)} 个，未销号 {open_ones} 个")
        self._empty.say(_NOTHING_FOUND if any_kept else _NOTHING_YET)
        self._stack.setCurrentIndex(0 if rows else 1)
        if current is None or not self._select(current.uid):
            self.table.selectRow(0)
        self._show_current()

    def _select(self, uid: str) -> bool:
        for place, row in enumerate(self.model.rows):
            if row.uid == uid:
                self.table.selectRow(place)
                return True
        return False

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.add(rest)
            case "overdue":
                self._widen()
                self.overdue.setChecked(True)
            case "state":
                self._widen()
                self.chips.choose(group_of(IssueState(rest)) if rest else ALL)
            case uid:
                self._show_issue(uid)

    def _widen(self) -> None:
        self.text.clear()
        self.overdue.setChecked(False)
        self.chips.choose(ALL)

    def _show_issue(self, uid: str) -> None:
        """Put the cursor on the issue *uid*, widening what is listed where need be."""
        if not self._select(uid):
            self._widen()
            self.voided.setChecked(self.services.issues.get(uid).voided)
            self.reload()
            self._select(uid)
        self.table.setFocus()

    @Slot()
    def add(self, enterprise: str = "") -> None:
        """Enter a problem by hand."""
        self._keep_shown(ask_issue(self.services, self.desk, self, enterprise=enterprise or ""), "问题已登记")

    def _keep_shown(self, uid: str | None, said: str) -> None:
        if uid:
            self.desk.say_kept(said)
            self.reload()
            self._show_issue(uid)

    @Slot(object)
    def _edit(self, row: IssueRow) -> None:
        if not row.voided:
            self._keep_shown(ask_issue(self.services, self.desk, self, issue=row), "问题已修改")

    def _edit_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._edit(row)

    @Slot(object)
    def _step(self, action: IssueAction) -> None:
        row = self.table.current_row()
        if row is not None and ask_step(self.services, self.desk, row, action, self):
            self.desk.say_kept(f"已记：{row.enterprise_name} {label(action)}")
            self.reload()

    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        text = f"{row.enterprise_name} 的这个问题将作废：划线保留，不再计入台账，不能恢复。\n\n{row.description}"
        reason = ask_reason(self, "作废", text)
        if reason is not None:
            self.services.issues.void(row.uid, reason)
            self.desk.say_kept("问题已作废")
            self.reload()

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            names = {row.enterprise: row.enterprise_name}
            show_history(self, row.enterprise_name, self.services.issues.history(row.uid), names)

    @Slot()
    def _show_current(self) -> None:
        row = self.table.current_row()
        self.panel.show_issue(row, self.services.issues.steps(row.uid) if row is not None else ())
        self.story.setEnabled(row is not None)
        for action in (self.edit, self.void):
            action.setEnabled(row is not None and not row.voided)
