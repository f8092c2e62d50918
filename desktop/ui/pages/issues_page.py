"""The issue ledger (问题): what enterprises asked for and its clock, as a list, as a board, and what many ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.deadline import Urgency
from desktop.domain.issue import OPEN_STATES, group_of
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState
from desktop.domain.issue_rates import CommonIssue
from desktop.ui.desk import Desk
from desktop.ui.dialogs.papers_action import PapersAction
from desktop.ui.page import Page
from desktop.ui.pages.issue_filters import ALL, IssueFilters
from desktop.ui.pages.issue_hand import IssueHand
from desktop.ui.pages.issue_panel import IssuePanel
from desktop.ui.pages.issue_rates_bar import RatesBar
from desktop.ui.pages.issue_views import COMMON, LIST, VIEWS, IssueViews
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class IssuesPage(Page):
    """The ledger, narrowed by group and words, and one issue beside it.

    `open` takes a uid, `new:<enterprise>`, `state:<state>`, `overdue:`, `soon:`, `category:<category>` or
    `view:<list, board or common>`.
    """

    key = "issues"
    title = "问题"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.new = self._deed("登记问题", self.add, "Ctrl+N")
        self.edit = self._deed("修改", self._edit_current)
        self.sheet = self._deed("打印交办单", self._print_current, "Ctrl+P")
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.ledger = PapersAction("打印台账", self, services, desk, ("issue-ledger", "issue-list"))
        self.hand = IssueHand(services, desk, self)
        self.lists = IssueViews(desk.remember, self.new)
        self.panel = IssuePanel()
        self.side = QScrollArea()  # many deeds and long words scroll here, not the page
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setWidget(self.panel)
        self.rates = RatesBar()
        self.filters = IssueFilters(relays=services.relays.may_relay)
        self.views = ChipBar(VIEWS, "看法")
        self._build()
        self._connect()
        self._show_current()

    def _build(self) -> None:
        split = QSplitter()
        split.addWidget(self.lists)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([860, 340])
        split.setChildrenCollapsible(False)
        self.desk.remember.follow_splitter(self.key, split)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        for part in (self.rates, self.filters):
            box.addWidget(part)
        box.addWidget(split, 1)
        self.setFocusProxy(self.lists)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(self.title, "title"))
        self.count = words("", "hint")
        row.addWidget(self.count)
        row.addSpacing(12)
        row.addWidget(self.views, 1)
        for action in (self.story, self.void, self.ledger, self.sheet, self.edit, self.new):
            self._newest = deed_button(action, "primary" if action is self.new else "")
            row.addWidget(self._newest)
        return row

    def _connect(self) -> None:
        self.lists.view = self.desk.remember.text("issues/view") or LIST
        self.views.choose(self.lists.view)
        self.views.chosen.connect(self._change_view)
        self.filters.changed.connect(self.reload)
        self.rates.wanted.connect(self.filters.only)
        self.hand.kept.connect(self._kept)
        self.lists.opened.connect(self.hand.edit)
        self.lists.moved.connect(self._show_current)
        self.lists.asked.connect(self._ask)
        self.lists.category.connect(self._show_category)
        self.panel.wanted.connect(self._step)
        self.panel.linked.connect(self.open_requested)

    @override
    @Slot()
    def reload(self) -> None:
        issues, as_of = self.services.issues, self.desk.month().last_day
        self.rates.show_rates(issues.rates(as_of))
        if self.lists.view == COMMON:
            found = issues.common(as_of)
            self.lists.show_common(found)
            self.count.setText(f"{len(found)} 类，按涉及企业户数排；回车或双击看这一类的问题")
        else:
            self._show_rows()
        self._show_current()

    def _show_rows(self) -> None:
        rows = self.filters.kept(self.services.issues.list(self.filters.query()))
        wanted = self.filters.states()
        shown = tuple(row for row in rows if not wanted or row.state in wanted)
        self.lists.show_rows(shown, any_kept=bool(rows) or self.filters.narrowed)
        open_ones = sum(row.state in OPEN_STATES and not row.voided for row in shown)
        self.count.setText(f"{len(shown)} 个，未销号 {open_ones} 个")

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.add(rest)
            case "view":
                self.views.choose(rest)
            case "overdue" | "soon":
                self._widen()
                self.filters.urgency.set_value(Urgency.LATE if kind == "overdue" else Urgency.SOON)
            case "category":
                self._widen()
                self.filters.category.set_value(IssueCategory(rest))
            case "state":
                self._widen()
                self.filters.chips.choose(group_of(IssueState(rest)).value if rest else ALL)
            case uid:
                self._show_issue(uid)

    def _widen(self) -> None:
        if self.lists.view == COMMON:
            self.views.choose(LIST)
        self.filters.widen()

    def _show_issue(self, uid: str) -> None:
        """Put the cursor on the issue *uid*, widening what is listed where need be."""
        if self.lists.view == COMMON or not self.lists.select(uid):
            self.filters.voided.setChecked(self.services.issues.get(uid).voided)
            self._widen()
            self.lists.select(uid)
        self.lists.setFocus()

    @Slot()
    def add(self, enterprise: str = "") -> None:
        """Enter a problem by hand."""
        self.hand.add(enterprise or "")

    def _kept(self, uid: str) -> None:
        self.reload()
        if not self.services.issues.get(uid).voided:
            self._show_issue(uid)

    def _change_view(self, view: str) -> None:
        self.desk.remember.keep_text("issues/view", view)
        self.lists.view = view
        self.filters.setVisible(view != COMMON)
        self.side.setVisible(view != COMMON)
        self.reload()

    @Slot(object)
    def _show_category(self, found: CommonIssue) -> None:
        self.views.choose(LIST)
        self.filters.only(found.issues, f"只看“{label(found.category)}”类的问题。")

    @Slot(object)
    def _step(self, action: IssueAction) -> None:
        row = self.lists.current()
        if row is not None:
            self.hand.step(row, action)

    def _edit_current(self) -> None:
        row = self.lists.current()
        if row is not None:
            self.hand.edit(row)

    def _print_current(self) -> None:
        row = self.lists.current()
        if row is not None:
            self.hand.print_sheet(row)

    def _void_current(self) -> None:
        row = self.lists.current()
        if row is not None:
            self.hand.void(row)

    def _show_history(self) -> None:
        row = self.lists.current()
        if row is not None:
            self.hand.show_history(row)

    @Slot(object)
    def _ask(self, at: QPoint) -> None:
        row = self.lists.current()
        if row is not None:
            menu = self.hand.menu(row, (self.edit, self.sheet, self.void, self.story))
            menu.exec(at)
            menu.deleteLater()

    @Slot()
    def _show_current(self) -> None:
        row = self.lists.current()
        steps, deeds = (self.hand.story(row), self.hand.deeds(row)) if row is not None else ((), ())
        self.panel.show_issue(row, steps, deeds)
        # one thing stands out on the page: the next step of the chosen issue, or else a new one
        give_role(self._newest, "" if self.panel.asks_for_a_step else "primary")
        self.story.setEnabled(row is not None)
        self.sheet.setEnabled(row is not None and not row.voided and row.assigned_on is not None)
        for action in (self.edit, self.void):
            action.setEnabled(row is not None and not row.voided and self.hand.own(row))
