from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.preset import Citation, Comparison, Level, Target
from desktop.domain.targets import for_year, meets, net_increase, progress, total_within, within

TOWNSHIP = Target(
    level=Level.COUNTY,
    dimension=Dimension.TERRITORY,
    unit="xiushui",
    unit_name="秀水镇",
    measure=TargetMeasure.NET_INCREASE,
    comparison=Comparison.AT_LEAST,
    value=4,
    year_from=2024,
    year_to=2024,
    kind=TargetKind.OFFICIAL,
    citation=Citation("某文", "二"),
)
DEPARTMENT = replace(TOWNSHIP, dimension=Dimension.SECTOR, unit="nengyuan", unit_name="盂县能源局", value=1)
OVERALL = replace(TOWNSHIP, dimension=None, unit=None, unit_name="全县", value=10)
SECOND = replace(TOWNSHIP, unit="niucun", unit_name="牛村镇", value=1)


def test_sum_stays_in_one_dimension():
    assert total_within([TOWNSHIP, SECOND], Dimension.TERRITORY) == 5
    assert total_within([], Dimension.SECTOR) == 0


@pytest.mark.parametrize(
    "mixed",
    [
        [TOWNSHIP, DEPARTMENT],
        [TOWNSHIP, OVERALL],
        [TOWNSHIP, replace(OVERALL, dimension=Dimension.TERRITORY)],
        [TOWNSHIP, TOWNSHIP],
        [TOWNSHIP, replace(SECOND, measure=TargetMeasure.STOCK)],
        [TOWNSHIP, replace(SECOND, kind=TargetKind.DISPATCH)],
        [TOWNSHIP, replace(SECOND, year_to=2025)],
    ],
)
def test_sum_refuses_to_count_twice_or_to_mix(mixed):
    with pytest.raises(ValueError, match=r"target|unit"):
        total_within(mixed, Dimension.TERRITORY)


def test_rows_of_units_in_one_dimension_can_be_picked():
    everything = [TOWNSHIP, DEPARTMENT, OVERALL, SECOND, replace(SECOND, kind=TargetKind.DISPATCH)]
    assert within(everything, Dimension.TERRITORY) == (TOWNSHIP, SECOND)
    assert within(everything, Dimension.SECTOR) == (DEPARTMENT,)
    assert within(everything, None) == ()


def test_year_without_a_plan_has_no_target():
    long = replace(TOWNSHIP, year_from=2021, year_to=2025)
    assert for_year([TOWNSHIP, long], 2024) == (TOWNSHIP, long)
    assert for_year([TOWNSHIP, long], 2025) == (long,)
    assert for_year([TOWNSHIP, long], 2026) == ()


def test_net_increase_is_additions_less_exits():
    assert net_increase(1547, 163) == 1384
    assert net_increase(0, 2) == -2


@pytest.mark.parametrize(
    ("additions", "exits", "target", "percent", "gap"),
    [
        (10, 0, 10, Decimal("100.0"), 0),
        (8, 1, 10, Decimal("70.0"), 3),
        (1, 0, 3, Decimal("33.3"), 2),
        (2, 0, 3, Decimal("66.7"), 1),
        (1, 0, 16, Decimal("6.3"), 15),
        (12, 0, 10, Decimal("120.0"), 0),
        (0, 1, 4, Decimal("-25.0"), 5),
        (3, 0, None, None, None),
        (3, 0, 0, None, 0),
    ],
)
def test_progress_says_how_far_and_how_many_are_missing(additions, exits, target, percent, gap):
    reached = progress(additions, exits, target)
    assert (reached.net, reached.percent, reached.gap) == (additions - exits, percent, gap)


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above"),
    [
        (Comparison.AT_LEAST, False, True, True),
        (Comparison.MORE_THAN, False, False, True),
        (Comparison.EXACTLY, False, True, False),
        (Comparison.AT_MOST, True, True, False),
    ],
)
def test_comparison_decides_what_meets_a_target(comparison, below, equal, above):
    stock = replace(TOWNSHIP, comparison=comparison, value=800)
    assert [meets(stock, achieved) for achieved in (799, 800, 801)] == [below, equal, above]


@given(st.lists(st.integers(0, 1000), max_size=20))
def test_sum_is_the_sum_of_the_rows(values):
    rows = [replace(TOWNSHIP, unit=str(place), value=value) for place, value in enumerate(values)]
    assert total_within(rows, Dimension.TERRITORY) == sum(values)
