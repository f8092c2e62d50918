"""The issue ledger: entering problems and the deeds on them."""

from db.models.issue import Issue
from db.queries import history, issues
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.issue import (
    IssueDraft,
    IssueFilter,
    IssueRow,
    IssueStep,
    StepDraft,
    check_issue,
    check_step,
)
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.finding import folded
from desktop.services.steps.keeping import open_issue, take_step
from desktop.services.steps.presence import refuse_absent

Problems = list[Problem]  # inside the class, list is the method


class IssueService:
    """Everything a person does with the issue ledger."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def list(self, query: IssueFilter) -> tuple[IssueRow, ...]:
        """Return the issues that *query* finds, newest first."""
        wanted = IssueFilter(folded(query.text), query.states, query.enterprise, query.voided)
        return self._database.read(issues.rows, wanted, self._office.unit_names)

    def get(self, uid: str) -> IssueRow:
        """Return issue *uid*; raise `KnownError("no_such_issue")`."""
        found = self._database.read(issues.get, uid, self._office.unit_names)
        if found is None:
            raise KnownError("no_such_issue", uid=uid)
        return found

    def steps(self, uid: str) -> tuple[IssueStep, ...]:
        """Return the deeds on issue *uid*, oldest first."""
        return self._database.read(issues.steps, uid)

    def check(self, draft: IssueDraft) -> Problems:
        """Return what is wrong with a problem about to be entered."""
        return check_issue(tidied(draft), today=self._office.today)

    def add(self, draft: IssueDraft) -> Saved:
        """Enter a problem that came by another way than a visit."""
        draft = tidied(draft)
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        refuse_absent(self._database, [draft.enterprise])
        with self._database.work("issue.add", self._office.who) as work:
            uid = open_issue(work, draft, unit=self._office.workspace.unit)
        return Saved(uid, tuple(problems))

    def edit(self, uid: str, draft: IssueDraft) -> Saved:
        """Mend what was written about issue *uid*; its deeds stay as they are."""
        draft = tidied(draft)
        self._refuse_void(uid)
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        values = {
            "category": draft.category,
            "description": draft.description,
            "expectation": draft.expectation or None,
            "level": draft.level,
        }
        with self._database.work("issue.edit", self._office.who) as work:
            work.change(Issue, uid, values)
        return Saved(uid, tuple(problems))

    def step(self, uid: str, draft: StepDraft) -> Saved:
        """Write the next deed on issue *uid*, if its state allows it."""
        draft = tidied(draft)
        issue, steps = self._refuse_void(uid), self.steps(uid)
        problems = check_step(draft, issue.state, since=steps[-1].on, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work(f"issue.{draft.action}", self._office.who) as work:
            kept = take_step(work, uid, draft, issue.state, len(steps) + 1, unit=self._office.workspace.unit)
        return Saved(kept, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark issue *uid* as void (作废) with a reason."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_void(uid)
        with self._database.work("issue.void", self._office.who) as work:
            work.void(Issue, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of issue *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def _refuse_void(self, uid: str) -> IssueRow:
        issue = self.get(uid)
        if issue.voided:
            raise KnownError("voided", uid=uid)
        return issue
