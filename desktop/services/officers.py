"""Who answers for which enterprise (干部包联), and which visits are due by the required rhythm."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.models.officer import ContactOfficer
from db.queries import enterprises, history, officers, visits
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.filing import FactRow
from desktop.domain.month import Month
from desktop.domain.officer import OfficerDraft, OfficerFilter, OfficerRow, check_officer
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.finding import folded
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.visit_paper import officer_facts

Problems = list[Problem]  # inside the class, list is the method
_NEEDED = frozenset({"enterprise", "person"})


class OfficerService:
    """Everything a person does with the list of who answers for whom."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)

    def list(self, query: OfficerFilter) -> tuple[OfficerRow, ...]:
        """Return the lines that *query* finds, by enterprise."""
        wanted = replace(query, text=folded(query.text))
        return self._database.read(officers.rows, wanted, self._office.unit_names, self._office.today)

    def get(self, uid: str) -> OfficerRow:
        """Return one line; raise `KnownError("no_such_officer")`."""
        found = self._database.read(officers.get, uid, self._office.unit_names, self._office.today)
        if found is None:
            raise KnownError("no_such_officer", uid=uid)
        return found

    def check(self, draft: OfficerDraft, uid: str = "") -> Problems:
        """Return what is wrong with *draft*; *uid* is the line it mends, empty for a new one."""
        if not draft.enterprise:
            return check_officer(draft)
        lines = self.list(OfficerFilter(enterprise=draft.enterprise, current=False))
        return check_officer(draft, others=[line for line in lines if line.uid != uid])

    def save(self, draft: OfficerDraft, uid: str = "") -> Saved:
        """Keep a new line, or mend line *uid*."""
        draft = tidied(draft)
        problems = self.check(draft, uid)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if self._database.read(enterprises.draft_of, draft.enterprise) is None:
            raise KnownError("no_such_enterprise", uid=draft.enterprise)
        if uid:
            self._refuse_void(uid)
        with self._database.work("officer.save", self._office.who) as work:
            values = _columns(draft)
            if uid:
                work.change(ContactOfficer, uid, values)
                kept = uid
            else:
                kept = work.add(ContactOfficer(uid=work.new_id(), by_unit=self._office.workspace.unit, **values))
        return Saved(kept, tuple(problems))

    def end(self, uid: str, draft: OfficerDraft) -> Saved:
        """Let line *uid* end on the day and for the reason that *draft* gives; the line stays."""
        if draft.until is None:
            return Saved(problems=(Problem("until", "missing"),))
        row = self._refuse_void(uid)
        return self.save(replace(row.draft, until=draft.until, until_reason=draft.until_reason), uid)

    def void(self, uid: str, reason: str) -> Saved:
        """Mark line *uid* as void (作废) with a reason."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_void(uid)
        with self._database.work("officer.void", self._office.who) as work:
            work.void(ContactOfficer, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of line *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return the enterprises whose visit is due by rhythm, once each; one with a promised day says that instead."""
        promised = {enterprise for enterprise, _, _ in self._database.read(visits.due, self._office.today)}
        rows = [row for row in self.list(OfficerFilter(due=True)) if row.draft.enterprise not in promised]
        rows.sort(key=lambda row: (row.due_on or date.max, row.enterprise_name))
        first = {row.draft.enterprise: row for row in reversed(rows)}
        kind = TodoKind.VISIT_BY_RHYTHM
        due = (row for row in rows if first[row.draft.enterprise] is row)
        return tuple(TodoItem(kind, 1, row.draft.enterprise, row.enterprise_name, row.due_on) for row in due)

    def print_list(self, path: Path, progress: Progress) -> PrintedFile:
        """Write the list in force today (包联清单) as a PDF at *path*."""
        month = Month.containing(self._office.today)
        return self._papers.listing("officer-list", self.facts(), month, path, progress)

    def facts(self) -> MonthFacts:
        """Return what forms about who answers for whom show as of today."""
        rows = tuple(FactRow(row.uid, row.enterprise_name, officer_facts(row)) for row in self.list(OfficerFilter()))
        return MonthFacts(rows, more={"year": str(self._office.workspace.year)})

    def _refuse_void(self, uid: str) -> OfficerRow:
        row = self.get(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row


def _columns(draft: OfficerDraft) -> dict[str, Any]:
    values = {name: None if value == "" and name not in _NEEDED else value for name, value in asdict(draft).items()}
    return values | ({"rhythm": None} if draft.every is None else {})
