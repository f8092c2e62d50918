"""The visit log: keeping visits with the problems they raised, and printing one."""

from dataclasses import replace
from pathlib import Path

from db.models.issue import Issue as IssueTable
from db.models.visit import Visit as VisitTable
from db.queries import enterprises, history, issues, visits
from db.unit_of_work import AlreadySaved, Database, UnitOfWork
from desktop.domain.change import HistoryLine
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.visit import Visit, VisitDraft, VisitFilter, VisitRow, check_visit
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import record_facts
from desktop.services.steps.finding import folded
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.presence import refuse_absent
from desktop.services.steps.visiting import log_visit, raise_issues, visit_columns

Problems = list[Problem]  # inside the class, list is the method


class VisitService:
    """Everything a person does with the visit log."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._printer = printer

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
        return check_visit(_tidied(draft), today=self._office.today, founded_on=founded_on)

    def save(self, draft: VisitDraft, uid: str = "", *, save_id: str = "") -> Saved:
        """Keep *draft* if the rules allow it; a new visit's problems enter the issue ledger in the same deed."""
        draft = _tidied(draft)
        problems = self.check(draft, uid)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if uid:
            self._refuse_void(uid)
        if not uid or draft.enterprise != self.get(uid).draft.enterprise:
            refuse_absent(self._database, [draft.enterprise])
        try:
            with self._database.work("visit.save", self._office.who, save_id) as work:
                unit = self._office.workspace.unit
                kept = self._change(work, draft, uid) if uid else log_visit(work, draft, unit=unit)
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
        visit, names = self.get(uid), self._office.unit_names
        raised = self._database.read(issues.of_visits, [uid], names).get(uid, ())
        kept = self._database.read(enterprises.draft_of, visit.draft.enterprise)
        township = names.get(kept[0].township, "") if kept is not None else ""
        facts = record_facts(visit, raised, township)
        unit, person = self._office.workspace.unit_name, self._office.person
        return self._printer.record(facts, path, progress, unit=unit, person=person, on=self._office.today)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of visit *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def _change(self, work: UnitOfWork, draft: VisitDraft, uid: str) -> str:
        # a visit put right takes the problems it raised along to the right enterprise
        for issue in self.get(uid).issue_uids:
            work.change(IssueTable, issue, {"enterprise": draft.enterprise})
        work.change(VisitTable, uid, visit_columns(draft))
        raise_issues(work, draft, uid, unit=self._office.workspace.unit)
        return uid

    def _refuse_void(self, uid: str) -> None:
        if self.get(uid).voided:
            raise KnownError("voided", uid=uid)


def _tidied(draft: VisitDraft) -> VisitDraft:
    return replace(tidied(draft), issues=tuple(tidied(issue) for issue in draft.issues))
