"""A table of targets adds up within one dimension; a total split twice gives two sums, never one of both."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.preset import Citation, Comparison, Level, Target
from desktop.domain.reconcile import reconcile

UNIT = Target(
    level=Level.COUNTY,
    dimension=Dimension.TERRITORY,
    unit="xiushui",
    unit_name="秀水镇",
    measure=TargetMeasure.NET_INCREASE,
    comparison=Comparison.AT_LEAST,
    value=4,
    year_from=2026,
    year_to=2026,
    kind=TargetKind.OFFICIAL,
    citation=Citation("某文", "二"),
)
WHOLE = replace(UNIT, dimension=None, unit=None, unit_name="全县", value=10)


def split(values, dimension):
    return [replace(UNIT, dimension=dimension, unit=f"u{place}", value=value) for place, value in enumerate(values)]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12), st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_each_dimension_is_summed_alone(territory, sector):
    rows = [WHOLE, *split(territory, Dimension.TERRITORY), *split(sector, Dimension.SECTOR)]
    first, second = reconcile(rows)
    assert (first.dimension, first.total, first.rows) == (Dimension.TERRITORY, sum(territory), len(territory))
    assert (second.dimension, second.total) == (Dimension.SECTOR, sum(sector))
    assert first.stated == second.stated == 10
    assert first.agrees is (sum(territory) == 10)


def test_dispatch_is_never_summed_with_the_official_one():
    rows = [*split([4, 6], Dimension.TERRITORY), replace(UNIT, kind=TargetKind.DISPATCH, value=99)]
    official, dispatch = reconcile(rows)
    assert (official.total, dispatch.total) == (10, 99)


def test_a_total_of_another_level_or_of_one_route_is_not_the_total_of_the_split():
    rows = split([4, 6], Dimension.TERRITORY)
    assert reconcile([replace(WHOLE, level=Level.CITY, value=8), *rows])[0].stated is None
    assert reconcile([replace(WHOLE, route="growth"), *rows])[0].stated is None
    assert reconcile(rows)[0].agrees is None


def test_percentages_and_base_years_are_compared_as_they_are_written():
    rows = [replace(WHOLE, share="100", base_value=183), *split([4, 6], Dimension.TERRITORY)]
    told = zip(rows[1:], ("60.1", "40.0%"), (90, 93), strict=True)
    rows[1:] = [replace(row, share=share, base_value=base) for row, share, base in told]
    found = reconcile(rows)[0]
    assert (found.share_total, found.share_stated, found.share_agrees) == (Decimal("100.1"), Decimal(100), False)
    assert (found.base_total, found.base_agrees) == (183, True)
    # one row without a percentage: no sum is claimed
    rows[1] = replace(rows[1], share="")
    assert reconcile(rows)[0].share_total is None


def test_a_cap_is_no_split():
    assert reconcile([replace(UNIT, measure=TargetMeasure.EXIT_CAP)]) == ()
