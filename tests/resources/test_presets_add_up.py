"""What the plans print adds up here as it does there, and nothing was recomputed."""

import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure, Tier, UnitKind
from desktop.domain.preset import Citation, Comparison, Level, Preset, Target
from desktop.domain.preset_reader import SINGLE_VALUES
from desktop.domain.targets import for_year, total_within, within
from desktop.services.presets import PresetService

SERVICE = PresetService(Path(__file__).parents[2] / "resources")
IDS = tuple(head.id for head in SERVICE.list())
WAN = 1_000_000  # 1 万元 in 分
HUNAN = "湖南省人民政府办公厅关于印发《深入开展新增规模以上工业企业行动实施方案》的通知（2022年1月12日）"
DOCUMENTS = {
    "yuncheng-2021": "运政办发〔2021〕10号",
    "yuxian-2024": "盂促企组办发[2024]1号",
    "jincheng-2021": "晋市政办〔2021〕35号",
    "hunan-2022": HUNAN,
    "wenshan-2022": "文工信〔2022〕73号",
}


def of(preset: Preset, measure: TargetMeasure, *, units: bool = False) -> list[Target]:
    return [row for row in preset.targets if row.measure is measure and (row.unit is not None) is units]


def citations(value: object) -> list[Citation]:
    """Every citation inside *value*."""
    if isinstance(value, Citation):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in citations(item)]
    if is_dataclass(value):
        return [found for field in fields(value) for found in citations(getattr(value, field.name))]
    return []


def test_the_five_plans_are_there():
    assert set(IDS) == set(DOCUMENTS)


def test_yuncheng_adds_up_to_150_and_the_coefficients_to_100():
    preset = SERVICE.load("yuncheng-2021")
    rows = within(preset.targets, None)
    assert len(rows) == 14
    assert total_within(rows, None) == 150
    assert sum(Decimal(row.share) for row in rows) == Decimal("100.00")
    assert [(row.unit_name, row.value, row.share) for row in rows] == [
        ("盐湖", 21, "15.31"),
        ("永济", 16, "10.29"),
        ("河津", 16, "10.45"),
        ("临猗", 12, "8.26"),
        ("万荣", 7, "4.82"),
        ("稷山", 12, "7.67"),
        ("新绛", 10, "6.28"),
        ("闻喜", 9, "6.04"),
        ("绛县", 7, "4.73"),
        ("垣曲", 7, "4.43"),
        ("夏县", 6, "3.44"),
        ("平陆", 7, "4.73"),
        ("芮城", 10, "6.82"),
        ("运城开发区", 10, "6.73"),
    ]
    (whole,) = of(preset, TargetMeasure.NET_INCREASE)
    assert (whole.value, whole.share, whole.level, whole.kind) == (150, "100.00", Level.CITY, TargetKind.OFFICIAL)


def test_yuncheng_dispatches_164_caps_exits_at_1_and_wants_1300():
    preset = SERVICE.load("yuncheng-2021")
    (dispatched,) = of(preset, TargetMeasure.ADDITIONS)
    assert (dispatched.value, dispatched.kind) == (164, TargetKind.DISPATCH)
    (cap,) = preset.caps
    assert (cap.value, cap.comparison, cap.scope) == (1, Comparison.AT_MOST, Level.COUNTY)
    (stock,) = of(preset, TargetMeasure.STOCK)
    assert (stock.value, stock.year_to) == (1300, 2025)


def test_every_name_in_the_annex_of_yuncheng_finds_its_unit():
    preset = SERVICE.load("yuncheng-2021")
    rows = within(preset.targets, None)
    found = [preset.find_unit(row.unit_name) for row in rows]
    assert [unit.id if unit else None for unit in found] == [row.unit for row in rows]


def test_yuxian_splits_one_ten_in_two_dimensions():
    preset = SERVICE.load("yuxian-2024")
    territory = within(preset.targets, Dimension.TERRITORY)
    sector = within(preset.targets, Dimension.SECTOR)
    assert {row.unit_name: row.value for row in territory} == {
        "秀水镇": 4,
        "路家村镇": 1,
        "南娄镇": 1,
        "牛村镇": 1,
        "北下庄乡": 1,
        "上社镇": 1,
        "西潘乡": 1,
    }
    assert {row.unit_name: row.value for row in sector} == {
        "盂县经济技术开发区": 3,
        "盂县工信局": 3,
        "盂县应急局": 2,
        "盂县能源局": 1,
        "盂县住建局": 1,
    }
    assert total_within(territory, Dimension.TERRITORY) == total_within(sector, Dimension.SECTOR) == 10
    city, county = of(preset, TargetMeasure.NET_INCREASE)
    assert (city.level, city.value, city.dimension) == (Level.CITY, 8, None)
    assert (county.level, county.value, county.dimension) == (Level.COUNTY, 10, None)
    with pytest.raises(ValueError, match="dimension"):
        total_within(territory + sector, Dimension.TERRITORY)


def test_yuxian_counts_its_targets_in_2024_only():
    preset = SERVICE.load("yuxian-2024")
    assert for_year(preset.targets, 2024) == preset.targets
    assert for_year(preset.targets, 2026) == ()


def test_yuxian_has_every_unit_and_each_counts_in_the_dimension_of_its_target():
    preset = SERVICE.load("yuxian-2024")
    kinds = [unit.kind for unit in preset.units]
    assert [kinds.count(kind) for kind in UnitKind] == [13, 4, 1, 1]
    for row in preset.targets:
        unit = preset.unit(row.unit) if row.unit else None
        assert unit is None or unit.dimension is row.dimension
        assert unit is None or unit.name == row.unit_name
    without = {unit.name for unit in preset.units} - {row.unit_name for row in preset.targets}
    assert without == {
        "孙家庄镇",
        "苌池镇",
        "西烟镇",
        "仙人乡",
        "梁家寨乡",
        "东梁乡",
        "盂县中小企业发展中心",
    }


def test_yuxian_corrects_the_slip_and_keeps_it_in_a_note():
    preset = SERVICE.load("yuxian-2024")
    (focus,) = [row for row in preset.industries_focus if row.unit == "140322-zhujian"]
    assert focus.label == "混凝土搅拌企业"
    assert "混泥土" in focus.note
    (row,) = [row for row in preset.targets if row.unit == "140322-zhujian"]
    assert "混泥土" in row.note


def test_yuxian_has_two_tiers_seven_routes_and_the_windows_of_the_year_end():
    preset = SERVICE.load("yuxian-2024")
    assert [(rule.tier, rule.revenue_from_fen) for rule in preset.tier_rules] == [
        (Tier.BASE, 500 * WAN),
        (Tier.KEY, 1000 * WAN),
    ]
    assert len(preset.routes) == 7  # 三（五）的六类，加二里的国资国企改革
    assert {window.id: window.months for window in preset.windows} == {
        "monthly": (),
        "prepare": (10, 11, 12),
        "annual_first": (11,),
        "annual_second": (12,),
    }


def test_jincheng_wants_more_than_800_by_2025_and_pays_20_10_10_30():
    preset = SERVICE.load("jincheng-2021")
    (stock,) = preset.targets
    assert (stock.measure, stock.value, stock.year_to) == (TargetMeasure.STOCK, 800, 2025)
    assert stock.comparison is Comparison.MORE_THAN
    amounts = {row.id: row.amount_fen for row in preset.rewards if row.amount_fen is not None}
    assert amounts == {
        "211_first": 20 * WAN,
        "211_stay_2": 10 * WAN,
        "211_stay_3": 10 * WAN,
        "innovation": 30 * WAN,
    }


def test_hunan_wants_1000_more_each_year_and_25000_in_2025():
    preset = SERVICE.load("hunan-2022")
    (net,) = of(preset, TargetMeasure.NET_INCREASE)
    assert (net.value, net.year_from, net.year_to) == (1000, 2021, 2025)
    (stock,) = of(preset, TargetMeasure.STOCK)
    assert (stock.value, stock.year_to) == (25_000, 2025)
    (rule,) = preset.tier_rules
    assert (rule.revenue_from_fen, rule.revenue_to_fen) == (1000 * WAN, 2000 * WAN)
    (risk,) = preset.risk_rules
    assert risk.revenue_below_fen == 3000 * WAN


def test_wenshan_grows_from_183_to_380_and_its_shares_stay_as_printed():
    preset = SERVICE.load("wenshan-2022")
    rows = within(preset.targets, None, measure=TargetMeasure.STOCK)
    assert [(row.unit_name, row.base_value, row.value, row.share) for row in rows] == [
        ("文山市", 35, 75, "19.7"),
        ("砚山县", 40, 70, "18.4"),
        ("西畴县", 7, 23, "6.1"),
        ("麻栗坡县", 12, 28, "7.4"),
        ("马关县", 16, 36, "9.5"),
        ("丘北县", 25, 50, "13.2"),
        ("广南县", 27, 52, "13.7"),
        ("富宁县", 21, 46, "12.1"),
    ]
    assert {row.base_year for row in rows} == {2020}
    assert sum(row.base_value or 0 for row in rows) == 183
    assert total_within(rows, None) == 380
    assert sum(Decimal(row.share) for row in rows) == Decimal("100.1")
    (whole,) = of(preset, TargetMeasure.STOCK)
    assert (whole.base_value, whole.value, whole.share) == (183, 380, "100")


def test_wenshan_adds_15_and_20_a_year_and_caps_exits_at_5():
    preset = SERVICE.load("wenshan-2022")
    additions = of(preset, TargetMeasure.ADDITIONS)
    assert {row.route: row.value for row in additions} == {"new_start": 15, "growth": 20}
    (cap,) = preset.caps
    assert (cap.value, cap.comparison, cap.scope) == (5, Comparison.AT_MOST, Level.PREFECTURE)


def test_wenshan_has_its_own_near_and_a_rule_for_people():
    preset = SERVICE.load("wenshan-2022")
    assert preset.near_from_fen == 1500 * WAN
    assert "near_from" not in preset.filled
    assert [bool(rule.condition) for rule in preset.tier_rules] == [False, True]


@pytest.mark.parametrize("preset_id", IDS)
def test_everything_cites_the_plan_and_a_place_in_it(preset_id):
    preset = SERVICE.load(preset_id)
    assert preset.document == DOCUMENTS[preset_id]
    cited = citations(preset)
    assert len(cited) > 8
    assert {citation.document for citation in cited} == {DOCUMENTS[preset_id]}
    assert all(re.match(r"序言|附件|[一二三四五六七八九十]", citation.clause) for citation in cited)


@pytest.mark.parametrize("preset_id", IDS)
def test_single_values_say_where_they_come_from(preset_id):
    preset = SERVICE.load(preset_id)
    assert set(preset.sources) == set(SINGLE_VALUES)
    for key in SINGLE_VALUES:
        own = preset.source_of(key).document == DOCUMENTS[preset_id]
        assert own is (key not in preset.filled)
        assert preset.source_of(key).clause
    assert preset.threshold_fen == 2000 * WAN
    assert preset.bands_fen == tuple(limit * WAN for limit in (500, 1000, 1500, 2000))
    assert preset.near_from_fen == 1500 * WAN
    assert (preset.issue_clock.study_days, preset.issue_clock.feedback_days) == (1, 3)
    assert (preset.issue_clock.ordinary_days, preset.issue_clock.major_months) == (7, 1)


@pytest.mark.parametrize("preset_id", IDS)
def test_no_statistics_or_tax_office_holds_a_target(preset_id):
    preset = SERVICE.load(preset_id)
    offices = re.compile(r"统计|税务")
    assert not [unit.name for unit in preset.units if offices.search(unit.name)]
    assert not [row.unit_name for row in preset.targets if offices.search(row.unit_name)]
    assert all(contact.note for contact in preset.contacts)


@pytest.mark.parametrize("preset_id", IDS)
def test_ids_are_ascii_unique_and_begin_with_the_region(preset_id):
    preset = SERVICE.load(preset_id)
    ids = [unit.id for unit in preset.units]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"{preset.region_code}-[a-z]+", unit_id) for unit_id in ids)
    for group in (preset.routes, preset.categories, preset.windows, preset.rewards, preset.risk_rules):
        names = [row.id for row in group]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)


@pytest.mark.parametrize("preset_id", IDS)
def test_every_name_of_a_unit_finds_that_unit(preset_id):
    preset = SERVICE.load(preset_id)
    for unit in preset.units:
        for name in (unit.name, unit.full_name, *unit.aliases):
            assert preset.find_unit(name) == unit, name


@pytest.mark.parametrize("preset_id", IDS)
def test_a_category_that_a_rule_names_is_listed(preset_id):
    preset = SERVICE.load(preset_id)
    listed = {category.id for category in preset.categories}
    assert {rule.category for rule in preset.tier_rules if rule.category} <= listed


@pytest.mark.parametrize("preset_id", IDS)
def test_focus_codes_are_industries(preset_id):
    known = {industry.code for industry in SERVICE.industries()} | set(SERVICE.sections())
    for focus in SERVICE.load(preset_id).industries_focus:
        assert all(code[:2] in known for code in focus.industry_codes)
        assert bool(focus.note) is bool(focus.industry_codes)  # the codes are ours, and the note says so
