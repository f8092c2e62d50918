"""The dates of filing: what stands for each month, what the office typed over it, and how punctual a year was."""

from datetime import date, datetime
from typing import Any

from db.models.filing import FilingDate
from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.filing_calendar import FilingDates, Timing, TypedDates, check_dates
from desktop.domain.filing_rates import FilingRates, rates
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.services.office import Office
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.paper import FormPrinter


class FilingDateService:
    """Everything a person does with the dates of filing."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter, clock: FilingClock) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._clock = clock

    def dates(self, month: Month) -> FilingDates:
        """Return the dates of *month* and whence they are."""
        return self._clock.dates(month)[0]

    def timing(self, month: Month) -> Timing:
        """Return where *month* stands today."""
        return self._clock.timings(month)[0]

    def year(self, year: int) -> tuple[tuple[Month, Timing], ...]:
        """Return where each month of *year* stands today."""
        months = months_of(year)
        return tuple(zip(months, self._clock.timings(*months), strict=True))

    @property
    def begun_on(self) -> date:
        """The day the ledger was begun: what was due before is no duty of it."""
        begun = self._database.read(filings.begun_at)
        return datetime.fromisoformat(begun).astimezone(self._office.now.tzinfo).date()

    def years_unknown(self, year: int) -> tuple[int, ...]:
        """Return the years, among those *year* is filed in, whose holidays are not entered yet."""
        return self._clock.years_unknown(*months_of(year))

    def typed(self) -> tuple[TypedDates, ...]:
        """Return what the office typed, by month."""
        return tuple(dates for _, dates in self._database.read(filings.typed_dates, self._office.workspace.unit))

    def set_dates(self, draft: TypedDates) -> Saved:
        """Keep the dates of a month as typed from the notice, in place of those typed for it before."""
        if problems := check_dates(draft):
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        values: dict[str, Any] = {
            "opens_on": draft.opens_on,
            "due_on": draft.due_on,
            "closes_on": draft.closes_on,
            "onward": draft.onward,
            "basis": tidy(draft.basis),
        }
        with self._database.work("filing.dates", self._office.who) as work:
            earlier = work.read(filings.typed_dates, unit)
            uid = next((uid for uid, dates in earlier if dates.month == draft.month), "")
            if uid:
                work.change(FilingDate, uid, values)
            else:
                uid = work.add(FilingDate(uid=work.new_id(), by_unit=unit, month=str(draft.month), **values))
        if self.dates(draft.month).by_county:
            return Saved(uid, (Problem("due_on", "dates_by_county", severity=Severity.CHECK),))
        return Saved(uid)

    def rates(self, year: int) -> FilingRates:
        """Return how whole and how punctual the filing of *year* was by today."""
        months = months_of(year)
        due_on = {month: dates.due_on for month, dates in zip(months, self._clock.dates(*months), strict=True)}
        rounds = [each for each in self._database.read(filings.rounds) if each.month.year == year]
        forms = [form.id for form in self._printer.monthly()]
        return rates(forms, due_on, rounds, today=self._office.today, since=self.begun_on)


def months_of(year: int) -> tuple[Month, ...]:
    """Return the reporting months of *year*."""
    return tuple(Month(year, number) for number in range(2, 13))
