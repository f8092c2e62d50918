"""Cells that hold days and months; what could be read two ways is asked."""

import re
from datetime import date
from decimal import Decimal

from desktop.domain.day import FAKE_DAY, NotADay, from_serial, read_day, read_year_month
from desktop.domain.money import fold
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.problems import Severity
from desktop.intake.grid import Cell, CellKind
from desktop.intake.outcome import Outcome
from desktop.intake.words import Words

_SERIALS_FROM = 10_000  # 1927; below, a number is rather a year or a slip
_SERIALS_TO = 100_000
_EARLIEST = 2000


class DayReader:
    """Reads days and months of one sheet; *year* is the one its title states."""

    def __init__(self, words: Words, *, today: date, year: int | None, epoch_1904: bool) -> None:
        self._words = words.dates
        # months 1 to 9: the total up to the ninth
        marks, month = re.escape(words.period.range_marks), "|".join(map(re.escape, words.dates.month))
        self._range = re.compile(f"(?<![0-9])([0-9]{{1,2}})(?:{month})?[{marks}]([0-9]{{1,2}}(?:{month}))")
        self._today = today
        self._year = year
        self._epoch_1904 = epoch_1904

    def day(self, cell: Cell) -> Outcome:
        """Return a date."""
        try:
            return Outcome(self._day(cell))
        except NotADay as error:
            return Outcome.wrong(error.reason)

    def past_day(self, cell: Cell) -> Outcome:
        """Return a date that is not in the future; one before 2000 is asked about, and one with the title's year."""
        outcome = self._day_of_title(cell) or self.day(cell)
        if not isinstance(outcome.value, date):
            return outcome
        if outcome.value > self._today:
            return Outcome.wrong("day_in_future", day=outcome.value.isoformat(), today=self._today.isoformat())
        if outcome.value.year < _EARLIEST:
            return outcome.told("day_early", severity=Severity.CHECK, day=outcome.value.isoformat())
        return outcome

    def year_month(self, cell: Cell) -> Outcome:
        """Return a month of the calendar as `2024-05`."""
        try:
            year, month = self._year_month(cell)
        except NotADay as error:
            return Outcome.wrong(error.reason)
        outcome = Outcome(f"{year:04d}-{month:02d}")
        return outcome if self._year is None or self._says_year(cell) else self._of_title(outcome)

    def report_month(self, cell: Cell) -> Outcome:
        """Return a reporting `Month`; 1-2 months are February, January alone is refused."""
        try:
            year, month = self._year_month(cell)
            return Outcome(Month.of(year, month))
        except NotADay as error:
            return Outcome.wrong(error.reason)
        except NoSuchMonth as error:
            return Outcome.wrong("january_alone" if error.reason == "january" else "month_out_of_range")

    def _day_of_title(self, cell: Cell) -> Outcome | None:
        """Return the day of a text such as 10月9日 in the year of the title, to be looked at; else None."""
        text = fold(cell.raw)
        if cell.kind is not CellKind.TEXT or self._year is None or not text.endswith(self._words.day):
            return None
        if self._says_year(cell):
            return None
        try:
            day = read_day(f"{self._year}{self._words.year[0]}{text}", words=self._words, today=self._today)
        except NotADay:
            return None
        return self._of_title(Outcome(day))

    def _says_year(self, cell: Cell) -> bool:
        """Return whether *cell* says a year itself."""
        if cell.kind is not CellKind.TEXT:
            return True
        try:
            read_year_month(self._range.sub(self._end_of_range, fold(cell.raw)), words=self._words, today=self._today)
        except NotADay as error:
            return error.reason != "year_missing"
        return True

    def _of_title(self, outcome: Outcome) -> Outcome:
        """Return *outcome*, told to be of the year that only the title says."""
        return outcome.told("year_of_title", severity=Severity.CHECK, year=str(self._year))

    def _day(self, cell: Cell) -> date:
        """Return the day of a cell, or raise `NotADay`."""
        if cell.kind is CellKind.DATE:
            if not isinstance(cell.value, date):
                raise NotADay("no_such_day")
            return cell.value
        if isinstance(cell.value, Decimal):
            return self._from_number(cell.value, cell.raw)
        return read_day(cell.raw, words=self._words, today=self._today)

    def _from_number(self, number: Decimal, raw: str) -> date:
        """Return the day of a number: 20240603 as written, else a serial."""
        if number == number.to_integral_value() and 19000101 <= number <= 22001231:
            return read_day(f"{int(number)}", words=self._words, today=self._today)
        if 1900 <= number <= 2200 or number >= _SERIALS_TO:
            raise NotADay("not_a_day")
        if 0 < number < _SERIALS_FROM and number != FAKE_DAY:
            raise NotADay("not_a_day")  # 10.9 is the ninth of October to who typed it, and to nobody a day of 1900
        return from_serial(number, epoch_1904=self._epoch_1904)

    def _year_month(self, cell: Cell) -> tuple[int, int]:
        """Return year and month of a cell, or raise `NotADay`."""
        if cell.kind is CellKind.DATE or (isinstance(cell.value, Decimal) and _is_day_number(cell.value)):
            day = self._day(cell)
            return day.year, day.month
        text = self._range.sub(self._end_of_range, fold(cell.raw))
        try:
            return read_year_month(text, words=self._words, today=self._today)
        except NotADay as error:
            if error.reason == "year_missing" and self._year is not None and cell.kind is CellKind.TEXT:
                dated = f"{self._year}{self._words.year[0]}{text}"
                return read_year_month(dated, words=self._words, today=self._today)
            raise

    def _end_of_range(self, match: re.Match[str]) -> str:
        """Return the last month of a range from January; no other range is a reporting month."""
        if int(match[1]) != 1:
            raise NotADay("not_a_month")
        return match[2]


def _is_day_number(number: Decimal) -> bool:
    """Return whether *number* can only be a serial or a written-out day, not a month such as 2024.05 or 202405."""
    return not (1900 <= number <= 2200) and not (190000 <= number <= 220013)
