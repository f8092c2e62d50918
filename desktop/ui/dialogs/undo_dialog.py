"""What taking a save back would do: what goes back, what stays and why; then 撤销, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.undo import Act, Fate, Reversal, ReversalLine
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.messages import sentence
from desktop.wording.shown import history_value, moment
from desktop.wording.words_undo import FATES, line_word, save_name

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.undoing import UndoService

_TONES = {Fate.REVERSED: "", Fate.KEPT: "soon", Fate.IMPOSSIBLE: "late"}
_SHOWN = 4
MANY = 300  # records: more take longer than a person would wait for a still window


def _what(line: ReversalLine) -> str:
    """Return what would change in a record: 联系电话：139… → 138…; a few of them."""
    if line.act is not Act.RESTORE:
        return ""
    parts = [
        f"{field_label(step.cell.field, line.subject)}：{_value(line.subject, step.cell.field, step.after)}"
        f" → {_value(line.subject, step.cell.field, step.before)}"
        for step in line.cells
    ]
    more = f" 等 {len(parts)} 处" if len(parts) > _SHOWN else ""
    return "；".join(parts[:_SHOWN]) + more


def _value(subject: Subject, field: str, value: object) -> str:
    return history_value(subject, field, value)  # type: ignore[arg-type]  # the journal's own values


LINES: tuple[Column[ReversalLine], ...] = (
    Column("结果", lambda line: FATES[line.fate], width=80, tone=lambda line: _TONES[line.fate]),
    Column("台账", lambda line: label(line.subject), width=110),
    Column("名称", lambda line: line.title, width=200, tip=lambda line: line.title),
    Column("说明", line_word, width=420, tip=line_word),
    Column("改回", _what, width=320, tip=_what),
)


class UndoDialog(QDialog):
    """Nothing is written before 撤销; what was changed since stays as it is."""

    def __init__(self, undo: UndoService, desk: Desk, plan: Reversal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo, self._desk = undo, desk
        self.plan = plan
        self.setWindowTitle("恢复" if plan.save.undoes else "撤销")
        self.resize(980, 460)
        self.model = TableModel(LINES, self)
        self.model.set_rows((*plan.of(Fate.IMPOSSIBLE), *plan.of(Fate.KEPT), *plan.of(Fate.REVERSED)))
        table = TableView("撤销的内容")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("原因")
        self.reason.setPlaceholderText("其中有内容已随报表交出，请写明原因" if plan.needs_reason else "可以不写")
        self.wrong = words("", "problem", wrap=True)
        buttons = QDialogButtonBox()
        self.take_button = buttons.addButton(self.windowTitle(), QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.take_button, "primary")
        self.take_button.setEnabled(plan.possible)
        buttons.addButton("不撤销" if not plan.save.undoes else "取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(title_of(plan), "subtitle", wrap=True))
        box.addWidget(words(summary(plan), wrap=True))
        box.addWidget(table, 1)
        box.addWidget(words("原因（必填）" if plan.needs_reason else "原因"))
        box.addWidget(self.reason)
        box.addWidget(self.wrong)
        box.addWidget(buttons)

    @override
    def accept(self) -> None:
        """Take it back in one save; a ledger that changed meanwhile is said."""
        plan, reason = self.plan, self.reason.text()
        if len(plan.lines) > MANY:
            done = run_job(
                self, self._desk, self.windowTitle(), lambda progress: self._undo.take(plan, reason, progress)
            )
            if done is None:
                return  # stopped, or told why not: nothing was written
        else:
            try:
                done = self._undo.take(plan, reason)
            except KnownError as error:
                self._desk.errors.show(error)
                super().reject()
                return
        if isinstance(done, tuple):
            self.wrong.setText(" ".join(sentence(problem) for problem in done))
            return
        super().accept()


def title_of(plan: Reversal) -> str:
    """Return which save it is: 撤销“保存走访 …”（2026-10-12 09:31，李演示）."""
    return f"“{save_name(plan.save)}”（{moment(plan.save.at)}，{plan.save.who}）"


def summary(plan: Reversal) -> str:
    """Return the three buckets in one line."""
    parts = [f"{FATES[fate]} {len(plan.of(fate))} 条" for fate in Fate if plan.of(fate)]
    end = "还没有写入。" if plan.possible else "没有可以撤销的内容，原因见说明。"
    return "，".join(parts) + "。" + end


def ask_undo(undo: UndoService, desk: Desk, save: str, parent: QWidget | None) -> Reversal | None:
    """Show what taking *save* back would do and return what was done, or None."""
    try:
        many = undo.size(save) > MANY
        plan = run_job(parent, desk, "撤销", lambda _: undo.look(save)) if many else undo.look(save)
    except KnownError as error:
        desk.errors.show(error)
        return None
    if plan is None:
        return None
    dialog = UndoDialog(undo, desk, plan, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return plan if done else None
