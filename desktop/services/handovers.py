"""Handing the desk over (交接) to the next person: the list to sign, which names the copy that goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.codes import FilingState
from desktop.domain.filing import FilingCell
from desktop.domain.handover import HandoverLine, Pending
from desktop.domain.issue import IssueFilter, IssueRow
from desktop.domain.issue_codes import IssueState
from desktop.domain.letter import LetterState, SentLetter
from desktop.domain.problems import Problem
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.noting_exports import note_export, weighed
from desktop.services.steps.paper import FormPrinter
from desktop.wording import handovers as words
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.paths import form_name

FORM = "handover-list"
_HANDED_IN = frozenset({FilingState.SENT, FilingState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the open things of a desk stand: the ledgers that are asked for them."""

    issues: Callable[[IssueFilter], tuple[IssueRow, ...]]
    board: Callable[[int], tuple[FilingCell, ...]]
    letters: Callable[[], tuple[SentLetter, ...]]
    clock: Callable[[], FilingClock]


class HandoverService:
    """Tells what is open at this desk, and prints it."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter, desk: Desk) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._desk = desk

    def pending(self) -> tuple[HandoverLine, ...]:
        """Return what is open: issues by day, then months not handed in, then letters without a receipt."""
        return (*self._issues(), *self._months(), *self._letters())

    def check(self, taker: str) -> tuple[Problem, ...]:
        """Return what forbids handing over to *taker*."""
        return () if tidy(taker) else (Problem("taker", "missing"),)

    def print(self, taker: str, copy: Path, path: Path, progress: Progress) -> PrintedFile:
        """Write the list to sign with *taker* as a PDF at *path*; it names the file *copy* by its digest."""
        if self.check(taker):
            raise KnownError("handover_taker")
        lines = self.pending()
        rows = [
            {
                "kind": words.KINDS[each.kind],
                "content": each.content,
                "party": each.party or None,
                "due_on": None if each.due_on is None else each.due_on.isoformat(),
                "state": each.state,
            }
            for each in lines
        ]
        person, office = self._office.person, self._office
        printed = self._printer.table(
            FORM,
            rows,
            path,
            progress,
            unit=office.workspace.unit_name,
            person=person,
            on=office.today,
            more={"giver": person.name, "taker": tidy(taker), "count": str(len(lines))},
            remarks=words.copy(copy.name, weighed(copy)[1]),
        )
        title = form_name(self._printer.form(FORM).title)
        draft = ExportDraft(ExportKind.PAPER, title, ReleaseLevel.FULL, len(rows), tidy(taker))
        note_export(self._database, office, draft, printed.path)
        return printed

    def _issues(self) -> list[HandoverLine]:
        found = [each for each in self._desk.issues(IssueFilter()) if each.state is not IssueState.CLOSED]
        found.sort(key=lambda each: (each.due_on is None, each.due_on or each.raised_on, each.number))
        return [
            HandoverLine(
                Pending.ISSUE,
                words.issue(each.number, each.description),
                each.enterprise_name,
                each.due_on,
                label(each.state),
            )
            for each in found
        ]

    def _months(self) -> list[HandoverLine]:
        office, clock = self._office, self._desk.clock()
        begun = datetime.fromisoformat(self._database.read(filings.begun_at)).astimezone(office.now.tzinfo).date()
        found = []
        for cell in self._desk.board(office.workspace.year):
            due_on = clock.dates(cell.month)[0].due_on
            handed_in = cell.latest is not None and cell.latest.state in _HANDED_IN
            # what was due before the ledger was begun is no duty of it
            if cell.month.last_day >= office.today or handed_in or (cell.latest is None and due_on < begun):
                continue
            form = form_name(self._printer.form(cell.form, cell.month).title)
            state = words.NOT_MADE if cell.latest is None else label(cell.latest.state)
            found.append(HandoverLine(Pending.MONTH, words.month(shown.month(cell.month), form), "", due_on, state))
        return found

    def _letters(self) -> list[HandoverLine]:
        names = self._office.unit_names
        return [
            HandoverLine(
                Pending.LETTER,
                words.letter(each.seq, label(each.type)),
                names.get(each.recipient, each.recipient),
                None,
                label(each.state),
            )
            for each in reversed(self._desk.letters())
            if each.state is LetterState.UNANSWERED
        ]
