"""What follows from reported figures by plain arithmetic (domain.md 6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES, MONTHLY, growth, month_amount, percent, progress
from desktop.domain.month import Month

cents = st.integers(-(10**16), 10**16)


@pytest.mark.parametrize(
    ("ytd", "before", "number", "expected"),
    [
        (300, None, 2, 300),  # 1—2月: both together
        (300, 999, 2, 300),
        (500, 300, 3, 200),
        (300, 300, 3, 0),
        (200, 300, 3, -100),  # a correction; it asks elsewhere
        (500, None, 3, None),  # the first entry may start in any month
        (None, 300, 3, None),
        (None, None, 2, None),
        (0, 0, 12, 0),
    ],
)
def test_month_from_cumulative(ytd, before, number, expected):
    assert month_amount(ytd, before, Month(2026, number)) == expected


@given(amounts=st.lists(cents, min_size=11, max_size=11))
def test_months_add_up_to_the_cumulative(amounts):
    ytds = [sum(amounts[: place + 1]) for place in range(11)]
    derived = [
        month_amount(ytd, ytds[place - 1] if place else None, Month(2026, place + 2)) for place, ytd in enumerate(ytds)
    ]
    assert derived == amounts


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (110, 100, "0.1"),
        (90, 100, "-0.1"),
        (0, 100, "-1"),
        (-50, 100, "-1.5"),
        (100, 0, None),
        (100, -5, None),
        (100, None, None),
        (None, 100, None),
        (0, 0, None),
    ],
)
def test_growth_needs_a_base_above_zero(now, then, expected):
    assert growth(now, then) == (None if expected is None else Decimal(expected))


@given(now=cents, then=cents)
def test_growth_is_none_exactly_where_the_base_is_not_above_zero(now, then):
    found = growth(now, then)
    assert (found is None) == (then <= 0)
    if found is not None:
        assert abs(found * then - (now - then)) < Decimal(1)


def test_progress():
    assert progress(500, 2000) == Decimal("0.25")
    assert progress(0, 2000) == 0
    assert progress(None, 2000) is None


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [("0.12345", "12.3"), ("0.1235", "12.4"), ("-0.1235", "-12.4"), ("-0.0001", "0.0"), ("1", "100.0"), ("0", "0.0")],
)
def test_percent_rounds_half_up_and_has_no_minus_zero(ratio, shown):
    assert str(percent(Decimal(ratio))) == shown


def test_percent_of_nothing_is_nothing():
    assert percent(None) is None
    assert percent(Decimal("0.12345"), decimals=2) == Decimal("12.35")


def test_every_measure_has_its_rule():
    assert set(MEASURES) == set(Measure)
    assert set(MONTHLY) == set(Measure) - {Measure.MAIN_REVENUE_YEAR}
    assert [measure for measure, rule in MEASURES.items() if rule.may_be_negative] == [Measure.PROFIT_YTD]
    assert [measure for measure, rule in MEASURES.items() if rule.places == 0] == [Measure.STAFF]
