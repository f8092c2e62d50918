"""The middle of a ledger's page: its table, or a note where there is nothing, and beside it one record."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from desktop.ui.models.table_model import TableModel
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.table_view import TableView


class RowsOrNote(QStackedWidget):
    """*table* showing *model*, or a note where it has no rows; the cursor stays on its record while rows are read anew.

    The rows have a `uid`. *actions* are the note's buttons.
    """

    def __init__(
        self,
        table: TableView,
        model: TableModel[Any],
        nothing: str,
        actions: tuple[QAction, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._model = model
        self.note = EmptyNote(nothing, actions)
        self.addWidget(table)
        self.addWidget(self.note)

    def show_rows(self, rows: Sequence[Any], nothing: str) -> None:
        """Show *rows*, or the note *nothing*; where the record under the cursor is gone, the cursor goes to the top."""
        current = self._table.current_row()
        self._model.set_rows(rows)
        self.note.say(nothing)
        self.setCurrentWidget(self._table if rows else self.note)
        if current is None or not self.select(current.uid):
            self._table.selectRow(0)

    def select(self, uid: str) -> bool:
        """Put the cursor on the record *uid*; return whether it is listed."""
        place = next((place for place, row in enumerate(self._model.rows) if row.uid == uid), None)
        if place is not None:
            self._table.selectRow(place)
        return place is not None


def beside(rows: QWidget, panel: QWidget, sizes: tuple[int, int]) -> QSplitter:
    """Return *rows* and the *panel* of one record side by side; the rows take what room there is."""
    split = QSplitter()
    split.addWidget(rows)
    split.addWidget(panel)
    split.setStretchFactor(0, 1)
    split.setSizes(sizes)
    split.setChildrenCollapsible(False)
    return split


def search_line(name: str, hint: str, width: int) -> QLineEdit:
    """Return the line that narrows a list by words, *width* pixels at most."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setClearButtonEnabled(True)
    line.setMaximumWidth(width)
    return line
