"""A ledger on a tab: deeds above, a table with what to say while it is empty, and the chosen row in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

RowT = TypeVar("RowT")


class LedgerTab(QWidget, Generic[RowT]):
    """`linked` carries a page and its argument; what a row says beside the table comes from `describe`."""

    linked = Signal(str, str)

    def __init__(
        self,
        services: Services,
        desk: Desk,
        name: str,
        columns: Sequence[Column[RowT]],
        empty: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.services, self.desk = services, desk
        self.setAccessibleName(name)
        self.model = TableModel(columns, self)
        self.table = TableView(name)
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable()
        self.count = words("", "hint", wrap=True)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName(f"{name}详情")
        self.detail.setTabChangesFocus(True)
        self.empty = EmptyNote(empty)
        self._presses: dict[QAction, QPushButton] = {}
        self._build()
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(self.show_current)

    def _build(self) -> None:
        self.head = QHBoxLayout()
        self.head.addWidget(self.count, 1)
        self.filters = QHBoxLayout()
        self._pile = QStackedWidget()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.empty)
        self.split = QSplitter()
        self.split.addWidget(self._pile)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([760, 380])
        self.split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addLayout(self.head)
        box.addLayout(self.filters)
        box.addWidget(self.split, 1)

    def deed(self, text: str, slot: Callable[[], None], role: str = "") -> QAction:
        """Return a new deed with its button above the table and its place in the menu of the table."""
        action = QAction(text, self)
        action.triggered.connect(slot)
        self._presses[action] = deed_button(action, role)
        self.head.addWidget(self._presses[action])
        self.table.addAction(action)
        return action

    def stand_out(self, next_: QAction) -> None:
        """Let the button of *next_* stand out, and no other."""
        for action, press in self._presses.items():
            give_role(press, "primary" if action is next_ else "")

    def show_rows(self, rows: Sequence[RowT], count: str, key: Callable[[RowT], str]) -> None:
        """Show *rows* and *count*; the row with the same *key* stays chosen."""
        current = self.table.current_row()
        self.model.set_rows(rows)
        self.count.setText(count)
        self._pile.setCurrentIndex(0 if rows else 1)
        if current is None or not self.select(key(current), key):
            self.table.selectRow(0)
        self.show_current()

    def select(self, wanted: str, key: Callable[[RowT], str]) -> bool:
        """Choose the row whose *key* is *wanted*; return whether there is one."""
        place = next((place for place, row in enumerate(self.model.rows) if key(row) == wanted), None)
        if place is not None:
            self.table.selectRow(place)
        return place is not None

    @Slot()
    def show_current(self) -> None:
        """Say the chosen row beside the table."""
        row = self.table.current_row()
        self.detail.setPlainText("" if row is None else self.describe(row))
        self.judge(row)

    def describe(self, row: RowT) -> str:
        """Return what is said of *row* beside the table."""
        return str(row)

    def judge(self, row: RowT | None) -> None:
        """Let only those deeds be done that *row* allows."""

    def reload(self) -> None:
        """Read the ledger anew."""

    def run(self, dialog: FormDialog, said: str) -> str:
        """Show *dialog*; say *said* and read anew where something was kept. Return its uid."""
        uid = run(dialog)
        if uid:
            self.say(said)
        return uid

    def say(self, said: str) -> None:
        """Tell that something was kept, and read anew."""
        self.desk.say_kept(said)
        self.reload()


def paragraphs(*lines: str) -> str:
    """Return the *lines* that say something, a line each."""
    return "\n".join(line for line in lines if line)


def pair(name: str, value: str) -> str:
    """Return *name* with its *value*; nothing where there is none."""
    return f"{name}：{value}" if value else ""
