"""The issue ledger: entering problems, the deeds on them, their clocks, counts and papers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from db.models.issue import Issue, IssueClock
from db.queries import enterprises, history, issues
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.deadline import Stage, Urgency
from desktop.domain.issue import (
    IssueDraft,
    IssueFilter,
    IssueRow,
    IssueStep,
    StepDraft,
    check_issue,
    check_step,
)
from desktop.domain.issue_clock import ClockBook, ClockChoice, Scheme, check_choice
from desktop.domain.issue_codes import IssueState
from desktop.domain.issue_rates import CommonIssue, IssueRates, common_issues, rates_of
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.finding import folded
from desktop.services.steps.issue_clock import IssueClocks
from desktop.services.steps.issue_paper import assignment_facts, recipients, told_of
from desktop.services.steps.keeping import open_issue, take_step
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.presence import refuse_absent
from desktop.wording.sheets import NAMES_JOINED

ASSIGNMENT = "issue-assignment"
Problems = list[Problem]  # inside the class, list is the method


class IssueService:
    """Everything a person does with the issue ledger."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter, clocks: IssueClocks) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)
        self._clocks = clocks

    def list(self, query: IssueFilter) -> tuple[IssueRow, ...]:
        """Return the issues that *query* finds, newest first, with what each has to reach by which day."""
        wanted = replace(query, text=folded(query.text))
        rows = self._clocks.dated(self._database.read(issues.rows, wanted, self._office.unit_names))
        return tuple(row for row in rows if query.urgency is None or row.deadline.urgency is query.urgency)

    def get(self, uid: str) -> IssueRow:
        """Return issue *uid*; raise `KnownError("no_such_issue")`."""
        found = self._database.read(issues.get, uid, self._office.unit_names)
        if found is None:
            raise KnownError("no_such_issue", uid=uid)
        return self._clocks.dated([found])[0]

    def steps(self, uid: str) -> tuple[IssueStep, ...]:
        """Return the deeds on issue *uid*, oldest first, those of other offices with the name of the office."""
        own, names = self._office.workspace.unit, self._office.unit_names
        return tuple(
            replace(step, office="" if step.office == own else names.get(step.office, step.office))
            for step in self._database.read(issues.steps, uid)
        )

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
        self._refuse_foreign(self._refuse_void(uid))
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        values = {
            "category": draft.category,
            "description": draft.description,
            "expectation": draft.expectation or None,
            "level": draft.level,
            "handling": draft.handling,
        }
        with self._database.work("issue.edit", self._office.who) as work:
            work.change(Issue, uid, values)
        return Saved(uid, tuple(problems))

    def completed(self, uid: str, draft: StepDraft) -> StepDraft:
        """Return *draft* with the days that the clock in force sets, where it starts the clock."""
        return self._clocks.completed(tidied(draft), self.get(uid))

    def check_step(self, uid: str, draft: StepDraft) -> Problems:
        """Return what is wrong with the next deed, and what to ask about its days."""
        issue, steps = self.get(uid), self.steps(uid)
        draft = self._clocks.completed(tidied(draft), issue)
        relayed, today = issue.relay is not None, self._office.today
        problems = check_step(draft, issue.state, since=steps[-1].on, today=today, relayed=relayed)
        return problems if blocks(problems) else problems + self._clocks.questions(draft, issue)

    def step(self, uid: str, draft: StepDraft) -> Saved:
        """Write the next deed on issue *uid*, if its state allows it; what starts the clock keeps the days in force."""
        issue, steps = self._refuse_void(uid), self.steps(uid)
        problems = self.check_step(uid, draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        draft = self._clocks.completed(tidied(draft), issue)
        with self._database.work(f"issue.{draft.action}", self._office.who) as work:
            kept = take_step(work, uid, draft, issue.state, len(steps) + 1, unit=self._office.workspace.unit)
        return Saved(kept, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark issue *uid* as void (作废) with a reason."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_foreign(self._refuse_void(uid))
        with self._database.work("issue.void", self._office.who) as work:
            work.void(Issue, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of issue *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def clocks(self) -> ClockBook:
        """Return the schemes of deadlines there are, and which one this ledger goes by since when."""
        return self._clocks.book()

    def clock_in_force(self) -> Scheme:
        """Return the scheme that an issue assigned today would go by."""
        return self.clocks().on(self._office.today)

    def set_clock(self, choice: ClockChoice) -> Saved:
        """Let this ledger go by a scheme since a day; days that were kept with a deed stay."""
        choice = tidied(choice)
        if problems := check_choice(choice, self.clocks()):
            return Saved(problems=tuple(problems))
        kept = self._database.read(issues.clocks)
        earlier = next((uid for uid, each in kept if each.since == choice.since and not each.by_county), "")
        told = [Problem("scheme", "clock_by_county", severity=Severity.CHECK)] if self.clock_by_county else []
        with self._database.work("issue.clock", self._office.who) as work:
            if earlier:
                work.change(IssueClock, earlier, {"scheme": choice.scheme, "basis": choice.basis}, reason=choice.basis)
                return Saved(earlier, tuple(told))
            uid = work.add(
                IssueClock(
                    uid=work.new_id(),
                    scheme=choice.scheme,
                    since=choice.since,
                    basis=choice.basis,
                    by_unit=self._office.workspace.unit,
                )
            )
        return Saved(uid, tuple(told))

    @property
    def clock_by_county(self) -> bool:
        """Whether the county office has said which scheme this ledger goes by today; its word counts first."""
        return any(choice.by_county and choice.since <= self._office.today for choice in self.clocks().choices)

    def rates(self, as_of: date | None = None) -> IssueRates:
        """Return the counts of the ledger's year as they stood on *as_of*, today where no day is said."""
        year = self._office.workspace.year
        return rates_of(self._counted(as_of), year=year, as_of=self._until(as_of))

    def common(self, as_of: date | None = None) -> tuple[CommonIssue, ...]:
        """Return what the year's issues are about, the category that most enterprises asked for first (共性问题)."""
        return common_issues(self._counted(as_of))

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what waits for a person, for today's page: the latest first, then what is near."""
        rows = self.list(IssueFilter())
        items = [_item(kind, row, row.deadline.on) for row in rows if (kind := _waiting(row)) is not None]
        items.sort(key=lambda item: item.on or self._office.today)
        resolved = [row for row in rows if row.state is IssueState.RESOLVED and row.relay is None]
        return (*items, *(_item(TodoKind.ISSUE_TO_FOLLOW_UP, row, row.resolved_on) for row in resolved))

    def recipients(self, uid: str) -> tuple[str, ...]:
        """Return the units that issue *uid* was assigned to: the leading one first, then the others."""
        return recipients(self.get(uid))

    def print_assignment(self, uid: str, path: Path, progress: Progress, *, recipient: str = "") -> PrintedFile:
        """Write the assignment sheet (交办单) of issue *uid* for one of its units as a PDF at *path*.

        The leading unit's is written where none is said; raise `KnownError` for a unit it was not assigned to.
        """
        issue = self._refuse_void(uid)
        units = recipients(issue)
        if not units:
            raise KnownError("not_assigned_yet", uid=uid)
        unit = recipient or units[0]
        if unit not in units:
            raise KnownError("no_recipient", text=unit, units=NAMES_JOINED.join(units))
        enterprise = self._database.read(enterprises.draft_of, issue.enterprise)
        known = told_of(issue) if enterprise is None or issue.relay is not None else enterprise[0]
        facts = assignment_facts(issue, self.steps(uid), unit, known)
        return self._papers.paper(ASSIGNMENT, facts, path, progress, {"number": issue.number, "recipient": unit})

    def _counted(self, as_of: date | None) -> tuple[IssueRow, ...]:
        """Return the issues received in the year, or open when it began, as they stood on *as_of*."""
        first = date(self._office.workspace.year, 1, 1)
        return self._database.read(issues.raised_on, first, self._until(as_of), self._office.unit_names)

    def _until(self, as_of: date | None) -> date:
        today = self._office.today
        return today if as_of is None else min(as_of, today)

    def _refuse_foreign(self, issue: IssueRow) -> None:
        """Only the office that entered a problem mends or voids it; its letters may say nothing of others' records."""
        if issue.by_unit != self._office.workspace.unit:
            unit = self._office.unit_names.get(issue.by_unit, issue.by_unit)
            raise KnownError("issue_of_another", unit=unit)

    def _refuse_void(self, uid: str) -> IssueRow:
        issue = self.get(uid)
        if issue.voided:
            raise KnownError("voided", uid=uid)
        return issue


def _waiting(row: IssueRow) -> TodoKind | None:
    """Return what waits for a person where a deadline is near or past."""
    late = row.deadline.urgency is Urgency.LATE
    if not late and row.deadline.urgency is not Urgency.SOON:
        return None
    match row.deadline.stage:
        case Stage.STUDY:
            return TodoKind.ISSUE_UNASSIGNED
        case Stage.FEEDBACK:
            return TodoKind.ISSUE_UNANSWERED
        case Stage.NEXT:
            return TodoKind.ISSUE_PARKED
        case _:
            return TodoKind.ISSUE_LATE if late else TodoKind.ISSUE_SOON


def _item(kind: TodoKind, row: IssueRow, on: date | None) -> TodoItem:
    return TodoItem(kind, 1, row.uid, row.enterprise_name, on)
