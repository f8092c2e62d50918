"""Knows when what a form shows was last touched, so that a year of forms is not worked out anew for every look."""

from collections.abc import Callable
from typing import NamedTuple

from db.queries import stirrings
from db.unit_of_work import Database
from desktop.domain.codes import FilingKind, Subject
from desktop.domain.filing import FormSubject
from desktop.domain.month import Month
from desktop.domain.own_history import months_needed
from desktop.domain.workspace import Workspace

# a new edition, too, makes another paper of the same facts
_ENTERPRISE = (Subject.ENTERPRISE, Subject.ASSIGNMENT, Subject.FILING_ANSWER, Subject.FORM)
_TOUCHED_BY = {
    FormSubject.ENTERPRISE_MONTH: (*_ENTERPRISE, Subject.TIER),
    FormSubject.VISIT: (*_ENTERPRISE, Subject.VISIT, Subject.ISSUE, Subject.ISSUE_STEP),
    FormSubject.ISSUE: (*_ENTERPRISE, Subject.VISIT, Subject.ISSUE, Subject.ISSUE_STEP),
}

Marks = tuple[int, ...]


class Summary(NamedTuple):
    """What the board of months shows of a form as it would be made now; *asked* are the rows that want a reason."""

    digest: str
    rows: int
    asked: frozenset[str]
    untouched: bool


class Watch:
    """Keeps the summaries of forms until something they show is touched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen = 0
        self._latest: dict[tuple[str, str], int] = {}
        self._kept: dict[tuple[str, Month, FilingKind], tuple[Workspace, Marks, Summary]] = {}

    def look(self) -> None:
        """Take note of what was changed since the last look; to be called before anything is read."""
        for subject, period, place in self._database.read(stirrings.since, self._seen):
            self._latest[subject, period] = place
        self._seen = max((self._seen, *self._latest.values()))

    def summary(
        self,
        form: str,
        subject: FormSubject,
        month: Month,
        kind: FilingKind,
        workspace: Workspace,
        work_out: Callable[[], Summary],
    ) -> Summary:
        """Return the summary of *form* for *month*, worked out anew only where something it shows was touched."""
        marks = self._marks(subject, month)
        kept = self._kept.get((form, month, kind))
        if kept is not None and kept[:2] == (workspace, marks):
            return kept[2]
        found = work_out()
        self._kept[form, month, kind] = (workspace, marks, found)
        return found

    def _marks(self, subject: FormSubject, month: Month) -> Marks:
        if subject not in _TOUCHED_BY:
            return (self._seen,)  # a form of the office's own may be about any ledger
        marks = [self._latest.get((each, ""), 0) for each in _TOUCHED_BY[subject]]
        if subject is FormSubject.ENTERPRISE_MONTH:
            # the questions look at a year of months before, last year's month among them
            periods = (*months_needed(month), month.year - 1)
            marks += [self._latest.get((Subject.FIGURE, str(period)), 0) for period in periods]
        return tuple(marks)
