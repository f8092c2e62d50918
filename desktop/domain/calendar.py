"""Working days (工作日) with the holidays and moved weekends of each year (调休)."""

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked; *years* are those whose holidays are known.

    In any other year only weekends are off, and `knows` says so.
    """

    off: frozenset[date]
    working: frozenset[date]
    years: frozenset[int]

    def knows(self, year: int) -> bool:
        """Return whether the holidays of *year* are known."""
        return year in self.years

    def is_working(self, day: date) -> bool:
        """Return whether *day* is worked."""
        if day in self.working:
            return True
        return day not in self.off and day.weekday() < _SATURDAY

    def next_working(self, day: date) -> date:
        """Return *day* if it is worked, else the first working day after it (顺延)."""
        while not self.is_working(day):
            day += _DAY
        return day

    def last_working(self, day: date) -> date:
        """Return *day* if it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Return how many days after *first*, up to and with *last*, are worked; negative where *last* came before."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working(first + _DAY * number) for number in range(1, (last - first).days + 1))

    def add_working_days(self, day: date, n: int) -> date:
        """Return the *n*-th working day after *day*, which is not counted itself; before it for a negative *n*."""
        step = _DAY if n > 0 else -_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day
