"""Signs of risk come from collected figures and the recorded state alone, and the heaviest gives the grade."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.codes import OperatingStatus, Source
from desktop.domain.exit_risk import Told, Watched, find_risk, heavier, kept_of, last_twelve
from desktop.domain.retention_reader import read_retention
from desktop.domain.risk_codes import RiskGrade, RiskSign
from desktop.services.presets import PresetService

RESOURCES = Path(__file__).parents[2] / "resources"
PRESETS = {name: PresetService(RESOURCES).load(name) for name in ("yuxian-2024", "yuncheng-2021", "hunan-2022")}
YUXIAN, YUNCHENG, HUNAN = PRESETS["yuxian-2024"], PRESETS["yuncheng-2021"], PRESETS["hunan-2022"]
RULES = read_retention(tomllib.loads((RESOURCES / "reference" / "retention.toml").read_text(encoding="utf-8"))).signs
WAN = 1_000_000
WELL = OperatingStatus.NORMAL
PAPER = Source.INCOME_STATEMENT


def told(wan: int, period: str = "2026-10", source: Source = Source.INCOME_STATEMENT) -> Told:
    return Told(wan * WAN, period, source)


def watched(last_year: int, ytd: int, then: int, status: OperatingStatus = WELL, **more) -> Watched:
    return Watched(status, told(last_year, "2025"), told(ytd), told(then, "2025-10"), **more)


HEALTHY = watched(2600, 2200, 2150)


def signs(known: Watched, plan=YUXIAN) -> set[RiskSign]:
    return set(find_risk(known, RULES, plan).codes)


def test_healthy_enterprise_has_no_sign_no_rule_and_no_grade():
    found = find_risk(HEALTHY, RULES, YUXIAN)
    assert (found.signs, found.rules, found.grade) == ((), (), None)


def test_nothing_collected_says_nothing_about_revenue():
    assert signs(Watched(WELL)) == set()


@pytest.mark.parametrize(
    ("status", "sign", "grade"),
    [
        (OperatingStatus.STOPPED, RiskSign.STOPPED, RiskGrade.HIGH),
        (OperatingStatus.HALF_STOPPED, RiskSign.HALF_STOPPED, RiskGrade.MEDIUM),
        (OperatingStatus.CLOSED, RiskSign.ABNORMAL, RiskGrade.HIGH),
        (OperatingStatus.DEREGISTERED, RiskSign.ABNORMAL, RiskGrade.HIGH),
        (OperatingStatus.LOST, RiskSign.ABNORMAL, RiskGrade.HIGH),
    ],
)
def test_stopped_enterprise_is_flagged_not_hidden(status, sign, grade):
    found = find_risk(replace(HEALTHY, status=status), RULES, YUXIAN)
    assert (found.codes, found.grade) == ({sign}, grade)


def test_threshold_itself_is_not_below():
    assert RiskSign.BELOW_LAST_YEAR not in signs(watched(2000, 1700, 1600))
    assert RiskSign.BELOW_LAST_YEAR in signs(
        replace(HEALTHY, last_year=Told(2000 * WAN - 1, "2025", Source.TAX_RETURN))
    )


def test_twelve_months_are_last_year_without_its_same_months_and_this_year_so_far():
    known = watched(2310, 1403, 1922)
    assert last_twelve(known) == (1403 + 2310 - 1922) * WAN
    (sign,) = [each for each in find_risk(known, RULES, YUXIAN).signs if each.sign is RiskSign.BELOW_TWELVE]
    assert (sign.result, sign.limit) == (1791 * WAN, 2000 * WAN)
    assert [each.period for each in sign.figures] == ["2026-10", "2025", "2025-10"]


def test_twelve_months_that_reach_the_threshold_to_the_cent_are_no_sign():
    assert RiskSign.BELOW_TWELVE not in signs(watched(2200, 1500, 1700))  # 2000 万元
    assert RiskSign.BELOW_TWELVE in signs(
        replace(watched(2200, 1500, 1700), ytd=Told(1500 * WAN - 1, "2026-10", PAPER))
    )


@pytest.mark.parametrize("missing", ["ytd", "last_year", "same_period"])
def test_twelve_months_with_a_part_missing_are_not_known(missing):
    assert last_twelve(replace(watched(1500, 900, 1200), **{missing: None})) is None


def test_half_a_year_of_a_winter_trade_is_no_sign():
    # coal washing earns little before May: a part of the year is never made into a whole one
    assert signs(watched(2400, 700, 690)) == set()


def test_estimate_counts_as_the_enterprises_own_word_only():
    said = Told(1900 * WAN, "2026", Source.ESTIMATE, who="财务某", day="2026-10-20")
    found = find_risk(replace(HEALTHY, estimate=said), RULES, YUXIAN)
    assert found.codes == {RiskSign.ESTIMATE_BELOW}
    assert found.signs[0].figures == (said,)
    assert signs(replace(HEALTHY, estimate=replace(said, amount=2000 * WAN))) == set()


def test_fall_counts_from_a_fifth_on():
    assert RiskSign.FALLING in signs(watched(9000, 800, 1000))
    assert RiskSign.FALLING not in signs(watched(9000, 801, 1000))
    assert RiskSign.FALLING not in signs(watched(9000, 0, 0))


def test_three_months_uncollected_are_a_hint_but_no_ground_of_a_plan():
    found = find_risk(replace(HEALTHY, uncollected=3), RULES, YUXIAN)
    assert (found.codes, found.rules, found.grade) == ({RiskSign.UNCOLLECTED}, (), RiskGrade.LOW)
    assert signs(replace(HEALTHY, uncollected=2)) == set()


def test_hunan_watches_up_to_3000_with_a_ground_only():
    stopped = replace(watched(3000, 2500, 2400), status=OperatingStatus.STOPPED)
    found = find_risk(stopped, RULES, HUNAN)
    assert [rule.id for rule in found.rules] == ["below_3000"]
    assert RiskSign.NEAR_LIMIT in found.codes
    assert find_risk(replace(stopped, status=WELL), RULES, HUNAN).rules == ()
    above = replace(stopped, last_year=Told(3000 * WAN + 1, "2025", Source.TAX_RETURN))
    assert find_risk(above, RULES, HUNAN).rules == ()


def test_yuncheng_names_which_signs_its_rules_mean():
    stopped = replace(HEALTHY, status=OperatingStatus.HALF_STOPPED)
    assert [rule.id for rule in find_risk(stopped, RULES, YUNCHENG).rules] == ["stopped"]
    low = watched(2310, 1403, 1922)
    assert [rule.id for rule in find_risk(low, RULES, YUNCHENG).rules] == ["below_threshold"]


def test_heaviest_sign_comes_first_and_gives_the_grade():
    known = watched(1620, 78, 486, OperatingStatus.STOPPED, uncollected=3)
    found = find_risk(known, RULES, YUXIAN)
    grades = [RULES[each.sign].grade for each in found.signs]
    assert grades == sorted(grades, key=tuple(RiskGrade).index)
    assert found.grade is RiskGrade.HIGH


def test_no_grade_weighs_least():
    assert heavier(RiskGrade.HIGH, RiskGrade.LOW)
    assert heavier(RiskGrade.LOW, None)
    assert not heavier(None, None)
    assert not heavier(RiskGrade.MEDIUM, RiskGrade.MEDIUM)


def test_what_is_kept_beside_a_word_names_figures_periods_and_sources():
    found = find_risk(watched(1620, 1500, 1400), RULES, YUXIAN)
    assert kept_of(found)[0] == [
        "below_last_year",
        [["2025", "16200000.00", "income_statement"]],
        None,
        "20000000.00",
        0,
    ]


AMOUNT = some.one_of(some.none(), some.integers(0, 5_000).map(told))


@given(
    known=some.builds(
        Watched,
        some.sampled_from(OperatingStatus),
        last_year=AMOUNT,
        ytd=AMOUNT,
        same_period=AMOUNT,
        estimate=AMOUNT,
        uncollected=some.integers(0, 5),
    ),
    plan=some.sampled_from([YUXIAN, YUNCHENG, HUNAN]),
)
def test_there_is_a_grade_exactly_where_there_is_a_sign_and_no_sign_a_person_must_give(known, plan):
    found = find_risk(known, RULES, plan)
    assert (found.grade is None) == (not found.signs)
    assert not found.codes & {RiskSign.MOVING, RiskSign.DEREGISTERING}
    assert all(RULES[each].computed for each in found.codes)
    assert len(found.codes) == len(found.signs)
    for each in found.signs:
        assert all(figure in (known.last_year, known.ytd, known.same_period, known.estimate) for figure in each.figures)
