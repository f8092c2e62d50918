"""今日: what to do now, how far the month's filing is, the target, and where the list stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import TargetMeasure
from desktop.domain.overview import TodoItem
from desktop.ui.desk import Desk
from desktop.ui.dialogs.target_dialog import ask_target
from desktop.ui.models.table_model import ROW_ROLE, TableModel
from desktop.ui.page import Page
from desktop.ui.pages.today_cards import BandCard, ChipCard, StepsCard, TargetCard, card
from desktop.ui.pages.today_words import todo_columns, todo_link
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.ui.widgets.window_cards import headline
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTHING = "没有要办的事。新收到的问题、约定的走访和未报的数据会列在这里。"
_BEGIN = "台账里还没有企业。到“企业”页导入县里下发的名单，或者逐户添加。"


class TodayPage(Page):
    """The first page; every number on it leads to the rows behind it."""

    key = "today"
    title = "今日"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.day = words("", "hint")
        self.steps = StepsCard(desk.icon)
        self.target, self.bands, self.chips = TargetCard(), BandCard(), ChipCard()
        self.window_link = button("", "link", tip="打开申报页的窗口日历")
        self.todo = TableModel(todo_columns(desk.today), self)
        self._build()
        for source in (self.steps, self.bands, self.chips):
            source.wanted.connect(self.open_requested)
        self.target.wanted.connect(self._ask_target)
        self.target.admitted.clicked.connect(self._show_admitted)
        self.window_link.clicked.connect(self._show_windows)

    def _build(self) -> None:
        self.todo_table = TableView("待我办")
        self.todo_table.setModel(self.todo)
        self.todo_table.horizontalHeader().setStretchLastSection(True)
        self.todo_table.opened.connect(self._open_todo)
        self.todo_table.clicked.connect(self._click_todo)
        self.nothing = words("", "hint", wrap=True)
        todo, todo_box = card("待我办")
        todo_box.addWidget(self.nothing)
        todo_box.addWidget(self.todo_table, 1)
        head = QHBoxLayout()
        head.addWidget(words(self.title, "title"))
        head.addSpacing(12)
        head.addWidget(self.day)
        head.addStretch()
        head.addWidget(self.window_link)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(todo, 1)
        left.addWidget(self.chips)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.target)
        right.addWidget(self.bands)
        right.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.steps)
        box.addLayout(columns, 1)
        self.setFocusProxy(self.todo_table)

    @override
    def reload(self) -> None:
        month = self.desk.month()
        overview = self.services.overview.today(month)
        self.day.setText(f"{shown.long_day(self.desk.today())}　所属期 {shown.month(month)}")
        self._show_window()
        self.steps.show_steps(overview.steps, month)
        self.target.show_target(overview, month)
        self.bands.show_bands(overview)
        self.chips.show_chips(overview.chips)
        self.todo.set_rows(overview.todo)
        self.todo_table.setVisible(bool(overview.todo))
        begun = any(overview.chips.values())  # the windows of the year wait even for an empty list
        self.nothing.setVisible(not begun or not overview.todo)
        self.nothing.setText(_NOTHING if begun else _BEGIN)

    def _open_todo(self, item: object) -> None:
        if isinstance(item, TodoItem):
            self.open_requested.emit(*todo_link(item))

    def _click_todo(self, index: QModelIndex) -> None:
        self._open_todo(index.data(ROW_ROLE))

    def _ask_target(self) -> None:
        year = self.services.settings.workspace().year
        targets = self.services.settings.own_targets(year)
        known = next((target for target in targets if target.measure is TargetMeasure.NET_INCREASE), None)
        if ask_target(self, self.services.settings, year, known):
            self.reload()
            self.desk.say_kept("目标已保存")

    def _show_window(self) -> None:
        following = self.services.admissions.glance().windows
        self.window_link.setVisible(bool(following))
        if following:
            self.window_link.setText(f"申报窗口：{headline(following[0])}，在办 {following[0].under_way} 户")

    def _show_windows(self) -> None:
        self.open_requested.emit("admissions", "windows:")

    def _show_admitted(self) -> None:
        self.open_requested.emit("enterprises", "chip:admitted")
