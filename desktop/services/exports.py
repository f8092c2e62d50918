"""The log of what left this computer, and what it says on the day a stick is lost."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.queries import exports
from db.unit_of_work import Database
from desktop.domain.release import ExportRow, stands_beside
from desktop.kernel.files import placing
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.wording.words_release import lost_notice


@dataclass(frozen=True, slots=True)
class LostStick:
    """What may have been on a lost stick, and the text of the notice (情况说明) about it."""

    rows: tuple[ExportRow, ...]
    notice: str


class ExportService:
    """导出记录: every file that the program wrote for others, never changed."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def rows(self, since: datetime | None = None, until: datetime | None = None) -> tuple[ExportRow, ...]:
        """Return what was exported between *since* and *until*, the latest first."""
        return self._database.read(exports.rows, since, until)

    def on_stick(self, where: str, circumstances: str = "") -> LostStick:
        """Return what was written under *where* (a drive or a folder; all of it where empty), with the notice."""
        rows = tuple(row for row in self.rows() if row.folder.casefold().startswith(where.casefold()))
        office = self._office
        notice = lost_notice(
            rows, unit=office.workspace.unit_name, who=office.person.name, on=office.today, circumstances=circumstances
        )
        return LostStick(rows, notice)

    def write_notice(self, text: str, path: Path) -> PrintedFile:
        """Write the notice at *path*, for WPS or the printer."""
        with placing(path) as place:
            place.part.write_text(text + "\n", encoding="utf-8-sig")
        return PrintedFile(place.path, 0, stands_beside(path, place.path))
