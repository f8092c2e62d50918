"""Issues that enterprises raise (问题台账): the states they pass and who may move them on."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.codes import (
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.problems import Problem

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
    IssueAction.RETURN: (frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR}), IssueState.TO_ASSIGN),
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

# what each deed must say beside its date
_NEEDS: dict[IssueAction, tuple[str, ...]] = {
    IssueAction.ASSIGN: ("handler",),
    IssueAction.NOTE: ("note",),
    IssueAction.EXTEND: ("note", "due_on"),
    IssueAction.RETURN: ("note",),
    IssueAction.RESOLVE: ("resolution", "note"),
    IssueAction.FOLLOW_UP: ("satisfaction",),
    IssueAction.REOPEN: ("note",),
    IssueAction.PARK: ("note", "due_on"),  # a parked issue carries its reason and the next date
}


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """A problem an enterprise raised; *enterprise* and *visit* are uids, *visit* empty when it came another way."""

    enterprise: str = ""
    description: str = ""
    category: IssueCategory = IssueCategory.OTHER
    expectation: str = ""
    level: IssueLevel = IssueLevel.ORDINARY
    raised_on: date | None = None
    visit: str = ""
    answered_on_spot: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A deed on an issue: what, when, and what that deed must say."""

    action: IssueAction
    on: date | None = None
    note: str = ""
    handler: str = ""
    due_on: date | None = None
    resolution: Resolution | None = None
    satisfaction: Satisfaction | None = None


@dataclass(frozen=True, slots=True)
class IssueStep:
    """One dated deed on an issue as it is kept."""

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


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the issue ledger."""

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


@dataclass(frozen=True, slots=True)
class IssueFilter:
    """What the issue ledger shows; an empty *states* means all."""

    text: str = ""
    states: frozenset[IssueState] = frozenset()
    enterprise: str = ""
    voided: bool = False


OPEN_STATES = frozenset(IssueState) - {IssueState.CLOSED}


def possible(state: IssueState) -> tuple[IssueAction, ...]:
    """Return the deeds that *state* allows, in the order of the work."""
    return tuple(action for action, (states, _) in _MOVES.items() if state in states)


def after(state: IssueState, action: IssueAction, satisfaction: Satisfaction | None = None) -> IssueState:
    """Return where *action* leads from *state*; a dissatisfied answer reopens (不满意 → 办理中)."""
    if action is IssueAction.FOLLOW_UP and satisfaction is Satisfaction.DISSATISFIED:
        return IssueState.HANDLING
    return _MOVES[action][1] or state


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


def check_step(draft: StepDraft, state: IssueState, *, since: date, today: date) -> list[Problem]:
    """Return what is wrong with a deed on an issue in *state* whose last deed was on *since*."""
    if draft.action not in possible(state):
        return [Problem("action", "not_now")]
    problems = [Problem(name, "missing") for name in needs(draft.action) if not getattr(draft, name)]
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    return problems
