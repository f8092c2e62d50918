"""Filing the month: what to ask before, the preview that is the PDF, and the rounds kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.codes import FilingKind
from desktop.domain.filing import (
    Filed,
    FiledForm,
    FilingCell,
    FilingProblem,
    FilingRound,
    FormHead,
    FormSubject,
    combined_digest,
)
from desktop.domain.filing_round import FilingWish
from desktop.domain.month import Month
from desktop.domain.permit import NOT_NEEDED, Permission
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, stands_beside
from desktop.domain.text import tidy
from desktop.domain.workspace import Workspace
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PageImage
from desktop.services.steps.handing_out import handed_out, made
from desktop.services.steps.kept_papers import kept_round, print_again
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.noting_exports import note_export, note_in
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.round_making import RoundMaker, RoundPaper
from desktop.services.steps.watching import Summary, Watch
from desktop.wording import shown
from desktop.wording.filing_papers import CORRECTION_NAME
from desktop.wording.paths import form_name
from desktop.wording.sheets import UNKEPT


@dataclass(frozen=True, slots=True)
class Preview:
    """The PDF that filing now would write but for its code, and what to ask before; *rows* 0 calls for a 零报告.

    A *kind* of correction needs a reason before it is filed; *changes* is how many cells it would change. *permission*
    is what it needs of the county and has.
    """

    path: Path
    pages: int
    problems: tuple[FilingProblem, ...]
    rows: int
    kind: FilingKind = FilingKind.NORMAL
    changes: int = 0
    permission: Permission = NOT_NEEDED


class FilingService:
    """Everything a person does to make the papers of a month; *desk* is a folder for those only looked at."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        forms: MonthForms,
        maker: RoundMaker,
        desk: Path,
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._forms = forms
        self._maker = maker
        self._desk = desk
        self._watch = Watch(database)

    def forms(self, year: int = 0) -> tuple[FormHead, ...]:
        """Return the forms that are filed now, or in any month of *year*, each in its latest edition of that time."""
        months = [Month(year, number) for number in range(2, 13)] if year else [None]
        found = {form.id: form for month in months for form in self._printer.monthly(month)}
        return tuple(
            FormHead(form.id, form.edition, form_name(form.title), form.subject)
            for form in sorted(found.values(), key=lambda form: (form.annex, form.id))
        )

    def listed(self, month: Month) -> tuple[str, ...]:
        """Return the enterprises whose figures the forms of *month* need."""
        wanted = [form for form in self._printer.monthly(month) if form.subject is FormSubject.ENTERPRISE_MONTH]
        found = (self._forms.listed(form, month) for form in wanted)
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
            for form in self._printer.monthly(month)
        )

    def check(self, month: Month, form: str) -> tuple[FilingProblem, ...]:
        """Return what to explain or to mend before *form* of *month* is more than a draft."""
        return self._forms.open_questions(form, month, self._forms.gather(form, month))

    def asked(self, month: Month) -> frozenset[str]:
        """Return the enterprises about whose figures the forms of *month* still ask, as `check` does."""
        self._watch.look()
        found: set[str] = set()
        workspace = self._office.workspace
        for form in self._printer.monthly(month):
            if form.subject is FormSubject.ENTERPRISE_MONTH:
                rounds = self._database.read(filings.rounds, str(month), form.id)
                kind = rounds[-1].kind if rounds else FilingKind.NORMAL
                found |= self._now(month, form.id, kind, workspace).asked
        return frozenset(found)

    def preview(self, month: Month, form: str, progress: Progress) -> Preview:
        """Print *form* of *month* as filing now would, into the desk folder; only what is kept carries a code."""
        paper = self._maker.make(month, form, progress)
        path = made(self._desk) / f"{form}-{month}.pdf"
        sheet = replace(paper.laid.sheet, code="", statement=UNKEPT)
        printed = self._printer.pdf(replace(paper.laid, sheet=sheet), path, progress)
        notes = tuple(FilingProblem(problem) for problem in printed.problems)
        rows, changes = len(paper.facts.rows), len(paper.changes)
        problems = paper.problems + notes
        return Preview(path, printed.pages, problems, rows, paper.kind, changes, paper.permission)

    def permission(self, month: Month, form: str) -> Permission:
        """Return what filing *form* of *month* now needs of the county, and what it has."""
        return self._maker.permission(month, form)

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._printer.page_image(path, number + 1, dpi)

    def page_count(self, path: Path) -> int:
        """Return how many pages the PDF at *path* has."""
        return self._printer.pages(path)

    def export(
        self,
        month: Month,
        forms: Sequence[str],
        folder: Path,
        progress: Progress,
        wish: FilingWish | None = None,
        *,
        nothing: bool = False,
    ) -> Filed:
        """File *forms* of *month*: PDF and xlsx in *folder*, a round of each kept.

        A form with nothing on it is filed only where the *wish* says so (零报告; *nothing* says it alone), a month that
        has not begun only where it does, a 更正 and a month that is closed only with a reason; else it is left out with
        a problem. A form with something unexplained becomes a draft. Stopping or failing leaves *folder* and the ledger
        as they were for the form it happened at and those after it.
        """
        said = wish or FilingWish(nothing)
        wish = replace(said, reason=tidy(said.reason))
        files: list[FiledForm] = []
        problems: list[FilingProblem] = []
        wanted = tuple(dict.fromkeys(self._printer.form(form, month).id for form in forms))  # an unknown one stops all
        for place, each in enumerate(wanted):
            progress.step(place, len(wanted), self._forms.title(each, month))
            form = self._maker.make(month, each, progress)
            problems += form.problems
            if refusal := self._maker.refusal(form, wish):
                problems.append(FilingProblem(refusal))
                continue
            if asked := self._maker.question(form):
                problems.append(FilingProblem(asked))
            filed, notes = self._file(form, wish, folder, progress)
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
        return self._again(uid, folder, filings.FORM)

    def reprint_correction(self, uid: str, folder: Path | None = None) -> Path:
        """Write the kept 更正说明 of round *uid* into *folder* (the desk where none is named), byte for byte."""
        target = made(self._desk) if folder is None else folder
        return self._again(uid, target, filings.CORRECTION)

    def _again(self, uid: str, folder: Path, kind: str) -> Path:
        path = print_again(self._database, self._forms, uid, folder, kind)
        if folder != self._desk:
            kept = kept_round(self._database, uid)
            what = f"{self._forms.title(kept.form, kept.month)} {shown.month(kept.month)}"
            draft = ExportDraft(ExportKind.FILING, what, ReleaseLevel.FULL, kept.rows)
            note_export(self._database, self._office, draft, path)
        return path

    def _cell(self, month: Month, form_id: str, rounds: list[FilingRound], workspace: Workspace) -> FilingCell:
        latest = rounds[-1] if rounds else None
        kind = FilingKind.NORMAL if latest is None else latest.kind
        now = self._now(month, form_id, kind, workspace)
        changed = latest is not None and now.digest != latest.digest
        return FilingCell(month, form_id, latest, len(rounds), changed, now.rows, len(now.asked), now.untouched)

    def _now(self, month: Month, form_id: str, kind: FilingKind, workspace: Workspace) -> Summary:
        subject = self._printer.form(form_id, month).subject
        return self._watch.summary(
            form_id, subject, month, kind, workspace, lambda: self._summary(form_id, month, kind)
        )

    def _summary(self, form_id: str, month: Month, kind: FilingKind) -> Summary:
        facts = self._forms.gather(form_id, month)
        problems = self._forms.open_questions(form_id, month, facts)
        cells = len(facts.rows) * len(self._printer.form(form_id, month).required)
        return Summary(
            digest=self._forms.digest(form_id, month, facts, kind),
            rows=len(facts.rows),
            asked=frozenset(problem.owner for problem in problems),
            untouched=bool(problems) and len(problems) == cells,
        )

    def _file(
        self, form: RoundPaper, wish: FilingWish, folder: Path, progress: Progress
    ) -> tuple[FiledForm, tuple[FilingProblem, ...]]:
        name = self._forms.file_name(form.form, form.month, form.round)
        papers = [made(folder) / f"{name}.pdf", folder / f"{name}.xlsx"]
        if form.changes:
            papers.append(folder / f"{name}_{CORRECTION_NAME}.pdf")
        with handed_out(*papers) as (parts, put_in_place):
            printed = self._printer.pdf(form.laid, parts[0], progress)
            self._printer.xlsx(form.laid, parts[1], progress)
            contents = {filings.FORM: parts[0].read_bytes()}
            if form.changes:
                self._maker.print_changes(form, wish.reason, parts[2], progress)
                contents[filings.CORRECTION] = parts[2].read_bytes()
            written = [part.read_bytes() for part in parts]
            what, count = f"{self._forms.title(form.form, form.month)} {shown.month(form.month)}", len(form.facts.rows)
            draft = ExportDraft(ExportKind.FILING, what, ReleaseLevel.FULL, count)
            with self._database.work("filing.file", self._office.who) as work:
                self._maker.keep(work, form, wish.reason, contents)
                standing = put_in_place()  # the last thing that can fail, short of noting where they stand
                for path, content in zip(standing, written, strict=True):
                    note_in(work, self._office, draft, path, content)
        pdf, xlsx, *more = map(str, standing)
        said, permit = more[0] if more else "", form.permission.permit
        filed = FiledForm(form.form, form.round, form.digest, pdf, xlsx, form.state, form.code, said, permit)
        beside = [each for asked, path in zip(papers, standing, strict=True) for each in stands_beside(asked, path)]
        return filed, tuple(FilingProblem(problem) for problem in (*beside, *printed.problems))
