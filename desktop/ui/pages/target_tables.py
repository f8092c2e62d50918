"""The tables of the page of targets: as issued, by unit, month by month."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.target_entry import DimensionTable, TargetPage, TargetRow
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.target_columns import MONTH_COLUMNS, MOVE_COLUMNS, TARGET_COLUMNS, UNIT_COLUMNS
from desktop.ui.theme import words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.words_project import dimension_word


class IssuedTable(QWidget):
    """Every target with the paper it stands on; a tick shows those of other years, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TableModel(TARGET_COLUMNS, self)
        self.table = TableView("目标原文")
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.every_year = QCheckBox("显示方案的所有年度")
        self.every_year.setChecked(True)
        self._note = words("", "hint")
        row = QHBoxLayout()
        row.addWidget(self._note, 1)
        row.addWidget(self.every_year)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.addLayout(row)
        box.addWidget(self.table, 1)

    def show_rows(self, rows: Sequence[TargetRow], year: int) -> None:
        """Show *rows* of *year*."""
        self.model.set_rows(rows)
        nothing = f"{year} 年目标未下达。收到通知后点“填写目标”，照文件写入；也可以导入目标表。"
        told = "正式下达和调度数分开列；照原文保存，不推算、不相加。双击填写的目标可以更正。"
        self._note.setText(told if rows else nothing)


class UnitTables(QWidget):
    """The units of each dimension in a table of its own, the sum of that dimension last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables: list[TableView] = []
        self.models: list[TableModel] = []  # type: ignore[type-arg]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 6, 0, 0)
        self._titles = []
        for _ in range(2):
            model, table, title = TableModel(UNIT_COLUMNS, self), TableView("各单位完成情况"), words("", "subtitle")
            table.setModel(model)
            inner = QVBoxLayout()
            inner.addWidget(title)
            inner.addWidget(table, 1)
            self._row.addLayout(inner, 1)
            self.models.append(model)
            self.tables.append(table)
            self._titles.append(title)

    def show_tables(self, page: TargetPage) -> None:
        """Show the tables of *page*; without any there is nothing to see."""
        for place, (model, table, title) in enumerate(zip(self.models, self.tables, self._titles, strict=True)):
            found = page.tables[place] if place < len(page.tables) else None
            model.set_rows(_rows(found))
            title.setText(f"按{dimension_word(found.dimension)}（不与另一口径相加）" if found else "")
            table.setAccessibleName(title.text() or "各单位完成情况")
            table.setVisible(found is not None)


class MonthTables(QWidget):
    """The months of the year, and the enterprises behind the numbers; `opened` carries one of them."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months, self.moves = TableModel(MONTH_COLUMNS, self), TableModel(MOVE_COLUMNS, self)
        left, right = TableView("逐月进度"), TableView("新增和退库的企业")
        left.setModel(self.months)
        right.setModel(self.moves)
        for table in (left, right):
            table.horizontalHeader().setStretchLastSection(True)
        right.opened.connect(self.opened)
        self.move_table = right
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def show_months(self, page: TargetPage) -> None:
        """Show the months of *page*, and who moved until then."""
        self.months.set_rows(page.months)
        self.moves.set_rows(page.moves)


def _rows(table: DimensionTable | None) -> list[tuple[object, bool]]:
    if table is None:
        return []
    total = [] if table.total is None else [(table.total, True)]
    return [*((line, False) for line in table.lines), *total]
