"""The county office's own targets are the whole county's, on every page alike."""

import pytest

from desktop.domain.codes import TargetMeasure, UnitKind
from desktop.domain.month import Month
from desktop.domain.target_entry import TargetDraft
from tests.services.making import begun, kept

COUNTY = {"unit_name": "县中小企业发展中心", "unit_kind": UnitKind.COUNTY}


@pytest.fixture
def county(folder, world):
    opened = begun(folder, world, year=2024, **COUNTY)
    yield opened
    opened.close()


def test_today_and_the_page_of_targets_name_the_same_target(county):
    month = Month(2024, 10)
    (own,) = county.overview.today(month).targets
    assert (own.measure, own.value, own.issued) == (TargetMeasure.NET_INCREASE, 8, True)
    page = county.targets.page(month)
    assert page.own.official.target == own.value
    names = [[line.name for line in table.lines if line.official.target] for table in page.tables]
    assert list(map(len, names)) == [7, 5]
    assert [table.total.official.target for table in page.tables] == [10, 10]


def test_a_year_without_a_plan_has_none_until_it_is_typed(county):
    assert county.settings.own_targets(2026) == ()
    whole = TargetDraft("", "盂县", 2026, None, TargetMeasure.NET_INCREASE, value=6, basis="口头")
    kept(county.targets.set(whole))
    assert [(each.value, each.issued) for each in county.settings.own_targets(2026)] == [(6, False)]


def test_a_department_does_not_take_the_countys_target(folder, world):
    services = begun(folder, world, year=2024)
    try:
        assert [each.value for each in services.settings.own_targets(2024)] == [1]
    finally:
        services.close()
