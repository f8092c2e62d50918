"""Writing a list of the program to a file as it stands on the screen."""

from pathlib import Path

from desktop.domain.listing import ListFormat, Listing
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.paper import FormPrinter
from desktop.wording import shown
from desktop.wording.paths import list_name


class ListService:
    """Everything a person does with a list that is neither a form nor a filing."""

    def __init__(self, office: Office, printer: FormPrinter) -> None:
        self._office = office
        self._printer = printer

    def file_name(self, title: str, kind: ListFormat) -> str:
        """Return what a file of the list *title* is called: 单位_表名_2026-11-05.xlsx."""
        return f"{list_name(self._office.workspace.unit_name, title, self._office.today)}.{kind}"

    def write(self, listing: Listing, path: Path, progress: Progress) -> PrintedFile:
        """Write *listing* to *path* as what its suffix says; raise `KnownError` for a suffix that means nothing.

        What stood at *path* is left as it was if anything fails.
        """
        suffix = path.suffix.lower().removeprefix(".")
        if suffix not in set(ListFormat):
            raise KnownError("list_format_unknown", format=suffix, words="、".join(ListFormat))
        unit, today = self._office.workspace.unit_name, self._office.today
        return self._printer.plain_list(listing, path, progress, unit=unit, on=shown.long_day(today))
