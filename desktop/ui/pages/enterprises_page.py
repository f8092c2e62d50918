"""The list of enterprises, and one of them beside it or on the whole page (企业)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Dimension
from desktop.domain.enterprise import Chip, EnterpriseRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs import enterprise_editor, import_dialog
from desktop.ui.dialogs.import_files import dropped_file
from desktop.ui.dialogs.papers_action import ENTERPRISE_PAPERS, PapersAction
from desktop.ui.models.table_model import PagedTableModel
from desktop.ui.page import Page
from desktop.ui.pages.enterprise_columns import HIDDEN_AT_FIRST, PHONE, SORTS, columns
from desktop.ui.pages.enterprise_detail import EnterpriseDetail
from desktop.ui.pages.enterprise_filters import EnterpriseFilters, band_words, more_choices
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_REMEMBERED = "enterprises"
_PAUSE = 60  # milliseconds: a word typed in one go is looked for once
_NOTHING_YET = (
    "这里是培育企业名单：一户一行，走访、问题和月度数据都挂在它下面。\n"
    "可以导入县里下发或自己整理的 Excel 名单（也可以把文件拖到这里），也可以逐户新增。"
)
_NOTHING_FOUND = "没有符合条件的企业。"


class EnterprisesPage(Page):
    """Filters above, the list below, the chosen enterprise in a drawer that opens to the whole page.

    `open` takes a uid (`<uid>:history` for its history), `chip:<chip>`, `band:<number>` (of the window's month),
    `text:<words>`, `new`, `import`, or `draft:<key>` of a half-typed form.
    """

    key: ClassVar[str] = "enterprises"
    title: ClassVar[str] = "企业"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.setAcceptDrops(True)
        self._order, self._dropped = (SORTS[0], False), ""
        self._uncovered: set[str] = set()
        self._build_actions()
        self._build_list()
        self._build_layout()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._find)
        self.filters.changed.connect(self._soon.start)
        self.desk.changed.connect(self._changed)

    @override
    def reload(self) -> None:
        units = self.services.settings.units
        self.filters.set_units(units(Dimension.TERRITORY), units(Dimension.SECTOR))
        preset, kinds = self.services.settings.preset(), self.services.recognitions.kinds()
        self.filters.set_more(more_choices(preset, self.services.presets.industries(), kinds))
        self.filters.show_counts(self.services.enterprises.counts())
        self._find()
        if self._has_detail:
            self.detail.reload()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "chip":
                self.filters.clear(Chip(rest))
            case "text":
                self.filters.clear(text=rest)
            case "band":
                self._open_band(int(rest))
            case "new":
                self.add()
            case "import":
                self.take_file()
            case "draft":
                uid = rest.partition(":")[2]
                self.add("" if uid == "new" else uid)
            case uid:
                self.show_enterprise(uid)
                if rest == "history":
                    self.detail.show_history()

    def show_enterprise(self, uid: str) -> None:
        """Show the enterprise *uid* beside the list, and put the cursor on its line if it is listed."""
        self.detail.show_enterprise(uid)
        self.detail.show()
        if uid in self.model.ids:
            place = self.model.index(self.model.ids.index(uid), 0)
            if self.table.currentIndex().row() != place.row():
                self.table.setCurrentIndex(place)

    def add(self, uid: str = "") -> None:
        """Open the form of a new enterprise, or of the enterprise *uid*."""
        following = enterprise_editor.ask(self.services, self.desk, self, uid)
        if following:
            self.show_enterprise(following)

    def take_file(self, path: str = "") -> None:
        """Read a workbook: look first, take what is good."""
        import_dialog.ask(self.services, self.desk, self, path)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped = dropped_file(event.mimeData())
        # the program the file comes from waits until the drop has returned
        QTimer.singleShot(0, self._take_dropped)

    def _take_dropped(self) -> None:
        self.take_file(self._dropped)

    def _find(self) -> None:
        """Ask for the ids anew; the cursor stays on the enterprise it was on."""
        self._soon.stop()
        sort, descending = self._order
        query = self.filters.query(sort, descending=descending)
        ids = self.services.enterprises.ids(query)
        current = self.table.current_row()
        self.model.set_ids(ids)
        if isinstance(current, EnterpriseRow) and current.uid in ids:
            self.table.setCurrentIndex(self.model.index(ids.index(current.uid), 0))
        self.filters.show_found(len(ids))
        nothing = self._no_match if self.filters.narrowed() else self._nothing_yet
        self._pile.setCurrentWidget(self.table if ids else nothing)

    def _changed(self) -> None:
        if self.isVisible():  # otherwise the window reloads the page when it is shown
            self.reload()

    def _sort(self, column: int, descending: bool) -> None:
        order = (SORTS[column], descending)
        if order != self._order:  # the view may ask twice for one click
            self._order = order
            self._find()

    def _open_row(self, row: EnterpriseRow) -> None:
        self.show_enterprise(row.uid)
        self.detail.go_whole(True)

    def _moved(self, current: QModelIndex) -> None:
        row = self.model.row_at(current) if current.isValid() else None
        if row is not None and self._detail_is_open() and row.uid != self.detail.uid:
            self.detail.show_enterprise(row.uid)

    def _clicked(self, place: QModelIndex) -> None:
        row = self.model.row_at(place)
        if place.column() == PHONE and row.contact_phone:
            self._uncovered ^= {row.uid}
            self.model.refresh()
        self.show_enterprise(row.uid)

    def _show_field_history(self) -> None:
        row = self.table.current_row()
        column = self.table.currentIndex().column()
        if isinstance(row, EnterpriseRow):
            self.show_enterprise(row.uid)
            self.detail.show_field_history(SORTS[column])

    def _show_whole(self, whole: bool) -> None:
        self._side.setVisible(not whole)

    def _close_detail(self) -> None:
        self.detail.go_whole(False)
        self.detail.hide()
        self.table.setFocus()

    def _open_band(self, band: int) -> None:
        month = self.desk.month()
        text = f"{shown.month(month)}累计收入{band_words(band, self.services.settings.preset().bands_fen)}"
        self.filters.only_band(band, str(month), text)

    def _build_actions(self) -> None:
        self.new_action = self._action("新增企业", "Ctrl+N", self._add_new)
        self.import_action = self._action("导入名单", "Ctrl+I", self._take_any)
        self.paper = PapersAction("打印", self, self.services, self.desk, ENTERPRISE_PAPERS, keys="Ctrl+P")
        self._action("编辑所选企业", "Ctrl+E", self._edit)
        self._action("查找", "Ctrl+F", self._go_to_search)
        self._action("收起、关闭详情", "Esc", self._step_back)

    def _action(self, text: str, keys: str, deed: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(deed)
        self.addAction(action)
        return action

    def _edit(self) -> None:
        row = self.table.current_row()
        if not self._detail_is_open() and isinstance(row, EnterpriseRow):
            self.show_enterprise(row.uid)
        if self._detail_is_open():
            self.detail.edit()

    def _go_to_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _step_back(self) -> None:
        if self._detail_is_open():
            self.detail.step_back()

    def _deeds(self) -> list[QWidget]:
        return [deed_button(self.import_action), deed_button(self.paper), deed_button(self.new_action, "primary")]

    def _add_new(self) -> None:
        self.add()

    def _take_any(self) -> None:
        self.take_file()

    def _build_list(self) -> None:
        self.filters = EnterpriseFilters(self._deeds())
        self.model = PagedTableModel(columns(self._uncovered), self.services.enterprises.rows, self)
        self.table = TableView("企业名单")
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        for column in HIDDEN_AT_FIRST:
            self.table.setColumnHidden(column, True)
        self.table.make_sortable(0)
        self.table.remember(self.desk.remember, _REMEMBERED)
        head = self.table.horizontalHeader()
        descending = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self._order = (SORTS[max(head.sortIndicatorSection(), 0)], descending)
        self.model.sort_requested.connect(self._sort)
        self.table.opened.connect(self._open_row)
        self.table.clicked.connect(self._clicked)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        history = QAction("修改记录", self.table)
        history.triggered.connect(self._show_field_history)
        self.table.addAction(history)
        self._nothing_yet = EmptyNote(_NOTHING_YET, (self.import_action, self.new_action))
        everything = QAction("显示全部", self)
        everything.triggered.connect(self._show_all)
        self._no_match = EmptyNote(_NOTHING_FOUND, (everything,))
        self._pile = QStackedWidget()
        for widget in (self.table, self._nothing_yet, self._no_match):
            self._pile.addWidget(widget)

    def _show_all(self) -> None:
        self.filters.clear()

    @cached_property
    def detail(self) -> EnterpriseDetail:
        """The drawer, made when it is first asked for: its nine tabs are half of what this page costs."""
        detail = EnterpriseDetail(self.services, self.desk)
        detail.hide()
        self._split.addWidget(detail)
        self._split.setSizes([760, 460])
        detail.whole_requested.connect(self._show_whole)
        detail.closed.connect(self._close_detail)
        detail.gone.connect(self._close_detail)
        detail.other_requested.connect(self.show_enterprise)
        detail.open_requested.connect(self.open_requested)
        return detail

    @property
    def _has_detail(self) -> bool:
        return "detail" in self.__dict__

    def _detail_is_open(self) -> bool:
        return self._has_detail and self.detail.isVisible()

    def _build_layout(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(16, 12, 12, 12)
        side.addWidget(self.filters)
        side.addWidget(self._pile, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
