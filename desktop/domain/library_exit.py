"""Leaving the directory (退库): told with its day, ground, basis and the year from which it holds; and the caps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.assessment import CapState, cap_state
from desktop.domain.codes import LibraryStatus, TargetMeasure
from desktop.domain.preset import Preset
from desktop.domain.problems import Problem, Severity
from desktop.domain.retention_reader import RetentionRules
from desktop.domain.targets import for_year
from desktop.domain.workspace import OwnTarget

_TEXT_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class ExitDraft:
    """An exit as it is told; *ground* is an id of the reference, *basis* the paper or list it stands on."""

    on: date | None = None
    ground: str = ""
    basis: str = ""
    told_by: str = ""
    effective_year: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExitRow:
    """One exit as it is kept."""

    uid: str
    enterprise: str  # uid
    name: str
    township: str
    department: str
    on: date
    ground: str
    basis: str
    told_by: str
    effective_year: int
    note: str
    admitted_month: str
    who: str
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class CapLine:
    """One cap beside the exits of the year that this ledger has: whose it is, where it is written, how it stands."""

    unit_name: str
    cap: int
    exits: int
    state: CapState
    document: str
    clause: str
    note: str


def check_exit(
    draft: ExitDraft,
    rules: RetentionRules,
    *,
    status: LibraryStatus,
    admitted_month: str,
    last_year: int | None,
    threshold: int,
    today: date,
) -> list[Problem]:
    """Return what is wrong with an exit about to be recorded; *last_year* is last year's collected revenue in 分."""
    if status is not LibraryStatus.ADMITTED:
        return [Problem("on", "not_admitted")]
    problems = [Problem(name, "missing") for name in ("ground", "basis", "told_by") if not getattr(draft, name)]
    problems += _check_days(draft, admitted_month, today)
    ground = rules.exit_ground(draft.ground)
    if draft.ground and ground is None:
        problems.append(Problem("ground", "no_such_ground", {"text": draft.ground}))
    if ground is not None and ground.by_revenue and last_year is not None and last_year >= threshold:
        problems.append(Problem("ground", "exit_revenue_differs", severity=Severity.CHECK))
    if len(draft.note) > _TEXT_LIMIT:
        problems.append(Problem("note", "too_long", {"limit": str(_TEXT_LIMIT)}))
    return problems


def caps_of(preset: Preset, own: Iterable[OwnTarget], year: int, exits: int) -> tuple[CapLine, ...]:
    """Return the caps that hold in *year*, as issued or typed, beside the *exits* of this ledger."""
    typed = [(target.value, target.basis) for target in own if target.measure is TargetMeasure.EXIT_CAP]
    lines = [CapLine("", value, exits, cap_state(exits, value), basis, "", "") for value, basis in typed]
    for cap in for_year(preset.caps, year):
        where = cap.citation
        state = cap_state(exits, cap.value)
        lines.append(CapLine(cap.unit_name, cap.value, exits, state, where.document, where.clause, cap.note))
    return tuple(lines)


def _check_days(draft: ExitDraft, admitted_month: str, today: date) -> list[Problem]:
    problems = []
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif admitted_month and draft.on < _first_day(admitted_month):
        problems.append(Problem("on", "before_admission", {"since": admitted_month}))
    if not draft.effective_year:
        problems.append(Problem("effective_year", "missing"))
    elif draft.on is not None and abs(draft.effective_year - draft.on.year) > 1:
        problems.append(Problem("effective_year", "effective_year_far", {"year": str(draft.on.year)}))
    return problems


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)
