"""The one table on screen: fixed rows, copy as text, columns to hide, Enter opens."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from desktop.ui.exporting import export_action
from desktop.ui.models.table_model import ROW_ROLE, RowsModel
from desktop.ui.theme import ROW_HEIGHT
from desktop.ui.window_state import WindowState

_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TableView(QTableView):
    """A table of rows; *name* says what it lists and is its name for screen readers.

    Actions added with `addAction` stand in the context menu. Double click or Enter emits `opened` with the row.
    """

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remember: tuple[WindowState, str] | None = None
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._build_headers()
        self._build_copy()
        self.doubleClicked.connect(self._open)

    def _build_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # measuring rows costs 10 s for 10,000
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsMovable(True)
        columns.setMinimumSectionSize(40)
        columns.setSortIndicatorClearable(False)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(self._choose_columns)

    def _build_copy(self) -> None:
        copy = QAction("复制", self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.addAction(export_action(self))

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if isinstance(model, RowsModel):
            for number, column in enumerate(model.columns):
                self.setColumnWidth(number, column.width)

    def make_sortable(self, column: int = -1, *, descending: bool = False) -> None:
        """Let a click on a header sort; *column* shows the arrow of the order the rows already have."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self.setSortingEnabled(True)

    def remember(self, state: WindowState, key: str) -> None:
        """Keep widths, order and hidden columns in *state* under *key*, and take back what was kept last time."""
        header = self.horizontalHeader()
        state.restore_header(key, header)
        self._remember = (state, key)
        for changed in (header.sectionResized, header.sectionMoved):
            changed.connect(self._keep_columns)

    def current_row(self) -> Any:
        """Return the row the cursor is on, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def selected_rows(self) -> tuple[Any, ...]:
        """Return the selected rows from top to bottom."""
        chosen = self.selectionModel().selectedRows() if self.model() is not None else []
        return tuple(index.data(ROW_ROLE) for index in sorted(chosen, key=QModelIndex.row))

    def copy(self) -> None:
        """Put the selected cells on the clipboard as WPS and Excel take them, headings above."""
        model = self.model()
        if not self.selectionModel().hasSelection():
            return
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = [column for column in order if not self.isColumnHidden(column)]
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [[model.index(row, column).data() for column in columns] for row in rows]
        if len(rows) > 1:
            lines.insert(0, [model.headerData(column, Qt.Orientation.Horizontal) for column in columns])
        QGuiApplication.clipboard().setText(tab_separated(lines))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING and self.state() != QAbstractItemView.State.EditingState:
            self._open(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.Copy):  # Qt's own copy takes the one cell
            self.copy()
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))

    def _choose_columns(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.exec(self.horizontalHeader().mapToGlobal(place))
        menu.deleteLater()

    def column_menu(self) -> QMenu:
        """Return a menu that shows and hides columns; the last one shown cannot be hidden."""
        menu = QMenu(self)
        header, model = self.horizontalHeader(), self.model()
        visible = header.count() - header.hiddenSectionCount()
        for number in range(header.count()):
            action = menu.addAction(str(model.headerData(number, Qt.Orientation.Horizontal)))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(self.isColumnHidden(number) or visible > 1)
            action.setData(number)
            action.toggled.connect(self._toggle_column)
        return menu

    def _toggle_column(self, visible: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.setColumnHidden(action.data(), not visible)
            self._keep_columns()

    def _keep_columns(self) -> None:
        if self._remember is not None:
            state, key = self._remember
            state.keep_header(key, self.horizontalHeader())


def tab_separated(lines: Sequence[Sequence[object]]) -> str:
    """Return *lines* as the text WPS and Excel paste into cells; a cell never breaks a line."""
    return "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)


def _one_line(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
