import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import LibraryStatus, Standing, Tier
from desktop.domain.preset import Citation, TierRule
from desktop.domain.tiers import band, propose, standing

WAN = 1_000_000  # 1 万元 in 分
CITED = Citation("某文", "三（一）")
BASE = TierRule(Tier.BASE, 500 * WAN, None, "", "基础库", CITED)
KEY = TierRule(Tier.KEY, 1000 * WAN, None, "revenue", "重点库", CITED)
NEAR = TierRule(Tier.KEY, 1500 * WAN, 2000 * WAN, "near", "临近", CITED)
JUDGED = TierRule(Tier.KEY, 1000 * WAN, None, "tech", "高成长", CITED, condition="由人判断")


@pytest.mark.parametrize(
    ("revenue", "rule"),
    [
        (None, None),
        (0, None),
        (500 * WAN - 1, None),
        (500 * WAN, BASE),
        (1000 * WAN - 1, BASE),
        (1000 * WAN, KEY),
        (2500 * WAN, KEY),
    ],
)
def test_revenue_proposes_the_most_demanding_rule(revenue, rule):
    assert propose([KEY, BASE], revenue) == rule
    assert propose([BASE, KEY], revenue) == rule


@pytest.mark.parametrize(
    ("revenue", "rule"), [(1500 * WAN - 1, None), (1500 * WAN, NEAR), (2000 * WAN - 1, NEAR), (2000 * WAN, None)]
)
def test_upper_limit_is_not_included(revenue, rule):
    assert propose([NEAR], revenue) == rule


def test_rule_that_needs_judgement_is_never_proposed():
    assert propose([JUDGED], 1200 * WAN) is None
    assert propose([JUDGED, BASE], 1200 * WAN) == BASE


@pytest.mark.parametrize(
    ("revenue", "status", "expected"),
    [
        (None, LibraryStatus.BELOW, Standing.UNKNOWN),
        (0, LibraryStatus.BELOW, Standing.BELOW),
        (1500 * WAN - 1, LibraryStatus.BELOW, Standing.BELOW),
        (1500 * WAN, LibraryStatus.BELOW, Standing.NEAR),
        (2000 * WAN - 1, LibraryStatus.BELOW, Standing.NEAR),
        (2000 * WAN, LibraryStatus.BELOW, Standing.REACHED),
        (2000 * WAN, LibraryStatus.EXITED, Standing.REACHED),
        (None, LibraryStatus.EXITED, Standing.UNKNOWN),
        (None, LibraryStatus.ADMITTED, Standing.ADMITTED),
        (1 * WAN, LibraryStatus.ADMITTED, Standing.ADMITTED),
    ],
)
def test_standing_is_plain_arithmetic_except_admission(revenue, status, expected):
    found = standing(revenue, threshold_fen=2000 * WAN, near_from_fen=1500 * WAN, status=status)
    assert found is expected


@pytest.mark.parametrize(
    ("revenue", "expected"), [(0, 0), (499, 0), (500, 1), (1000, 2), (1999, 3), (2000, 4), (9000, 4)]
)
def test_band_counts_the_limits_reached(revenue, expected):
    assert band(revenue * WAN, [limit * WAN for limit in (500, 1000, 1500, 2000)]) == expected


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_more_revenue_is_never_a_lower_band(one, other):
    limits = [limit * WAN for limit in (500, 1000, 1500, 2000)]
    low, high = sorted((one, other))
    assert band(low, limits) <= band(high, limits)
