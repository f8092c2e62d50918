"""Questions about a figure (核实): they ask and give both figures, and never propose a value."""

from collections.abc import Mapping

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity

_FACTORS = (10_000, 1_000, 10)  # slips of the unit, largest first (domain.md 6)
_LOW, _HIGH = 90, 200  # per cent of the bare factor: a month may lose a little and may double


def check_line(values: Mapping[Measure, int], previous: Mapping[Measure, int], month: Month) -> list[Problem]:
    """Return the questions about one enterprise's figures of *month*; *previous* holds those of the month before.

    `Problem.field` is the measure's code.
    """
    problems = []
    for measure, amount in values.items():
        problems += check_amount(measure, amount, previous.get(measure))
    problems += _check_month_against_ytd(values, previous, month)
    return problems


def check_amount(measure: Measure, amount: int, previous: int | None) -> list[Problem]:
    """Return what is wrong or odd about one amount beside the one of the month before."""
    rule = MEASURES[measure]
    if amount < 0 and not rule.may_be_negative:
        return [Problem(measure.value, "negative_amount")]
    if previous is None or previous <= 0:
        return []
    if factor := _slip(amount, previous):
        return [_question(measure, "factor_up", factor=str(factor), previous=str(previous))]
    if factor := _slip(previous, amount):
        return [_question(measure, "factor_down", factor=str(factor), previous=str(previous))]
    if rule.cumulative and not rule.may_be_negative and amount < previous:
        return [_question(measure, "cumulative_falls", previous=str(previous))]
    return []


def _question(measure: Measure, code: str, **values: str) -> Problem:
    return Problem(measure.value, code, values, Severity.CHECK)


def _slip(large: int, small: int) -> int | None:
    if small <= 0:
        return None
    for factor in _FACTORS:
        if small * factor * _LOW <= large * 100 <= small * factor * _HIGH:
            return factor
    return None


def _check_month_against_ytd(
    values: Mapping[Measure, int], previous: Mapping[Measure, int], month: Month
) -> list[Problem]:
    typed, ytd = values.get(Measure.MAIN_REVENUE_MONTH), values.get(Measure.MAIN_REVENUE_YTD)
    if typed is None or ytd is None:
        return []
    before = 0 if month.previous is None else previous.get(Measure.MAIN_REVENUE_YTD)
    if before is None or ytd - before == typed:
        return []
    return [_question(Measure.MAIN_REVENUE_MONTH, "month_differs", derived=str(ytd - before))]
