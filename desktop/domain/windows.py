"""When applications go in (申报窗口): the year's calendar, what it accepts, and the days counted backwards from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.calendar import WorkCalendar
from desktop.domain.month import Month, last_complete
from desktop.domain.preset import Citation, Preset
from desktop.domain.problems import Problem, Severity

PREPARE = "prepare"  # the plan's own word for the time before the annual batches


class WindowKind(StrEnum):
    """Which batch a window is (申报方式)."""

    MONTHLY = "monthly"
    ANNUAL_FIRST = "annual_first"
    ANNUAL_SECOND = "annual_second"
    JANUARY = "january"


class Procedure(StrEnum):
    """Which set of rules and materials an application follows."""

    ANNUAL = "annual"
    NEW = "new"
    SECTOR = "sector"


class WindowOrigin(StrEnum):
    """Whether a window's day stands in the local notice or is an example of another place."""

    NOTICE = "notice"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class WindowExample:
    """A closing day somewhere else: *month* of the calendar, or *months_before* the batch's month."""

    day: int
    place: str
    document: str
    month: int | None = None
    months_before: int | None = None
    years_after: int = 0
    used: bool = False


@dataclass(frozen=True, slots=True)
class WindowRule:
    """What is known of a kind of window where no local notice is: *months* are the batches of the year."""

    kind: WindowKind
    label: str
    accepts: tuple[Procedure, ...]
    months: tuple[int, ...]
    note: str
    examples: tuple[WindowExample, ...]


@dataclass(frozen=True, slots=True)
class BackwardStep:
    """What should be done so many working days before a window closes."""

    id: str
    label: str
    working_days: int


@dataclass(frozen=True, slots=True)
class WindowRules:
    """The reference of windows: kinds, routes and the steps backwards; *notice* says whose word holds."""

    notice: str
    kinds: tuple[WindowRule, ...]
    routes: Mapping[str, Procedure]
    steps: tuple[BackwardStep, ...]

    def procedure(self, route: str) -> Procedure:
        """Return the rules that *route* follows; a route nobody knows follows the ordinary ones."""
        return self.routes.get(route, Procedure.ANNUAL)


@dataclass(frozen=True, slots=True)
class AdmissionWindow:
    """One window of a cultivation year; *month* is that of a monthly batch, else 0.

    *held* False says that there is none this year; *uid* is empty for an example.
    """

    year: int
    kind: WindowKind
    month: int
    closes_on: date
    accepts: tuple[Procedure, ...]
    origin: WindowOrigin
    basis: str
    opens_on: date | None = None
    held: bool = True
    uid: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[WindowKind, int]:
        """What names this window within its year."""
        return self.kind, self.month

    @property
    def cutoff(self) -> Month:
        """The month whose cumulative figures go in: the last one that had ended when the window closes."""
        return last_complete(self.closes_on)


@dataclass(frozen=True, slots=True)
class WindowDraft:
    """What the clerk types of a window from this year's notice."""

    kind: WindowKind
    month: int = 0
    opens_on: date | None = None
    closes_on: date | None = None
    accepts: tuple[Procedure, ...] = ()
    basis: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day of the plan backwards from a window; *citation* where a plan orders it, else it is our advice."""

    label: str
    on: date
    citation: Citation | None = None


def calendar_of(
    year: int, typed: Iterable[AdmissionWindow], preset: Preset, rules: WindowRules
) -> tuple[AdmissionWindow, ...]:
    """Return every window of *year*, by closing day: typed ones as they are, the others as examples."""
    known = {window.key: window for window in typed}
    found = dict(known)
    for rule in rules.kinds:
        for month in rule.months or (0,):
            if (rule.kind, month) not in known:
                found[rule.kind, month] = _example(year, rule, month, preset)
    return tuple(sorted(found.values(), key=lambda window: (window.closes_on, window.kind, window.month)))


def upcoming(windows: Iterable[AdmissionWindow], today: date) -> tuple[AdmissionWindow, ...]:
    """Return the windows that are held and have not closed, the next one first."""
    return tuple(window for window in windows if window.held and window.closes_on >= today)


def check_window(draft: WindowDraft, *, year: int, calendar: WorkCalendar) -> list[Problem]:
    """Return what is wrong or odd about a window typed for *year*."""
    problems = []
    if not draft.basis.strip():
        problems.append(Problem("basis", "missing"))
    if draft.kind is WindowKind.MONTHLY and not 1 <= draft.month <= 12:
        problems.append(Problem("month", "missing"))
    if draft.held:
        problems += _check_days(draft, year, calendar)
        if not draft.accepts:
            problems.append(Problem("accepts", "missing"))
    return problems


def _check_days(draft: WindowDraft, year: int, calendar: WorkCalendar) -> list[Problem]:
    day = draft.closes_on
    if day is None:
        return [Problem("closes_on", "missing")]
    problems = []
    if not date(year - 1, 12, 1) <= day <= date(year + 1, 3, 31):
        problems.append(Problem("closes_on", "window_other_year", {"year": str(year)}))
    if draft.opens_on is not None and draft.opens_on > day:
        problems.append(Problem("opens_on", "window_backwards"))
    if not calendar.is_working(day):
        last = calendar.last_working(day)
        problems.append(Problem("closes_on", "window_on_holiday", {"last": last.isoformat()}, Severity.CHECK))
    if not calendar.knows(day.year):
        problems.append(Problem("closes_on", "holidays_unknown", {"year": str(day.year)}, Severity.NOTE))
    return problems


def backward_plan(
    window: AdmissionWindow, rules: WindowRules, preset: Preset, calendar: WorkCalendar
) -> tuple[Milestone, ...]:
    """Return the days to be ready before *window* closes, earliest first, its last working day at the end."""
    last = calendar.last_working(window.closes_on)
    steps = _prepare(window, preset, calendar)
    steps += [
        Milestone(step.label, last if not step.working_days else calendar.add_working_days(last, -step.working_days))
        for step in rules.steps
    ]
    return tuple(sorted(steps, key=lambda step: step.on))


def working_days_left(window: AdmissionWindow, today: date, calendar: WorkCalendar) -> int:
    """Return how many working days remain after *today* until the window's last one; negative once it has passed."""
    return calendar.working_days_between(today, calendar.last_working(window.closes_on))


def current_step(plan: Sequence[Milestone], today: date) -> Milestone | None:
    """Return the first day of *plan* that has not passed, or None."""
    return next((step for step in plan if step.on >= today), None)


def _prepare(window: AdmissionWindow, preset: Preset, calendar: WorkCalendar) -> list[Milestone]:
    if window.kind not in {WindowKind.ANNUAL_FIRST, WindowKind.ANNUAL_SECOND}:
        return []
    return [
        Milestone(named.label, calendar.next_working(date(window.year, min(named.months), 1)), named.citation)
        for named in preset.windows
        if named.id == PREPARE and named.months
    ]


def _example(year: int, rule: WindowRule, month: int, preset: Preset) -> AdmissionWindow:
    example = next((each for each in rule.examples if each.used), rule.examples[0])
    closes_on, basis = _closing(year, example, month), f"{example.place}\uff1a{example.document}"
    named = next((each for each in preset.windows if each.id == rule.kind.value), None)
    if named is not None and named.months:
        basis = f"{named.citation.document} {named.citation.clause}\uff1b{basis}"
        if closes_on.month not in named.months:
            closes_on = Month(year, max(named.months)).last_day  # the plan names the month alone
    return AdmissionWindow(year, rule.kind, month, closes_on, rule.accepts, WindowOrigin.EXAMPLE, basis, note=rule.note)


def _closing(year: int, example: WindowExample, batch: int) -> date:
    if example.month is not None:
        return date(year + example.years_after, example.month, example.day)
    serial = year * 12 + batch - 1 - (example.months_before or 0)
    return date(serial // 12, serial % 12 + 1, example.day)
