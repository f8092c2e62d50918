"""A form printed before it is kept: with the ledger's data where there is a source, else as a specimen (样张)."""

from dataclasses import replace
from pathlib import Path

from desktop.domain.filing import RECORD_SUBJECTS, FormSubject
from desktop.domain.form_entry import OF_ONE
from desktop.domain.month import Month
from desktop.kernel.progress import Progress
from desktop.render.catalogue import HEADING_OF
from desktop.render.form_parts import Form
from desktop.render.form_spec import check_form, load_form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet
from desktop.render.specimen import specimen_row, specimen_rows
from desktop.services.office import Office
from desktop.services.printing import PageImage, PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.wording.form_facts import fact_words
from desktop.wording.sheets import PREVIEW, SPECIMEN


class FormPreview:
    """Lays out and prints a form that may not be on the shelf yet."""

    def __init__(self, office: Office, printer: FormPrinter, gatherer: Gatherer) -> None:
        self._office = office
        self._printer = printer
        self._gatherer = gatherer

    @property
    def listed(self) -> tuple[FormSubject, ...]:
        """The ledgers a list of a month can be made of."""
        return tuple(sorted(self._gatherer.subjects - RECORD_SUBJECTS - OF_ONE))

    def print(
        self, text: str, name: str, month: Month, path: Path, progress: Progress, *, specimen: bool
    ) -> PrintedFile:
        """Write the form that *text* holds as a PDF at *path*; raise `KnownError` where it is at fault."""
        form = check_form(text, name).form or load_form(text)
        if form.lines:
            return self._record(form, month, path, progress)
        if specimen or form.subject not in self.listed:
            facts = MonthFacts((), more=self._gaps(form), remarks=(SPECIMEN,))
            rows = specimen_rows(form, lambda fact: fact_words(form.subject, fact))
            return self._table(form, Facts(rows), facts, month, path, progress)
        found = self._gatherer.gather(form, month)
        listed = Facts(*(tuple(row.facts for row in part) for part in (found.rows, found.closing)))
        return self._table(form, listed, found, month, path, progress)

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._printer.page_image(path, number + 1, dpi)

    def _table(
        self, form: Form, rows: Facts, facts: MonthFacts, month: Month, path: Path, progress: Progress
    ) -> PrintedFile:
        more = {**self._gaps(form), **facts.more}
        sheet = replace(compile_sheet(form, rows, self._heading(month, more, facts.remarks)), mark=PREVIEW)
        return self._printer.pdf(Laid(form.edition, sheet, {}), path, progress)

    def _record(self, form: Form, month: Month, path: Path, progress: Progress) -> PrintedFile:
        row = specimen_row(form, lambda fact: fact_words(form.subject, fact))
        record = compile_record(form, row, self._heading(month, self._gaps(form), (SPECIMEN,)))
        return self._printer.record(record, path, progress)

    def _heading(self, month: Month, more: dict[str, str], remarks: tuple[str, ...]) -> Heading:
        office, person = self._office, self._office.person
        unit = office.workspace.unit_name
        return Heading(unit, month, office.today, person.name, person.phone, more=more, remarks=remarks)

    def _gaps(self, form: Form) -> dict[str, str]:
        return {name: f"〔{name}〕" for name in HEADING_OF.get(form.subject, ())}
