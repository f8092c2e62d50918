"""Writes the next deed on an issue (交办, 办理, 办结, 回访, 销号 …); each is dated and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Dimension, Subject
from desktop.domain.issue import IssueRow, StepDraft, needs
from desktop.domain.issue_codes import IssueAction, Resolution, Satisfaction
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

# beside what a deed must say
_MAY = {IssueAction.ASSIGN: ("due_on",), IssueAction.START: ("handler", "due_on")}
_DUE_WORDS = {IssueAction.PARK: "下次研究日期", IssueAction.EXTEND: "新的办理时限"}
_NOTE_WORDS = {
    IssueAction.EXTEND: "延期原因、批准人",
    IssueAction.RETURN: "退回原因",
    IssueAction.REOPEN: "重新办理的原因",
    IssueAction.PARK: "挂账原因",
    IssueAction.RESOLVE: "办结情况",
}


class IssueStepDialog(QDialog):
    """Asks what *action* must say about *issue*, and keeps it."""

    def __init__(
        self, services: Services, desk: Desk, issue: IssueRow, action: IssueAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._issue = issue
        self._action = action
        self.setWindowTitle(f"{label(action)}：{issue.enterprise_name}")
        self.setMinimumWidth(520)
        self.on = DayEdit(desk.today)
        self.on.set_value(desk.today())
        self.handler = QLineEdit(issue.handler)
        self.due_on = DayEdit(desk.today)
        self.resolution = ChoiceBox(tuple(Resolution), blank="请选择")
        self.satisfaction = ChoiceBox(tuple(Satisfaction), blank="请选择")
        self.note = TextBox(3)
        self._rest = ProblemLabel(Subject.ISSUE_STEP)
        self.fields = FormFields(Subject.ISSUE_STEP)
        self._build()

    def _build(self) -> None:
        needed, action = needs(self._action), self._action
        shown = {*needed, *_MAY.get(action, ()), "note"}
        self.fields.add("on", "日期", self.on, needed=True)
        for name, caption, editor in (
            ("handler", "主办单位", self.handler),
            ("due_on", _DUE_WORDS.get(action, "办理时限"), self.due_on),
            ("resolution", "办结方式", self.resolution),
            ("satisfaction", "企业满意度", self.satisfaction),
            ("note", _NOTE_WORDS.get(action, "情况说明"), self.note),
        ):
            if name in shown:
                self.fields.add(name, caption, editor, needed=name in needed)
        self._suggest_handlers()
        buttons = QDialogButtonBox()
        give_role(buttons.addButton(label(action), QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(self._issue.description, "hint", wrap=True))
        box.addWidget(self.fields)
        if action is IssueAction.FOLLOW_UP:
            box.addWidget(words("企业不满意的，问题会回到“办理中”。", "hint"))
        box.addWidget(self._rest)
        box.addWidget(buttons)

    def _suggest_handlers(self) -> None:
        units = [unit.name for dimension in Dimension for unit in self._services.settings.units(dimension)]
        completer = QCompleter(units, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.handler.setCompleter(completer)
        self.handler.setPlaceholderText("单位名称，如县能源局")

    def draft(self) -> StepDraft:
        """Return the deed as it stands."""
        return StepDraft(
            self._action,
            self.on.value(),
            self.note.text().strip(),
            self.handler.text().strip() if self._asks("handler") else "",
            self.due_on.value() if self._asks("due_on") else None,
            self.resolution.value() if self._asks("resolution") else None,
            self.satisfaction.value() if self._asks("satisfaction") else None,
        )

    def _asks(self, name: str) -> bool:
        return name in {*needs(self._action), *_MAY.get(self._action, ())}

    @override
    def accept(self) -> None:
        """Keep the deed; with problems the dialog stays."""
        unread = [
            Problem(name, "bad_day", {"text": day.text()})
            for name, day in (("on", self.on), ("due_on", self.due_on))
            if day.unreadable
        ]
        problems = unread or list(self._services.issues.step(self._issue.uid, self.draft()).problems)
        self._rest.show_problems(self.fields.show_problems(problems))
        self.fields.focus_first_problem(problems)
        if not problems:
            super().accept()


def ask_step(
    services: Services, desk: Desk, issue: IssueRow, action: IssueAction, parent: QWidget | None = None
) -> bool:
    """Return whether *action* on *issue* was kept."""
    dialog = IssueStepDialog(services, desk, issue, action, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
