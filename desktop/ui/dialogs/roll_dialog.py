"""Going over into the next cultivation year (年度结转): looked at first, then all of it in one save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.cultivation import RollDraft, RollLine
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.models.library_columns import roll_columns
from desktop.ui.models.tick_model import TickModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class RollDialog(QDialog):
    """Ticked enterprises go on; the others leave the libraries with the reason written below."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.plan = services.years.look()
        self.setWindowTitle(f"年度结转：{self.plan.year_from} → {self.plan.year_to}")
        self.resize(1040, 640)
        self._build_table()
        self._build_form()
        self._build_layout()
        self._count()
        self._rest.show_problems(self.plan.problems)
        self.take.setEnabled(not any(each.severity is Severity.ERROR for each in self.plan.problems))

    @override
    def accept(self) -> None:
        """Close the year and begin the next; with problems the dialog stays."""
        try:
            saved = self._services.years.roll(self.plan, self.draft())
        except KnownError as error:
            self._desk.errors.show(error)
            super().reject()
            return
        if not saved.uid:
            wrong = [each for each in saved.problems if each.severity is Severity.ERROR]
            self._rest.show_problems(self.fields.show_problems(wrong))
            self.fields.focus_first_problem(wrong)
            return
        self._desk.say_kept(f"已结转到 {self.plan.year_to} 年")
        super().accept()

    def draft(self) -> RollDraft:
        """Return the decision as it stands in the form."""
        reason = self.reason.text().strip()
        leaving = {line.uid: reason for line in self.plan.lines if line.uid not in self.model.ticked}
        return RollDraft(self.on.value(), self.basis.text().strip(), leaving, self.december.isChecked())

    def _build_table(self) -> None:
        services = self._services
        columns = roll_columns(services.settings.preset(), services.libraries.routes())
        self.model: TickModel[RollLine] = TickModel(columns, lambda line: line.uid, lambda _: True, self)
        self.model.ticked = {line.uid for line in self.plan.lines if line.carry}
        self.model.set_rows(sorted(self.plan.lines, key=lambda line: line.carry))
        self.model.ticked_changed.connect(self._count)
        self.table = TableView("在培育库的企业")
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        QShortcut(QKeySequence("Space"), self.table, self._toggle)

    def _build_form(self) -> None:
        year = self.plan.year_from
        self.on = DayEdit(self._desk.today)
        self.on.set_value(self._desk.today())
        self.basis = QLineEdit(f"{self.plan.year_to}年度培育名单结转")
        self.reason = QLineEdit("已入库或不再培育，年度结转时调出")
        early = self._desk.today().year <= year
        number = len(self.plan.december)
        self.december = QCheckBox(f"把 {number} 家的 {year} 年 12 月累计同时记为 {year} 年全年收入（口径照原来的）")
        self.december.setEnabled(bool(number) and not early)
        self.fields = FormFields(Subject.YEAR_ROLL, columns=2)
        self.fields.add("on", "结转日期", self.on, needed=True)
        self.fields.add("basis", "结转依据", self.basis, needed=True)
        self.fields.add("leaving", "不转入的原因", self.reason, wide=True)

    def _build_layout(self) -> None:
        plan = self.plan
        about = (
            f"勾选的转入 {plan.year_to} 年，培育类别、升规路径、包联安排带过去，预计时间和困难重新填；"
            "没有勾选的调出培育库。"
            f"{plan.year_from} 年的记录照现在的样子冻结，只能查看；走访、问题、月度数据、申报一条不动。"
        )
        self._chosen = words("", "subtitle")
        self._rest = ProblemLabel(Subject.YEAR_ROLL)
        everyone, nobody = button("全部勾选", "flat"), button("全不勾选", "flat")
        everyone.clicked.connect(self._tick_all)
        nobody.clicked.connect(self._untick_all)
        row = QHBoxLayout()
        row.addWidget(self._chosen, 1)
        row.addWidget(everyone)
        row.addWidget(nobody)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(f"结转到 {plan.year_to} 年", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.take, "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(about, "hint", wrap=True))
        box.addLayout(row)
        box.addWidget(self.table, 1)
        box.addWidget(self.december)
        box.addWidget(self.fields)
        box.addWidget(self._rest)
        box.addWidget(buttons)

    def _count(self) -> None:
        going = len(self.model.ticked)
        gone = len(self.plan.lines) - going
        self._chosen.setText(f"转入 {going} 家，调出 {gone} 家；不在培育库的 {self.plan.outside} 家仍在名单里，不变。")

    def _toggle(self) -> None:
        rows = self.table.selected_rows()
        self.model.tick(rows, on=not all(line.uid in self.model.ticked for line in rows))

    def _tick_all(self) -> None:
        self.model.tick(self.plan.lines, on=True)

    def _untick_all(self) -> None:
        self.model.tick(self.plan.lines, on=False)


def ask(services: Services, desk: Desk, parent: QWidget | None) -> bool:
    """Let the user go over into the next year; return whether that was done."""
    dialog = RollDialog(services, desk, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done


