"""Questions about a figure: they ask, give both figures, and never propose a value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES
from desktop.domain.month import Month
from desktop.domain.plausibility import check_amount, check_line
from desktop.domain.problems import Severity

YTD, MONTH = Measure.MAIN_REVENUE_YTD, Measure.MAIN_REVENUE_MONTH
OCTOBER, FEBRUARY = Month(2026, 10), Month(2026, 2)
WAN = 1_000_000


def codes(problems):
    return [(problem.code, problem.values.get("factor")) for problem in problems]


@pytest.mark.parametrize("factor", [10, 1_000, 10_000])
@pytest.mark.parametrize("percent", [90, 100, 105, 150, 200])
def test_slip_of_the_unit_upwards_asks(factor, percent):
    problems = check_amount(YTD, 18_500 * factor * percent // 100, 18_500)
    assert codes(problems) == [("factor_up", str(factor))]
    assert problems[0].severity is Severity.CHECK
    assert problems[0].values["previous"] == "18500"


@pytest.mark.parametrize("factor", [10, 1_000, 10_000])
def test_slip_of_the_unit_downwards_asks(factor):
    assert codes(check_amount(YTD, 18_500, 18_500 * factor)) == [("factor_down", str(factor))]


@pytest.mark.parametrize(
    "times", ["1", "1.2", "2", "5", "8.9", "20.1", "50", "100", "500", "899", "2001", "8999", "20001"]
)
def test_growth_that_is_no_slip_does_not_ask(times):
    assert check_amount(YTD, int(1000 * Decimal(times)), 1000) == []


@pytest.mark.parametrize("previous", [None, 0, -5])
def test_nothing_to_compare_with_does_not_ask(previous):
    assert check_amount(YTD, 18_500, previous) == []


def test_cumulative_that_falls_asks():
    assert codes(check_amount(YTD, 999, 1000)) == [("cumulative_falls", None)]
    assert check_amount(YTD, 1000, 1000) == []


def test_what_is_no_cumulative_may_fall():
    assert check_amount(Measure.STAFF, 30, 36) == []
    assert check_amount(MONTH, 100, 150) == []


def test_profit_may_fall_and_be_negative():
    assert check_amount(Measure.PROFIT_YTD, -500, 1000) == []
    assert check_amount(Measure.PROFIT_YTD, 400, 500) == []


@pytest.mark.parametrize("measure", [measure for measure in Measure if measure is not Measure.PROFIT_YTD])
def test_other_measures_below_zero_are_refused(measure):
    (problem,) = check_amount(measure, -1, None)
    assert (problem.code, problem.severity, problem.field) == ("negative_amount", Severity.ERROR, measure.value)


def test_typed_month_beside_the_derived_one():
    (problem,) = check_line({YTD: 500, MONTH: 150}, {YTD: 300}, OCTOBER)
    assert (problem.code, problem.field, problem.values) == ("month_differs", MONTH.value, {"derived": "200"})
    assert check_line({YTD: 500, MONTH: 200}, {YTD: 300}, OCTOBER) == []
    assert check_line({YTD: 500, MONTH: 150}, {}, OCTOBER) == []  # nothing to derive it from
    assert check_line({MONTH: 150}, {YTD: 300}, OCTOBER) == []


def test_first_month_of_the_year_is_its_own_cumulative():
    assert codes(check_line({YTD: 500, MONTH: 150}, {}, FEBRUARY)) == [("month_differs", None)]
    assert check_line({YTD: 500, MONTH: 500}, {}, FEBRUARY) == []


def test_all_questions_come_at_once():
    problems = check_line({YTD: 30_000, MONTH: 1, Measure.STAFF: -3}, {YTD: 3_000}, OCTOBER)
    assert {problem.code for problem in problems} == {"factor_up", "negative_amount", "month_differs"}


amounts = st.integers(-(10**12), 10**12)


@given(measure=st.sampled_from(Measure), amount=amounts, previous=st.none() | amounts)
def test_a_question_never_forbids_and_a_refusal_is_a_sign(measure, amount, previous):
    for problem in check_amount(measure, amount, previous):
        refused = amount < 0 and not MEASURES[measure].may_be_negative
        assert (problem.severity is Severity.ERROR) == refused
        # both figures at most, and never a proposal
        assert set(problem.values) <= {"factor", "previous"}


@given(amount=st.integers(1, 10**12), factor=st.sampled_from([10, 1_000, 10_000]))
def test_every_bare_slip_asks_both_ways(amount, factor):
    assert codes(check_amount(YTD, amount * factor, amount)) == [("factor_up", str(factor))]
    assert codes(check_amount(YTD, amount, amount * factor)) == [("factor_down", str(factor))]
