from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from desktop.domain.codes import Dimension, UnitKind
from desktop.domain.money import Scale
from desktop.domain.preset import Citation, Level
from desktop.domain.preset_reader import read_preset
from desktop.domain.section import BrokenKey, Section

NATIONAL: dict[str, Any] = {
    "threshold": {"ten_thousand_yuan": 2000, "document": "国家", "clause": "二"},
    "near_from": {"ten_thousand_yuan": 1500, "document": "外地", "clause": "三", "source_note": "默认值"},
    "bands": {"ten_thousand_yuan": [500, 1000], "document": "国家", "clause": "四"},
    "issue_clock": {
        "study_days": 1,
        "feedback_days": 3,
        "ordinary_days": 7,
        "major_months": 1,
        "working_days": False,
        "to_confirm": True,
        "document": "省",
        "clause": "五",
    },
    "form_scale": {"scale": "ten_thousand", "document": "通行做法", "clause": "六"},
    "assessment": {"january": "same", "to_confirm": True, "document": "各地", "clause": "七"},
    "no_target": {"words": ["统计局"], "text": "不设目标", "document": "中央", "clause": "八"},
    "reserve": {"text": "外地做法", "document": "外地", "clause": "九"},
}


def plan(**more: Any) -> dict[str, Any]:
    units = [
        {"id": "u-nengyuan", "name": "盂县能源局", "kind": "department"},
        {
            "id": "u-xiushui",
            "name": "秀水镇",
            "kind": "township",
            "full_name": "盂县秀水镇人民政府",
            "aliases": ["秀水"],
        },
        {"id": "u-kaifaqu", "name": "盂县经济技术开发区", "kind": "zone", "aliases": ["经开区"]},
        {"id": "u-county", "name": "盂县中小企业发展中心", "kind": "county"},
    ]
    return {
        "id": "p",
        "title": "某方案",
        "region_name": "盂县",
        "region_code": "140322",
        "year": 2024,
        "document": "某文〔2024〕1号",
        "units": units,
        **more,
    }


def target(**more: Any) -> dict[str, Any]:
    return {
        "level": "county",
        "dimension": "sector",
        "unit": "u-nengyuan",
        "unit_name": "盂县能源局",
        "measure": "net_increase",
        "comparison": "at_least",
        "value": 1,
        "year": 2024,
        "kind": "official",
        "clause": "二",
        **more,
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("能源局", "u-nengyuan"),
        ("县能源局", "u-nengyuan"),
        ("盂县能源局", "u-nengyuan"),
        (" 盂县 能源局\u3000", "u-nengyuan"),
        ("秀水镇", "u-xiushui"),
        ("秀水", "u-xiushui"),
        ("盂县秀水镇", "u-xiushui"),
        ("秀水镇人民政府", "u-xiushui"),
        ("县经开区", "u-kaifaqu"),
        ("盂县经开区", "u-kaifaqu"),
        ("县中小企业发展中心", "u-county"),
        ("县", None),
        ("盂县", None),
        ("", None),
        ("水利局", None),
    ],
)
def test_unit_is_found_by_any_of_its_names(asked, found):
    unit = read_preset(plan(), NATIONAL).find_unit(asked)
    assert (unit.id if unit else None) == found


def test_name_that_two_units_share_finds_none():
    preset = read_preset(plan(), NATIONAL)
    twin = replace(preset.units[0], id="u-other")
    assert replace(preset, units=(*preset.units, twin)).find_unit("能源局") is None


def test_name_that_is_nothing_but_the_region_matches_nothing_else():
    preset = read_preset(plan(), NATIONAL)
    county = replace(preset.units[3], aliases=("盂县",))
    assert replace(preset, units=(county,)).find_unit("县") is None
    assert replace(preset, units=(county,)).find_unit("盂县") == county


def test_kind_says_in_which_dimension_a_unit_counts():
    units = {unit.kind: unit.dimension for unit in read_preset(plan(), NATIONAL).units}
    assert units == {
        UnitKind.TOWNSHIP: Dimension.TERRITORY,
        UnitKind.DEPARTMENT: Dimension.SECTOR,
        UnitKind.ZONE: Dimension.SECTOR,
        UnitKind.COUNTY: None,
    }


def test_what_the_plan_does_not_state_is_filled_and_says_where_from():
    preset = read_preset(plan(), NATIONAL)
    assert preset.threshold_fen == 2000 * 10_000 * 100
    assert preset.bands_fen == (500_000_000, 1_000_000_000)
    assert preset.form_scale is Scale.TEN_THOUSAND
    assert preset.issue_clock.ordinary_days == 7
    assert preset.source_of("threshold") == Citation("国家", "二")
    assert preset.source_of("near_from") == Citation("外地", "三", "默认值")
    assert preset.filled == set(NATIONAL)


def test_what_the_plan_states_wins_and_is_its_own_source():
    preset = read_preset(plan(threshold={"ten_thousand_yuan": 3000, "clause": "一"}), NATIONAL)
    assert preset.threshold_fen == 3000 * 10_000 * 100
    assert preset.source_of("threshold") == Citation("某文〔2024〕1号", "一")
    assert "threshold" not in preset.filled


def test_national_value_without_a_document_is_broken():
    national = {**NATIONAL, "threshold": {"ten_thousand_yuan": 2000, "clause": "二"}}
    with pytest.raises(BrokenKey, match=r"^national\.threshold\.document$"):
        read_preset(plan(), national)


def whole_region(**more: Any) -> dict[str, Any]:
    absent = ("unit", "dimension", "year")
    return {key: value for key, value in target(unit_name="全县", **more).items() if key not in absent}


def test_targets_are_kept_as_issued():
    rows = [target(share="15.31", base_year=2020, base_value=35), whole_region(years=[2021, 2025], measure="exit_cap")]
    first, second = read_preset(plan(targets=rows), NATIONAL).targets
    assert (first.share, first.base_year, first.base_value) == ("15.31", 2020, 35)
    assert (first.year_from, first.year_to) == (2024, 2024)
    assert (second.unit, second.dimension, second.year_from, second.year_to) == (None, None, 2021, 2025)


def test_caps_are_the_targets_that_limit_exits():
    preset = read_preset(plan(targets=[target(), target(measure="exit_cap", scope="county")]), NATIONAL)
    assert preset.caps == preset.targets[1:]
    assert preset.caps[0].scope is Level.COUNTY


def test_unknown_keys_are_kept_by_path():
    preset = read_preset(
        plan(
            colour="red",
            targets=[target(weight=3)],
            threshold={"ten_thousand_yuan": 2000, "clause": "一", "since": 2011},
        ),
        NATIONAL,
    )
    assert preset.extra == {"colour": "red", "targets[0].weight": 3, "threshold.since": 2011}


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"year": "2024"}, "year"),
        ({"year": True}, "year"),
        ({"title": ""}, "title"),
        ({"title": 5}, "title"),
        ({"issued_on": "2024-05-22"}, "issued_on"),
        ({"issued_on": datetime(2024, 5, 22)}, "issued_on"),  # noqa: DTZ001
        ({"units": {}}, "units"),
        ({"units": [5]}, "units[0]"),
        ({"units": [{"id": "u", "name": "甲", "kind": "bureau"}]}, "units[0].kind"),
        ({"units": [{"id": "u", "name": "甲", "kind": "zone"}] * 2}, "units[1].id"),
        ({"targets": [target(), target(value="1")]}, "targets[1].value"),
        ({"targets": [target(value=-1)]}, "targets[0].value"),
        ({"targets": [target(value=1.0)]}, "targets[0].value"),
        ({"targets": [target(unit="u-nobody")]}, "targets[0].unit"),
        ({"targets": [target(route="by_air")]}, "targets[0].route"),
        ({"targets": [target(clause="")]}, "targets[0].clause"),
        ({"targets": [{**target(), "measure": "revenue"}]}, "targets[0].measure"),
        ({"threshold": 2000}, "threshold"),
        ({"threshold": {"ten_thousand_yuan": "2000万", "clause": "一"}}, "threshold.ten_thousand_yuan"),
        ({"bands": {"ten_thousand_yuan": [2000, 500], "clause": "一"}}, "bands.ten_thousand_yuan"),
        ({"bands": {"ten_thousand_yuan": ["500"], "clause": "一"}}, "bands.ten_thousand_yuan[0]"),
        ({"windows": [{"id": "w", "label": "窗口", "months": [13], "clause": "一"}]}, "windows[0].months"),
        (
            {"industries_focus": [{"unit": "u-nobody", "label": "煤矿", "clause": "一"}]},
            "industries_focus[0].unit",
        ),
        (
            {"industries_focus": [{"label": "煤矿", "industry_codes": [6], "clause": "一"}]},
            "industries_focus[0].industry_codes[0]",
        ),
    ],
)
def test_wrong_value_is_told_by_its_path(more, path):
    with pytest.raises(BrokenKey) as caught:
        read_preset(plan(**more), NATIONAL)
    assert caught.value.path == path


@pytest.mark.parametrize("years", [[], [2025], [2025, 2021], [2021, 2023, 2025]])
def test_years_need_a_first_and_a_last(years):
    with pytest.raises(BrokenKey) as caught:
        read_preset(plan(targets=[whole_region(years=years)]), NATIONAL)
    assert caught.value.path == "targets[0].years"


def test_rest_is_what_was_never_asked_for():
    section = Section({"a": "1", "b": 2}, "rows[0]")
    assert section.text("a") == "1"
    assert section.rest() == {"rows[0].b": 2}
