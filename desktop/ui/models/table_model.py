"""The one kind of table: columns are data, rows are the services' frozen rows, in memory or fetched by page."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.kernel.progress import Progress
from desktop.ui.theme import TONES

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = SORT_ROLE + 1

# plain ints: comparing with the enum's attributes costs most of a frame (role arrives as int)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_RARE = frozenset({SORT_ROLE, ROW_ROLE, _TIP, _SPOKEN})

_NOWHERE = QModelIndex()

PAGE = 200
KEPT = 24  # pages; about what a person scrolls through before she filters


def shown(value: object) -> str:
    """Return *value* as a cell says it when the column has no words of its own; nothing for None."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column: *value* takes the raw value from a row, *text* says it (it is asked about None too).

    *tone* names a colour of the theme for a row (`late`, `soon`, `good`, `off`); the text must say the same in words.
    """

    header: str
    value: Callable[[RowT], Any]
    text: Callable[[Any], str] = shown
    align: Qt.AlignmentFlag = LEFT
    width: int = 120
    tip: Callable[[RowT], str] | None = None
    tone: Callable[[RowT], str] | None = None


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """What the list in memory and the list by pages share: everything but where a row comes from."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._aligns = tuple(column.align for column in columns)
        self._inks = {name: QColor(colour) for name, colour in TONES.items()}

    def row_at(self, place: QModelIndex | int) -> RowT:
        """Return the row at *place* (a number or an index)."""
        return self._row(place if isinstance(place, int) else place.row())

    def _row(self, number: int) -> RowT:
        raise NotImplementedError

    def _texts(self, number: int) -> tuple[str, ...]:
        """Return the texts of one row; both models keep them, so that a frame asks and never formats."""
        raise NotImplementedError

    def reader(self) -> Callable[[Progress], Iterator[tuple[str, ...]]]:
        """Return what reads the texts of every row as it is shown now, away from the window if need be."""
        raise NotImplementedError

    def _say(self, row: RowT) -> tuple[str, ...]:
        return tuple(column.text(column.value(row)) for column in self.columns)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].header
        return self._aligns[section] if role == _ALIGN else None

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self._texts(index.row())[index.column()]
        if role == _ALIGN:
            return self._aligns[index.column()]
        if role == _INK:
            tone = self.columns[index.column()].tone
            return None if tone is None else self._inks.get(tone(self._row(index.row())))
        return self._rare(index, role) if role in _RARE else None

    def _rare(self, index: Index, role: int) -> Any:
        row, column = self._row(index.row()), self.columns[index.column()]
        if role == SORT_ROLE:
            return column.value(row)
        if role == _TIP:
            return None if column.tip is None else column.tip(row)
        return row if role == ROW_ROLE else self._texts(index.row())[index.column()]


class TableModel(RowsModel[RowT]):
    """A table whose rows are all in memory; a header click sorts them by raw value, unknown ones last."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.rows: tuple[RowT, ...] = ()
        self._said: list[tuple[str, ...] | None] = []
        self._order: tuple[int, bool] | None = None

    @override
    def reader(self) -> Callable[[Progress], Iterator[tuple[str, ...]]]:
        rows = self.rows
        return lambda _: (self._say(row) for row in rows)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show *rows* instead of what is shown, in the order a header click asked for."""
        self.beginResetModel()
        self.rows = self._sorted(rows)
        self._said = [None] * len(self.rows)
        self.endResetModel()

    def _sorted(self, rows: Sequence[RowT]) -> tuple[RowT, ...]:
        if self._order is None:
            return tuple(rows)
        column, descending = self._order
        value = self.columns[column].value
        known = sorted((row for row in rows if value(row) is not None), key=value, reverse=descending)
        return (*known, *(row for row in rows if value(row) is None))

    @override
    def _row(self, number: int) -> RowT:
        return self.rows[number]

    @override
    def _texts(self, number: int) -> tuple[str, ...]:
        texts = self._said[number]
        if texts is None:
            texts = self._said[number] = self._say(self.rows[number])
        return texts

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before, stays = self.rows, self.persistentIndexList()
        self.rows = self._sorted(before)
        self._said = [None] * len(self.rows)
        places = {id(row): number for number, row in enumerate(self.rows)}
        moved = [self.index(places[id(before[old.row()])], old.column()) for old in stays]
        self.changePersistentIndexList(stays, moved)
        self.layoutChanged.emit()


class PagedTableModel(RowsModel[RowT]):
    """Shows the rows of *ids* in their order; *fetch* gives the rows of at most one page of ids, same order.

    A header click changes nothing here: it emits `sort_requested(column, descending)`, and whoever listens asks
    for the ids in that order.
    """

    sort_requested = Signal(int, bool)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        fetch: Callable[[Sequence[str]], Sequence[RowT]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._fetch = fetch
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, tuple[Sequence[RowT], list[tuple[str, ...]]]] = OrderedDict()
        self._newest = -1
        self._rows: Sequence[RowT] = ()
        self._said: list[tuple[str, ...]] = []

    @property
    def ids(self) -> Sequence[str]:
        """The ids shown, in order."""
        return self._ids

    @override
    def reader(self) -> Callable[[Progress], Iterator[tuple[str, ...]]]:
        ids = self._ids

        def read(progress: Progress) -> Iterator[tuple[str, ...]]:
            for start in range(0, len(ids), PAGE):
                progress.step(start, len(ids))
                for row in self._fetch(ids[start : start + PAGE]):
                    yield self._say(row)

        return read

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show the rows of *ids* instead of what is shown."""
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch anew what is on screen, same ids: a value of some row has changed."""
        self._forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def _forget(self) -> None:
        self._pages.clear()
        self._newest, self._rows, self._said = -1, (), []

    def _turn_to(self, page: int) -> None:
        found = self._pages.get(page)
        if found is None:
            rows = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
            found = self._pages[page] = (rows, [self._say(row) for row in rows])
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        self._newest = page
        self._rows, self._said = found

    @override
    def _row(self, number: int) -> RowT:
        page, place = divmod(number, PAGE)
        if page != self._newest:
            self._turn_to(page)
        return self._rows[place]

    @override
    def _texts(self, number: int) -> tuple[str, ...]:
        page, place = divmod(number, PAGE)
        if page != self._newest:
            self._turn_to(page)
        return self._said[place]

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self.sort_requested.emit(column, order == Qt.SortOrder.DescendingOrder)
