"""Writing a list of the program to a file as it stands on the screen."""

from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.listing import ListFormat, Listing, covered
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.wording import shown
from desktop.wording.paths import list_name


class ListService:
    """Everything a person does with a list that is neither a form nor a filing."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._printer = printer

    def file_name(self, title: str, kind: ListFormat) -> str:
        """Return what a file of the list *title* is called: 单位_表名_2026-11-05.xlsx."""
        return f"{list_name(self._office.workspace.unit_name, title, self._office.today)}.{kind}"

    def write(
        self, listing: Listing, path: Path, progress: Progress, *, level: ReleaseLevel = ReleaseLevel.MASKED
    ) -> PrintedFile:
        """Write *listing* to *path* as what its suffix says; raise `KnownError` for a suffix that means nothing.

        What stood at *path* is left as it was if anything fails.
        """
        suffix = path.suffix.lower().removeprefix(".")
        if suffix not in set(ListFormat):
            raise KnownError("list_format_unknown", format=suffix, words="、".join(ListFormat))
        unit, today = self._office.workspace.unit_name, self._office.today
        going = listing if level is ReleaseLevel.FULL else covered(listing)
        printed = self._printer.plain_list(going, path, progress, unit=unit, on=shown.long_day(today))
        fields = tuple(column.heading for column in listing.columns)
        draft = ExportDraft(ExportKind.LIST, listing.title, level, len(listing.rows), fields=fields)
        note_export(self._database, self._office, draft, printed.path)
        return printed
