"""The clock of the issue ledger as this office keeps it: plan, reference and what was chosen, with its calendar."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from db.queries import issues
from db.unit_of_work import Database
from desktop.domain.calendar import WorkCalendar
from desktop.domain.issue import IssueRow, StepDraft
from desktop.domain.issue_clock import (
    ClockBook,
    ClockRules,
    Scheme,
    completed,
    deadline_of,
    questions,
    relay_questions,
    relayed,
)
from desktop.domain.issue_clock_reader import plan_scheme
from desktop.domain.problems import Problem
from desktop.services.office import Office

LoadClocks = Callable[[], tuple[tuple[Scheme, ...], ClockRules]]
LoadCalendar = Callable[[], WorkCalendar]


class IssueClocks:
    """Works out what is due; the reference is read once, what was chosen each time."""

    def __init__(self, database: Database, office: Office, clocks: LoadClocks, calendar: LoadCalendar) -> None:
        self._database = database
        self._office = office
        self._load_clocks = clocks
        self._calendar = calendar
        self._loaded: tuple[tuple[Scheme, ...], ClockRules] | None = None

    def book(self) -> ClockBook:
        """Return the schemes there are, the plan's first, and what was chosen."""
        schemes, rules = self._reference()
        chosen = tuple(choice for _, choice in self._database.read(issues.clocks))
        return ClockBook((plan_scheme(self._office.preset), *schemes), rules, chosen)

    def dated(self, rows: Sequence[IssueRow]) -> tuple[IssueRow, ...]:
        """Return *rows* with what each has to reach by which day, as of today."""
        book, calendar, today = self.book(), self._calendar(), self._office.today
        return tuple(replace(row, deadline=deadline_of(row, book, calendar, today=today)) for row in rows)

    def completed(self, draft: StepDraft, issue: IssueRow) -> StepDraft:
        """Return *draft* with the days that the scheme in force sets."""
        return completed(draft, issue, self.book(), self._calendar())

    def relayed(self, draft: StepDraft, issue: IssueRow) -> StepDraft:
        """Return *draft*, which gives the issue to a third office, with the days that run since the first report."""
        return relayed(draft, issue, self.book(), self._calendar())

    def relay_questions(self, draft: StepDraft, issue: IssueRow) -> list[Problem]:
        """Return what to ask about the days of a relay."""
        return relay_questions(draft, issue, self.book(), self._calendar())

    def questions(self, draft: StepDraft, issue: IssueRow) -> list[Problem]:
        """Return what to ask about the days of *draft*."""
        return questions(draft, issue, self.book(), self._calendar())

    def _reference(self) -> tuple[tuple[Scheme, ...], ClockRules]:
        if self._loaded is None:
            self._loaded = self._load_clocks()
        return self._loaded
