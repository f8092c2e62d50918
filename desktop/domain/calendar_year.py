"""The days off and the weekends worked of one year (放假和调休), as an office types them from the yearly notice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.calendar import WorkCalendar
from desktop.domain.problems import Problem, Severity

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_SATURDAY = 5
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?(?:[\s=]+(?!\.\.)(.*))?")


@dataclass(frozen=True, slots=True)
class OffSpan:
    """Days off from *first* to *last*, both included; *name* is the holiday's."""

    first: date
    last: date
    name: str = ""

    @property
    def text(self) -> str:
        """The span as it is typed: `2027-01-01..2027-01-03 元旦`."""
        days = self.first.isoformat() if self.first == self.last else f"{self.first}..{self.last}"
        return f"{days} {self.name}".rstrip()

    def days(self) -> tuple[date, ...]:
        """Return every day of it."""
        return tuple(self.first + timedelta(days=place) for place in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """One year's calendar with the paper it stands on; *by_county* came with the county's letter."""

    year: int = 0
    off: tuple[OffSpan, ...] = ()
    working: tuple[date, ...] = ()
    basis: str = ""
    by_county: bool = False


def read_spans(text: str) -> tuple[tuple[OffSpan, ...], list[Problem]]:
    """Return the days off that *text* names, a span a line, and what cannot be read."""
    spans, problems = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _SPAN.fullmatch(line)
        first = _day(match[1]) if match else None
        last = _day(match[2] or match[1]) if match else None
        if match is None or first is None or last is None:
            problems.append(Problem("off", "bad_span", {"text": line}))
        else:
            spans.append(OffSpan(first, last, (match[3] or "").strip()))
    return tuple(spans), problems


def read_days(text: str) -> tuple[tuple[date, ...], list[Problem]]:
    """Return the days that *text* names, one a line or set apart by spaces or commas, and what cannot be read."""
    words = [word for word in re.split(r"[\s,，、;；]+", text) if word]
    found = [(word, _day(word)) for word in words]
    days = tuple(day for _, day in found if day is not None)
    return days, [Problem("working", "bad_day_line", {"text": word}) for word, day in found if day is None]


def check_calendar(draft: CalendarDraft, *, known: str = "") -> list[Problem]:
    """Return what is wrong or odd about a year's calendar; *known* is the paper of the one the program has."""
    if not _FIRST_YEAR <= draft.year <= _LAST_YEAR:
        return [Problem("year", "bad_calendar_year", {"year": str(draft.year)})]
    problems = [] if draft.basis.strip() else [Problem("basis", "missing")]
    if not draft.off:
        problems.append(Problem("off", "no_days_off"))
    problems += _check_spans(draft)
    off = {day for span in draft.off if span.first <= span.last for day in span.days()}
    for day in draft.working:
        problems += _check_worked(day, draft.year, off)
    if known:
        problems.append(Problem("year", "calendar_known", {"year": str(draft.year), "document": known}, Severity.CHECK))
    return problems


def with_typed(calendar: WorkCalendar, typed: Iterable[CalendarDraft]) -> WorkCalendar:
    """Return *calendar* where the *typed* years take the place of its own."""
    years = {each.year: each for each in typed}
    off = {day for day in calendar.off if day.year not in years}
    working = {day for day in calendar.working if day.year not in years}
    for each in years.values():
        off |= {day for span in each.off for day in span.days()}
        working |= set(each.working)
    return WorkCalendar(frozenset(off), frozenset(working), calendar.years | frozenset(years))


def _check_spans(draft: CalendarDraft) -> list[Problem]:
    problems, before = [], date.min
    for span in sorted(draft.off, key=lambda each: each.first):
        if span.last < span.first or {span.first.year, span.last.year} != {draft.year}:
            problems.append(Problem("off", "span_outside", {"text": span.text, "year": str(draft.year)}))
            continue
        if span.first <= before:
            problems.append(Problem("off", "spans_meet", {"text": span.text}))
        before = max(before, span.last)
    return problems


def _check_worked(day: date, year: int, off: Sequence[date] | set[date]) -> list[Problem]:
    said = {"text": day.isoformat(), "year": str(year)}
    if day.year != year:
        return [Problem("working", "span_outside", said)]
    if day in off:
        return [Problem("working", "works_and_rests", said)]
    if day.weekday() < _SATURDAY:
        return [Problem("working", "works_anyway", said, Severity.CHECK)]
    return []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
