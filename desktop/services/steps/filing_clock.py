"""The dates of filing this office goes by: what it typed from the notice, else those that come with the program."""

from collections.abc import Callable

from db.county import county_of
from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.calendar import WorkCalendar
from desktop.domain.filing_calendar import FilingDates, FilingRule, Timing, TypedDates, decided_dates, timing
from desktop.domain.month import Month
from desktop.services.office import Office


class FilingClock:
    """Says when each month is filed and where it stands today; *rule* and *calendar* are read when first needed."""

    def __init__(
        self,
        database: Database,
        office: Office,
        rule: Callable[[], FilingRule],
        calendar: Callable[[], WorkCalendar],
    ) -> None:
        self._database = database
        self._office = office
        self._rule = rule
        self._calendar = calendar

    def dates(self, *months: Month) -> tuple[FilingDates, ...]:
        """Return the dates of *months*, in their order."""
        own = self._office.workspace.unit
        county = self._database.read(county_of)
        typed = self._typed(own)
        told = self._typed(county) if county != own else []
        rule, calendar = self._rule(), self._calendar()
        return tuple(decided_dates(month, rule, typed, told, calendar) for month in months)

    def _typed(self, unit: str) -> list[TypedDates]:
        return [dates for _, dates in self._database.read(filings.typed_dates, unit)]

    def timings(self, *months: Month) -> tuple[Timing, ...]:
        """Return where *months* stand today, in their order."""
        today, soon, calendar = self._office.today, self._rule().soon, self._calendar()
        found = zip(months, self.dates(*months), strict=True)
        return tuple(timing(month, dates, today, calendar, soon) for month, dates in found)

    def years_unknown(self, *months: Month) -> tuple[int, ...]:
        """Return the years whose holidays nobody has entered yet, so that only weekends count as off there."""
        calendar = self._calendar()
        years = {day.year for dates in self.dates(*months) for day in (dates.due_on,)}
        return tuple(sorted(year for year in years if not calendar.knows(year)))
