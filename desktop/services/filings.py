"""Filing the month: what to ask before, the preview that is the PDF, and the rounds kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from db.models.filing import Filing, FilingDocument
from db.queries import filings
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import (
    Filed,
    FiledForm,
    FilingCell,
    FilingProblem,
    FilingRound,
    FormHead,
    FormSubject,
    combined_digest,
    facts_digest,
    missing_figures,
)
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.saved import Saved
from desktop.domain.workspace import Workspace
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PageImage
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.handing_out import handed_out, made
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.services.steps.watching import Summary, Watch
from desktop.wording.paths import filing_name, form_name


@dataclass(frozen=True, slots=True)
class Preview:
    """The very PDF that filing now would write, and what to ask before; *rows* 0 calls for a 零报告."""

    path: Path
    pages: int
    problems: tuple[FilingProblem, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class _Made:
    """One form laid out and on its way out."""

    form: str
    laid: Laid
    facts: MonthFacts
    kind: FilingKind
    round: int
    problems: tuple[FilingProblem, ...]
    digest: str


class FilingService:
    """Everything a person does to file the month; *desk* is a folder for papers that are only looked at."""

    def __init__(
        self, database: Database, office: Office, printer: FormPrinter, gatherer: Gatherer, desk: Path
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._gatherer = gatherer
        self._desk = desk
        self._watch = Watch(database)

    def forms(self) -> tuple[FormHead, ...]:
        """Return the monthly forms, each in its latest edition."""
        return tuple(
            FormHead(form.id, form.edition, form_name(form.title), form.subject) for form in self._printer.monthly()
        )

    def listed(self, month: Month) -> tuple[str, ...]:
        """Return the enterprises whose figures the forms of *month* need."""
        wanted = [form for form in self._printer.monthly() if form.subject is FormSubject.ENTERPRISE_MONTH]
        found = (self._gatherer.listed(form, month) for form in wanted)
        return tuple(dict.fromkeys(uid for uids in found for uid in uids))

    def board(self, year: int) -> tuple[FilingCell, ...]:
        """Return every month and form of *year*; a kept round tells whether its facts have changed since."""
        self._watch.look()
        workspace = self._office.workspace
        kept: dict[tuple[Month, str], list[FilingRound]] = {}
        for each in self._database.read(filings.rounds):
            kept.setdefault((each.month, each.form), []).append(each)
        months = [Month(year, number) for number in range(2, 13)]
        return tuple(
            self._cell(month, form.id, kept.get((month, form.id), []), workspace)
            for month in months
            for form in self._printer.monthly()
        )

    def check(self, month: Month, form: str) -> tuple[FilingProblem, ...]:
        """Return what to ask or to mend before *form* of *month* is filed."""
        return self._problems(form, self._gather(form, month))

    def preview(self, month: Month, form: str, progress: Progress) -> Preview:
        """Print *form* of *month* as filing now would, into the desk folder."""
        paper = self._make(month, form, progress)
        path = made(self._desk) / f"{form}-{month}.pdf"
        printed = self._printer.pdf(paper.laid, path, progress)
        notes = tuple(FilingProblem(problem) for problem in printed.problems)
        return Preview(path, printed.pages, paper.problems + notes, len(paper.facts.rows))

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._printer.page_image(path, number + 1, dpi)

    def page_count(self, path: Path) -> int:
        """Return how many pages the PDF at *path* has."""
        return self._printer.pages(path)

    def export(
        self, month: Month, forms: Sequence[str], folder: Path, progress: Progress, *, nothing: bool = False
    ) -> Filed:
        """File *forms* of *month*: PDF and xlsx in *folder*, a round of each kept.

        A form with nothing on it is filed only where *nothing* says so (零报告), else it is left out with a problem.
        Stopping or failing leaves *folder* and the ledger as they were for the form it happened at and those after it.
        """
        files: list[FiledForm] = []
        problems: list[FilingProblem] = []
        wanted = tuple(dict.fromkeys(self._printer.form(form).id for form in forms))  # an unknown one stops all
        for place, each in enumerate(wanted):
            progress.step(place, len(wanted), self._title(each))
            form = self._make(month, each, progress)
            problems += form.problems
            if not form.facts.rows and not nothing:
                problems.append(FilingProblem(Problem(each, "nothing_to_file", severity=Severity.ERROR)))
                continue
            filed, notes = self._file(form, month, folder, progress)
            files.append(filed)
            problems += notes
        rounds = max((each.round for each in files), default=0)
        return Filed(month, rounds, combined_digest([each.digest for each in files]), tuple(files), tuple(problems))

    def rounds(self, month: Month, form: str) -> tuple[FilingRound, ...]:
        """Return the rounds kept of *form* for *month*, first to last."""
        return self._database.read(filings.rounds, str(month), form)

    def kept_pdf(self, uid: str) -> Path:
        """Put the kept PDF of round *uid* on the desk, byte for byte, and return it."""
        return self.reprint(uid, made(self._desk))

    def reprint(self, uid: str, folder: Path) -> Path:
        """Write the kept PDF of round *uid* into *folder*, byte for byte as it was handed out."""
        kept = self._round(uid)
        found = self._database.read(filings.document, uid)
        if found is None:
            raise KnownError("no_such_round", uid=uid)
        content, digest = found
        if sha256(content).hexdigest() != digest:
            raise KnownError("document_damaged", uid=uid)
        path = folder / f"{self._file_name(kept.form, kept.month, kept.round)}.pdf"
        with replacing(path) as part:
            part.write_bytes(content)
        return path

    def hand_over(self, uid: str, on: date) -> Saved:
        """Note that round *uid* was signed, sealed and handed over on a day (签章交接)."""
        kept = self._round(uid)
        if on > self._office.today:
            return Saved(problems=(Problem("sent_on", "in_future"),))
        if on < kept.made_at.astimezone(self._office.now.tzinfo).date():
            return Saved(problems=(Problem("sent_on", "before_made"),))
        with self._database.work("filing.hand_over", self._office.who) as work:
            work.change(Filing, uid, {"state": FilingState.SENT, "sent_on": on})
        return Saved(uid)

    def _round(self, uid: str) -> FilingRound:
        kept = self._database.read(filings.one, uid)
        if kept is None:
            raise KnownError("no_such_round", uid=uid)
        return kept

    def _cell(self, month: Month, form_id: str, rounds: list[FilingRound], workspace: Workspace) -> FilingCell:
        latest = rounds[-1] if rounds else None
        kind = FilingKind.NORMAL if latest is None else latest.kind
        subject = self._printer.form(form_id).subject
        now = self._watch.summary(form_id, subject, month, kind, workspace, lambda: self._summary(form_id, month, kind))
        changed = latest is not None and now.digest != latest.digest
        return FilingCell(month, form_id, latest, len(rounds), changed, now.rows, now.asked, now.untouched)

    def _summary(self, form_id: str, month: Month, kind: FilingKind) -> Summary:
        facts = self._gather(form_id, month)
        problems = self._problems(form_id, facts)
        cells = len(facts.rows) * len(self._printer.form(form_id).required)
        return Summary(
            digest=self._digest(form_id, month, facts, kind),
            rows=len(facts.rows),
            asked=len({problem.owner for problem in problems}),
            untouched=bool(problems) and len(problems) == cells,
        )

    def _gather(self, form: str, month: Month) -> MonthFacts:
        return self._gatherer.gather(self._printer.form(form), Month.of(*month))

    def _digest(self, form: str, month: Month, facts: MonthFacts, kind: FilingKind) -> str:
        return facts_digest(form, self._printer.form(form).edition, month, kind, facts.rows + facts.closing)

    def _problems(self, form: str, facts: MonthFacts) -> tuple[FilingProblem, ...]:
        return tuple(missing_figures(facts.rows, self._printer.form(form).required))

    def _make(self, month: Month, form: str, progress: Progress) -> _Made:
        facts = self._gather(form, month)
        progress.step(0, 0, self._title(form))
        kind = FilingKind.NORMAL if facts.rows else FilingKind.NOTHING
        number = self._database.read(filings.next_round, str(month), form)
        person, unit = self._office.person, self._office.workspace.unit_name
        laid = self._printer.lay_out(
            form, facts, month=month, unit=unit, person=person, on=self._office.today, number=number, kind=kind
        )
        return _Made(
            form, laid, facts, kind, number, self._problems(form, facts), self._digest(form, month, facts, kind)
        )

    def _file(
        self, form: _Made, month: Month, folder: Path, progress: Progress
    ) -> tuple[FiledForm, tuple[FilingProblem, ...]]:
        name = self._file_name(form.form, month, form.round)
        pdf, xlsx = made(folder) / f"{name}.pdf", folder / f"{name}.xlsx"
        with handed_out(pdf, xlsx) as ((pdf_part, xlsx_part), put_in_place):
            printed = self._printer.pdf(form.laid, pdf_part, progress)
            self._printer.xlsx(form.laid, xlsx_part, progress)
            content = pdf_part.read_bytes()
            with self._database.work("filing.file", self._office.who) as work:
                self._keep(work, form, month, content)
                put_in_place()  # the last thing that can fail, short of the commit
        filed = FiledForm(form.form, form.round, form.digest, str(pdf), str(xlsx))
        return filed, tuple(FilingProblem(problem) for problem in printed.problems)

    def _keep(self, work: UnitOfWork, form: _Made, month: Month, content: bytes) -> None:
        if work.read(filings.next_round, str(month), form.form) != form.round:
            raise KnownError("round_taken", form=form.form)
        uid = work.add(
            Filing(
                uid=work.new_id(),
                month=str(month),
                form=form.form,
                edition=form.laid.edition,
                round=form.round,
                kind=form.kind,
                state=FilingState.READY,
                digest=form.digest,
                rows=len(form.facts.rows),
                facts=[[row.owner, row.name, dict(row.facts)] for row in form.facts.rows + form.facts.closing],
                sheet=form.laid.content,
                made_at=work.now,
                made_by=work.who,
            )
        )
        work.attach(FilingDocument(filing=uid, sha256=sha256(content).hexdigest(), content=content))

    def _file_name(self, form: str, month: Month, number: int) -> str:
        return filing_name(self._office.workspace.unit_name, self._title(form), month, number)

    def _title(self, form: str) -> str:
        return form_name(self._printer.form(form).title)
