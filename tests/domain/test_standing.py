"""Collected figures beside the size: plain arithmetic, three measures, a coarse band."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Measure, Obtained, OperatingStatus, Source
from desktop.domain.exit_risk import Told, Watched
from desktop.domain.figure import FigureValue
from desktop.domain.library_codes import Likelihood
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.standing import collected_months, gaps, likelihood, short_of

WAN = 1_000_000
OCTOBER = Month(2026, 10)


def figure(wan: int, source=Source.INCOME_STATEMENT) -> FigureValue:
    return FigureValue(wan * WAN, str(wan), Scale.TEN_THOUSAND, source, Obtained.PAPER, "", date(2026, 11, 3))


def watched(ytd=None, last_year=None, same=None) -> Watched:
    def one(wan, period):
        return None if wan is None else Told(wan * WAN, period, Source.INCOME_STATEMENT)

    return Watched(OperatingStatus.NORMAL, one(last_year, "2025"), one(ytd, "2026-10"), one(same, "2025-10"))


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**12))
def test_what_is_short_makes_up_the_size(amount, threshold):
    short = short_of(amount, threshold)
    assert short >= 0
    assert (short == 0) == (amount >= threshold)
    assert short == 0 or amount + short == threshold


def test_nothing_collected_is_short_of_nothing():
    assert short_of(None, 2000 * WAN) is None


def test_each_measure_keeps_its_own_month_and_source():
    kept = {
        "2026-09": {Measure.VAT_SALES_YTD: figure(1900, Source.TAX_RETURN)},
        "2026-10": {Measure.MAIN_REVENUE_YTD: figure(2010)},
    }
    revenue, vat, output = gaps(kept, OCTOBER, 2000 * WAN)
    assert (revenue.period, revenue.short) == ("2026-10", 0)
    assert (vat.period, vat.value.source, vat.short) == ("2026-09", Source.TAX_RETURN, 100 * WAN)
    assert (output.value, output.short) == (None, None)


@pytest.mark.parametrize(
    ("ytd", "last_year", "same", "months", "band"),
    [
        (1600, 1900, 1500, 10, Likelihood.HIGH),  # 1600 + 1900 - 1500 = 2000
        (1599, 1900, 1500, 10, Likelihood.MEDIUM),
        (1100, 1900, 1500, 10, Likelihood.MEDIUM),  # 1500
        (1099, 1900, 1500, 10, Likelihood.LOW),
        (1600, 1900, 1500, 5, Likelihood.UNKNOWN),
        (1600, None, 1500, 10, Likelihood.UNKNOWN),
        (None, 1900, None, 10, Likelihood.UNKNOWN),
        (1600, 1900, None, 10, Likelihood.UNKNOWN),
    ],
)
def test_the_band_looks_at_the_twelve_months_that_are_over(ytd, last_year, same, months, band):
    said = likelihood(watched(ytd, last_year, same), months, threshold=2000 * WAN, near_from=1500 * WAN, months=6)
    assert said is band


def test_months_are_counted_back_over_the_turn_of_the_year():
    kept = {str(OCTOBER.back(steps)): {Measure.MAIN_REVENUE_YTD: figure(100)} for steps in (0, 1, 9, 10, 11)}
    assert collected_months(kept, OCTOBER) == 4
