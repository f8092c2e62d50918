"""A table in memory whose rows can be ticked; a row that may not be ticked shows no box."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from desktop.ui.models.table_model import Column, TableModel

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class TickModel(TableModel[RowT]):
    """The box stands in the first column; *key* names a row, *may* says whether it can be ticked.

    `ticked_changed` comes with every change of a tick.
    """

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], str],
        may: Callable[[RowT], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._may = may
        self.ticked: set[str] = set()

    def tick(self, rows: Iterable[RowT], *, on: bool) -> None:
        """Tick *rows*, or take their ticks away; those that may not be ticked stay."""
        keys = {self._key(row) for row in rows if self._may(row)}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), [_CHECK])
        self.ticked_changed.emit()

    def chosen(self) -> tuple[RowT, ...]:
        """Return the ticked rows of those shown, in their order."""
        return tuple(row for row in self.rows if self._key(row) in self.ticked)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        ticks = index.isValid() and index.column() == 0 and self._may(self.rows[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role != _CHECK:
            return super().data(index, role)
        row = self.rows[index.row()]
        if index.column() or not self._may(row):
            return None
        return Qt.CheckState.Checked if self._key(row) in self.ticked else Qt.CheckState.Unchecked

    @override
    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        self.tick([self.rows[index.row()]], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True
