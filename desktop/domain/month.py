"""Reporting months (所属期): there is no January, and February is January to February (1—2月)."""

import re
from datetime import date
from typing import NamedTuple, Self

_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})")


class NoSuchMonth(ValueError):
    """The text or number names no reporting month; *reason* is `january` or `bad_month`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Month(NamedTuple):
    """A reporting month; sorts by time. Written 2026-10; 2026-02 stands for January to February."""

    year: int
    number: int

    @classmethod
    def of(cls, year: int, number: int) -> Self:
        """Return the month, or raise `NoSuchMonth` (January has no figures of its own: domain.md 1, 7)."""
        if number == 1:
            raise NoSuchMonth("january")
        if not (2 <= number <= 12 and 2000 <= year <= 2099):
            raise NoSuchMonth("bad_month")
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month that *text* (`2026-10`) names, or raise `NoSuchMonth`."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise NoSuchMonth("bad_month")
        return cls.of(int(match[1]), int(match[2]))

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the reporting month *day* falls in; a day in January belongs to January to February."""
        return cls(day.year, max(day.month, 2))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def previous(self) -> Self | None:
        """The month before in the same year, or None for January to February."""
        return type(self)(self.year, self.number - 1) if self.number > 2 else None

    @property
    def last_year(self) -> Self:
        """The same month a year earlier (同期)."""
        return type(self)(self.year - 1, self.number)

    @property
    def first_day(self) -> date:
        """The first day counted in this month; January 1 for January to February."""
        return date(self.year, 1 if self.number == 2 else self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        following = date(self.year + 1, 1, 1) if self.number == 12 else date(self.year, self.number + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    def back(self, steps: int) -> Self:
        """Return the reporting month *steps* before this one; eleven make a year."""
        serial = self.year * 11 + self.number - 2 - steps
        return type(self)(serial // 11, serial % 11 + 2)


def last_complete(today: date) -> Month:
    """Return the latest reporting month that had ended by *today*."""
    if today.month <= 2:
        return Month(today.year - 1, 12)
    return Month(today.year, today.month - 1)
