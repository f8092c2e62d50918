"""When a month is filed (报送日期): from which day, until which, and how near that day is."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.calendar import WorkCalendar
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.section import Section


class Stage(StrEnum):
    """Where a month stands to its dates; computed, never stored."""

    FUTURE = "future"  # the month has not begun
    RUNNING = "running"  # begun, and not yet to be filed
    OPEN = "open"
    SOON = "soon"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day counted from a reporting month: the *day*th of the calendar month *after* months later."""

    after: int
    day: int

    def of(self, month: Month) -> date:
        """Return the day for *month*; one that its calendar month does not have is the last it has."""
        serial = month.year * 12 + month.number - 1 + self.after
        year, number = serial // 12, serial % 12 + 1
        return date(year, number, min(self.day, monthrange(year, number)[1]))


@dataclass(frozen=True, slots=True)
class FilingRule:
    """The dates that come with the program; *closes* None never closes. *soon* counts working days."""

    opens: MonthDay
    due: MonthDay
    closes: MonthDay | None
    soon: int
    basis: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class TypedDates:
    """Dates the office typed for *month*, with their basis; *onward* they hold for the months after it too."""

    month: Month
    due_on: date | None
    opens_on: date | None = None
    closes_on: date | None = None
    onward: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FilingDates:
    """The dates of one month and whence they are; *typed* by the office or *by_county*, else of the rule."""

    opens_on: date
    due_on: date
    closes_on: date | None
    basis: str
    typed: bool
    to_confirm: bool = False
    by_county: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """Where a month stands today: *days* are working days left, or days past (below zero: past)."""

    stage: Stage
    dates: FilingDates
    days: int


def read_filing_rule(data: dict[str, object]) -> FilingRule:
    """Return the rule of a data file; raise `BrokenKey`."""
    rule = Section(data).section("monthly")
    return FilingRule(
        opens=MonthDay(rule.whole("opens_after"), rule.whole("opens_day")),
        due=MonthDay(rule.whole("due_after"), rule.whole("due_day")),
        closes=MonthDay(rule.whole("closes_after"), rule.whole("closes_day")) if rule.has("closes_day") else None,
        soon=rule.whole("soon"),
        basis=rule.text("basis"),
        to_confirm=rule.flag("to_confirm"),
    )


def dates_of(month: Month, rule: FilingRule, typed: Sequence[TypedDates], calendar: WorkCalendar) -> FilingDates:
    """Return the dates of *month*: what the office typed for it, for the months since an earlier one, or the rule's.

    A day that is typed holds as it was typed; one that is counted and falls on a holiday moves to the next working day.
    """
    own = next((each for each in typed if each.month == month), None)
    if own is not None and own.due_on is not None:
        opens = own.opens_on or min(rule.opens.of(month), own.due_on)
        return FilingDates(opens, own.due_on, own.closes_on, own.basis, typed=True)
    earlier = [each for each in typed if each.onward and each.month < month and each.due_on is not None]
    if earlier:
        return _carried(max(earlier, key=lambda each: each.month), month, rule, calendar)
    due = calendar.next_working(rule.due.of(month))
    closes = None if rule.closes is None else calendar.next_working(rule.closes.of(month))
    return FilingDates(min(rule.opens.of(month), due), due, closes, rule.basis, typed=False, to_confirm=rule.to_confirm)


def decided_dates(
    month: Month, rule: FilingRule, typed: Sequence[TypedDates], told: Sequence[TypedDates], calendar: WorkCalendar
) -> FilingDates:
    """Return the dates of *month*: the county's word (*told*) where it has one, else what the office *typed*."""
    found = dates_of(month, rule, told, calendar)
    return replace(found, by_county=True) if found.typed else dates_of(month, rule, typed, calendar)


def timing(month: Month, dates: FilingDates, today: date, calendar: WorkCalendar, soon: int) -> Timing:
    """Return where *month* stands on *today*."""
    if today < month.first_day:
        return Timing(Stage.FUTURE, dates, calendar.working_days_between(today, dates.opens_on))
    if today < dates.opens_on:
        return Timing(Stage.RUNNING, dates, calendar.working_days_between(today, dates.opens_on))
    if dates.closes_on is not None and today > dates.closes_on:
        return Timing(Stage.CLOSED, dates, (dates.closes_on - today).days)
    if today > dates.due_on:
        return Timing(Stage.LATE, dates, (dates.due_on - today).days)
    left = calendar.working_days_between(today, dates.due_on)
    return Timing(Stage.SOON if left <= soon else Stage.OPEN, dates, left)


def check_dates(draft: TypedDates) -> list[Problem]:
    """Return what is wrong with dates about to be kept."""
    problems = []
    if draft.due_on is None:
        problems.append(Problem("due_on", "missing"))
        return problems
    if draft.due_on < draft.month.first_day:
        problems.append(Problem("due_on", "due_before_month"))
    if draft.opens_on is not None and draft.opens_on > draft.due_on:
        problems.append(Problem("opens_on", "opens_after_due"))
    if draft.closes_on is not None and draft.closes_on < draft.due_on:
        problems.append(Problem("closes_on", "closes_before_due"))
    if not draft.basis.strip():
        problems.append(Problem("basis", "missing"))
    return problems


def _carried(told: TypedDates, month: Month, rule: FilingRule, calendar: WorkCalendar) -> FilingDates:
    def moved(day: date | None) -> date | None:
        return None if day is None else _counted(told.month, day).of(month)

    due = moved(told.due_on)
    if due is None:
        raise ValueError("dates without a due day are not carried")
    due = calendar.next_working(due)
    closes = moved(told.closes_on)
    closes = None if closes is None else max(calendar.next_working(closes), due)
    opens = moved(told.opens_on) or rule.opens.of(month)
    return FilingDates(min(opens, due), due, closes, told.basis, typed=True)


def _counted(month: Month, day: date) -> MonthDay:
    after = day.year * 12 + day.month - month.year * 12 - month.number
    return MonthDay(after, day.day)
