"""Forms about trainings, meetings and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from desktop.domain.codes import Subject
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.meeting import Action, ActionDraft, ActionStepDraft, MeetingDraft, MeetingRow
from desktop.domain.policy_codes import ActionState, Audience, MeetingKind, TrainingKind, TrainingTopic
from desktop.domain.saved import Saved
from desktop.domain.training import TrainingDraft, TrainingRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.attended_edit import AttendedEdit
from desktop.ui.widgets.inputs import Checks, ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_WIDTH = 660
_BULLETIN = "主送、报、抄送只有通报才填。登记后再加议定事项。"


class TrainingForm(FormDialog):
    """The form of a training; *known* is the one to mend."""

    def __init__(
        self, services: Services, desk: Desk, known: TrainingRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("登记培训" if known is None else "修改培训", "保存", Subject.TRAINING, parent)
        self.setMinimumWidth(_WIDTH)
        self._trainings, self._known = services.trainings, known
        draft = TrainingDraft(desk.today(), organiser=services.settings.workspace().unit_name)
        self._draft = draft if known is None else known.draft
        self._on, self._kind = DayEdit(desk.today), ChoiceBox(tuple(TrainingKind))
        self._topics, self._audiences = Checks(tuple(TrainingTopic)), Checks(tuple(Audience), columns=6)
        names = ("title", "organiser", "venue", "materials")
        self._lines = {name: QLineEdit(getattr(self._draft, name)) for name in names}
        self._people, self._attended = QSpinBox(), AttendedEdit(services.enterprises)
        self._people.setRange(0, 99_999)
        self._fill(self._draft)
        self._add_fields()
        self.keep = self._keep

    def _fill(self, draft: TrainingDraft) -> None:
        self._on.set_value(draft.held_on)
        self._kind.set_value(draft.kind)
        self._topics.set_value(draft.topics)
        self._audiences.set_value(draft.audiences)
        self._people.setValue(draft.people or 0)
        self._attended.set_value(draft.attended)

    def _add_fields(self) -> None:
        add = self.fields.add
        self.add_day("held_on", "日期", self._on, needed=True)
        add("title", "培训名称", self._lines["title"], needed=True)
        add("kind", "类型", self._kind)
        add("topics", "主题", self._topics, needed=True)
        add("audiences", "对象", self._audiences)
        add("organiser", "组织单位", self._lines["organiser"], needed=True)
        add("venue", "地点", self._lines["venue"])
        add("people", "总人数", self._people, needed=True)
        add("attended", "参训企业", self._attended)
        add("materials", "材料", self._lines["materials"], hint="通知、课件、签到表放在哪里")

    def _keep(self) -> Saved:
        said = TrainingDraft(
            held_on=self._on.value(),
            kind=self._kind.value() or TrainingKind.OWN,
            topics=self._topics.value(),
            audiences=self._audiences.value(),
            people=self._people.value() or None,
            note=self._draft.note,
            attended=self._attended.value(),
            **{name: line.text() for name, line in self._lines.items()},
        )
        return self._trainings.add(said) if self._known is None else self._trainings.edit(self._known.uid, said)


def meeting_dialog(
    services: Services, desk: Desk, known: MeetingRow | None, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of a meeting or bulletin; *known* is the one to mend."""
    title = "登记会议或通报" if known is None else "修改会议或通报"
    dialog = FormDialog(title, "保存", Subject.MEETING, parent, hint=_BULLETIN)
    dialog.setMinimumWidth(_WIDTH)
    draft = MeetingDraft(desk.today()) if known is None else known.draft
    on, kind = DayEdit(desk.today), ChoiceBox(tuple(MeetingKind))
    on.set_value(draft.held_on)
    kind.set_value(draft.kind)
    names = ("title", "document", "organiser", "chair", "attended", "venue", "addressed", "reported", "copied", "note")
    texts = {name: QLineEdit(getattr(draft, name)) for name in names}
    minutes = TextBox(6)
    minutes.set_text(draft.minutes)
    dialog.add_day("held_on", "日期", on, needed=True)
    dialog.fields.add("kind", "类型", kind)
    dialog.fields.add("title", "名称", texts["title"], needed=True)
    dialog.fields.add("document", "文号", texts["document"])
    dialog.fields.add("organiser", "召集或发文单位", texts["organiser"])
    dialog.fields.add("chair", "主持人", texts["chair"])
    dialog.fields.add("attended", "参加单位和人员", texts["attended"])
    dialog.fields.add("venue", "地点", texts["venue"])
    dialog.fields.add("minutes", "纪要或正文", minutes, needed=True)
    dialog.fields.add("addressed", "主送", texts["addressed"])
    dialog.fields.add("reported", "报", texts["reported"])
    dialog.fields.add("copied", "抄送", texts["copied"])

    def keep() -> Saved:
        said = MeetingDraft(
            held_on=on.value(),
            kind=kind.value() or MeetingKind.JOINT,
            minutes=minutes.text(),
            **{name: box.text() for name, box in texts.items()},
        )
        return services.meetings.add(said) if known is None else services.meetings.edit(known.uid, said)

    dialog.keep = keep
    return dialog


def action_dialog(services: Services, desk: Desk, row: MeetingRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form of one decision of *row*."""
    dialog = FormDialog(f"议定事项：{row.draft.title}", "保存", Subject.MEETING_ACTION, parent)
    content, unit, responsible = TextBox(3), QLineEdit(services.settings.workspace().unit_name), QLineEdit()
    due, firm = DayEdit(desk.today), EnterprisePicker(services.enterprises)
    dialog.fields.add("content", "议定事项", content, needed=True)
    dialog.fields.add("unit", "责任单位", unit, needed=True)
    dialog.fields.add("responsible", "责任人", responsible)
    dialog.add_day("due_on", "完成时限", due)
    dialog.fields.add("enterprise", "涉及企业", firm, hint="涉及一家企业的，可以再转入问题台账")

    def keep() -> Saved:
        draft = ActionDraft(content.text(), unit.text(), responsible.text(), due.value(), firm.value())
        return services.meetings.decide(row.uid, draft)

    dialog.keep = keep
    return dialog


def action_step_dialog(services: Services, desk: Desk, action: Action, parent: QWidget | None = None) -> FormDialog:
    """Return the form of a word on *action*."""
    hint = f"{action.draft.content}（{action.draft.unit}，时限 {shown.day(action.draft.due_on) or '没有写'}）"
    dialog = FormDialog("记进展", "记下", Subject.ACTION_STEP, parent, hint=hint)
    state, on, due, note = ChoiceBox(tuple(ActionState)), DayEdit(desk.today), DayEdit(desk.today), TextBox(3)
    state.set_value(action.state)
    on.set_value(desk.today())
    dialog.fields.add("state", "状态", state, needed=True)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("note", "进展和原因", note, needed=True)
    dialog.add_day("due_on", "改为时限", due)

    def keep() -> Saved:
        draft = ActionStepDraft(state.value() or ActionState.OPEN, on.value(), note.text(), due.value())
        return services.meetings.step(action.uid, draft)

    dialog.keep = keep
    return dialog


def action_issue_dialog(services: Services, desk: Desk, action: Action, parent: QWidget | None = None) -> FormDialog:
    """Return the form that enters *action* in the issue ledger."""
    hint = f"转入问题台账后，按问题台账的时限办理。企业：{action.enterprise_name}"
    dialog = FormDialog("转入问题台账", "转入", Subject.ISSUE, parent, hint=hint)
    category, on, text = ChoiceBox(tuple(IssueCategory), label), DayEdit(desk.today), TextBox(3)
    on.set_value(desk.today())
    text.set_text(action.draft.content)
    dialog.fields.add("category", "诉求类别", category, needed=True)
    dialog.add_day("raised_on", "提出日期", on, needed=True)
    dialog.fields.add("description", "问题描述", text, needed=True)

    def keep() -> Saved:
        kind = category.value() or IssueCategory.OTHER
        draft = IssueDraft(description=text.text(), category=kind, raised_on=on.value())
        return services.meetings.raise_issue(action.uid, draft)

    dialog.keep = keep
    return dialog
