"""Takes a table as it stands on the screen: columns in their order, rows, and in words how it is narrowed, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.ui.models.table_model import RIGHT, RowsModel

if TYPE_CHECKING:  # the window paints before rules are loaded
    from desktop.domain.listing import ListColumn
    from desktop.kernel.progress import Progress

KEYS = "Ctrl+Shift+E"
_ALL = "全部"
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole


class Exports(Protocol):
    """What stands on the window and writes tables to files."""

    def export(self, view: QTableView) -> None:
        """Ask how and where, and write the table of *view*."""


@dataclass(frozen=True)
class Taken:
    """A table as it stood: *read* gives its rows, away from the window."""

    title: str
    columns: tuple[ListColumn, ...]
    count: int
    remarks: tuple[str, ...]
    read: Callable[[Progress], Iterator[tuple[str, ...]]]


class _Export(QObject):
    """The deed of one table; what writes files stands on its window, or on that of its dialog's parent."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def run(self) -> None:
        """Write the table, if the window can."""
        found = exports_of(self._view)
        if found is not None:
            found.export(self._view)


def export_action(view: QTableView) -> QAction:
    """Return the action that writes the table of *view* to a file."""
    action = QAction("导出此表…", view)
    action.setShortcut(QKeySequence(KEYS))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setToolTip(f"把这张表按现在的样子写成 Excel、CSV 或 PDF（{KEYS}）")
    action.triggered.connect(_Export(view).run)
    return action


def taken(view: QTableView) -> Taken:
    """Return the table of *view* as it stands."""
    # rules come after the first paint
    from desktop.domain.listing import ColumnKind, ListColumn

    model, header = view.model(), view.horizontalHeader()
    order = [header.logicalIndex(place) for place in range(header.count())]
    shown = [place for place in order if not view.isColumnHidden(place)]
    columns = tuple(
        ListColumn(
            str(model.headerData(place, Qt.Orientation.Horizontal) or "").replace("\n", ""),
            ColumnKind.NUMBER if _is_number(view, place) else ColumnKind.TEXT,
        )
        for place in shown
    )
    names = view.verticalHeader()
    if names.isVisible() and names.accessibleName():
        columns = (ListColumn(names.accessibleName()), *columns)
    return Taken(view.accessibleName(), columns, model.rowCount(), remarks(view), _reader(view, shown))


def remarks(view: QTableView) -> tuple[str, ...]:
    """Return in words how the rows of *view* are narrowed and sorted."""
    said = []
    if conditions := _conditions(view):
        said.append("筛选：" + "；".join(conditions))
    header = view.horizontalHeader()
    place = header.sortIndicatorSection()
    if view.isSortingEnabled() and 0 <= place < header.count():
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        heading = str(view.model().headerData(place, Qt.Orientation.Horizontal)).replace("\n", "")
        said.append(f"排序：按{heading}{'从大到小' if down else '从小到大'}")
    return (*said, f"共 {view.model().rowCount():,} 行")


def _reader(view: QTableView, shown: list[int]) -> Callable[[Progress], Iterator[tuple[str, ...]]]:
    model = view.model()
    if isinstance(model, RowsModel):
        read = model.reader()
        return lambda progress: (tuple(texts[place] for place in shown) for texts in read(progress))
    # a grid that is typed in: few rows, read while the window stands still
    names = view.verticalHeader().isVisible() and bool(view.verticalHeader().accessibleName())
    rows = [
        (
            *((str(model.headerData(row, Qt.Orientation.Vertical) or ""),) if names else ()),
            *(str(model.index(row, place).data(_DISPLAY) or "") for place in shown),
        )
        for row in range(model.rowCount())
    ]
    return lambda _: iter(rows)


def _is_number(view: QTableView, place: int) -> bool:
    model = view.model()
    if isinstance(model, RowsModel):
        return model.columns[place].align == RIGHT
    return model.rowCount() > 0 and model.index(0, place).data(_ALIGN) == RIGHT


def _conditions(view: QTableView) -> list[str]:
    """Return what the nearest filters round *view* ask for."""
    inner: QWidget = view
    outer = view.parentWidget()
    while outer is not None:
        found = cast("list[QWidget]", outer.findChildren(QWidget))
        filters = [each for each in found if _filters(each) and not inner.isAncestorOf(each)]
        if filters:
            return [text for each in filters if (text := _asked(each))]
        if outer.property("role") == "page" or outer.isWindow():
            return []
        inner, outer = outer, outer.parentWidget()
    return []


def _filters(widget: QWidget) -> bool:
    if not widget.isVisible():
        return False
    if isinstance(widget, QLineEdit):
        return bool(widget.placeholderText()) and not widget.isReadOnly() and not _within(widget, QComboBox)
    chip = isinstance(widget, QPushButton) and widget.property("role") == "chip"
    return chip or isinstance(widget, QComboBox | QCheckBox)


def _asked(widget: QWidget) -> str:
    """Return what the filter *widget* asks for now, or nothing."""
    name = widget.accessibleName()
    if isinstance(widget, QLineEdit):
        return f"{name}：{widget.text().strip()}" if widget.text().strip() else ""
    if isinstance(widget, QComboBox):
        return f"{name}：{widget.currentText()}" if widget.currentIndex() > 0 else ""
    if isinstance(widget, QAbstractButton) and widget.isChecked() and not name.startswith(_ALL):
        return widget.text() if isinstance(widget, QCheckBox) else name or widget.text()
    return ""


def _within(widget: QWidget, kind: type[QWidget]) -> bool:
    return isinstance(widget.parentWidget(), kind)


def exports_of(view: QTableView) -> Exports | None:
    """Return what writes the table of *view*, or None where it stands on no window of the program."""
    place: QWidget | None = view
    while place is not None:
        for child in place.children():
            if hasattr(child, "export") and child.objectName() == NAME:
                return child
        place = place.parentWidget()
    return None


NAME = "list-exports"
