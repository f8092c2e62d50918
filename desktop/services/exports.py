"""The log of what left this computer."""

from datetime import datetime

from db.queries import exports
from db.unit_of_work import Database
from desktop.domain.release import ExportRow


class ExportService:
    """导出记录: every file that the program wrote for others, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, since: datetime | None = None, until: datetime | None = None) -> tuple[ExportRow, ...]:
        """Return what was exported between *since* and *until*, the latest first."""
        return self._database.read(exports.rows, since, until)
