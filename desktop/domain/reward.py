"""Rewards as rules (奖补): what may be said of one enterprise after it was admitted, never before, never a promise."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy_codes import CountingStart, PolicyLevel, Verdict
from desktop.domain.problems import Problem, Severity

_YEAR_END = (12, 31)


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say of an enterprise, with the clause it is asked for."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RewardRule:
    """One reward as data; *amount* is the wording of the clause.

    *stays* asks for that many years without leaving, *within* limits to so many years after the first admission,
    *pay_offset* is how many years after the year of the fact it is paid. *valid_from* is when its document came into
    force, *routes* empty means any.
    """

    id: str
    scheme: str
    label: str
    level: PolicyLevel
    payer: str
    document: str
    clause: str
    text: str
    amount: str
    presets: frozenset[str]
    first: bool = False
    stays: int = 0
    within: int = 0
    pay_offset: int = 0
    valid_from: date | None = None
    routes: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    asks: tuple[Question, ...] = ()
    to_confirm: bool = False
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody found out about one question of one enterprise: when and on what basis."""

    uid: str
    question: str
    yes: bool
    on: date
    basis: str
    who: str


@dataclass(frozen=True, slots=True)
class LibraryHistory:
    """What the ledger knows of an enterprise and the directory.

    *admitted_month* is its present (or last) admission, *admitted* whether it is in now; *earlier* says what shows
    that it was in before: an exit, an earlier admission, its category.
    """

    admitted: bool
    admitted_month: str
    route: str = ""
    earlier: tuple[Problem, ...] = ()
    left_on: date | None = None

    @property
    def known(self) -> bool:
        """True where there is an admission fact; without one nothing may be said of rewards."""
        return bool(self.admitted_month)

    @property
    def year(self) -> int:
        """The year of the admission."""
        return int(self.admitted_month[:4])


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be said of one rule and why; *due_on* is the day its years are full, *pay_year* the year of pay."""

    rule: RewardRule
    verdict: Verdict
    reasons: tuple[Problem, ...]
    due_on: date | None
    pay_year: int


def hints(
    rules: Iterable[RewardRule],
    history: LibraryHistory,
    answers: Mapping[str, bool],
    *,
    counting: CountingStart,
    today: date,
) -> tuple[Hint, ...]:
    """Return what may be said of each rule; nothing at all where there is no admission fact."""
    if not history.known:
        return ()
    return tuple(weigh(rule, history, answers, counting=counting, today=today) for rule in rules)


def weigh(
    rule: RewardRule, history: LibraryHistory, answers: Mapping[str, bool], *, counting: CountingStart, today: date
) -> Hint:
    """Return what may be said of *rule*; one condition that fails outweighs all that is missing."""
    due = due_on(history.admitted_month, rule.stays, counting) if rule.stays else None
    reasons = [*_first(rule, history, answers), *_route(rule, history), *_stay(history, due, today)]
    reasons += [*_within(rule, history, today), *_document(rule, history)]
    reasons += [each for question in rule.asks if (each := _asked(question, answers)) is not None]
    failed = any(each.severity is Severity.ERROR for each in reasons)
    verdict = Verdict.NOT_MET if failed else Verdict.MISSING if reasons else Verdict.MAYBE
    year = due.year if due is not None else history.year
    return Hint(rule, verdict, tuple(reasons), due, year + rule.pay_offset)


def due_on(admitted_month: str, years: int, counting: CountingStart) -> date:
    """Return the day on which *years* without leaving are full, counted as *counting* says."""
    year, month = int(admitted_month[:4]), int(admitted_month[5:7])
    match counting:
        case CountingStart.ADMISSION_YEAR:
            return date(year + years - 1, *_YEAR_END)
        case CountingStart.YEAR_AFTER:
            return date(year + years, *_YEAR_END)
        case CountingStart.ADMISSION_MONTH:
            return date(year + years, month, monthrange(year + years, month)[1])


def _first(rule: RewardRule, history: LibraryHistory, answers: Mapping[str, bool]) -> list[Problem]:
    """首次 needs the whole history of the directory, which only a person can have looked up."""
    if not rule.first:
        return []
    if history.earlier:
        return list(history.earlier)
    match answers.get(FIRST_TIME):
        case None:
            return [Problem(FIRST_TIME, "reward_history_unknown", severity=Severity.CHECK)]
        case False:
            return [Problem(FIRST_TIME, "reward_not_first_told")]
        case _:
            return []


def _route(rule: RewardRule, history: LibraryHistory) -> list[Problem]:
    if not rule.routes and not rule.excludes:
        return []
    if not history.route:
        return [Problem("route", "reward_route_unknown", severity=Severity.CHECK)]
    if history.route in rule.excludes or (rule.routes and history.route not in rule.routes):
        return [Problem("route", "reward_route_not_meant")]
    return []


def _stay(history: LibraryHistory, due: date | None, today: date) -> list[Problem]:
    if due is None:
        return []
    if not history.admitted and (history.left_on is None or history.left_on <= due):
        return [Problem("stays", "reward_left", {"on": "" if history.left_on is None else history.left_on.isoformat()})]
    if today < due:
        return [Problem("stays", "reward_not_yet", {"on": due.isoformat()}, Severity.CHECK)]
    return []


def _within(rule: RewardRule, history: LibraryHistory, today: date) -> list[Problem]:
    if not rule.within:
        return []
    last = due_on(history.admitted_month, rule.within, CountingStart.ADMISSION_MONTH)
    return [Problem("within", "reward_time_over", {"on": last.isoformat()})] if today > last else []


def _document(rule: RewardRule, history: LibraryHistory) -> list[Problem]:
    """An admission before the document came into force asks whether it holds for it."""
    if rule.valid_from is None or history.admitted_month >= f"{rule.valid_from:%Y-%m}":
        return []
    return [Problem("rule", "reward_before_document", {"on": rule.valid_from.isoformat()}, Severity.CHECK)]


def _asked(question: Question, answers: Mapping[str, bool]) -> Problem | None:
    match answers.get(question.id):
        case None:
            return Problem(question.id, "reward_unanswered", {"question": question.label}, Severity.CHECK)
        case False:
            return Problem(question.id, "reward_condition_not_met", {"question": question.label})
        case _:
            return None


FIRST_TIME = "first_time"  # the question that every rule of a first admission asks
