"""Handing an issue on to a third office (转办) that does not hold the record it was reported in, and its answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.issue import IssueRow, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueState, Resolution
from desktop.domain.problems import Problem

OPEN_TO_RELAY = frozenset(IssueState) - {IssueState.RESOLVED, IssueState.FOLLOWED_UP, IssueState.CLOSED}
"""Where an issue may stand when it is relayed, and when an answer to it is passed on."""


@dataclass(frozen=True, slots=True)
class RelayDraft:
    """An issue about to be relayed to the office *to*; the enterprise's contact goes along only *with_contact*."""

    to: str = ""
    on: date | None = None
    note: str = ""
    due_on: date | None = None
    with_contact: bool = False


@dataclass(frozen=True, slots=True)
class PassOnDraft:
    """An answer about to be told to who asked (转告答复); without *resolution* it is only word of how things stand.

    *due_on* is the day of the next look, where the answer is that it takes long.
    """

    on: date | None = None
    note: str = ""
    resolution: Resolution | None = None
    due_on: date | None = None


def check_relay(
    draft: RelayDraft,
    issue: IssueRow,
    offices: Collection[str],
    *,
    own: str,
    since: date,
    today: date,
    waiting: Collection[str] = (),
) -> list[Problem]:
    """Return what is wrong with relaying *issue*, whose last deed was on *since*, to one of *offices*.

    *waiting* are the offices that have a copy of it in hand already.
    """
    if issue.relay is not None:
        return [Problem("action", "relay_of_relay")]
    if issue.state not in OPEN_TO_RELAY:
        return [Problem("action", "not_now")]
    problems = _check_day(draft.on, since, today)
    if not draft.to:
        problems.append(Problem("to", "missing"))
    elif draft.to not in offices or draft.to == own:
        problems.append(Problem("to", "relay_to_unknown", {"text": draft.to}))
    elif draft.to in waiting:
        problems.append(Problem("to", "relayed_already", {"text": draft.to}))
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    return problems


def check_pass_on(draft: PassOnDraft, issue: IssueRow, *, copies: int, since: date, today: date) -> list[Problem]:
    """Return what is wrong with passing an answer on to who asked; *copies* is how often *issue* was relayed."""
    if not copies:
        return [Problem("action", "not_relayed")]
    if issue.state not in OPEN_TO_RELAY:
        return [Problem("action", "not_now")]
    problems = _check_day(draft.on, since, today)
    if not draft.note.strip():
        problems.append(Problem("note", "missing"))
    if draft.resolution is Resolution.LONG_TERM and draft.due_on is None:
        problems.append(Problem("due_on", "missing"))
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    return problems


def after_answer(state: IssueState, draft: PassOnDraft) -> IssueState:
    """Return where an issue in *state* stands once the answer *draft* was passed on."""
    if draft.resolution is None:
        return state
    return IssueState.PARKED if draft.resolution is Resolution.LONG_TERM else IssueState.RESOLVED


def relay_step(given: StepDraft) -> StepDraft:
    """Return the deed that says on the original that its copy was *given* to a third office; the days are the same."""
    return replace(given, action=IssueAction.RELAY, feedback_due_on=None)


def answer_step(draft: PassOnDraft) -> StepDraft:
    """Return the deed that tells the answer on the original."""
    return StepDraft(IssueAction.PASS_ON, draft.on, draft.note, resolution=draft.resolution, due_on=draft.due_on)


def _check_day(on: date | None, since: date, today: date) -> list[Problem]:
    if on is None:
        return [Problem("on", "missing")]
    if on > today:
        return [Problem("on", "in_future")]
    return [Problem("on", "before_last_step", {"since": since.isoformat()})] if on < since else []
