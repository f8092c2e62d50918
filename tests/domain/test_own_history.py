"""Questions from an enterprise's own history: far months and ratios are asked about, nothing is proposed."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Measure
from desktop.domain.month import Month
from desktop.domain.own_history import HistoryRule, check_history, is_far, months_needed
from desktop.domain.plausibility_reader import read_plausibility
from desktop.domain.problems import Severity
from desktop.domain.section import BrokenKey

FILE = Path(__file__).parents[2] / "resources" / "reference" / "plausibility.toml"
REVENUE, POWER, STAFF = Measure.MAIN_REVENUE_YTD, Measure.ELECTRICITY_YTD, Measure.STAFF
OCTOBER = Month(2026, 10)
RULES = read_plausibility(tomllib.loads(FILE.read_text(encoding="utf-8"))).rules


def year(revenue: int = 100, power: int = 50, staff: int = 30) -> dict[str, dict[Measure, int]]:
    """Return the cumulative figures of 2026 up to October of an enterprise whose months are all alike."""
    kept, sums = {}, {REVENUE: 0, POWER: 0}
    for number in range(2, 11):
        share = 2 if number == 2 else 1
        # a little up and down, as months are
        sums[REVENUE] += share * (revenue + number % 3)
        sums[POWER] += share * (power + number % 2)
        kept[f"2026-{number:02d}"] = {**sums, STAFF: staff}
    return kept


def with_october(**own: int) -> dict[str, dict[Measure, int]]:
    """Return such a year whose October says *own* of its own month."""
    kept = year()
    for name, value in own.items():
        measure = Measure(name)
        before = 0 if measure is STAFF else kept["2026-09"][measure]
        kept["2026-10"] |= {measure: before + value}
    return kept


def asked(kept, month=OCTOBER):
    return [(problem.field, problem.code, problem.values["number"]) for problem in check_history(kept, month, RULES)]


def test_a_year_of_like_months_is_not_asked_about():
    assert asked(year()) == []


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({"main_revenue_ytd": 230}, [("main_revenue_ytd", "off_own_range", "H1")]),
        ({"main_revenue_ytd": 40}, [("main_revenue_ytd", "off_own_range", "H1")]),
        ({"electricity_ytd": 10}, [("electricity_ytd", "off_own_range", "H2")]),
        ({"staff": 60}, [("staff", "off_own_range", "H3")]),
        # neither alone is far: together they are
        ({"main_revenue_ytd": 160, "electricity_ytd": 30}, [("electricity_ytd", "off_own_ratio", "H4")]),
        ({"main_revenue_ytd": 120, "electricity_ytd": 45}, []),
    ],
)
def test_what_is_far_from_its_own_months_is_asked_about_once(own, found):
    assert asked(with_october(**own)) == found


def test_the_question_says_where_the_months_before_stand_and_how_many_there_are():
    (problem,) = check_history(with_october(main_revenue_ytd=230), OCTOBER, RULES)
    assert problem.severity is Severity.CHECK
    assert problem.values == {
        "number": "H1",
        "text": "当月营业收入",
        "months": "7",  # March to September; January and February are one
        "now_amount": "230",
        "low_amount": "100",
        "high_amount": "102",
    }


def test_a_ratio_says_only_how_many_times_its_usual_one_it_is():
    (problem,) = check_history(with_october(main_revenue_ytd=160, electricity_ytd=30), OCTOBER, RULES)
    assert problem.values == {"number": "H4", "text": "当月营业收入与用电量之比", "months": "7", "times": "2.7"}


def test_an_enterprise_that_always_goes_up_and_down_is_asked_later_than_a_steady_one():
    rule = RULES[0]
    steady = [Fraction(each) for each in (100, 101, 102, 100, 99, 101)]
    restless = [Fraction(each) for each in (20, 180, 60, 150, 90, 110)]
    assert is_far(Fraction(230), steady, rule)
    assert not is_far(Fraction(230), restless, rule)
    assert is_far(Fraction(600), restless, rule)


def test_a_few_months_say_nothing():
    kept = {period: values for period, values in with_october(main_revenue_ytd=900).items() if period >= "2026-05"}
    assert asked(kept) == []


def test_what_was_not_reported_is_not_taken_for_nothing():
    kept = with_october(main_revenue_ytd=160, electricity_ytd=30)
    del kept["2026-10"][REVENUE]
    assert asked(kept) == []
    kept = with_october(main_revenue_ytd=900)
    del kept["2026-09"][REVENUE]  # then the month's own amount is not known
    assert asked(kept) == []


def test_january_and_february_together_are_not_compared():
    last_year = {period.replace("2026", "2025"): values for period, values in year().items()}
    assert asked({**last_year, "2026-02": {REVENUE: 9000, POWER: 1}}, Month(2026, 2)) == []


def test_a_rule_begins_with_its_first_month():
    rule = HistoryRule("X", "x", STAFF, None, 2, Fraction(2), Fraction(2), since="2026-10")
    kept = {"2026-07": {STAFF: 10}, "2026-08": {STAFF: 10}, "2026-09": {STAFF: 90}, "2026-10": {STAFF: 200}}
    assert check_history(kept, Month(2026, 9), [rule]) == []
    assert [problem.values["number"] for problem in check_history(kept, OCTOBER, [rule])] == ["X"]


def test_what_is_in_doubt_already_is_not_asked_about_again():
    assert check_history(with_october(main_revenue_ytd=230), OCTOBER, RULES, {"main_revenue_ytd"}) == []
    doubtful = with_october(main_revenue_ytd=160, electricity_ytd=30)
    assert check_history(doubtful, OCTOBER, RULES, {"main_revenue_ytd"}) == []


def test_a_year_back_is_looked_at():
    assert (months_needed(OCTOBER)[0], months_needed(OCTOBER)[-1]) == (OCTOBER, Month(2025, 9))


@given(st.lists(st.integers(0, 10**12), min_size=6, max_size=11), st.integers(0, 10**12))
def test_scale_does_not_matter(before, now):
    rule = RULES[0]
    one = is_far(Fraction(now), [Fraction(each) for each in before], rule)
    assert one is is_far(Fraction(now, 10**6), [Fraction(each, 10**6) for each in before], rule)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('now = "620" }', 'now = "240" }', "rules[0].fails"),
        ('now = "240" }', 'now = "620" }', "rules[0].passes"),
        ('spread = "5"', 'spread = "viel"', "rules[0].spread"),
        ('spread = "5"', 'spread = "5/0"', "rules[0].spread"),
        ('times = "2"', 'times = "1"', "rules[0].times"),
        ("points = 6", "points = 0", "rules[0].points"),
        ('since = "2024-03"', 'since = "2024-01"', "rules[0].since"),
        ('measure = "main_revenue_ytd"', 'measure = "profit"', "rules[0].measure"),
        ('number = "H2"', 'number = "H1"', "rules"),
    ],
)
def test_a_broken_file_of_rules_names_the_key(old, new, path):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BrokenKey) as caught:
        read_plausibility(tomllib.loads(text.replace(old, new, 1)))
    assert caught.value.path == path
