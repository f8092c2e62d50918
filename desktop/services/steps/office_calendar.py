"""The working days this office goes by: the program's calendar, and the years the office typed itself."""

from collections.abc import Callable

from db.queries import duties
from db.unit_of_work import Database
from desktop.domain.calendar import WorkCalendar
from desktop.domain.calendar_year import with_typed


class OfficeCalendar:
    """Called, it gives the calendar as it stands now; the program's own file is read once."""

    def __init__(self, database: Database, load: Callable[[], WorkCalendar]) -> None:
        self._database = database
        self._load = load
        self._loaded: WorkCalendar | None = None

    def __call__(self) -> WorkCalendar:
        """Return the working days as they stand now."""
        if self._loaded is None:
            self._loaded = self._load()
        return with_typed(self._loaded, self._database.read(duties.calendars))
