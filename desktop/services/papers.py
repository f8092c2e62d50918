"""Prints any form that lists a ledger when somebody wants it, filled or to be written on, as PDF or workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.filing import COUNTY_SUBJECTS, RECORD_SUBJECTS, FormSubject
from desktop.domain.month import Month
from desktop.domain.release import WHOLE, ExportDraft, ExportKind, Release, ReleaseRules, released
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.printing import PageImage, PrintedFile
from desktop.services.steps.enterprise_paper import known_of
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.handing_out import made
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.wording.paths import form_name, paper_name

Several = Callable[[], tuple[tuple[str, str], ...]]

# there are several of these, and somebody has to say which: an application, a list that goes out
CHOSEN = frozenset({FormSubject.MATERIALS, FormSubject.HANDED_IN, FormSubject.ROSTER})


@dataclass(frozen=True, slots=True)
class PaperHead:
    """A form as a list of papers shows it.

    *listed* is False for one about one thing, printed where that stands; a *chosen* one wants to be told which.
    """

    id: str
    edition: int
    title: str
    subject: FormSubject
    monthly: bool
    listed: bool
    record: bool
    chosen: bool


class PaperService:
    """Every form there is; the monthly ones are filed in rounds elsewhere, here they are only looked at and written."""

    def __init__(
        self,
        office: Office,
        printer: FormPrinter,
        gatherer: Gatherer,
        desk: Path,
        several: Mapping[FormSubject, Several],
        *,
        database: Database,
        release: Callable[[], ReleaseRules],
    ) -> None:
        self._database = database
        self._release = release
        self._office = office
        self._printer = printer
        self._gatherer = gatherer
        self._desk = desk
        self._several = several

    def forms(self) -> tuple[PaperHead, ...]:
        """Return every form in its latest edition, the monthly ones first, then by title."""
        heads = [head for form in self._printer.every() if (head := self._head(form)).listed or head.record]
        return tuple(sorted(heads, key=lambda head: (not head.monthly, not head.listed, head.title, head.id)))

    def head(self, form_id: str) -> PaperHead:
        """Return the form *form_id*; raise `KnownError("form_unknown")`."""
        return self._head(self._printer.form(form_id))

    def file_name(self, form_id: str, month: Month, *, blank: bool = False) -> str:
        """Return what a file of the form is called, without its suffix."""
        unit = self._office.workspace.unit_name
        return paper_name(unit, self.head(form_id).title, month, blank=blank)

    def several(self, form_id: str) -> tuple[tuple[str, str], ...]:
        """Return (which, its name) of each one there is of a form that wants to be told which."""
        tell = self._several.get(self._printer.form(form_id).subject)
        return () if tell is None else tell()

    def look(
        self,
        form_id: str,
        month: Month,
        progress: Progress,
        *,
        blank: bool = False,
        of: str = "",
        release: Release = WHOLE,
    ) -> PrintedFile:
        """Print the form as a PDF into the desk folder, to be looked at: what would leave this computer."""
        name = f"{form_id}-{month}{'-blank' if blank else ''}.pdf"
        return self.print(form_id, month, made(self._desk) / name, progress, blank=blank, of=of, release=release)

    def print(
        self,
        form_id: str,
        month: Month,
        path: Path,
        progress: Progress,
        *,
        blank: bool = False,
        of: str = "",
        release: Release = WHOLE,
    ) -> PrintedFile:
        """Write the form as of *month* at *path*: a workbook where its name ends in xlsx, else a PDF.

        *of* says which of several (a list that goes out), or of which enterprise a blank form about one thing is to
        have the name; a *blank* one has what is known and room for the rest. What
        is more than looked at is noted among the exports.
        """
        form = self._printer.form(form_id, month)
        if form.subject in RECORD_SUBJECTS:
            return self._record(form, path, progress, blank=blank, of=of)
        if form.subject not in self._gatherer.subjects:
            code = "county_paper" if form.subject in COUNTY_SUBJECTS else "form_of_one_thing"
            raise KnownError(code, form=form_id)
        if form.subject in CHOSEN and not of:
            raise KnownError("form_wants_choice", form=form_id)
        facts = self._gatherer.gather(form, month, of)
        facts = replace(facts, rows=released(facts.rows, release.level, self._release()))
        printed = self._printer.listing(form_id, facts, self._office, month, path, progress, blank=blank)
        if path.parent != self._desk:
            self._note(form, len(facts.rows), of, release, printed.path)
        return printed

    def _note(self, form: Form, rows: int, of: str, release: Release, path: Path) -> None:
        kind = ExportKind.ROSTER if form.subject is FormSubject.ROSTER else ExportKind.PAPER
        what = dict(self.several(form.id)).get(of, form_name(form.title))
        note_export(self._database, self._office, ExportDraft(kind, what, release.level, rows, release.to), path)

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._printer.page_image(path, number + 1, dpi)

    def _record(self, form: Form, path: Path, progress: Progress, *, blank: bool, of: str) -> PrintedFile:
        if not blank or not form.known:
            raise KnownError("form_of_one_thing", form=form.id)
        if path.suffix.lower() == ".xlsx":
            raise KnownError("record_is_pdf", form=form.id)
        known = known_of(self._database, self._office, of) if of else {}
        printed = self._printer.blank_paper(form.id, known, self._office, path, progress)
        if path.parent != self._desk:
            self._note(form, 1, "", WHOLE, printed.path)
        return printed

    def _head(self, form: Form) -> PaperHead:
        listed = form.subject in self._gatherer.subjects
        record = form.subject in RECORD_SUBJECTS and bool(form.known)
        title, chosen = form_name(form.title), form.subject in CHOSEN
        return PaperHead(form.id, form.edition, title, form.subject, form.monthly, listed, record, chosen)
