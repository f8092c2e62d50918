"""The library of enterprises at risk (退规风险库): dated stays, each grade confirmed by a person, never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.codes import LibraryStatus, Obtained, OperatingStatus
from desktop.domain.exit_risk import RiskFound, Watched, heavier
from desktop.domain.figure import growth
from desktop.domain.library_exit import ExitRow
from desktop.domain.problems import Problem
from desktop.domain.retention_plan import Plan
from desktop.domain.retention_reader import RetentionRules
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign

NOTE_LIMIT = 2_000
_FIRST_YEAR, _LAST_YEAR = 2000, 2099

_NEEDS: dict[RiskAction, tuple[str, ...]] = {
    RiskAction.ENTER: ("grade", "signs", "reason"),
    RiskAction.CONFIRM: ("grade", "signs", "reason"),
    RiskAction.DISMISS: ("reason",),
    RiskAction.RELEASE: ("reason",),
}


class RetentionView(StrEnum):
    """What the page of retention lists."""

    TO_CONFIRM = "to_confirm"
    LIBRARY = "library"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    ADMITTED = "admitted"
    EXITED = "exited"


@dataclass(frozen=True, slots=True)
class RiskDraft:
    """A person's word about a risk: what, when, and what follows; *help_class* is an id of the reference."""

    action: RiskAction
    on: date | None = None
    grade: RiskGrade | None = None
    signs: tuple[RiskSign, ...] = ()
    help_class: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RiskStay:
    """One stay in the library of enterprises at risk that *by_unit* keeps; *until* is None while it lasts."""

    uid: str
    enterprise: str
    since: date
    until: date | None
    reason: str
    reason_out: str
    grade: RiskGrade
    help_class: str
    by_unit: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RiskStep:
    """One word of *by_unit* about a risk as it is kept; *computed* is the grade the program had found then.

    *stay* is the stay it is about, empty where it began none.
    """

    uid: str
    action: RiskAction
    on: date
    grade: RiskGrade | None
    computed: RiskGrade | None
    signs: tuple[RiskSign, ...]
    help_class: str
    reason: str
    who: str
    stay: str = ""
    by_unit: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class EstimateDraft:
    """What the enterprise itself expects of a whole year (企业自报预计): its word, never ours."""

    year: int = 0
    amount: int | None = None
    told_on: date | None = None
    told_by: str = ""
    obtained: Obtained | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate as it is kept; a later one stands beside the earlier ones."""

    uid: str
    year: int
    amount: int
    told_on: date
    told_by: str
    obtained: Obtained
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One enterprise that is, or was, in the directory: what is known, what speaks for a risk, what was confirmed.

    *beside* are further stays that last: at the county two units may keep one each, and a word is about all of them.
    """

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    status: OperatingStatus
    library_status: LibraryStatus
    admitted_month: str
    watched: Watched
    found: RiskFound
    stay: RiskStay | None
    last_step: RiskStep | None
    plan: Plan | None
    exits: tuple[ExitRow, ...]
    beside: tuple[RiskStay, ...] = ()

    @property
    def lasting(self) -> tuple[RiskStay, ...]:
        """Every stay that lasts, the weightiest first."""
        return () if self.stay is None else (self.stay, *self.beside)

    @property
    def growth(self) -> Decimal | None:
        """How the year so far stands to the same months of last year, as a ratio, or None."""
        ytd, then = self.watched.ytd, self.watched.same_period
        return growth(None if ytd is None else ytd.amount, None if then is None else then.amount)

    @property
    def to_confirm(self) -> bool:
        """Whether the signs ask for a person's word: nobody gave one yet, or they weigh more than it did."""
        if self.library_status is not LibraryStatus.ADMITTED or self.found.grade is None:
            return False
        if self.stay is not None:
            return heavier(self.found.grade, self.stay.grade)
        last = self.last_step
        # signs that were there when somebody said no ask no second time
        return last is None or last.action is not RiskAction.DISMISS or not self.found.codes <= set(last.signs)

    @property
    def re_entered(self) -> bool:
        """Whether it is back after an exit: such an admission is not its first (不算首次)."""
        return self.library_status is LibraryStatus.ADMITTED and bool(self.exits)


def heaviest_first(stays: Iterable[RiskStay]) -> list[RiskStay]:
    """Return those of *stays* that last, the weightiest first, of equal ones the oldest."""
    grades = tuple(RiskGrade)
    lasting = [stay for stay in stays if stay.until is None]
    return sorted(lasting, key=lambda stay: (grades.index(stay.grade), stay.since, stay.uid))


def shown_in(row: RetentionRow, view: RetentionView) -> bool:
    """Return whether *row* stands in *view*."""
    admitted = row.library_status is LibraryStatus.ADMITTED
    match view:
        case RetentionView.TO_CONFIRM:
            return row.to_confirm
        case RetentionView.LIBRARY:
            return row.stay is not None
        case RetentionView.ADMITTED:
            return admitted
        case RetentionView.EXITED:
            return not admitted
        case RetentionView.HIGH | RetentionView.MEDIUM | RetentionView.LOW:
            return row.stay is not None and row.stay.grade.value == view.value


def possible(row: RetentionRow) -> tuple[RiskAction, ...]:
    """Return what a person may say about the risk of *row* now."""
    if row.library_status is not LibraryStatus.ADMITTED:
        return ()
    if row.stay is not None:
        return (RiskAction.CONFIRM, RiskAction.RELEASE)
    return (RiskAction.ENTER, RiskAction.DISMISS) if row.to_confirm else (RiskAction.ENTER,)


def needs(action: RiskAction) -> tuple[str, ...]:
    """Return the fields that *action* must fill beside its date."""
    return _NEEDS[action]


def check_risk(draft: RiskDraft, row: RetentionRow, rules: RetentionRules, *, today: date) -> list[Problem]:
    """Return what is wrong with a person's word about the risk of *row*."""
    if draft.action not in possible(row):
        return [Problem("action", "risk_not_now")]
    problems = [Problem(name, "missing") for name in needs(draft.action) if not getattr(draft, name)]
    problems += check_day("on", draft.on, today=today)
    since = row.last_step.on if row.last_step is not None else None
    if draft.on is not None and since is not None and draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if draft.help_class and rules.help_class(draft.help_class) is None:
        problems.append(Problem("help_class", "no_such_help_class", {"text": draft.help_class}))
    if _clears_out(draft, rules) and row.plan is not None:
        problems.append(Problem("help_class", "plan_still_open"))
    return problems + check_length("reason", draft.reason)


def _clears_out(draft: RiskDraft, rules: RetentionRules) -> bool:
    chosen = rules.help_class(draft.help_class)
    return chosen is not None and not chosen.helps


def check_estimate(draft: EstimateDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with an estimate the enterprise gave."""
    problems = [Problem(name, "missing") for name in ("told_by", "obtained") if not getattr(draft, name)]
    if not _FIRST_YEAR <= draft.year <= _LAST_YEAR:
        problems.append(Problem("year", "bad_year"))
    if draft.amount is None:
        problems.append(Problem("amount", "missing"))
    elif draft.amount < 0:
        problems.append(Problem("amount", "negative"))
    return problems + check_day("told_on", draft.told_on, today=today) + check_length("note", draft.note)


def check_day(name: str, day: date | None, *, today: date) -> list[Problem]:
    """Return what is wrong with a day on which something was done."""
    if day is None:
        return [Problem(name, "missing")]
    return [Problem(name, "in_future")] if day > today else []


def check_length(name: str, text: str) -> list[Problem]:
    """Return that *text* is too long, if it is."""
    return [Problem(name, "too_long", {"limit": str(NOTE_LIMIT)})] if len(text) > NOTE_LIMIT else []
