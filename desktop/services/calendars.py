"""The working days of a year that the program does not know yet, typed from the notice (工作日历)."""

from collections.abc import Callable, Mapping
from typing import Any

from db.models.duty import CalendarYear
from db.queries import duties
from db.unit_of_work import Database
from desktop.domain.calendar import WorkCalendar
from desktop.domain.calendar_year import CalendarDraft, check_calendar
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


class CalendarService:
    """Years the office typed, beside those of the program; *known* gives year → calendar of the program's own."""

    def __init__(
        self,
        database: Database,
        office: Office,
        known: Callable[[], Mapping[int, CalendarDraft]],
        calendar: Callable[[], WorkCalendar],
    ) -> None:
        self._database = database
        self._office = office
        self._known = known
        self._calendar = calendar

    def working_days(self) -> WorkCalendar:
        """Return the calendar that days are counted by now."""
        return self._calendar()

    def years(self) -> tuple[tuple[CalendarDraft, bool], ...]:
        """Return every known year, latest first, and whether it was typed, here or by the county office."""
        typed = {each.year: each for each in self._database.read(duties.calendars)}
        every = {**self._known(), **typed}
        return tuple((every[year], year in typed) for year in sorted(every, reverse=True))

    def get(self, year: int) -> CalendarDraft:
        """Return the calendar of *year* as it holds; an empty one where nobody knows it."""
        return next((each for each, _ in self.years() if each.year == year), CalendarDraft(year))

    def check(self, draft: CalendarDraft) -> list[Problem]:
        """Return what is wrong or odd about a calendar about to be kept."""
        known = self._known().get(draft.year)
        return check_calendar(draft, known="" if known is None else known.basis)

    def set(self, draft: CalendarDraft) -> Saved:
        """Keep the calendar of one year as typed; it holds from now on wherever days are counted."""
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        values: dict[str, Any] = {
            "off": [[span.first.isoformat(), span.last.isoformat(), tidy(span.name)] for span in draft.off],
            "working": [day.isoformat() for day in sorted(draft.working)],
            "basis": tidy(draft.basis),
            "voided": False,
            "void_reason": None,
        }
        with self._database.work("calendar.set", self._office.who) as work:
            kept = work.read(duties.calendar_uid, draft.year, unit)
            if kept is None:
                kept = work.add(CalendarYear(uid=work.new_id(), year=draft.year, by_unit=unit, **values))
            else:
                work.change(CalendarYear, kept, values)
        if any(each.by_county and each.year == draft.year for each in self._database.read(duties.calendars)):
            problems.append(Problem("basis", "calendar_by_county", severity=Severity.CHECK))
        return Saved(kept, tuple(problems))

    def void(self, year: int, reason: str) -> Saved:
        """Drop the calendar the office typed for *year*, with a reason; the program's own holds again."""
        if year not in {each.year for each in self._database.read(duties.calendars)}:
            raise KnownError("no_such_calendar", year=str(year))
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        uid = self._database.read(duties.calendar_uid, year, self._office.workspace.unit)
        if uid is None:
            raise KnownError("no_such_calendar", year=str(year))
        with self._database.work("calendar.void", self._office.who) as work:
            work.void(CalendarYear, uid, tidy(reason))
        return Saved(uid)
