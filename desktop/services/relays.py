"""Handing an issue on to a third office (转办), what came of it, and telling the answer to who asked (转告答复)."""

from collections.abc import Mapping
from dataclasses import replace

from db.queries import enterprises, issues
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueRow, IssueStep, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueState
from desktop.domain.issue_relay import (
    OPEN_TO_RELAY,
    PassOnDraft,
    RelayDraft,
    after_answer,
    answer_step,
    check_pass_on,
    check_relay,
    relay_step,
)
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.issue_clock import IssueClocks
from desktop.services.steps.keeping import add_step
from desktop.services.steps.relaying import open_copy

_TOLD = StepDraft(IssueAction.PASS_ON)


class RelayService:
    """What the county office does between the unit that asked and the office that can answer."""

    def __init__(self, database: Database, office: Office, clocks: IssueClocks) -> None:
        self._database = database
        self._office = office
        self._clocks = clocks

    @property
    def may_relay(self) -> bool:
        """Whether this office hands issues on at all: only the county office writes to every other."""
        return self._office.workspace.unit_kind is UnitKind.COUNTY

    def deeds(self, issue: IssueRow) -> tuple[IssueAction, ...]:
        """Return which of its two deeds this office can do on *issue* now."""
        if not self.may_relay or issue.voided or issue.relay is not None or issue.state not in OPEN_TO_RELAY:
            return ()
        relayed = any(not row.voided for row, _ in self.copies(issue.uid))
        return (IssueAction.RELAY, IssueAction.PASS_ON) if relayed else (IssueAction.RELAY,)

    def offices(self) -> dict[str, str]:
        """Return id → name of every office an issue can be relayed to."""
        own = self._office.workspace.unit
        return {unit: name for unit, name in self._office.unit_names.items() if unit != own}

    def copies(self, uid: str) -> tuple[tuple[IssueRow, tuple[IssueStep, ...]], ...]:
        """Return what issue *uid* was relayed as, each with the deeds on it, oldest first."""
        rows = self._clocks.dated(self._database.read(issues.copies, uid, self._office.unit_names))
        steps = self._database.read(issues.steps_of, [row.uid for row in rows])
        own, names = self._office.workspace.unit, self._office.unit_names
        return tuple((row, tuple(_named(step, own, names) for step in steps.get(row.uid, ()))) for row in rows)

    def answer_to(self, uid: str) -> PassOnDraft:
        """Return the answer that could be told now: what the last office said that ended its copy of *uid*, if one."""
        for _, steps in reversed(self.copies(uid)):
            ended = next((step for step in reversed(steps) if step.resolution is not None), None)
            last = ended or next((step for step in reversed(steps) if step.note and step.office), None)
            if last is not None:
                return PassOnDraft(self._office.today, last.note, last.resolution, last.due_on if ended else None)
        return PassOnDraft(self._office.today)

    def completed(self, uid: str, draft: RelayDraft) -> StepDraft:
        """Return the days that a relay of issue *uid* would set; the clock runs since the first report."""
        return self._timed(tidied(draft), self._issue(uid))

    def check(self, uid: str, draft: RelayDraft) -> list[Problem]:
        """Return what is wrong with relaying issue *uid*, and what to ask about its days."""
        self._refuse_unit()
        issue, draft = self._issue(uid), tidied(draft)
        steps = self._database.read(issues.steps, uid)
        waiting = {row.relay.to for row, _ in self.copies(uid) if row.relay and _in_hand(row)}
        problems = check_relay(
            draft,
            issue,
            self.offices(),
            own=self._office.workspace.unit,
            since=steps[-1].on,
            today=self._office.today,
            waiting=waiting,
        )
        if blocks(problems):
            return problems
        return problems + self._clocks.relay_questions(_given(draft), issue)

    def relay(self, uid: str, draft: RelayDraft) -> Saved:
        """Hand issue *uid* on to a third office: a copy that its next letter carries, and a deed on the original."""
        problems = self.check(uid, draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        issue, draft, office = self._issue(uid), tidied(draft), self._office
        name, own = self.offices()[draft.to], office.workspace.unit
        timed = replace(self._timed(draft, issue), handler=name)
        steps = self._database.read(issues.steps, uid)
        found = self._database.read(enterprises.draft_of, issue.enterprise)
        known = found[0] if found else EnterpriseDraft()
        with self._database.work("issue.relay", office.who) as work:
            copy = open_copy(work, issue, draft, timed, known=known, own=own)
            add_step(work, uid, relay_step(timed), IssueState.ASSIGNED, len(steps) + 1, unit=own)
        return Saved(copy, tuple(problems))

    def check_answer(self, uid: str, draft: PassOnDraft) -> list[Problem]:
        """Return what is wrong with telling an answer to issue *uid* to who asked."""
        self._refuse_unit()
        copies = [row for row, _ in self.copies(uid) if not row.voided]
        steps = self._database.read(issues.steps, uid)
        return check_pass_on(
            tidied(draft), self._issue(uid), copies=len(copies), since=steps[-1].on, today=self._office.today
        )

    def pass_on(self, uid: str, draft: PassOnDraft) -> Saved:
        """Tell the answer to who asked: a deed on the original, and the end of the copies that were answered by it."""
        problems = self.check_answer(uid, draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        issue, draft, own = self._issue(uid), tidied(draft), self._office.workspace.unit
        steps = self._database.read(issues.steps, uid)
        state = after_answer(issue.state, draft)
        ended = [
            (row, len(deeds) + 1)
            for row, deeds in self.copies(uid)
            if not row.voided and row.state is IssueState.RESOLVED and draft.resolution is not None
        ]
        with self._database.work("issue.pass_on", self._office.who) as work:
            kept = add_step(work, uid, answer_step(draft), state, len(steps) + 1, unit=own)
            for row, place in ended:
                add_step(work, row.uid, replace(_TOLD, on=draft.on), IssueState.CLOSED, place, unit=own)
        return Saved(kept, tuple(problems))

    def _timed(self, draft: RelayDraft, issue: IssueRow) -> StepDraft:
        return self._clocks.relayed(_given(draft), issue)

    def _issue(self, uid: str) -> IssueRow:
        found = self._database.read(issues.get, uid, self._office.unit_names)
        if found is None:
            raise KnownError("no_such_issue", uid=uid)
        if found.voided:
            raise KnownError("voided", uid=uid)
        return found

    def _refuse_unit(self) -> None:
        if not self.may_relay:
            raise KnownError("county_relays")


def _given(draft: RelayDraft) -> StepDraft:
    return StepDraft(IssueAction.ASSIGN, draft.on, draft.note, due_on=draft.due_on)


def _named(step: IssueStep, own: str, names: Mapping[str, str]) -> IssueStep:
    return replace(step, office="" if step.office == own else names.get(step.office, step.office))


def _in_hand(row: IssueRow) -> bool:
    """Return whether an office has the copy *row* in hand; one that was handed back waits for nobody."""
    return not row.voided and row.state in OPEN_TO_RELAY and row.state is not IssueState.TO_ASSIGN
