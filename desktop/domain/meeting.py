"""Meetings and bulletins (联席会议、调度、通报): notes with decisions, each of which is a task or becomes an issue."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.policy_codes import ActionState, MeetingKind
from desktop.domain.problems import Problem

_MINUTES_LIMIT = 8_000


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """One meeting or bulletin as it is written down; *addressed*, *reported* and *copied* are 主送, 报, 抄送."""

    held_on: date | None = None
    kind: MeetingKind = MeetingKind.JOINT
    title: str = ""
    document: str = ""
    organiser: str = ""
    chair: str = ""
    attended: str = ""
    venue: str = ""
    minutes: str = ""
    addressed: str = ""
    reported: str = ""
    copied: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as it is kept; *waiting* counts the decisions not done, *late* those of them past their day."""

    uid: str
    number: str
    draft: MeetingDraft
    actions: int
    waiting: int
    late: int
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """One decision: what is to be done, by whom, until when; *enterprise* where it is about one."""

    content: str = ""
    unit: str = ""
    responsible: str = ""
    due_on: date | None = None
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One decision as it is kept; *issue* is the entry of the issue ledger it became."""

    uid: str
    meeting: str
    meeting_title: str
    place: int
    draft: ActionDraft
    enterprise_name: str
    state: ActionState
    state_on: date | None
    note: str
    issue: str
    issue_number: str
    voided: bool


@dataclass(frozen=True, slots=True)
class ActionStepDraft:
    """A word on a decision: how it stands, since when; *due_on* moves its day."""

    state: ActionState = ActionState.OPEN
    on: date | None = None
    note: str = ""
    due_on: date | None = None


def check_meeting(draft: MeetingDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with *draft*."""
    problems = [Problem(name, "missing") for name in ("title", "minutes") if not getattr(draft, name).strip()]
    if draft.held_on is None:
        problems.append(Problem("held_on", "missing"))
    elif draft.held_on > today:
        problems.append(Problem("held_on", "in_future"))
    short = ("title", "document", "organiser", "chair", "venue")
    limits = dict.fromkeys(short, SHORT_TEXT) | dict.fromkeys(("attended", "note"), LONG_TEXT)
    limits |= dict.fromkeys(("addressed", "reported", "copied"), LONG_TEXT) | {"minutes": _MINUTES_LIMIT}
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    return problems


def check_action(draft: ActionDraft, *, held_on: date) -> list[Problem]:
    """Return what is wrong with a decision of a meeting held on *held_on*."""
    problems = [Problem(name, "missing") for name in ("content", "unit") if not getattr(draft, name).strip()]
    if draft.due_on is not None and draft.due_on < held_on:
        problems.append(Problem("due_on", "action_before_meeting"))
    return problems


def check_action_step(draft: ActionStepDraft, *, state: ActionState, since: date, today: date) -> list[Problem]:
    """Return what is wrong with a word on a decision that is in *state* since *since*."""
    problems = []
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if not draft.note.strip():
        problems.append(Problem("note", "missing"))
    if draft.state is state and draft.state is not ActionState.OPEN:
        problems.append(Problem("state", "action_closed"))
    return problems


def late(action: Action, today: date) -> bool:
    """Return whether *action* is past its day and not done; one that became an issue has the issue's clock."""
    due = action.draft.due_on
    open_ = action.state is ActionState.OPEN and not action.voided and not action.issue
    return open_ and due is not None and due < today
