"""The twelve months handed in: frozen by digest, compared by month and measure."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureValue
from desktop.domain.handed_in import (
    MEASURES,
    PERIODS,
    biggest_jump,
    content_of,
    digest_of,
    disagreements,
    kept_of,
    months_of,
    periods_of,
    series,
)
from desktop.domain.money import Scale
from desktop.domain.month import Month

OCTOBER = Month(2026, 10)
WAN = 1_000_000
MONTHS = st.builds(Month, st.integers(2024, 2027), st.integers(2, 12))
AMOUNTS = st.integers(0, 10**12)


def value(amount: int) -> FigureValue:
    return FigureValue(amount, "", Scale.YUAN, Source.INCOME_STATEMENT, Obtained.PAPER, "会计", date(2026, 11, 3))


def revenue(months: dict[Month, int]):
    return {str(month): {Measure.MAIN_REVENUE_YTD: value(wan * WAN)} for month, wan in months.items()}


@st.composite
def kept_figures(draw):
    periods = draw(st.lists(st.sampled_from(periods_of(OCTOBER)), unique=True))
    return {
        period: {measure: value(draw(AMOUNTS)) for measure in draw(st.sets(st.sampled_from(MEASURES), min_size=1))}
        for period in periods
    }


def test_twelve_months_are_eleven_periods_because_january_and_february_are_one():
    months = months_of(OCTOBER)
    assert len(months) == PERIODS == 11
    assert (months[0], months[-1]) == (Month(2025, 11), OCTOBER)
    assert Month(2026, 2) in months


@given(MONTHS)
def test_the_months_end_with_the_cut_off_and_follow_each_other(cutoff):
    months = months_of(cutoff)
    assert months[-1] == cutoff
    assert all(later.back(1) == earlier for earlier, later in pairwise(months))


def test_the_months_own_amount_is_derived_and_says_so():
    lines = series(revenue({Month(2026, 9): 1900, OCTOBER: 2100}), OCTOBER)
    assert (lines[-1].revenue_month, lines[-1].derived) == (200 * WAN, True)
    assert lines[-2].revenue_month is None
    assert series(revenue({Month(2026, 2): 300}), Month(2026, 2))[-1].revenue_month == 300 * WAN


def test_a_typed_month_stands_before_the_derived_one():
    kept = revenue({Month(2026, 9): 1900, OCTOBER: 2100})
    kept["2026-10"][Measure.MAIN_REVENUE_MONTH] = value(190 * WAN)
    assert (series(kept, OCTOBER)[-1].revenue_month, series(kept, OCTOBER)[-1].derived) == (190 * WAN, False)


@given(kept_figures())
def test_what_was_frozen_is_read_back_whole(kept):
    content = content_of(kept, OCTOBER)
    back = kept_of(content)
    for month in months_of(OCTOBER):
        for measure in MEASURES:
            then, now = kept.get(str(month), {}).get(measure), back.get(str(month), {}).get(measure)
            assert (then is None) is (now is None)
            if then is not None and now is not None:
                assert (then.amount, then.source, then.given_by, then.on) == (
                    now.amount,
                    now.source,
                    now.given_by,
                    now.on,
                )


@given(kept_figures())
def test_nothing_disagrees_with_itself(kept):
    assert disagreements(content_of(kept, OCTOBER), kept, OCTOBER) == ()


@given(kept_figures(), st.sampled_from(months_of(OCTOBER)), st.sampled_from(MEASURES), AMOUNTS)
def test_one_changed_figure_is_the_one_that_disagrees(kept, month, measure, amount):
    content, before = content_of(kept, OCTOBER), kept.get(str(month), {}).get(measure)
    changed = {**kept, str(month): {**kept.get(str(month), {}), measure: value(amount)}}
    found = disagreements(content, changed, OCTOBER)
    if before is not None and before.amount == amount:
        assert found == ()
    else:
        (one,) = found
        assert (one.month, one.measure, one.now) == (month, measure, amount)
        assert one.handed_in == (None if before is None else before.amount)


@given(kept_figures(), kept_figures())
def test_equal_digests_mean_equal_content(first, second):
    one, two = content_of(first, OCTOBER), content_of(second, OCTOBER)
    assert (digest_of(OCTOBER, one) == digest_of(OCTOBER, two)) is (one == two)


def test_the_cut_off_is_part_of_the_digest():
    content = content_of(revenue({OCTOBER: 2100}), OCTOBER)
    assert digest_of(OCTOBER, content) != digest_of(Month(2026, 11), content)


def test_january_and_february_together_are_no_jump():
    kept = revenue({Month(2025, 11): 1800, Month(2025, 12): 2000, Month(2026, 2): 500, Month(2026, 3): 760})
    assert biggest_jump(series(kept, OCTOBER)) is None
    kept |= revenue({Month(2026, 4): 1060})
    assert biggest_jump(series(kept, OCTOBER)) == (Month(2026, 4), 260 * WAN, 300 * WAN)


def test_the_biggest_jump_is_the_steepest_and_not_the_largest():
    kept = revenue(
        {Month(2026, 5): 0, Month(2026, 6): 10, Month(2026, 7): 40, Month(2026, 8): 240, Month(2026, 9): 640}
    )
    # own months 10, 30, 200, 400: from 30 to 200 is the steepest
    assert biggest_jump(series(kept, OCTOBER)) == (Month(2026, 8), 30 * WAN, 200 * WAN)


def test_no_two_months_no_jump():
    assert biggest_jump(series(revenue({OCTOBER: 2100}), OCTOBER)) is None
