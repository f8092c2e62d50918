"""The issue ledger as a board: six columns of cards, worked with the mouse or the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.deadline import Urgency
from desktop.domain.issue import BOARD, IssueRow, column_of
from desktop.domain.issue_codes import IssueGroup, IssueState
from desktop.ui.models.table_model import ROW_ROLE, Column, TableModel
from desktop.ui.pages.issue_card import CardDelegate
from desktop.ui.pages.issue_columns import one_line
from desktop.ui.theme import words
from desktop.wording import shown
from desktop.wording.issue_texts import deadline_words
from desktop.wording.labels import label

_SIDES = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
_OPENING = frozenset({int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)})


def card_words(row: IssueRow) -> str:
    """Return what a card says: the enterprise, the issue, the day."""
    due = deadline_words(row.deadline) or label(row.state)
    if row.state is IssueState.PARKED:
        due = f"挂账到 {shown.day(row.due_on)}"
    return "\n".join((row.enterprise_name, f"{label(row.category)}：{one_line(row.description)}", due))


class BoardColumn(QFrame):
    """One column: what it is called, how many stand in it and how many of them are late, and their cards."""

    def __init__(self, group: IssueGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.group = group
        self._head = words("", "subtitle")
        self._late = words("", "problem")
        self.model = TableModel((Column("问题", lambda row: row, card_words, tip=card_words),), self)
        self.cards = QListView()
        self.cards.setAccessibleName(f"{label(group)}的问题")
        self.cards.setModel(self.model)
        self.cards.setItemDelegate(CardDelegate(self.cards))
        self.cards.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.cards.setProperty("role", "cards")
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch()
        head.addWidget(self._late)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addLayout(head)
        box.addWidget(self.cards, 1)

    def show_rows(self, rows: Sequence[IssueRow]) -> None:
        """Show the cards of *rows*."""
        self.model.set_rows(rows)
        late = sum(row.deadline.urgency is Urgency.LATE and row.state is not IssueState.PARKED for row in rows)
        self._head.setText(f"{label(self.group)} {len(rows)}")
        self._late.setText(f"逾期 {late}" if late else "")

    def heading(self) -> str:
        """Return what stands above the cards."""
        labels: tuple[QLabel, ...] = (self._head, self._late)
        return " ".join(each.text() for each in labels if each.text())


class IssueBoard(QWidget):
    """`moved` comes with the cursor, `opened` with Enter or a double click, `asked` where a menu is wanted.

    Left and right go to the next column, up and down within one.
    """

    moved = Signal()
    opened = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("问题看板")
        self.columns = tuple(BoardColumn(group) for group in BOARD)
        self._place = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for column in self.columns:
            row.addWidget(column, 1)
            column.cards.installEventFilter(self)
            column.cards.doubleClicked.connect(self._open)
            column.cards.customContextMenuRequested.connect(self._ask)
            column.cards.selectionModel().currentChanged.connect(self._move)
        self.setFocusProxy(self.columns[0].cards)

    def show_rows(self, rows: Sequence[IssueRow]) -> None:
        """Show *rows*, in each column what is due first above, the cursor on the issue it was on."""
        current = self.current_row()
        nearest = sorted(rows, key=lambda row: row.deadline)
        for column in self.columns:
            column.show_rows([row for row in nearest if column_of(row.state) is column.group])
        if (current is None or not self.select(current.uid)) and rows:
            self.select(rows[0].uid)

    def current_row(self) -> IssueRow | None:
        """Return the issue the cursor is on, or None."""
        index = self.columns[self._place].cards.currentIndex()
        row = index.data(ROW_ROLE) if index.isValid() else None
        return row if isinstance(row, IssueRow) else None

    def select(self, uid: str) -> bool:
        """Put the cursor on the issue *uid*; return whether it is there."""
        for place, column in enumerate(self.columns):
            for number, row in enumerate(column.model.rows):
                if row.uid == uid:
                    self._go(place, number)
                    return True
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _SIDES:
                self._sideways(_SIDES[event.key()])
                return True
            row = self.current_row()
            if event.key() in _OPENING and row is not None:
                self.opened.emit(row)
                return True
        return super().eventFilter(watched, event)

    def _sideways(self, step: int) -> None:
        """Go to the next column in that direction that has cards, at about the same height."""
        height = self.columns[self._place].cards.currentIndex().row()
        place = self._place + step
        while 0 <= place < len(self.columns):
            count = len(self.columns[place].model.rows)
            if count:
                self._go(place, min(max(height, 0), count - 1))
                self.columns[place].cards.setFocus()
                return
            place += step

    def _go(self, place: int, number: int) -> None:
        column = self.columns[place]
        self.setFocusProxy(column.cards)
        column.cards.setCurrentIndex(column.model.index(number, 0))
        self._stand(place)  # the cursor of that column may have been there already

    def _move(self, current: QModelIndex) -> None:
        if current.isValid():
            self._stand(next(place for place, each in enumerate(self.columns) if each.model is current.model()))

    def _stand(self, place: int) -> None:
        for other in self.columns[:place] + self.columns[place + 1 :]:
            other.cards.clearSelection()
        self.columns[place].cards.selectionModel().select(
            self.columns[place].cards.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._place = place
        self.moved.emit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))

    def _ask(self, at: QPoint) -> None:
        cards = self.columns[self._place].cards
        sender = self.sender()
        if isinstance(sender, QListView):
            cards = sender
            index = cards.indexAt(at)
            if index.isValid():
                cards.setCurrentIndex(index)
        if self.current_row() is not None:
            self.asked.emit(cards.viewport().mapToGlobal(at))
