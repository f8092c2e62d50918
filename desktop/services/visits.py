"""The visit log: keeping visits with the problems they raised, and printing one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from db.models.issue import Issue as IssueTable
from db.models.visit import Visit as VisitTable
from db.queries import attachments, campaigns, enterprises, history, issues, visits
from db.unit_of_work import AlreadySaved, Database, UnitOfWork
from desktop.domain.calendar import WorkCalendar
from desktop.domain.change import HistoryLine
from desktop.domain.codes import Subject
from desktop.domain.month import Month
from desktop.domain.problems import Problem, blocks
from desktop.domain.release import stands_beside
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.visit import Visit, VisitDraft, VisitFilter, VisitRow, check_trip, check_visit, hints
from desktop.domain.visit_brief import VisitBrief
from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.finding import folded
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.presence import refuse_absent
from desktop.services.steps.visit_brief import brief_of
from desktop.services.steps.visit_paper import ROOMS, blank_facts, prepare_facts
from desktop.services.steps.visit_rows import record_facts
from desktop.services.steps.visiting import log_visit, raise_issues, visit_columns
from desktop.wording import shown

_PREPARE = "visit-prepare"

Problems = list[Problem]  # inside the class, list is the method


class VisitService:
    """Everything a person does with the visit log."""

    def __init__(
        self, database: Database, office: Office, printer: FormPrinter, *, calendar: Callable[[], WorkCalendar]
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._papers = OutgoingPapers(database, office, printer)
        self._calendar = calendar

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

    def uid_of(self, text: str) -> str:
        """Return the visit that *text* names: its uid or its number (走访编号); raise `KnownError("no_such_visit")`."""
        asked = text.strip()
        if self._database.read(visits.get, asked) is not None:
            return asked
        rows = self._database.read(visits.rows, VisitFilter(text=asked, voided=True), self._office.unit_names)
        found = next((row.uid for row in rows if row.number == asked), None)
        if found is None:
            raise KnownError("no_such_visit", uid=asked)
        return found

    def check(self, draft: VisitDraft, uid: str = "") -> Problems:
        """Return what is wrong with *draft*; *uid* is the visit it mends, empty for a new one."""
        kept = self._database.read(enterprises.draft_of, draft.enterprise) if draft.enterprise else None
        founded_on = None if kept is None else kept[0].established_on
        problems = check_visit(_tidied(draft), today=self._office.today, founded_on=founded_on)
        return problems + self._check_trip(draft, uid) + self._hints(draft, uid)

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
        return replace(self.get(last).draft, visited_on=None, issues=(), next_on=None, trip="")

    def last_of(self, enterprise: str) -> str:
        """Return the uid of the last visit to *enterprise*; raise `KnownError("no_such_visit")` where there is none."""
        last = self._database.read(visits.last_of, enterprise)
        if last is None:
            raise KnownError("no_such_visit", uid=enterprise)
        return last

    def names(self) -> Mapping[str, str]:
        """Return id → name of every campaign and topic."""
        return self._office.visit_names

    def trip_of(self, uid: str) -> tuple[VisitRow, ...]:
        """Return every visit of the trip that visit *uid* belongs to, newest record first."""
        return self.list(VisitFilter(trip=self.get(uid).draft.trip or uid))

    def next_of_trip(self, uid: str) -> VisitDraft:
        """Return the beginning of the next record of the same trip: its day, people and purpose, no enterprise yet."""
        visit = self.get(uid).draft
        return VisitDraft(
            visited_on=visit.visited_on,
            mode=visit.mode,
            purposes=visit.purposes,
            deliveries=visit.deliveries,
            visitors=visit.visitors,
            leader=visit.leader,
            campaign=visit.campaign,
            topics=visit.topics,
            trip=visit.trip or uid,
        )

    def brief(self, enterprise: str, month: Month) -> VisitBrief:
        """Return what to know before visiting *enterprise*, with figures up to *month*."""
        return brief_of(self._database, self._office, self._printer, enterprise, month)

    def prepare(self, enterprise: str, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the sheet before a visit (走访准备单) as a PDF of one page at *path*."""
        brief, more, today = self.brief(enterprise, month), {"period": shown.month(month)}, self._office.today
        with placing(path) as place:
            tries = iter(prepare_facts(brief, today, room) for room in ROOMS)
            printed = self._papers.unnoted(_PREPARE, next(tries), place.part, progress, more)
            for facts in tries:
                if printed.pages == 1:
                    break
                printed = self._papers.unnoted(_PREPARE, facts, place.part, progress, more)
        problems = (*stands_beside(path, place.path), *printed.problems)
        return self._papers.noted(_PREPARE, 1, PrintedFile(place.path, printed.pages, problems))

    def blank(self, enterprise: str, path: Path, progress: Progress) -> PrintedFile:
        """Write a blank form (空白走访表) with what is known of *enterprise* as a PDF at *path*."""
        kept = self._database.read(enterprises.draft_of, enterprise)
        if kept is None:
            raise KnownError("no_such_enterprise", uid=enterprise)
        office, preset = self._office, self._office.workspace.preset
        names = [each.name for each in office.visit_rules.campaigns_of(preset)]
        names += [row.draft.name for row in self._database.read(campaigns.own)]
        township = office.unit_names.get(kept[0].township, "")
        topics = office.visit_rules.topics_of(preset)
        facts = blank_facts(kept[0], township, campaigns=names, topics=topics)
        return self._papers.paper("visit-blank", facts, path, progress)

    def print_record(self, uid: str, path: Path, progress: Progress) -> PrintedFile:
        """Write the visit record (走访记录表) of visit *uid* as a PDF at *path*."""
        visit, names = self.get(uid), self._office.unit_names
        raised = self._database.read(issues.of_visits, [uid], names).get(uid, ())
        kept = self._database.read(enterprises.draft_of, visit.draft.enterprise)
        township = names.get(kept[0].township, "") if kept is not None else ""
        files = len(self._database.read(attachments.of_record, Subject.VISIT, uid))
        facts = record_facts(visit, raised, township, names=self._office.visit_names, attachments=files)
        return self._papers.paper("visit-record", facts, path, progress)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of visit *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def _hints(self, draft: VisitDraft, uid: str) -> Problems:
        if not draft.enterprise or draft.visited_on is None:
            return []
        near = self._database.read(visits.near, draft.enterprise, draft.visited_on, uid)
        return hints(draft, near, self._calendar())

    def _check_trip(self, draft: VisitDraft, uid: str) -> Problems:
        if not draft.trip:
            return []
        rows = self._database.read(visits.rows, VisitFilter(trip=draft.trip), self._office.unit_names)
        return check_trip(draft, [row for row in rows if row.uid != uid])

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
