"""Writes the next step of an application as the bureau told it; each is dated, names who said so, and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.admission import AdmissionAction, AdmissionRow, AdmissionStepDraft, needs
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, blocks
from desktop.ui.desk import Desk
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTE_WORDS = {
    AdmissionAction.RETURN: "退回原因",
    AdmissionAction.REFUSE: "未通过原因",
    AdmissionAction.REOPEN: "重新准备的原因",
    AdmissionAction.CORRECT: "更正原因",
    AdmissionAction.VERIFY: "看到的情况",
}
_HINTS = {
    AdmissionAction.REPORT: "报出时，截止月往前 12 个月的分月台账会冻结；以后改了月度数据，这里会显示不一致的地方。",
    AdmissionAction.ADMIT: "记下后，这家企业的在库状态改为已入库，入库月份照填。培育库的调出请到企业页办理。",
    AdmissionAction.CORRECT: "企业的在库状态和入库月份改回批准入库以前的样子，这两步都留痕。",
    AdmissionAction.WITHDRAW: "企业不愿申报是正常情况，不用写原因。",
    AdmissionAction.VERIFY: "写明谁去看的、看了哪些地方和材料；这一步以后不能改。",
}
_TOLD = "照统计局告知的记，不推测。"


class AdmissionStepDialog(QDialog):
    """Asks what *action* must say about the application *row*, and keeps it."""

    def __init__(
        self, services: Services, desk: Desk, row: AdmissionRow, action: AdmissionAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._admissions = services.admissions
        self._row = row
        self._action = action
        self._asked: list[Problem] = []
        self.setWindowTitle(f"{label(action)}：{row.enterprise_name}")
        self.setMinimumWidth(540)
        self.on = DayEdit(desk.today)
        self.on.set_value(desk.today())
        self.told_by, self.basis, self.admitted_month = QLineEdit(), QLineEdit(), QLineEdit()
        self.due_on = DayEdit(desk.today)
        self.note = TextBox(3)
        self._rest = ProblemLabel(Subject.APPLICATION_STEP)
        self.fields = FormFields(Subject.APPLICATION_STEP)
        self._build()

    def _build(self) -> None:
        action, needed = self._action, needs(self._action)
        visit = action is AdmissionAction.VERIFY
        self.fields.add("on", "日期", self.on, needed=True)
        self.told_by.setPlaceholderText("姓名、单位" if visit else "如 县统计局工业股王科长")
        self.basis.setPlaceholderText("如 大门、车间、利润表和申报表原件" if visit else "如 电话告知、入库名单（文号）")
        self.admitted_month.setPlaceholderText("如 2026-11")
        for name, caption, editor in (
            ("admitted_month", "入库月份", self.admitted_month),
            ("told_by", "核查人员" if visit else "告知人", self.told_by),
            ("basis", "看了什么" if visit else "依据", self.basis),
            ("note", _NOTE_WORDS.get(action, "情况说明"), self.note),
        ):
            if name in needed or name == "note":
                self.fields.add(name, caption, editor, needed=name in needed)
        if action is AdmissionAction.RETURN:
            self.fields.add("due_on", "补正期限", self.due_on)
        box = QVBoxLayout(self)
        hint = _HINTS.get(action, _TOLD if "told_by" in needed else "")
        if hint:
            box.addWidget(words(hint, "hint", wrap=True))
        box.addWidget(self.fields)
        box.addWidget(self._rest)
        box.addWidget(save_buttons(self, label(action)))

    def draft(self) -> AdmissionStepDraft:
        """Return the step as it stands."""
        return AdmissionStepDraft(
            self._action,
            self.on.value(),
            self.told_by.text().strip(),
            self.basis.text().strip(),
            self.note.text().strip(),
            self.due_on.value(),
            self.admitted_month.text().strip(),
        )

    @override
    def accept(self) -> None:
        """Keep the step; what only asks is asked once, and a second press keeps it all the same."""
        problems = [
            Problem(name, "bad_day", {"text": day.text()})
            for name, day in (("on", self.on), ("due_on", self.due_on))
            if day.unreadable
        ] or self._admissions.check_step(self._row.uid, self.draft())
        if blocks(problems) or (problems and problems != self._asked):
            self._asked = problems
            self._rest.show_problems(self.fields.show_problems(problems))
            self.fields.focus_first_problem(problems)
            return
        self._admissions.step(self._row.uid, self.draft())
        super().accept()


def ask_admission_step(
    services: Services, desk: Desk, row: AdmissionRow, action: AdmissionAction, parent: QWidget | None = None
) -> bool:
    """Return whether *action* on the application *row* was kept."""
    dialog = AdmissionStepDialog(services, desk, row, action, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
