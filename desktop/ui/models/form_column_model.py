"""The columns of a form while it is being composed: headings, widths and sums are typed in place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from desktop.domain.form_entry import ColumnDraft, FactEntry

Index = QModelIndex | QPersistentModelIndex

HEADINGS = ("表头（用 / 分层）", "数据项", "栏宽", "合计", "必报")
HEADER, FACT, WIDTH, TOTAL, REQUIRED = range(5)

_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_ENDS = _DISPLAY, _EDIT
_NARROWEST, _WIDEST = 5, 300
_LEVELS = "/"
_NOWHERE = QModelIndex()


class FormColumnModel(QAbstractTableModel):
    """Rows are the columns of the form, from left to right; `edited` comes with every change."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: list[ColumnDraft] = []
        self._facts: dict[str, FactEntry] = {}

    def show(self, columns: Sequence[ColumnDraft], facts: Sequence[FactEntry]) -> None:
        """Show *columns*, whose facts are among *facts*."""
        self.beginResetModel()
        self.columns = list(columns)
        self._facts = {each.name: each for each in facts}
        self.endResetModel()
        self.edited.emit()

    def add(self, fact: FactEntry, at: int) -> int:
        """Put a column of *fact* at place *at* and return where it stands."""
        wide = 9 if fact.name == "serial" else 38 if fact.name == "name" else 20
        place = min(max(at, 0), len(self.columns))
        self.beginInsertRows(_NOWHERE, place, place)
        self.columns.insert(place, ColumnDraft(fact.name, (fact.words,), wide))
        self.endInsertRows()
        self.edited.emit()
        return place

    def remove(self, place: int) -> None:
        """Take the column at *place* away."""
        if 0 <= place < len(self.columns):
            self.beginRemoveRows(_NOWHERE, place, place)
            del self.columns[place]
            self.endRemoveRows()
            self.edited.emit()

    def move(self, place: int, by: int) -> int:
        """Move the column at *place* by so many places and return where it stands."""
        to = place + by
        if not (0 <= place < len(self.columns) and 0 <= to < len(self.columns)):
            return place
        self.beginResetModel()
        self.columns.insert(to, self.columns.pop(place))
        self.endResetModel()
        self.edited.emit()
        return to

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return super().headerData(section, orientation, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        if index.column() in {HEADER, WIDTH}:
            return flags | Qt.ItemFlag.ItemIsEditable
        ticks = index.column() == REQUIRED or (index.column() == TOTAL and self._sums(index.row()))
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.row()]
        if role == _CHECK:
            return self._tick(column, index)
        if role not in _ENDS:
            return None
        said: dict[int, Callable[[], object]] = {
            HEADER: lambda: _LEVELS.join(column.header),
            FACT: lambda: self._facts[column.fact].words if column.fact in self._facts else column.fact,
            WIDTH: lambda: column.width,
        }
        return said[index.column()]() if index.column() in said else None

    @override
    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if not index.isValid():
            return False
        column = self.columns[index.row()]
        changed = self._changed(column, index.column(), value, role)
        if changed is None:
            return False
        self.columns[index.row()] = changed
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _changed(self, column: ColumnDraft, place: int, value: Any, role: int) -> ColumnDraft | None:
        if role == _CHECK:
            on = Qt.CheckState(value) is Qt.CheckState.Checked
            return replace(column, total=on) if place == TOTAL else replace(column, required=on)
        if place == HEADER:
            levels = tuple(part.strip() for part in str(value).replace("／", _LEVELS).split(_LEVELS) if part.strip())
            return replace(column, header=levels) if levels else None
        text = str(value).strip()
        if place == WIDTH and text.isdecimal() and _NARROWEST <= int(text) <= _WIDEST:
            return replace(column, width=int(text))
        return None

    def _tick(self, column: ColumnDraft, index: Index) -> Qt.CheckState | None:
        if index.column() == REQUIRED:
            return Qt.CheckState.Checked if column.required else Qt.CheckState.Unchecked
        if index.column() == TOTAL and self._sums(index.row()):
            return Qt.CheckState.Checked if column.total else Qt.CheckState.Unchecked
        return None

    def _sums(self, row: int) -> bool:
        fact = self._facts.get(self.columns[row].fact)
        return fact is not None and fact.summable
