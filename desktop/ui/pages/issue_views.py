"""The three ways of looking at the issue ledger: a list, a board, and what many enterprises ask for."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.issue import IssueRow
from desktop.domain.issue_rates import CommonIssue
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.issue_board import IssueBoard
from desktop.ui.pages.issue_columns import COLUMNS, COMMON_COLUMNS
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView
from desktop.ui.window_state import WindowState

LIST, BOARD, COMMON = "list", "board", "common"
VIEWS = ((LIST, "列表"), (BOARD, "看板"), (COMMON, "共性问题"))

_NOTHING_YET = "这里是问题台账。走访时提出的问题会自动登记；热线、来信等其他途径来的，点“登记问题”。"
_NOTHING_FOUND = "没有符合条件的问题。点“全部”可以看所有问题。"


class IssueViews(QStackedWidget):
    """`moved` comes with the cursor, `opened` with Enter or a double click on an issue, `asked` where a menu is wanted.

    `category` comes with Enter or a double click on what many ask for.
    """

    moved = Signal()
    opened = Signal(object)
    asked = Signal(object)
    category = Signal(object)

    def __init__(self, remember: WindowState, new: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = LIST
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("问题台账")
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable(0, descending=True)
        self.table.remember(remember, "issues")
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.board = IssueBoard()
        self.common = TableModel(COMMON_COLUMNS, self)
        self.common_table = TableView("共性问题")
        self.common_table.setModel(self.common)
        self.empty = EmptyNote(_NOTHING_YET, (new,))
        pages: tuple[QWidget, ...] = (self.table, self.empty, self.board, self.common_table)
        for page in pages:
            self.addWidget(page)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(self.moved)
        self.table.customContextMenuRequested.connect(self._ask)
        self.board.opened.connect(self.opened)
        self.board.moved.connect(self.moved)
        self.board.asked.connect(self.asked)
        self.common_table.opened.connect(self.category)

    def current(self) -> IssueRow | None:
        """Return the issue the cursor is on in the list or on the board, or None."""
        if self.currentWidget() in {self.empty, self.common_table}:
            return None
        row = self.board.current_row() if self.view == BOARD else self.table.current_row()
        return row if isinstance(row, IssueRow) else None

    def show_rows(self, rows: Sequence[IssueRow], *, any_kept: bool) -> None:
        """Show *rows* in the list and on the board; *any_kept* tells whether others are only hidden."""
        current = self.current()
        self.model.set_rows(rows)
        self.board.show_rows(rows)
        self.empty.say(_NOTHING_FOUND if any_kept else _NOTHING_YET)
        page: QWidget = self.board if self.view == BOARD else self.table
        self.setCurrentWidget(page if rows else self.empty)
        self.setFocusProxy(page)
        if current is None or not self.select(current.uid):
            self.table.selectRow(0)

    def show_common(self, found: Sequence[CommonIssue]) -> None:
        """Show what many enterprises ask for."""
        self.common.set_rows(found)
        self.setCurrentWidget(self.common_table)
        self.setFocusProxy(self.common_table)

    def select(self, uid: str) -> bool:
        """Put both cursors on the issue *uid*; return whether it is listed."""
        self.board.select(uid)
        for place, row in enumerate(self.model.rows):
            if row.uid == uid:
                self.table.selectRow(place)
                return True
        return False

    def _ask(self, at: QPoint) -> None:
        self.asked.emit(self.table.viewport().mapToGlobal(at))
