"""Whether everybody who reached the size is where they belong (应达尽达、应统尽统), and how each one is handled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.admission import AdmissionState
from desktop.domain.codes import LibraryStatus, OperatingStatus, Tier
from desktop.domain.enterprise import LONG_TEXT
from desktop.domain.library_codes import Handling
from desktop.domain.problems import Problem
from desktop.domain.standing import Gap

_NEEDS_NOTE = frozenset({Handling.UNWILLING, Handling.INELIGIBLE, Handling.DOUBTED, Handling.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class HandlingDraft:
    """A word about what is done with one enterprise; a refusal is normal and has no consequence."""

    enterprise: str = ""
    handling: Handling | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandlingStep:
    """One such word as it is kept; a later one stands beside it."""

    uid: str
    enterprise: str
    year: int
    handling: Handling
    on: date
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One enterprise that reached the size and is not in the directory: by which figure, and what is done."""

    uid: str
    name: str
    township: str
    department: str
    tier: Tier | None
    status: OperatingStatus
    library_status: LibraryStatus
    last_year: Gap
    this_year: Gap
    application: AdmissionState | None
    step: HandlingStep | None

    @property
    def open(self) -> bool:
        """Whether nobody has said yet what is done: no word of this year and no application."""
        return self.step is None and self.application is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The check of one year: who reached the size, and how complete the list's figures are."""

    year: int
    rows: tuple[CoverageRow, ...]
    listed: int
    known: int
    unlisted: int

    @property
    def unknown(self) -> int:
        """How many enterprises have no revenue of last year."""
        return self.listed - self.known

    @property
    def waiting(self) -> int:
        """How many nobody has said anything about."""
        return sum(row.open for row in self.rows)


def check_handling(draft: HandlingDraft, last: date | None, *, today: date) -> list[Problem]:
    """Return what is wrong with a word about an enterprise, the one before said on day *last*."""
    problems = [Problem(name, "missing") for name in ("enterprise", "handling") if not getattr(draft, name)]
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif last is not None and draft.on < last:
        problems.append(Problem("on", "before_last_step", {"since": last.isoformat()}))
    if draft.handling in _NEEDS_NOTE and not draft.note.strip():
        problems.append(Problem("note", "missing"))
    if len(draft.note) > LONG_TEXT:
        problems.append(Problem("note", "too_long", {"limit": str(LONG_TEXT)}))
    return problems


def reached(gaps: Iterable[Gap]) -> bool:
    """Return whether any of these collected figures has reached the size."""
    return any(gap.short == 0 for gap in gaps)
