"""Shows what a pasted block would change, cell by cell, before any of it is kept."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.importing import Bucket
from desktop.domain.problems import Severity
from desktop.ui.models.figure_columns import FigureColumn
from desktop.ui.models.figure_paste import PastedCell, PastePlan
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import told

_DONE = {Bucket.TO_CHECK: "（照写）", Bucket.ERROR: "（不写入）"}


def _state(cell: PastedCell) -> str:
    return f"{label(cell.bucket)}{_DONE.get(cell.bucket, '')}"


def _tone(cell: PastedCell) -> str:
    if not cell.good:
        return "late"
    return "soon" if cell.problem is not None else ""


def _heading(column: FigureColumn) -> str:
    return f"{column.title}（{column.unit}）" if column.unit else column.title


COLUMNS: tuple[Column[PastedCell], ...] = (
    Column("企业名称", lambda cell: cell.name, width=220),
    Column("指标", lambda cell: _heading(cell.column)),
    Column("原来", lambda cell: cell.old, align=RIGHT, width=96),
    Column("改为", lambda cell: cell.new, align=RIGHT, width=96),
    Column("处理", _state, tone=_tone, width=110),
    Column(
        "说明",
        lambda cell: told(cell.problem, Subject.FIGURE) if cell.problem else "",
        width=420,
        tip=lambda cell: told(cell.problem, Subject.FIGURE) if cell.problem else "",
    ),
)


class PastePreview(QDialog):
    """What would change, what is wrong, and what is left alone."""

    def __init__(self, plan: PastePlan, sources: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴预览")
        self.resize(1080, 520)
        model = TableModel(COLUMNS, self)
        model.set_rows(sorted(plan.cells, key=_weight))
        table = TableView("将要改动的单元格")
        table.setModel(model)
        table.horizontalHeader().setStretchLastSection(True)
        good = sum(cell.good for cell in plan.cells)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(f"写入 {good} 格", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "primary")
        self.accept_button.setEnabled(good > 0)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.summary = words(summary(plan, sources), wrap=True)
        box = QVBoxLayout(self)
        box.addWidget(self.summary)
        box.addWidget(table, 1)
        box.addWidget(words("现在还没有写入。写入以后可以用 Ctrl+Z 一次撤销。", "hint"))
        box.addWidget(buttons)
        self.table = table


def summary(plan: PastePlan, sources: str) -> str:
    """Return in one paragraph what *plan* would do and what it leaves alone, in the buckets of an import."""
    good = sum(cell.good for cell in plan.cells)
    counted = [f"{label(bucket)} {count} 格" for bucket, count in plan.buckets.items() if count]
    ignored = [
        f"{count} 格{what}"
        for count, what in (
            (plan.blank, "是空的，保留原来的数"),
            (plan.fixed, "由程序计算"),
            (plan.outside, "超出表格"),
        )
        if count
    ]
    why = f"（{'，'.join(ignored)}）" if ignored else ""
    head = f"{shown.month(plan.month)}：将写入 {good} 格（{sources}）。"
    return f"{head}{'，'.join(counted)}{why}。请核对每一行是不是对准了企业。"


def _weight(cell: PastedCell) -> int:
    if cell.problem is None:
        return 2
    return 0 if cell.problem.severity is Severity.ERROR else 1


def ask_paste(parent: QWidget | None, plan: PastePlan) -> bool:
    """Return whether *plan* is to be kept, after it was shown."""
    sources = {f"{label(entry.source)}，{label(entry.obtained)}" for entry in plan.entries}
    dialog = PastePreview(plan, "；".join(sorted(sources)) or "没有可写的数", parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
