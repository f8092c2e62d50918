"""Meetings and bulletins (联席会议、调度、通报) with decisions that are tasks or become issues."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from db.models.training import ActionStep, Meeting, MeetingAction
from db.queries import enterprises, history, trainings
from db.queries.visits import next_number
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.issue import IssueDraft, check_issue
from desktop.domain.meeting import (
    Action,
    ActionDraft,
    ActionStepDraft,
    MeetingDraft,
    MeetingRow,
    check_action,
    check_action_step,
    check_meeting,
    late,
)
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.keeping import open_issue

_NEEDED = frozenset({"title", "minutes"})


class MeetingService:
    """Everything a person does with meetings, bulletins and what they decided."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def list(self, year: int = 0, *, voided: bool = False) -> tuple[MeetingRow, ...]:
        """Return the meetings of *year* (0 means all), newest first."""
        return self._database.read(trainings.meetings, self._office.today, year, voided=voided)

    def get(self, uid: str) -> MeetingRow:
        """Return the meeting *uid*; raise `KnownError("no_such_meeting")`."""
        found = self._database.read(trainings.meetings, self._office.today, uid=uid)
        if not found:
            raise KnownError("no_such_meeting", uid=uid)
        return found[0]

    def actions(self, uid: str = "") -> tuple[Action, ...]:
        """Return the decisions of the meeting *uid*, or of all meetings."""
        return self._database.read(trainings.actions, meeting_uid=uid)

    def action(self, uid: str) -> Action:
        """Return the decision *uid*; raise `KnownError("no_such_action")`."""
        found = self._database.read(trainings.actions, uid=uid)
        if not found:
            raise KnownError("no_such_action", uid=uid)
        return found[0]

    def add(self, draft: MeetingDraft, actions: tuple[ActionDraft, ...] = ()) -> Saved:
        """Enter a meeting with what it decided."""
        draft, actions = tidied(draft), tuple(tidied(each) for each in actions)
        problems = check_meeting(draft, today=self._office.today)
        if draft.held_on is not None:
            problems += [wrong for each in actions for wrong in self._check_action(each, draft.held_on)]
        if blocks(problems) or draft.held_on is None:
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        with self._database.work("meeting.add", self._office.who) as work:
            number = work.read(next_number, "meeting", unit, draft.held_on.year)
            uid = work.add(Meeting(uid=work.new_id(), number=number, by_unit=unit, **_columns(draft)))
            for ordinal, each in enumerate(actions, start=1):
                work.add(_action(work.new_id(), uid, ordinal, each, unit=unit))
        return Saved(uid, tuple(problems))

    def edit(self, uid: str, draft: MeetingDraft) -> Saved:
        """Mend what is written of a meeting; its decisions stay as they are."""
        draft = tidied(draft)
        self._refuse_void(uid)
        problems = check_meeting(draft, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("meeting.edit", self._office.who) as work:
            work.change(Meeting, uid, _columns(draft))
        return Saved(uid, tuple(problems))

    def decide(self, uid: str, draft: ActionDraft) -> Saved:
        """Add one decision to the meeting *uid*."""
        draft, row = tidied(draft), self._refuse_void(uid)
        problems = self._check_action(draft, row.draft.held_on or self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("meeting.decide", self._office.who) as work:
            ordinal = work.read(trainings.next_ordinal, uid)
            made = _action(work.new_id(), uid, ordinal, draft, unit=self._office.workspace.unit)
            return Saved(work.add(made), tuple(problems))

    def step(self, uid: str, draft: ActionStepDraft) -> Saved:
        """Record how the decision *uid* stands; what was recorded before stays."""
        draft, action = tidied(draft), self._free(uid)
        since = action.state_on or self.get(action.meeting).draft.held_on or date.min
        problems = check_action_step(draft, state=action.state, since=since, today=self._office.today)
        if blocks(problems) or draft.on is None:
            return Saved(problems=tuple(problems))
        with self._database.work("meeting.step", self._office.who) as work:
            step = ActionStep(
                uid=work.new_id(),
                action=uid,
                place=work.read(trainings.next_step, uid),
                by_unit=self._office.workspace.unit,
                state=draft.state,
                done_on=draft.on,
                due_on=draft.due_on,
                note=draft.note,
                person=work.who,
            )
            kept = work.add(step)
            values: dict[str, Any] = {"state": draft.state}
            if draft.due_on is not None:
                values["due_on"] = draft.due_on
            work.change(MeetingAction, uid, values)
        return Saved(kept, tuple(problems))

    def raise_issue(self, uid: str, draft: IssueDraft) -> Saved:
        """Enter the decision *uid* in the issue ledger, for the enterprise it is about; its clock is the issue's."""
        action = self._free(uid)
        if not action.draft.enterprise:
            return Saved(problems=(Problem("enterprise", "action_needs_enterprise"),))
        draft = replace(tidied(draft), enterprise=action.draft.enterprise)
        problems = check_issue(draft, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("meeting.issue", self._office.who) as work:
            issue = open_issue(work, draft, unit=self._office.workspace.unit)
            work.change(MeetingAction, uid, {"issue": issue})
        return Saved(issue, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the meeting *uid* as void (作废) with a reason."""
        self._refuse_void(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("meeting.void", self._office.who) as work:
            work.void(Meeting, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of the meeting *uid* and of what it decided, oldest first."""
        return self._database.read(history.of_entity, uid)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return the decisions past their day."""
        waiting = (each for each in self.actions() if late(each, self._office.today))
        return tuple(
            TodoItem(TodoKind.DECISION_LATE, 1, each.meeting, each.draft.content, each.draft.due_on) for each in waiting
        )

    def _check_action(self, draft: ActionDraft, held_on: date) -> "Problems":
        if draft.enterprise and self._database.read(enterprises.draft_of, draft.enterprise) is None:
            raise KnownError("no_such_enterprise", uid=draft.enterprise)
        return check_action(draft, held_on=held_on)

    def _free(self, uid: str) -> Action:
        """Return the decision *uid*, which must not have become an issue."""
        action = self.action(uid)
        if action.issue:
            raise KnownError("action_is_issue", number=action.issue_number)
        self._refuse_void(action.meeting)
        return action

    def _refuse_void(self, uid: str) -> MeetingRow:
        row = self.get(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row


Problems = list[Problem]  # inside the class, list is the method


def _columns(draft: MeetingDraft) -> Mapping[str, Any]:
    return {name: None if value == "" and name not in _NEEDED else value for name, value in asdict(draft).items()}


def _action(uid: str, meeting: str, ordinal: int, draft: ActionDraft, *, unit: str) -> MeetingAction:
    return MeetingAction(
        uid=uid,
        meeting=meeting,
        ordinal=ordinal,
        by_unit=unit,
        content=draft.content,
        unit=draft.unit,
        responsible=draft.responsible or None,
        due_on=draft.due_on,
        enterprise=draft.enterprise or None,
    )
