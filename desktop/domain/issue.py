"""Issues that enterprises raise (问题台账): the states they pass and who may move them on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.codes import VisitMode
from desktop.domain.deadline import NO_DEADLINE, Deadline, Urgency
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueGroup,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.problems import Problem
from desktop.domain.relay import Relay

DESCRIPTION_LIMIT = 500  # domain.md 5.5

_MOVES: dict[IssueAction, tuple[frozenset[IssueState], IssueState | None]] = {
    IssueAction.PROPOSE: (frozenset({IssueState.REGISTERED}), IssueState.TO_ASSIGN),
    IssueAction.ASSIGN: (frozenset({IssueState.REGISTERED, IssueState.TO_ASSIGN}), IssueState.ASSIGNED),
    IssueAction.SIGN_FOR: (frozenset({IssueState.ASSIGNED}), IssueState.SIGNED_FOR),
    IssueAction.START: (
        frozenset({IssueState.REGISTERED, IssueState.ASSIGNED, IssueState.SIGNED_FOR}),
        IssueState.HANDLING,
    ),
    IssueAction.NOTE: (frozenset({IssueState.HANDLING, IssueState.PARKED}), None),
    IssueAction.EXTEND: (
        frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR, IssueState.HANDLING}),
        None,
    ),
    IssueAction.RETURN: (
        frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR, IssueState.HANDLING}),
        IssueState.TO_ASSIGN,
    ),
    IssueAction.ESCALATE: (
        frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR, IssueState.HANDLING, IssueState.PARKED}),
        None,
    ),
    IssueAction.RESOLVE: (frozenset({IssueState.REGISTERED, IssueState.HANDLING}), IssueState.RESOLVED),
    IssueAction.FOLLOW_UP: (frozenset({IssueState.RESOLVED}), IssueState.FOLLOWED_UP),
    IssueAction.REOPEN: (frozenset({IssueState.RESOLVED, IssueState.FOLLOWED_UP}), IssueState.HANDLING),
    IssueAction.CLOSE: (frozenset({IssueState.FOLLOWED_UP}), IssueState.CLOSED),
    IssueAction.PARK: (
        frozenset({IssueState.REGISTERED, IssueState.TO_ASSIGN, IssueState.HANDLING}),
        IssueState.PARKED,
    ),
    IssueAction.RESUME: (frozenset({IssueState.PARKED}), IssueState.HANDLING),
}

# a relayed issue is given on, asked after and closed where it began
_OF_THE_ORIGINAL = frozenset(
    {IssueAction.PROPOSE, IssueAction.ASSIGN, IssueAction.ESCALATE, IssueAction.FOLLOW_UP, IssueAction.CLOSE}
)

# what each deed must say beside its date; a long-term answer parks the issue, so it names the next day too
_NEEDS: dict[IssueAction, tuple[str, ...]] = {
    IssueAction.ASSIGN: ("handler",),
    IssueAction.NOTE: ("note",),
    IssueAction.EXTEND: ("note", "due_on", "approved_by"),
    IssueAction.RETURN: ("note",),
    IssueAction.ESCALATE: ("handling", "note"),
    IssueAction.RESOLVE: ("resolution", "note"),
    IssueAction.FOLLOW_UP: ("satisfaction",),
    IssueAction.REOPEN: ("note",),
    IssueAction.PARK: ("note", "due_on"),  # a parked issue carries its reason and the next date
}


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """A problem an enterprise raised; *enterprise* and *visit* are uids, *visit* empty when it came another way.

    *handling* None means that nobody has settled yet who handles it.
    """

    enterprise: str = ""
    description: str = ""
    category: IssueCategory = IssueCategory.OTHER
    expectation: str = ""
    level: IssueLevel = IssueLevel.ORDINARY
    raised_on: date | None = None
    visit: str = ""
    answered_on_spot: bool = False
    answer: str = ""
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A deed on an issue: what, when, and what that deed must say.

    *sharing* and *assisting* are the other units (分办, 协办); *asked* is who answered a follow-up, *mode* how; *clock*
    and *feedback_due_on* are filled when the deed starts the clock.
    """

    action: IssueAction
    on: date | None = None
    note: str = ""
    handler: str = ""
    due_on: date | None = None
    resolution: Resolution | None = None
    satisfaction: Satisfaction | None = None
    sharing: str = ""
    assisting: str = ""
    handling: Handling | None = None
    approved_by: str = ""
    asked: str = ""
    mode: VisitMode | None = None
    clock: str = ""
    feedback_due_on: date | None = None

    @property
    def reopens(self) -> bool:
        """Whether an answer to the follow-up brings the issue back (不满意)."""
        return self.action is IssueAction.FOLLOW_UP and self.satisfaction is Satisfaction.DISSATISFIED

    @property
    def parks(self) -> bool:
        """Whether an answer only says that it will take long (长期推进)."""
        return self.action is IssueAction.RESOLVE and self.resolution is Resolution.LONG_TERM


@dataclass(frozen=True, slots=True)
class IssueStep:
    """One dated deed on an issue as it is kept; *office* wrote it, empty where that is our own."""

    uid: str
    action: IssueAction
    state: IssueState
    on: date
    note: str
    handler: str
    due_on: date | None
    resolution: Resolution | None
    satisfaction: Satisfaction | None
    who: str
    sharing: str = ""
    assisting: str = ""
    handling: Handling | None = None
    approved_by: str = ""
    asked: str = ""
    mode: VisitMode | None = None
    clock: str = ""
    feedback_due_on: date | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the issue ledger; *due_on* is the day in force (of a parked one: of the next look).

    *clock* and *feedback_due_on* were kept when it was assigned; *deadline* is filled by the service, for today;
    *relay* is of one that was relayed.
    """

    uid: str
    number: str
    enterprise: str  # uid
    enterprise_name: str
    township: str
    raised_on: date
    category: IssueCategory
    description: str
    expectation: str
    level: IssueLevel
    state: IssueState
    handler: str
    due_on: date | None
    resolved_on: date | None
    resolution: Resolution | None
    followed_up_on: date | None
    satisfaction: Satisfaction | None
    closed_on: date | None
    visit: str
    last_note: str
    voided: bool
    void_reason: str
    handling: Handling | None = None
    sharing: str = ""
    assisting: str = ""
    assigned_on: date | None = None
    clock: str = ""
    feedback_due_on: date | None = None
    finish_due_on: date | None = None
    extensions: int = 0
    deadline: Deadline = NO_DEADLINE
    relay: Relay | None = None
    by_unit: str = ""


@dataclass(frozen=True, slots=True)
class IssueFilter:
    """What the issue ledger shows; an empty *states* means all; *relayed*: the copies that were handed on from here."""

    text: str = ""
    states: frozenset[IssueState] = frozenset()
    enterprise: str = ""
    voided: bool = False
    category: IssueCategory | None = None
    urgency: Urgency | None = None
    relayed: bool = False


GROUPS: Mapping[IssueGroup, frozenset[IssueState]] = {
    IssueGroup.REGISTER: frozenset({IssueState.REGISTERED}),
    IssueGroup.ASSIGN: frozenset({IssueState.TO_ASSIGN, IssueState.ASSIGNED, IssueState.SIGNED_FOR}),
    IssueGroup.HANDLING: frozenset({IssueState.HANDLING}),
    IssueGroup.RESOLVED: frozenset({IssueState.RESOLVED}),
    IssueGroup.FOLLOWED_UP: frozenset({IssueState.FOLLOWED_UP}),
    IssueGroup.CLOSED: frozenset({IssueState.CLOSED}),
    IssueGroup.PARKED: frozenset({IssueState.PARKED}),
}
BOARD = tuple(group for group in IssueGroup if group is not IssueGroup.PARKED)
OPEN_STATES = frozenset(IssueState) - {IssueState.CLOSED}
GIVING = frozenset({IssueAction.ASSIGN, IssueAction.RELAY})  # 交办, 转办
ENDED_STATES = frozenset({IssueState.RESOLVED, IssueState.FOLLOWED_UP, IssueState.CLOSED})


def group_of(state: IssueState) -> IssueGroup:
    """Return the group that *state* belongs to."""
    return next(group for group, states in GROUPS.items() if state in states)


def column_of(state: IssueState) -> IssueGroup:
    """Return the column of the board that *state* stands in."""
    return IssueGroup.HANDLING if state is IssueState.PARKED else group_of(state)


def possible(state: IssueState, *, relayed: bool = False) -> tuple[IssueAction, ...]:
    """Return the deeds that *state* allows, in the order of the work; a *relayed* one is closed where it began."""
    allowed = (action for action, (states, _) in _MOVES.items() if state in states)
    return tuple(action for action in allowed if not (relayed and action in _OF_THE_ORIGINAL))


def after(state: IssueState, deed: StepDraft) -> IssueState:
    """Return where *deed* leads from *state*.

    A dissatisfied answer reopens (不满意 → 办理中); what is answered as long-term is parked (长期推进 → 挂账).
    """
    if deed.reopens:
        return IssueState.HANDLING
    return IssueState.PARKED if deed.parks else _MOVES[deed.action][1] or state


def needs(action: IssueAction) -> tuple[str, ...]:
    """Return the fields that *action* must fill beside its date."""
    return _NEEDS.get(action, ())


def check_issue(draft: IssueDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with a problem about to be entered."""
    problems = []
    if not draft.enterprise:
        problems.append(Problem("enterprise", "missing"))
    if not draft.description.strip():
        problems.append(Problem("description", "missing"))
    elif len(draft.description) > DESCRIPTION_LIMIT:
        problems.append(Problem("description", "too_long", {"limit": str(DESCRIPTION_LIMIT)}))
    if draft.raised_on is None:
        problems.append(Problem("raised_on", "missing"))
    elif draft.raised_on > today:
        problems.append(Problem("raised_on", "in_future"))
    if draft.answered_on_spot and not draft.answer.strip():
        problems.append(Problem("answer", "missing"))
    return problems


def check_step(
    draft: StepDraft, state: IssueState, *, since: date, today: date, relayed: bool = False
) -> list[Problem]:
    """Return what is wrong with a deed on an issue in *state* whose last deed was on *since*."""
    if draft.action not in possible(state):
        return [Problem("action", "not_now")]
    if draft.action not in possible(state, relayed=relayed):
        return [Problem("action", "done_on_the_original")]
    problems = [Problem(name, "missing") for name in _wanted(draft) if not getattr(draft, name)]
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    return problems


def _wanted(draft: StepDraft) -> tuple[str, ...]:
    wanted = needs(draft.action)
    if draft.parks:
        return (*wanted, "due_on")
    if draft.reopens:
        return (*wanted, "note")  # what the enterprise is not content with
    return wanted
