"""One enterprise over the years (培育年度): one record a year, and how the list goes over into the next year."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.codes import LibraryStatus, OperatingStatus, Tier
from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT, TierSpan
from desktop.domain.figure import FigureValue
from desktop.domain.library_codes import GONE, Way
from desktop.domain.officer import OfficerDraft
from desktop.domain.problems import Problem, Severity
from desktop.domain.retention import Estimate

_CALENDAR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
YEAR_FIELDS = ("category", "route", "expected_month", "way", "leader", "officer", "unit", "difficulty", "note")
CARRIED = ("category", "route", "leader", "officer", "unit")


@dataclass(frozen=True, slots=True)
class YearDraft:
    """What a person types of one enterprise in one cultivation year; *unit* is who answers for it (责任单位)."""

    enterprise: str = ""
    year: int = 0
    category: str = ""
    route: str = ""
    expected_month: str = ""
    way: Way | None = None
    leader: str = ""
    officer: str = ""
    unit: str = ""
    difficulty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearRecord:
    """One year as it is kept; a closed year (已结转) also says where the enterprise stood when it was closed."""

    uid: str
    draft: YearDraft
    carried_from: int | None = None
    closed_on: date | None = None
    closing_tier: Tier | None = None
    closing_status: LibraryStatus | None = None


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year in the life of an enterprise: its stays in the libraries, its record, what was collected and told."""

    year: int
    record: YearRecord | None
    stays: tuple[TierSpan, ...]
    revenue: FigureValue | None
    estimates: tuple[Estimate, ...]
    closed: bool
    current: bool

    @property
    def draft(self) -> YearDraft | None:
        """What was typed of the year, or None."""
        return None if self.record is None else self.record.draft

    def said(self, name: str) -> str:
        """Return the text *name* of the year's record; category and route of its last stay where the year has none."""
        typed = "" if self.record is None else str(getattr(self.record.draft, name) or "")
        if typed or name not in {"category", "route"} or not self.stays:
            return typed
        return str(getattr(self.stays[-1], name))


@dataclass(frozen=True, slots=True)
class Roll:
    """A year that was closed: when, by which word, and how many went on and how many left."""

    uid: str
    year_from: int
    year_to: int
    on: date
    basis: str
    carried: int
    gone: int
    who: str


@dataclass(frozen=True, slots=True)
class RollLine:
    """One enterprise of the list at the end of the year; *carry* is how its tick stands at first.

    *revenue* is what was collected for the whole year, *december* the cumulative figure of December where only that
    was collected.
    """

    uid: str
    name: str
    tier: Tier
    category: str
    route: str
    status: OperatingStatus
    library_status: LibraryStatus
    revenue: FigureValue | None
    december: FigureValue | None
    carry: bool


@dataclass(frozen=True, slots=True)
class RollPlan:
    """What going over into *year_to* would do; *basis* is how long the journal was when it was looked at."""

    year_from: int
    year_to: int
    lines: tuple[RollLine, ...]
    outside: int
    problems: tuple[Problem, ...]
    basis: int

    @property
    def december(self) -> tuple[RollLine, ...]:
        """The enterprises whose December figure could stand as the year's revenue."""
        return tuple(line for line in self.lines if line.revenue is None and line.december is not None)


@dataclass(frozen=True, slots=True)
class RollDraft:
    """A person's decision: on which day and word, who leaves and why, and whether December stands for the year."""

    on: date | None = None
    basis: str = ""
    leaving: Mapping[str, str] = field(default_factory=dict)  # uid → reason
    december: bool = False


def check_keeper(draft: YearDraft, keeper: OfficerDraft | None) -> list[Problem]:
    """Ask where the year's record names others than the list of who answers for whom (包联清单)."""
    if keeper is None:
        return []
    pairs = (("leader", draft.leader, keeper.leader), ("officer", draft.officer, keeper.person))
    return [
        Problem(name, "keeper_differs", {"text": listed}, Severity.CHECK)
        for name, typed, listed in pairs
        if typed.strip() and listed.strip() and typed.strip() != listed.strip()
    ]


def check_year(draft: YearDraft, *, categories: Sequence[str], routes: Sequence[str]) -> list[Problem]:
    """Return what is wrong or odd about the record of one year; a code no plan knows is asked about."""
    problems = []
    if not 2000 <= draft.year <= 2099:
        problems.append(Problem("year", "bad_year"))
    if draft.expected_month and not _CALENDAR_MONTH.fullmatch(draft.expected_month):
        problems.append(Problem("expected_month", "bad_calendar_month"))
    elif draft.expected_month and int(draft.expected_month[:4]) not in {draft.year, draft.year + 1}:
        problems.append(Problem("expected_month", "expected_far", {"year": str(draft.year)}, Severity.CHECK))
    for name, known in (("category", categories), ("route", routes)):
        said = getattr(draft, name)
        if said and said not in known:
            problems.append(Problem(name, "not_of_plan", {"text": said}, Severity.CHECK))
    limits = dict.fromkeys(("leader", "officer", "unit"), SHORT_TEXT) | dict.fromkeys(("difficulty", "note"), LONG_TEXT)
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    return problems


def check_roll(plan: RollPlan, draft: RollDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with going over into the next year; before the year is over it is only asked."""
    problems = list(plan.problems)
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    if not draft.basis.strip():
        problems.append(Problem("basis", "missing"))
    listed = {line.uid: line.name for line in plan.lines}
    for uid, reason in draft.leaving.items():
        if uid not in listed:
            problems.append(Problem("leaving", "no_such_enterprise", {"uid": uid}))
        elif not reason.strip():
            problems.append(Problem("leaving", "leaving_needs_reason", {"name": listed[uid]}))
    return problems


def carried_on(tier: Tier | None, status: OperatingStatus, library_status: LibraryStatus) -> bool:
    """Return whether an enterprise is offered to go on: who was admitted or is gone is offered to leave."""
    return tier is not None and library_status is not LibraryStatus.ADMITTED and status not in GONE
