"""The window: a frame that is painted at once, and the pages that come with the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.frame import RAIL_WIDTH, BottomBar, Rail, TopBar, dress_search
from desktop.ui.icons import icon
from desktop.ui.overriding import override
from desktop.ui.theme import words
from desktop.ui.widgets.watermark import Watermark

if TYPE_CHECKING:  # the window paints before words, rules and services are loaded
    from desktop.domain.month import Month
    from desktop.ui.desk import Desk
    from desktop.ui.page import Page
    from desktop.wiring import Services

PAGE_TITLES: tuple[tuple[str, str], ...] = (
    ("today", "今日"),
    ("enterprises", "企业"),
    ("visits", "走访"),
    ("issues", "问题"),
    ("figures", "月度数据"),
    ("admissions", "申报"),
    ("retention", "稳规"),
    ("projects", "项目"),
    ("targets", "目标"),
    ("policies", "政策奖补"),
    ("trainings", "培训"),
    ("filings", "报表"),
    ("exchange", "交换"),
    ("settings", "设置"),
)
_GROWTH = frozenset({"admissions", "retention", "projects", "targets"})
_SERVICE = frozenset({"policies", "trainings"})
_REPORTS = frozenset({"filings", "exchange"})
_LAST = frozenset({"settings"})
WIDTH, HEIGHT = 1366, 768


class MainWindow(QMainWindow):
    """Shows the frame; `enter` gives it services and pages.

    `painted` comes once, after the first paint: what is slow to load may load then.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self, resources: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._services: Services | None = None
        self._desk: Desk | None = None
        self._kinds: Mapping[str, type[Page]] = {}
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()
        self._painted = False
        self._mark: Watermark | None = None
        self.actions_made = Actions(PAGE_TITLES, self)
        self.setWindowTitle("升规台账")
        self.setWindowIcon(icon(resources, "app"))
        self.resize(WIDTH, HEIGHT)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.top, self.bottom = TopBar(), BottomBar()
        self.stack = QStackedWidget()
        self.stack.addWidget(_opening())
        pages = self.actions_made.pages
        self.rail = _scrolled(Rail(_groups(self.actions_made), partial(icon, self._resources)))
        self.rail.setFixedWidth(RAIL_WIDTH)
        self.rail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        centre = QWidget()
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addLayout(middle, 1)
        box.addWidget(self.bottom)
        self.setCentralWidget(centre)
        for action in pages.values():
            action.setEnabled(False)

    def _connect(self) -> None:
        deeds = self.actions_made
        self.addActions(deeds.all())
        deeds.page_requested.connect(self.open_page)
        deeds.search.triggered.connect(self._search)
        deeds.refresh.triggered.connect(self.reload)
        deeds.keys.triggered.connect(self._show_keys)
        deeds.leave.triggered.connect(self.close)

    # -- with services ------------------------------------------------------------------------------------------

    def enter(self, services: Services, desk: Desk, kinds: Sequence[type[Page]], *, first: str = "today") -> None:
        """Show the ledger of *services*: the page *first* now, the others when they are asked for."""
        # inputs bring words and rules, which the first paint does without
        from desktop.ui.dialogs.list_export import ListExports
        from desktop.ui.undo_deeds import UndoDeeds
        from desktop.ui.widgets.inputs import EnterprisePicker, MonthPicker

        self._services, self._desk = services, desk
        ListExports(services.lists, desk, self)
        self.undo = UndoDeeds(services.undo, desk, self, self.bottom)
        self._kinds = {kind.key: kind for kind in kinds}
        self.months = MonthPicker(desk.today())
        self.months.set_value(desk.month())
        self.months.changed.connect(desk.set_month)
        self.search = EnterprisePicker(services.enterprises)
        dress_search(self.search, self._resources)
        self.search.picked.connect(self._found)
        self.search.returnPressed.connect(self._search_on)
        self.top.add("所属期", self.months)
        self.top.add("", self.search)
        desk.month_changed.connect(self.months.set_value)
        desk.month_changed.connect(self._month_changed)
        desk.changed.connect(self._data_changed)
        desk.kept.connect(self.say)
        self._show_whose()
        for action in self.actions_made.pages.values():
            action.setEnabled(True)
        self.open_page(first)

    def show_alone(self, widget: QWidget) -> None:
        """Show *widget* (the first start) with no rail beside it."""
        self.rail.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show *notes* of the start above the pages, until somebody has read them."""
        # as above
        from desktop.ui.widgets.note_bar import NoteBar

        layout = self.centralWidget().layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, NoteBar(notes))

    def leave_alone(self, widget: QWidget) -> None:
        """Take away what `show_alone` showed."""
        self.stack.removeWidget(widget)
        widget.deleteLater()
        self.rail.show()

    def page(self, key: str) -> Page:
        """Return the page *key*, made now if it was not asked for before."""
        if key not in self._pages:
            if self._services is None or self._desk is None:
                raise LookupError(key)
            page = self._kinds[key](self._services, self._desk)
            page.open_requested.connect(self.open_page)
            page.status.connect(self.say)
            self._pages[key] = page
            self._areas[key] = _scrolled(page)
            self.stack.addWidget(self._areas[key])
            self._stale.add(key)
        return self._pages[key]

    def open_page(self, key: str, argument: str = "") -> None:
        """Show the page *key*, at what *argument* names."""
        page = self.page(key)
        self.stack.setCurrentWidget(self._areas[key])
        for name, action in self.actions_made.pages.items():
            action.setChecked(name == key)
        if key in self._stale:
            self._stale.discard(key)
            page.reload()
        self.undo.step_aside(page.deeds())
        if argument:
            page.open(argument)
        else:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Page | None:
        """Return the page on screen, or None before there is one."""
        shown = self.stack.currentWidget()
        return next((self._pages[key] for key, area in self._areas.items() if area is shown), None)

    def reload(self) -> None:
        """Read the page on screen anew, and the others when they are shown again."""
        self._stale = set(self._pages)
        page = self.current()
        if page is not None:
            self._stale.discard(page.key)
            page.reload()
        self._show_whose()

    def say(self, text: str) -> None:
        """Say *text* in the status bar."""
        self.bottom.said.setText(text)

    def show_up(self) -> None:
        """Come to the front: somebody started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _month_changed(self, _month: Month) -> None:
        self.reload()

    def _data_changed(self) -> None:
        page = self.current()
        self._stale = set(self._pages) - ({page.key} if page is not None else set())
        self._show_whose()

    def _show_whose(self) -> None:
        if self._services is None:
            return
        # as above
        from desktop.ui.whose import show_whose

        if show_whose(self._services, self.top, self.bottom) and self._mark is None:
            self._mark = Watermark(self.stack)
            self._mark.show()

    def _search(self) -> None:
        if self._services is not None:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _found(self, uid: str) -> None:
        QTimer.singleShot(0, self.search.clear)  # the list of suggestions still writes the name it was left with
        self.open_page("enterprises", uid)

    def _search_on(self) -> None:
        text, only = self.search.text().strip(), self.search.only_match()
        if text and not self.search.value() and not self.search.choosing():
            self.search.clear()
            self.open_page("enterprises", only or f"text:{text}")

    def _show_keys(self) -> None:
        # as above
        from desktop.ui.dialogs.keys_dialog import show_keys

        page = self.current()
        show_keys(self, (*self.actions(), *(page.deeds() if page is not None else ())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the frame stands."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep size and place for the next time."""
        if self._desk is not None:
            self._desk.remember.keep_window("main", self)
            self._desk.remember.write()
        self.closed.emit()
        super().closeEvent(event)


def _opening() -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    text = words("正在打开台账……", "hint")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(page).addWidget(text)
    return page


def _groups(actions: Actions) -> tuple[tuple[str, list[QAction]], ...]:
    pages = actions.pages
    return (
        ("", [action for key, action in pages.items() if key not in _GROWTH | _SERVICE | _REPORTS | _LAST]),
        ("升规", [pages[key] for key in pages if key in _GROWTH]),
        ("服务", [pages[key] for key in pages if key in _SERVICE]),
        ("报送", [pages[key] for key in pages if key in _REPORTS]),
        ("", [pages[key] for key in pages if key in _LAST]),
    )


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
