"""Papers on their way out: printed where the user said, and noted among the exports."""

from collections.abc import Mapping
from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.filing import FactValue
from desktop.domain.month import Month
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.wording.paths import form_name


class OutgoingPapers:
    """Prints for others, so that no paper leaves this computer without a line in the log of exports."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._printer = printer

    def listing(self, form: str, facts: MonthFacts, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the *form* that lists a ledger as of *month*, as `FormPrinter.listing` does."""
        printed = self._printer.listing(form, facts, self._office, month, path, progress)
        return self.noted(form, len(facts.rows), printed)

    def paper(
        self,
        form: str,
        facts: Mapping[str, FactValue],
        path: Path,
        progress: Progress,
        more: Mapping[str, str] | None = None,
    ) -> PrintedFile:
        """Write the *form* about one thing by the person who sits here, as `FormPrinter.paper` does."""
        return self.noted(form, 1, self.unnoted(form, facts, path, progress, more))

    def unnoted(
        self,
        form: str,
        facts: Mapping[str, FactValue],
        path: Path,
        progress: Progress,
        more: Mapping[str, str] | None = None,
    ) -> PrintedFile:
        """Write what `paper` does and leave the note to the caller, who may have to print it again."""
        unit, person, on = self._office.workspace.unit_name, self._office.person, self._office.today
        return self._printer.paper(form, facts, path, progress, unit=unit, person=person, on=on, more=more)

    def noted(self, form: str, rows: int, printed: PrintedFile) -> PrintedFile:
        """Note that *printed*, which holds *rows* of *form*, left this computer; return it."""
        title = form_name(self._printer.form(form).title)
        draft = ExportDraft(ExportKind.PAPER, title, ReleaseLevel.FULL, rows)
        note_export(self._database, self._office, draft, printed.path)
        return printed
