"""Questions from an enterprise's own history (与自身历史比): a month, or a ratio, far from its own months before.

They compare what was collected already, say what stands where, and never what a figure should be.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from statistics import median

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity

Series = Mapping[str, Mapping[Measure, int]]  # period → measure → amount

_Point = tuple[int, int]  # a whole number over a whole number
_Span = tuple[str, str]  # a month's period and that of the month before in its year, empty for none

MONTHS = 11  # a year of reporting months before the one that is asked about


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """One question: the month's own amount of *measure*, or *over* divided by it, beside the months before.

    It asks where at least *points* months before are known and the month is outside all of them, *spread* times further
    from their middle than they usually are, and *times* as large, or as small, as it. *since* is its first month.
    """

    number: str
    text: str
    measure: Measure
    over: Measure | None
    points: int
    spread: Fraction
    times: Fraction
    since: str

    @property
    def measures(self) -> frozenset[Measure]:
        """The figures that it looks at."""
        return frozenset({self.measure} | ({self.over} if self.over else set()))


def months_needed(month: Month) -> tuple[Month, ...]:
    """Return *month* and those before it that the rules look at, the one before the oldest included."""
    return tuple(month.back(steps) for steps in range(MONTHS + 2))


@cache
def _spans(month: Month) -> tuple[_Span, ...]:
    """Return *month* and the months before it, the latest first; thousands of enterprises ask for the same ones."""
    months = (month.back(steps) for steps in range(MONTHS + 1))
    return tuple((str(each), "" if each.previous is None else str(each.previous)) for each in months)


def check_history(
    kept: Series, month: Month, rules: Iterable[HistoryRule], asked: AbstractSet[str] = frozenset()
) -> list[Problem]:
    """Return the questions that *rules* ask about *month* of one enterprise, each under its measure.

    What is *asked* about already is not asked again, and a ratio only where neither of its two figures is in doubt.
    """
    told: list[Problem] = []
    for rule in sorted(rules, key=lambda each: each.over is not None):
        doubted = asked | {problem.field for problem in told}
        if rule.since <= str(month) and not rule.measures & doubted and (found := _asked(rule, kept, month)):
            told.append(found)
    return told


def is_far(now: Fraction, before: Sequence[Fraction], rule: HistoryRule) -> bool:
    """Return whether *rule* asks about *now* beside *before*; too few months before say nothing."""
    if len(before) < rule.points or min(before) <= now <= max(before):
        return False
    middle = median(before)
    usual = median(abs(each - middle) for each in before)
    return abs(now - middle) > rule.spread * usual and (now >= rule.times * middle or now * rule.times <= middle)


def _asked(rule: HistoryRule, kept: Series, month: Month) -> Problem | None:
    this, *months = _spans(month)
    now = _point(rule, kept, this)
    if now is None:
        return None
    earlier = (_point(rule, kept, span) for span in months)
    before = [each for each in earlier if each is not None]
    if _is_among(now, before):
        return None
    there, exact = Fraction(*now), [Fraction(*each) for each in before]
    return _told(rule, there, exact) if is_far(there, exact, rule) else None


def _is_among(now: _Point, before: Sequence[_Point]) -> bool:
    """Return whether *now* lies between two of *before*; nearly all do, and whole numbers tell it much quicker."""
    above, below = now
    sides = [other * below - above * under for other, under in before]
    return not sides or min(sides) <= 0 <= max(sides)


def _told(rule: HistoryRule, now: Fraction, before: Sequence[Fraction]) -> Problem:
    values = {"number": rule.number, "text": rule.text, "months": str(len(before))}
    if rule.over is not None:
        times = now / median(before)
        return _question(rule, "off_own_ratio", values | {"times": f"{float(times):.{1 if times >= 1 else 2}f}"})
    amounts = {"now_amount": now, "low_amount": min(before), "high_amount": max(before)}
    return _question(rule, "off_own_range", values | {name: str(int(each)) for name, each in amounts.items()})


def _question(rule: HistoryRule, code: str, values: Mapping[str, str]) -> Problem:
    return Problem(rule.measure.value, code, values, Severity.CHECK)


def _point(rule: HistoryRule, kept: Series, span: _Span) -> _Point | None:
    """Return what *rule* looks at in *month*, None where it is not known; a ratio wants both above 0."""
    below = _own(rule.measure, kept, span)
    if rule.over is None:
        return None if below is None or below < 0 else (below, 1)
    above = _own(rule.over, kept, span)
    return (above, below) if above and below and above > 0 and below > 0 else None


def _own(measure: Measure, kept: Series, span: _Span) -> int | None:
    """Return the month's own amount; January and February together are no month like the others."""
    month, previous = span
    now = kept.get(month, {}).get(measure)
    if not MEASURES[measure].cumulative or now is None:
        return now
    before = kept.get(previous, {}).get(measure)
    return None if before is None else now - before
