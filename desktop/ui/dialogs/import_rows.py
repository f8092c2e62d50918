"""What an import would do, row by row: chips of buckets, the rows, and one row's problems and changes."""

from collections.abc import Collection
from html import escape

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from desktop.domain.importing import Bucket, ImportPlan, PlanProblem, PlanRow
from desktop.ui.dialogs.import_notes import problem_text
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label

ALL = "all"
Place = tuple[str, int]  # sheet and the row a person sees
_EMPTY = "（空）"
_TONES = {
    Bucket.NEW: "good",
    Bucket.CHANGED: "soon",
    Bucket.TO_CHECK: "soon",
    Bucket.ERROR: "late",
    Bucket.IGNORED: "off",
}


class ImportRows(QWidget):
    """Shows the rows of a plan by bucket; nothing of it has been written.

    A row that only asks can be ticked as checked against the papers; `changed` says that one was.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlanRow, ...] = ()
        self._confirmed: set[Place] = set()
        chips = [(ALL, "全部"), *((bucket.value, label(bucket)) for bucket in Bucket)]
        self.chips = ChipBar(chips, "按处理结果筛选", self)
        self.chips.choose(ALL)
        self.chips.chosen.connect(self._narrow)
        self.model = TableModel(_columns(self._confirmed), self)
        self.table = TableView("表里的各行", self)
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.detail = QTextBrowser(self)
        self.detail.setAccessibleName("这一行的问题和变化")
        self.detail.setOpenLinks(False)
        self.confirm = QCheckBox("已与原件核对，这一行照此导入", self)
        self.confirm.clicked.connect(self._tick)
        self.confirm_all = button("待核对的行都已核对，全部勾选", "flat")
        self.confirm_all.clicked.connect(self._tick_all)
        self.confirm.hide()
        self.confirm_all.hide()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setChildrenCollapsible(False)
        split.setSizes([330, 150])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips)
        layout.addWidget(split, 1)
        ticks = QHBoxLayout()
        ticks.addWidget(self.confirm)
        ticks.addWidget(self.confirm_all)
        ticks.addStretch(1)
        layout.addLayout(ticks)

    @property
    def confirmed(self) -> frozenset[Place]:
        """The rows that a person has checked against the papers."""
        return frozenset(self._confirmed)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the rows of *plan*, the wrong ones first if there are any."""
        self._rows = plan.rows
        self._confirmed &= {_place(row) for row in plan.rows if row.confirmable}
        counts = {bucket.value: plan.buckets.get(bucket, 0) for bucket in Bucket}
        self.chips.show_counts({ALL: sum(counts.values()), **counts})
        first = next((bucket.value for bucket in (Bucket.ERROR, Bucket.TO_CHECK) if counts[bucket.value]), ALL)
        self.chips.choose(first)
        self._narrow()

    def _narrow(self) -> None:
        chosen = self.chips.choice
        self.model.set_rows([row for row in self._rows if chosen in {ALL, row.bucket.value}])
        self.detail.clear()
        self.confirm.hide()
        self.confirm_all.setVisible(any(row.confirmable for row in self._rows))
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_row(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.row_at(current)
        self.detail.setHtml(row_text(row))
        self.confirm.setVisible(row.confirmable)
        self.confirm.setChecked(_place(row) in self._confirmed)

    def _tick(self) -> None:
        row = self.table.current_row()
        if isinstance(row, PlanRow):
            self._confirmed ^= {_place(row)}
            self._ticked()

    def _tick_all(self) -> None:
        self._confirmed |= {_place(row) for row in self._rows if row.confirmable}
        self._ticked()

    def _ticked(self) -> None:
        place = self.table.currentIndex().row()
        self._narrow()
        self.table.setCurrentIndex(self.model.index(max(place, 0), 0))
        self.changed.emit()


def row_text(row: PlanRow) -> str:
    """Return one row as rich text: where it stands, what is wrong with it, what it would change."""
    where = f"工作表“{escape(row.sheet)}”第 {row.row} 行"
    parts = [f"<div><b>{escape(row.name or '（没有名称）')}</b>　{where}　{label(row.bucket)}</div>"]
    parts += [problem_text(problem) for problem in row.problems]
    if row.changes and row.bucket is not Bucket.ERROR:
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
        return "；".join(_short(problem) for problem in row.problems)
    return "；".join(f"{field}：{old or _EMPTY} → {new or _EMPTY}" for field, old, new in row.changes)


def _short(problem: PlanProblem) -> str:
    """Return the sentence without the place it begins with: sheet and row stand in the row's own columns."""
    place, colon, rest = problem.message.partition("：")
    told = rest if colon and problem.column in place else problem.message
    return f"{problem.code} {problem.column}：{told}" if problem.column else f"{problem.code} {told}"


def _place(row: PlanRow) -> Place:
    return row.sheet, row.row


def _columns(confirmed: Collection[Place]) -> tuple[Column[PlanRow], ...]:
    def deed(row: PlanRow) -> str:
        return "已核对 ✓" if _place(row) in confirmed else label(row.bucket)

    def tone(row: PlanRow) -> str:
        return "good" if _place(row) in confirmed else _TONES.get(row.bucket, "")

    return (
        Column("处理", deed, width=76, tone=tone),
        Column("工作表", lambda row: row.sheet, width=84),
        Column("行", lambda row: row.row, align=RIGHT, width=48),
        Column("企业名称", lambda row: row.name, width=170),
        Column("统一社会信用代码", lambda row: row.credit_code, width=160),
        Column("问题或变化", _told, width=300, tip=_told),
    )
