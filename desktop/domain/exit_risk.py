"""Which signs say that an admitted enterprise may leave the directory (退规风险), and how weighty they are.

Plain arithmetic on collected figures and on the recorded state; nothing here works out a year that is not over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.change import Value
from desktop.domain.codes import OperatingStatus, Source
from desktop.domain.money import plain
from desktop.domain.preset import Preset, RiskRule
from desktop.domain.risk_codes import RiskGrade, RiskSign

_STATUS_SIGNS = {
    OperatingStatus.STOPPED: RiskSign.STOPPED,
    OperatingStatus.HALF_STOPPED: RiskSign.HALF_STOPPED,
    OperatingStatus.CLOSED: RiskSign.ABNORMAL,
    OperatingStatus.DEREGISTERED: RiskSign.ABNORMAL,
    OperatingStatus.LOST: RiskSign.ABNORMAL,
}
_WEIGHT = tuple(RiskGrade)
# neither is a ground by itself: the one follows from others, the other tells only what nobody collected
_NO_GROUND = frozenset({RiskSign.NEAR_LIMIT, RiskSign.UNCOLLECTED})


@dataclass(frozen=True, slots=True)
class SignRule:
    """What the reference says of one sign; *ours* marks a hint of this program (本软件提示) no document has."""

    sign: RiskSign
    grade: RiskGrade
    computed: bool
    ours: bool
    document: str
    clause: str
    note: str
    percent: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One collected amount: of which period and from which source; an estimate names the *day* and *who* said it."""

    amount: int
    period: str
    source: Source
    who: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of one admitted enterprise; None is not collected.

    *ytd* and *same_period* are cumulative and end with the same month; *uncollected* counts the reporting months back
    from the one asked for in which nothing was collected.
    """

    status: OperatingStatus
    last_year: Told | None = None
    ytd: Told | None = None
    same_period: Told | None = None
    estimate: Told | None = None
    uncollected: int = 0


@dataclass(frozen=True, slots=True)
class SignFound:
    """One sign with the figures it stands on; *result* is what they make, *limit* what it is compared with."""

    sign: RiskSign
    figures: tuple[Told, ...] = ()
    result: int | None = None
    limit: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class RiskFound:
    """What speaks for a risk: the signs, the plan's rules that hold, and the grade that follows; None is no sign."""

    signs: tuple[SignFound, ...] = ()
    rules: tuple[RiskRule, ...] = ()
    grade: RiskGrade | None = None

    @property
    def codes(self) -> frozenset[RiskSign]:
        """The signs without their figures."""
        return frozenset(found.sign for found in self.signs)


def find_risk(watched: Watched, rules: Mapping[RiskSign, SignRule], plan: Preset) -> RiskFound:
    """Return which signs and which rules of *plan* hold for *watched*, weightiest sign first."""
    found = [sign for sign in _signs(watched, rules, _limit(plan)) if rules[sign.sign].computed]
    near = next((rule for rule in plan.risk_rules if rule.caps_last_year and _holds(rule, found, watched)), None)
    if near is not None and watched.last_year is not None:
        found.append(SignFound(RiskSign.NEAR_LIMIT, (watched.last_year,), limit=near.revenue_below_fen))
    ordered = sorted(found, key=lambda each: _WEIGHT.index(rules[each.sign].grade))
    return RiskFound(
        signs=tuple(ordered),
        rules=tuple(rule for rule in plan.risk_rules if _holds(rule, found, watched)),
        grade=weightiest((each.sign for each in ordered), rules),
    )


def weightiest(signs: Iterable[RiskSign], rules: Mapping[RiskSign, SignRule]) -> RiskGrade | None:
    """Return the highest grade that *signs* carry, or None where there are none."""
    return min((rules[sign].grade for sign in signs), key=_WEIGHT.index, default=None)


def heavier(one: RiskGrade | None, other: RiskGrade | None) -> bool:
    """Return whether *one* weighs more than *other*; no grade weighs nothing."""
    places = [len(_WEIGHT) if grade is None else _WEIGHT.index(grade) for grade in (one, other)]
    return places[0] < places[1]


def last_twelve(watched: Watched) -> int | None:
    """Return what was collected for the twelve months that end with the latest month, or None where a part is missing.

    This year so far, and last year without its same months: all of it past.
    """
    ytd, last_year, same_period = watched.ytd, watched.last_year, watched.same_period
    if ytd is None or last_year is None or same_period is None:
        return None
    return ytd.amount + last_year.amount - same_period.amount


def kept_of(found: RiskFound) -> Value:
    """Return *found* as the journal keeps it beside a person's word: sign, period, amounts in 元, sources."""
    lines: list[Value] = []
    for each in found.signs:
        figures: list[Value] = [[told.period, plain(told.amount), told.source.value] for told in each.figures]
        amounts: list[Value] = [None if fen is None else plain(fen) for fen in (each.result, each.limit)]
        lines.append([each.sign.value, figures, *amounts, each.count])
    return lines


def _limit(plan: Preset) -> int:
    named = [rule.revenue_below_fen for rule in plan.risk_rules if rule.signs and not rule.caps_last_year]
    return next((fen for fen in named if fen is not None), plan.threshold_fen)


def _signs(watched: Watched, rules: Mapping[RiskSign, SignRule], limit: int) -> Iterable[SignFound]:
    if watched.status in _STATUS_SIGNS:
        yield SignFound(_STATUS_SIGNS[watched.status])
    if watched.last_year is not None and watched.last_year.amount < limit:
        yield SignFound(RiskSign.BELOW_LAST_YEAR, (watched.last_year,), limit=limit)
    twelve = last_twelve(watched)
    if twelve is not None and twelve < limit:
        parts = (watched.ytd, watched.last_year, watched.same_period)
        yield SignFound(RiskSign.BELOW_TWELVE, tuple(told for told in parts if told is not None), twelve, limit)
    if watched.estimate is not None and watched.estimate.amount < limit:
        yield SignFound(RiskSign.ESTIMATE_BELOW, (watched.estimate,), limit=limit)
    if _falls(watched, rules[RiskSign.FALLING].percent) and watched.ytd and watched.same_period:
        yield SignFound(RiskSign.FALLING, (watched.ytd, watched.same_period))
    if watched.uncollected >= rules[RiskSign.UNCOLLECTED].months:
        yield SignFound(RiskSign.UNCOLLECTED, count=watched.uncollected)


def _falls(watched: Watched, percent: int) -> bool:
    if watched.ytd is None or watched.same_period is None or watched.same_period.amount <= 0:
        return False
    then = watched.same_period.amount
    return (then - watched.ytd.amount) * 100 >= percent * then


def _holds(rule: RiskRule, found: Iterable[SignFound], watched: Watched) -> bool:
    codes = {each.sign for each in found} - _NO_GROUND
    if not codes or (rule.signs and not codes & set(rule.signs)):
        return False
    if not rule.caps_last_year or rule.revenue_below_fen is None:
        return True
    return watched.last_year is not None and watched.last_year.amount <= rule.revenue_below_fen
