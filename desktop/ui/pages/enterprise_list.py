"""The list of enterprises (名单) below what narrows it: sorted and searched by the ledger, read as far as it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.codes import Dimension
from desktop.domain.enterprise import EnterpriseRow
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import PagedTableModel
from desktop.ui.pages.enterprise_columns import HIDDEN_AT_FIRST, PHONE, SORTS, columns
from desktop.ui.pages.enterprise_filters import EnterpriseFilters, band_words, more_choices
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


class EnterpriseList(QWidget):
    """Names an enterprise by its uid: `chosen` comes with a click, `opened` with Enter, `moved` with the arrow keys.

    *deeds* stand at the end of the line of the search, *first* is what an empty list offers; `history_requested` names
    the field too.
    """

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str)
    history_requested = Signal(str, str)

    def __init__(self, services: Services, desk: Desk, deeds: Sequence[QWidget], first: tuple[QAction, ...]) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._uncovered: set[str] = set()
        self.filters = EnterpriseFilters(deeds)
        self.model = PagedTableModel(columns(self._uncovered), services.enterprises.rows, self)
        self.table = TableView("企业名单")
        self._build_table()
        self._build_pile(first)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 12, 12)
        box.addWidget(self.filters)
        box.addWidget(self.pile, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.look_up)
        self.filters.changed.connect(self._soon.start)

    def reload(self) -> None:
        """Read anew what there is to narrow by, the counts and the list."""
        settings = self._services.settings
        self.filters.set_units(settings.units(Dimension.TERRITORY), settings.units(Dimension.SECTOR))
        industries, kinds = self._services.presets.industries(), self._services.recognitions.kinds()
        self.filters.set_more(more_choices(settings.preset(), industries, kinds))
        self.filters.show_counts(self._services.enterprises.counts())
        self.look_up()

    def look_up(self) -> None:
        """Ask for the ids anew; the cursor stays on the enterprise it was on."""
        self._soon.stop()
        sort, descending = self.order
        ids = self._services.enterprises.ids(self.filters.query(sort, descending=descending))
        current = self.current()
        self.model.set_ids(ids)
        if current is not None:
            self.go_to(current.uid)
        self.filters.show_found(len(ids))
        nothing = self.no_match if self.filters.narrowed() else self.nothing_yet
        self.pile.setCurrentWidget(self.table if ids else nothing)

    def current(self) -> EnterpriseRow | None:
        """Return the row under the cursor."""
        row = self.table.current_row()
        return row if isinstance(row, EnterpriseRow) else None

    def go_to(self, uid: str) -> None:
        """Put the cursor on the enterprise *uid* if it is listed; the cursor keeps its column on a row it is on."""
        if uid in self.model.ids:
            place = self.model.index(self.model.ids.index(uid), 0)
            if self.table.currentIndex().row() != place.row():
                self.table.setCurrentIndex(place)

    def show_all(self) -> None:
        """Narrow the list by nothing."""
        self.filters.clear()

    def show_band(self, band: int) -> None:
        """List the enterprises whose cumulative revenue of the window's month lies in *band*."""
        month = self._desk.month()
        text = f"{shown.month(month)}累计收入{band_words(band, self._services.settings.preset().bands_fen)}"
        self.filters.only_band(band, str(month), text)

    def go_to_search(self) -> None:
        """Let the next key begin another search."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _build_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        for column in HIDDEN_AT_FIRST:
            self.table.setColumnHidden(column, True)
        self.table.make_sortable(0)
        self.table.remember(self._desk.remember, _REMEMBERED)
        head = self.table.horizontalHeader()
        descending = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.order = (SORTS[max(head.sortIndicatorSection(), 0)], descending)
        self.model.sort_requested.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._move)
        history = QAction("修改记录", self.table)
        history.triggered.connect(self._ask_history)
        self.table.addAction(history)

    def _build_pile(self, first: tuple[QAction, ...]) -> None:
        self.nothing_yet = EmptyNote(_NOTHING_YET, first)
        everything = QAction("显示全部", self)
        everything.triggered.connect(self.show_all)
        self.no_match = EmptyNote(_NOTHING_FOUND, (everything,))
        self.pile = QStackedWidget()
        for widget in (self.table, self.nothing_yet, self.no_match):
            self.pile.addWidget(widget)

    def _sort(self, column: int, descending: bool) -> None:
        order = (SORTS[column], descending)
        if order != self.order:  # the view may ask twice for one click
            self.order = order
            self.look_up()

    def _open(self, row: EnterpriseRow) -> None:
        self.opened.emit(row.uid)

    def _move(self, current: QModelIndex) -> None:
        row = self.model.row_at(current) if current.isValid() else None
        if row is not None:
            self.moved.emit(row.uid)

    def _choose(self, place: QModelIndex) -> None:
        row = self.model.row_at(place)
        if place.column() == PHONE and row.contact_phone:
            self._uncovered ^= {row.uid}
            self.model.refresh()
        self.chosen.emit(row.uid)

    def _ask_history(self) -> None:
        row = self.current()
        if row is not None:
            self.history_requested.emit(row.uid, SORTS[self.table.currentIndex().column()])
