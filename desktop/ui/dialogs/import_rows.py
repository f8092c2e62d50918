"""What an import would do, row by row: chips of buckets, the rows, and one row's problems and changes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from desktop.domain.importing import Bucket
from desktop.ui.dialogs.import_notes import problem_text
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.intake import ImportPlan, PlanRow

ALL = "all"
_EMPTY = "（空）"
_TONES = {
    Bucket.NEW: "good",
    Bucket.CHANGED: "soon",
    Bucket.TO_CHECK: "soon",
    Bucket.ERROR: "late",
    Bucket.IGNORED: "off",
}


class ImportRows(QWidget):
    """Shows the rows of a plan by bucket; nothing of it has been written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlanRow, ...] = ()
        chips = [(ALL, "全部"), *((bucket.value, label(bucket)) for bucket in Bucket)]
        self.chips = ChipBar(chips, "按处理结果筛选", self)
        self.chips.choose(ALL)
        self.chips.chosen.connect(self._narrow)
        self.model = TableModel(_columns(), self)
        self.table = TableView("表里的各行", self)
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.detail = QTextBrowser(self)
        self.detail.setAccessibleName("这一行的问题和变化")
        self.detail.setOpenLinks(False)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setChildrenCollapsible(False)
        split.setSizes([330, 150])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips)
        layout.addWidget(split, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the rows of *plan*, the wrong ones first if there are any."""
        self._rows = plan.rows
        counts = {bucket.value: plan.buckets.get(bucket, 0) for bucket in Bucket}
        self.chips.show_counts({ALL: sum(counts.values()), **counts})
        first = next((bucket.value for bucket in (Bucket.ERROR, Bucket.TO_CHECK) if counts[bucket.value]), ALL)
        self.chips.choose(first)
        self._narrow()

    def _narrow(self) -> None:
        chosen = self.chips.choice
        self.model.set_rows([row for row in self._rows if chosen in {ALL, row.bucket.value}])
        self.detail.clear()
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self.detail.setHtml(row_text(self.model.row_at(current)))


def row_text(row: PlanRow) -> str:
    """Return one row as rich text: where it stands, what is wrong with it, what it would change."""
    where = f"工作表“{escape(row.sheet)}”第 {row.row} 行"
    parts = [f"<div><b>{escape(row.name or '（没有名称）')}</b>　{where}　{label(row.bucket)}</div>"]
    parts += [problem_text(problem) for problem in row.problems]
    if row.changes:
        lines = "".join(_change_text(field, old, new) for field, old, new in row.changes)
        parts.append(f"<table cellpadding='3'>{lines}</table>")
    if len(parts) == 1:
        parts.append("<div>没有问题。</div>")
    return "".join(parts)


def _change_text(field: str, old: str, new: str) -> str:
    cells = (escape(field), escape(old) or _EMPTY, "→", escape(new) or _EMPTY)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _told(row: PlanRow) -> str:
    if row.problems:
        return "；".join(problem.message for problem in row.problems)
    return "；".join(f"{field}：{old or _EMPTY} → {new or _EMPTY}" for field, old, new in row.changes)


def _columns() -> tuple[Column[PlanRow], ...]:
    return (
        Column("处理", lambda row: row.bucket, label, width=68, tone=lambda row: _TONES.get(row.bucket, "")),
        Column("工作表", lambda row: row.sheet, width=96),
        Column("行", lambda row: row.row, align=RIGHT, width=48),
        Column("企业名称", lambda row: row.name, width=190),
        Column("统一社会信用代码", lambda row: row.credit_code, width=160),
        Column("问题或变化", _told, width=420, tip=_told),
    )
