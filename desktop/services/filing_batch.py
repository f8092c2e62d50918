"""The form of a month for every enterprise alone (分户): a paper each, or all in one file, to be signed."""

from dataclasses import dataclass, replace
from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactRow, FormSubject, facts_digest
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.handing_out import made
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.wording import shown
from desktop.wording.filing_papers import ALL_IN_ONE, FOR_ENTERPRISE
from desktop.wording.paths import filing_name_of, safe


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch wrote, what it left because the very same paper was there already, and what is to be told of it."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


class FilingBatchService:
    """Prints a monthly form enterprise by enterprise; nothing is filed by it."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter, forms: MonthForms) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._forms = forms

    def each(self, month: Month, form: str, folder: Path, progress: Progress, *, together: bool = False) -> Batch:
        """Write *form* of *month* for each enterprise on it into *folder*: a PDF each, or one PDF of all *together*.

        Stopping leaves what was written whole; doing it again goes on where it stopped, for a paper whose facts are the
        same is left as it is.
        """
        if self._forms.form(form, month).subject is not FormSubject.ENTERPRISE_MONTH:
            raise KnownError("form_not_by_enterprise", form=form)
        rows = self._forms.gather(form, month).rows
        if not rows:
            raise KnownError("nobody_on_form", form=form)
        target = made(folder)
        if together:
            path = target / f"{self._name(form, month, ALL_IN_ONE)}.pdf"
            digest = self._digest(form, month, rows)
            if self._printer.printed_from(path) == digest:
                return Batch((), (path,))
            printed = self._print(form, month, rows, path, progress)
            return Batch((printed.path,), (), printed.problems)
        return self._apart(form, month, rows, target, progress)

    def _apart(self, form: str, month: Month, rows: tuple[FactRow, ...], folder: Path, progress: Progress) -> Batch:
        written: list[Path] = []
        left: list[Path] = []
        problems: list[Problem] = []
        taken: dict[str, int] = {}
        for place, row in enumerate(rows, 1):
            progress.step(place, len(rows), row.name)
            count = taken[row.name] = taken.get(row.name, 0) + 1
            path = folder / f"{self._name(form, month, row.name + (f'_{count}' if count > 1 else ''))}.pdf"
            digest = self._digest(form, month, (row,))
            if self._printer.printed_from(path) == digest:
                left.append(path)
                continue
            printed = self._print(form, month, (row,), path, Progress())
            written.append(printed.path)
            problems += printed.problems
        return Batch(tuple(written), tuple(left), tuple(problems))

    def _print(self, form: str, month: Month, rows: tuple[FactRow, ...], path: Path, progress: Progress) -> PrintedFile:
        digest = self._digest(form, month, rows)
        printed = self._printer.pdf_of([self._laid(form, month, row) for row in rows], path, progress, digest)
        what = f"{self._forms.title(form, month)} {shown.month(month)}"
        draft = ExportDraft(ExportKind.PAPER, what, ReleaseLevel.FULL, len(rows))
        note_export(self._database, self._office, draft, printed.path)
        return printed

    def _laid(self, form: str, month: Month, row: FactRow) -> Laid:
        laid = self._printer.lay_out(
            form,
            MonthFacts((row,)),
            month=month,
            unit=self._office.workspace.unit_name,
            person=self._office.person,
            on=self._office.today,
            number=1,
            kind=FilingKind.NORMAL,
            mark=FOR_ENTERPRISE,
            code="",
        )
        # one row needs no bottom line
        return replace(laid, sheet=replace(laid.sheet, totals=None))

    def _digest(self, form: str, month: Month, rows: tuple[FactRow, ...]) -> str:
        # the day stands on the paper too: one of another day is another paper
        edition = f"{form}@{self._office.today.isoformat()}"
        return facts_digest(edition, self._forms.form(form, month).edition, month, FilingKind.NORMAL, rows)

    def _name(self, form: str, month: Month, who: str) -> str:
        return filing_name_of(self._office.workspace.unit_name, self._forms.title(form, month), month, safe(who))
