"""The visit log: keeping visits with the problems they raised, and printing one."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from db.models.visit import Visit as VisitTable
from db.queries import enterprises, history, issues, visits
from db.unit_of_work import AlreadySaved, Database, UnitOfWork
from desktop.domain.change import HistoryLine
from desktop.domain.issue import IssueDraft, IssueRow
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.visit import Visit, VisitDraft, VisitFilter, VisitRow, check_visit
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.finding import folded
from desktop.services.steps.keeping import open_issue

Problems = list[Problem]  # inside the class, list is the method
PrintRecord = Callable[[Visit, tuple[IssueRow, ...], Path, Progress], PrintedFile]


class VisitService:
    """Everything a person does with the visit log; *print_record* writes a visit's paper."""

    def __init__(self, database: Database, office: Office, print_record: PrintRecord) -> None:
        self._database = database
        self._office = office
        self._print_record = print_record

    def list(self, query: VisitFilter) -> tuple[VisitRow, ...]:
        """Return the visits that *query* finds, newest first."""
        wanted = replace(query, text=folded(query.text))
        return self._database.read(visits.rows, wanted, self._office.unit_names)

    def get(self, uid: str) -> Visit:
        """Return one visit whole; raise `KnownError("no_such_visit")`."""
        found = self._database.read(visits.get, uid)
        if found is None:
            raise KnownError("no_such_visit", uid=uid)
        return found

    def check(self, draft: VisitDraft, uid: str = "") -> Problems:
        """Return what is wrong with *draft*; *uid* is the visit it mends, empty for a new one."""
        kept = self._database.read(enterprises.draft_of, draft.enterprise) if draft.enterprise else None
        founded_on = None if kept is None else kept[0].established_on
        return check_visit(draft, today=self._office.today, founded_on=founded_on)

    def save(self, draft: VisitDraft, uid: str = "", *, save_id: str = "") -> Saved:
        """Keep *draft* if the rules allow it; a new visit's problems enter the issue ledger in the same deed."""
        draft = _tidied(draft)
        problems = self.check(draft, uid)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if uid:
            self._refuse_void(uid)
        try:
            with self._database.work("visit.save", self._office.who, save_id) as work:
                kept = self._change(work, draft, uid) if uid else self._add(work, draft)
        except AlreadySaved as earlier:
            return Saved(earlier.result)
        return Saved(kept, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark visit *uid* as void (作废) with a reason; the problems it raised stay in their ledger."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_void(uid)
        with self._database.work("visit.void", self._office.who) as work:
            work.void(VisitTable, uid, tidy(reason))
        return Saved(uid)

    def copy_of_last(self, enterprise: str) -> VisitDraft | None:
        """Return what the last visit to *enterprise* said, without its day and its problems, or None."""
        last = self._database.read(visits.last_of, enterprise)
        if last is None:
            return None
        return replace(self.get(last).draft, visited_on=None, issues=(), next_on=None)

    def print_record(self, uid: str, path: Path, progress: Progress) -> PrintedFile:
        """Write the visit record (走访记录表) of visit *uid* as a PDF at *path*."""
        visit = self.get(uid)
        names = self._office.unit_names
        raised = (self._database.read(issues.get, issue, names) for issue in visit.issue_uids)
        return self._print_record(visit, tuple(issue for issue in raised if issue is not None), path, progress)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of visit *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def _add(self, work: UnitOfWork, draft: VisitDraft) -> str:
        unit, day = self._office.workspace.unit, draft.visited_on
        if day is None:
            raise ValueError("a visit needs its day")
        number = work.read(visits.next_number, "visit", unit, day.year)
        uid = work.add(VisitTable(uid=work.new_id(), number=number, by_unit=unit, **_columns(draft)))
        for issue in draft.issues:
            open_issue(work, _raised(issue, draft, uid), unit=unit)
        return uid

    def _change(self, work: UnitOfWork, draft: VisitDraft, uid: str) -> str:
        work.change(VisitTable, uid, _columns(draft))
        for issue in draft.issues:
            open_issue(work, _raised(issue, draft, uid), unit=self._office.workspace.unit)
        return uid

    def _refuse_void(self, uid: str) -> None:
        if self.get(uid).voided:
            raise KnownError("voided", uid=uid)


def _raised(issue: IssueDraft, visit: VisitDraft, uid: str) -> IssueDraft:
    return replace(issue, enterprise=visit.enterprise, visit=uid, raised_on=visit.visited_on)


def _tidied(draft: VisitDraft) -> VisitDraft:
    return replace(tidied(draft), issues=tuple(tidied(issue) for issue in draft.issues))


def _columns(draft: VisitDraft) -> dict[str, Any]:
    needed = {"visitors", "summary"}
    values = {name: value for name, value in asdict(draft).items() if name != "issues"}
    values = {name: None if value == "" and name not in needed else value for name, value in values.items()}
    values["purposes"] = [purpose.value for purpose in draft.purposes]
    values["deliveries"] = [delivery.value for delivery in draft.deliveries]
    return values
