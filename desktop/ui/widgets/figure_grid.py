"""The grid of monthly figures on screen: keys and clipboard as in WPS and Excel."""

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.ui import tsv
from desktop.ui.exporting import export_action
from desktop.ui.models.figure_columns import COLUMNS
from desktop.ui.models.figure_grid_model import FigureGridModel, Index
from desktop.ui.theme import ROW_HEIGHT
from desktop.ui.widgets.figure_delegate import FigureDelegate

NAME_WIDTH = 196

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CLEAR = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_Hint = QAbstractItemDelegate.EndEditHint

Cells = list[tuple[int, int]]


class FigureGrid(QTableView):
    """Moves, copies and asks; what is to be kept goes out as signals."""

    entered = Signal(int, int)  # the cursor is on this row and column
    cleared = Signal(object)  # Cells
    pasted = Signal(str)
    filled = Signal(object)  # Cells of the selection, the first of each column is the pattern
    opened = Signal(str)  # the enterprise of a name that was double clicked

    def __init__(self, model: FigureGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = model
        self.setAccessibleName("月度数据表")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        delegate = FigureDelegate(self)
        delegate.left.connect(self.step_down)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self._build_headers()
        self._build_actions()

    def _build_headers(self) -> None:
        columns = self.horizontalHeader()
        columns.setHighlightSections(True)
        columns.setMinimumHeight(44)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        names = self.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(ROW_HEIGHT)
        names.setFixedWidth(NAME_WIDTH)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setAccessibleName("企业名称")
        names.sectionDoubleClicked.connect(self._open_name)
        corner = cast("QAbstractButton", self.findChild(QAbstractButton))  # Qt's own button above the names
        box = QHBoxLayout(corner)
        box.setContentsMargins(8, 0, 8, 0)
        box.addWidget(QLabel("企业名称"))

    def _build_actions(self) -> None:
        for text, keys, slot in (
            ("复制", QKeySequence(QKeySequence.StandardKey.Copy), self.copy),
            ("连同表头和企业名称复制", QKeySequence("Ctrl+Shift+C"), self.copy_with_names),
            ("粘贴", QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            ("向下填充", QKeySequence("Ctrl+D"), self.fill_down),
            ("清除", QKeySequence(), self.clear_cells),
        ):
            action = QAction(text, self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.addAction(action)
        self.addAction(export_action(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def copy(self) -> None:
        """Put the selected cells on the clipboard, numbers with all their digits."""
        rows, columns = self._block()
        self._to_clipboard([[self._figures.copied(row, place) for place in columns] for row in rows])

    def copy_with_names(self) -> None:
        """Put the selected cells on the clipboard with the headings above and the enterprises before them."""
        rows, columns = self._block()
        lines = self._figures.lines
        month = self._figures.month
        heads = ["企业名称", *(COLUMNS[place].heading(month).replace("\n", "") for place in columns)]
        body = [[lines[row].name, *(self._figures.copied(row, place) for place in columns)] for row in rows]
        self._to_clipboard([heads, *body] if rows else [])

    def paste(self) -> None:
        """Hand on what is on the clipboard; it belongs from the current cell on down."""
        text = QGuiApplication.clipboard().text()
        if text and self.currentIndex().isValid():
            self.pasted.emit(text)

    def fill_down(self) -> None:
        """Hand on the selection to be filled with the first cell of each column."""
        cells = self._typed_cells()
        if cells:
            self.filled.emit(cells)

    def clear_cells(self) -> None:
        """Hand on the selected cells to be emptied; empty is 未报, never 0."""
        cells = self._typed_cells()
        if cells:
            self.cleared.emit(cells)

    def origin(self) -> tuple[int, int]:
        """Return the cell a pasted block begins at: the first of the selection."""
        rows, columns = self._block()
        current = self.currentIndex()
        return (rows[0], columns[0]) if rows else (current.row(), current.column())

    def go(self, row: int, column: int) -> None:
        """Move the cursor to a cell and show it."""
        index = self._figures.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def step_down(self, rows: int = 1) -> None:
        """Move the cursor by *rows* in its column."""
        current = self.currentIndex()
        row = min(max(current.row() + rows, 0), len(self._figures.lines) - 1)
        if row >= 0:
            self.go(row, max(current.column(), 0))

    def step_on(self, columns: int) -> None:
        """Move the cursor to the next cell that is typed, on to the next row at the end of one."""
        current = self.currentIndex()
        width, height = len(COLUMNS), len(self._figures.lines)
        place = current.row() * width + current.column() + columns
        while 0 <= place < width * height and not COLUMNS[place % width].typed:
            place += columns
        if 0 <= place < width * height:
            self.go(place // width, place % width)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.entered.emit(current.row(), current.column())

    @override
    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        super().closeEditor(editor, _Hint.NoHint)
        if hint == _Hint.SubmitModelCache:  # Enter
            self.step_down()
        elif hint in {_Hint.EditNextItem, _Hint.EditPreviousItem}:  # Tab
            self.step_on(1 if hint == _Hint.EditNextItem else -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.step_down(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.step_on(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        elif event.key() in _CLEAR:
            self.clear_cells()
        else:
            super().keyPressEvent(event)

    def _block(self) -> tuple[list[int], list[int]]:
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        return rows, columns

    def _typed_cells(self) -> Cells:
        rows, columns = self._block()
        chosen = {(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()}
        return [(row, place) for place in columns for row in rows if (row, place) in chosen and COLUMNS[place].typed]

    def _open_name(self, row: int) -> None:
        self.opened.emit(self._figures.lines[row].enterprise)

    def _to_clipboard(self, rows: list[list[str]]) -> None:
        if rows:
            QGuiApplication.clipboard().setText(tsv.write(rows))
