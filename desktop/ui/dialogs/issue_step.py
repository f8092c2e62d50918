"""Writes the next deed on an issue (交办, 办理, 办结, 回访, 销号 …); each is dated and stays."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.domain.codes import Dimension, Subject, VisitMode
from desktop.domain.issue import IssueRow, StepDraft, needs
from desktop.domain.issue_codes import Handling, IssueAction, Resolution, Satisfaction
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.issue_texts import counted_words
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

# beside what a deed must say
_MAY: dict[IssueAction, tuple[str, ...]] = {
    IssueAction.PROPOSE: ("handling",),
    IssueAction.ASSIGN: ("sharing", "assisting", "handling", "due_on"),
    IssueAction.START: ("handler", "due_on"),
    IssueAction.RESOLVE: ("due_on",),
    IssueAction.FOLLOW_UP: ("mode", "asked", "due_on"),
    IssueAction.REOPEN: ("due_on",),
    IssueAction.RESUME: ("due_on",),
}
_STARTS = frozenset({IssueAction.ASSIGN, IssueAction.START, IssueAction.RESUME, IssueAction.REOPEN})
_DUE_WORDS = {
    IssueAction.PARK: "下次研究日期",
    IssueAction.EXTEND: "新的办理时限",
    IssueAction.RESOLVE: "下次研究日期",
    IssueAction.FOLLOW_UP: "不满意时的新时限",
    IssueAction.REOPEN: "新的办理时限",
    IssueAction.RESUME: "新的办理时限",
}
_NOTE_WORDS = {
    IssueAction.ASSIGN: "交办意见",
    IssueAction.EXTEND: "延期原因",
    IssueAction.RETURN: "异议、退回原因",
    IssueAction.ESCALATE: "提级原因",
    IssueAction.REOPEN: "重新办理的原因",
    IssueAction.PARK: "挂账原因",
    IssueAction.RESOLVE: "办结情况",
    IssueAction.FOLLOW_UP: "企业的意见",
}
_HINTS = {
    IssueAction.RETURN: "退回以后等着改派给别的单位；办理时限不重新算。",
    IssueAction.RESOLVE: "“长期推进”的不算办结，转为挂账，请写下次研究日期。",
    IssueAction.PARK: "挂账的不算逾期；到了下次研究日期会提醒。",
    IssueAction.CLOSE: "回访过的才能销号。销号后不再改动；还有问题的请重新登记。",
}


class IssueStepDialog(FormDialog):
    """Asks what *action* must say about *issue*, and keeps it; a question is asked once."""

    def __init__(
        self, services: Services, desk: Desk, issue: IssueRow, action: IssueAction, parent: QWidget | None = None
    ) -> None:
        title = f"{label(action)}：{issue.enterprise_name}"
        super().__init__(title, label(action), Subject.ISSUE_STEP, parent, hint=" ".join(issue.description.split()))
        self._services = services
        self._issue = issue
        self._action = action
        self._asked: list[Problem] = []
        self.on = DayEdit(desk.today)
        self.on.set_value(desk.today())
        self.handler, self.sharing, self.assisting = QLineEdit(issue.handler), QLineEdit(), QLineEdit()
        self.handling = ChoiceBox(tuple(Handling), blank="（未定）")
        self.handling.set_value(issue.handling)
        self.due_on = DayEdit(desk.today)
        self.approved_by, self.asked = QLineEdit(), QLineEdit()
        self.resolution = ChoiceBox(tuple(Resolution), blank="请选择")
        self.satisfaction = ChoiceBox(tuple(Satisfaction), blank="请选择")
        self.mode = ChoiceBox(tuple(VisitMode), blank="请选择")
        self.note = TextBox(3)
        self.counted = words("", "hint", wrap=True)
        self._build_fields()
        self.keep = self._keep
        self.on.changed.connect(self._count)
        self._count()

    def _build_fields(self) -> None:
        action, needed = self._action, needs(self._action)
        shown = {*needed, *_MAY.get(action, ()), "note"}
        self.add_day("on", "日期", self.on, needed=True)
        for name, caption, editor in (
            ("handler", "主办单位", self.handler),
            ("sharing", "分办单位", self.sharing),
            ("assisting", "协办单位", self.assisting),
            ("handling", "办理层级", self.handling),
            ("resolution", "办结方式", self.resolution),
            ("satisfaction", "企业满意度", self.satisfaction),
            ("mode", "回访方式", self.mode),
            ("asked", "回访对象", self.asked),
            ("due_on", _DUE_WORDS.get(action, "办理时限"), self.due_on),
            ("approved_by", "批准人", self.approved_by),
            ("note", _NOTE_WORDS.get(action, "情况说明"), self.note),
        ):
            if name in shown:
                self.fields.add(name, caption, editor, needed=name in needed)
        self.days["due_on"] = self.due_on
        if hint := _HINTS.get(action):
            self.box.insertWidget(1, words(hint, "hint", wrap=True))
        self.box.insertWidget(2, self.counted)
        self._suggest_units()

    def _suggest_units(self) -> None:
        units = [unit.name for dimension in Dimension for unit in self._services.settings.units(dimension)]
        for line in (self.handler, self.sharing, self.assisting):
            completer = QCompleter(units, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        self.handler.setPlaceholderText("单位名称，如县能源局")
        self.sharing.setPlaceholderText("可不填；几个单位用顿号隔开")
        self.assisting.setPlaceholderText("可不填；几个单位用顿号隔开")

    def draft(self) -> StepDraft:
        """Return the deed as it stands, without what is not asked for."""
        asked = {"action", "on", "note", *needs(self._action), *_MAY.get(self._action, ())}
        draft = StepDraft(
            self._action,
            self.on.value(),
            self.note.text().strip(),
            self.handler.text().strip(),
            self.due_on.value(),
            self.resolution.value(),
            self.satisfaction.value(),
            self.sharing.text().strip(),
            self.assisting.text().strip(),
            self.handling.value(),
            self.approved_by.text().strip(),
            self.asked.text().strip(),
            self.mode.value(),
        )
        empty = StepDraft(self._action)
        return replace(
            draft, **{each.name: getattr(empty, each.name) for each in fields(draft) if each.name not in asked}
        )

    def _count(self) -> None:
        """Say which days the scheme in force sets from the day that is typed."""
        if self._action in _STARTS:
            clock = self._services.issues.completed(self._issue.uid, StepDraft(self._action, self.on.value()))
            self.counted.setText(counted_words(clock, self._services.issues.clock_in_force()) if clock.clock else "")
        self.counted.setVisible(bool(self.counted.text()))

    def _keep(self) -> Saved | list[Problem]:
        problems = self._services.issues.check_step(self._issue.uid, self.draft())
        if problems and not blocks(problems) and problems != self._asked:
            self._asked = problems
            return problems
        return self._services.issues.step(self._issue.uid, self.draft())


def ask_step(
    services: Services, desk: Desk, issue: IssueRow, action: IssueAction, parent: QWidget | None = None
) -> bool:
    """Return whether *action* on *issue* was kept."""
    return bool(run(IssueStepDialog(services, desk, issue, action, parent)))
