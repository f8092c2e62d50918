"""Hands an issue on to a third office (转办), and tells its answer to the unit that asked (转告答复)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.codes import Subject
from desktop.domain.issue import IssueRow
from desktop.domain.issue_codes import IssueAction, Resolution
from desktop.domain.issue_relay import PassOnDraft, RelayDraft
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_RELAY_HINT = (
    "转办件随下一个下发包送达；承办单位不用有这家企业，企业也不进它的名单。办理时限从最初提出算起，不重新计时。"
)
_ANSWER_HINT = (
    "转告的话记在原来的问题上，随下一个下发包或回执送到提出的单位，由它回访、销号。只告诉进展的，办结方式不选。"
)


class RelayDialog(FormDialog):
    """Asks to whom *issue* goes, and shows by when it has to be done; a question is asked once."""

    def __init__(self, services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> None:
        title = f"{label(IssueAction.RELAY)}：{issue.enterprise_name}"
        hint = " ".join(issue.description.split())
        super().__init__(title, label(IssueAction.RELAY), Subject.ISSUE_STEP, parent, hint=hint)
        self._relays, self._issue = services.relays, issue
        self._asked: list[Problem] = []
        names = services.relays.offices()
        self.to = ChoiceBox(tuple(names), lambda unit: names[unit], blank="请选择")
        self.on, self.due_on = DayEdit(desk.today), DayEdit(desk.today)
        self.on.set_value(desk.today())
        self.contact = QCheckBox("连同企业联系人和电话一起转去")
        self.note = TextBox(3)
        self.counted = words("", "hint", wrap=True)
        self.fields.add("to", "转给", self.to, needed=True)
        self.add_day("on", "日期", self.on, needed=True)
        self.add_day("due_on", "办理时限", self.due_on)
        self.fields.add("note", "转办意见", self.note)
        self.fields.add("with_contact", "", self.contact)
        self.box.insertWidget(1, words(_RELAY_HINT, "hint", wrap=True))
        self.box.insertWidget(2, self.counted)
        self.keep = self._keep
        self.on.changed.connect(self._count)
        self._count()

    def draft(self) -> RelayDraft:
        """Return the relay as it stands."""
        return RelayDraft(
            self.to.value() or "",
            self.on.value(),
            self.note.text().strip(),
            self.due_on.value(),
            self.contact.isChecked(),
        )

    def _count(self) -> None:
        timed = self._relays.completed(self._issue.uid, RelayDraft(on=self.on.value()))
        due = f"{shown.day(timed.due_on)} 前办结，不填就按这个。" if timed.due_on else "时限没有规定，请填写。"
        self.counted.setText(f"{shown.day(self._issue.raised_on)} 提出，{due}")

    def _keep(self) -> Saved | list[Problem]:
        problems = self._relays.check(self._issue.uid, self.draft())
        if problems and not blocks(problems) and problems != self._asked:
            self._asked = problems
            return problems
        return self._relays.relay(self._issue.uid, self.draft())


class PassOnDialog(FormDialog):
    """Shows what the third office answered, to be told to the unit that asked as it stands or in other words."""

    def __init__(self, services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> None:
        title = f"{label(IssueAction.PASS_ON)}：{issue.enterprise_name}"
        hint = " ".join(issue.description.split())
        super().__init__(title, label(IssueAction.PASS_ON), Subject.ISSUE_STEP, parent, hint=hint)
        self._relays, self._issue = services.relays, issue
        given = services.relays.answer_to(issue.uid)
        self.on, self.due_on = DayEdit(desk.today), DayEdit(desk.today)
        self.on.set_value(given.on)
        self.due_on.set_value(given.due_on)
        self.resolution = ChoiceBox(tuple(Resolution), blank="还没有办结，只告诉进展")
        self.resolution.set_value(given.resolution)
        self.note = TextBox(4)
        self.note.set_text(given.note)
        self.add_day("on", "日期", self.on, needed=True)
        self.fields.add("note", "转告的答复", self.note, needed=True)
        self.fields.add("resolution", "办结方式", self.resolution)
        self.add_day("due_on", "下次研究日期", self.due_on)
        self.box.insertWidget(1, words(_ANSWER_HINT, "hint", wrap=True))
        self.keep = self._keep

    def draft(self) -> PassOnDraft:
        """Return the answer as it stands."""
        return PassOnDraft(self.on.value(), self.note.text().strip(), self.resolution.value(), self.due_on.value())

    def _keep(self) -> Saved | list[Problem]:
        return self._relays.pass_on(self._issue.uid, self.draft())


def ask_relay(services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> bool:
    """Return whether *issue* was relayed."""
    return bool(run(RelayDialog(services, desk, issue, parent)))


def ask_pass_on(services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> bool:
    """Return whether an answer to *issue* was passed on."""
    return bool(run(PassOnDialog(services, desk, issue, parent)))
