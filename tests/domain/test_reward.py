"""What may be said of a reward: never before an admission, and every condition that fails or is missing is named."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.policy_codes import CountingStart, PolicyLevel, Verdict
from desktop.domain.problems import Problem
from desktop.domain.reward import FIRST_TIME, LibraryHistory, Question, RewardRule, due_on, hints, weigh

TODAY = date(2026, 11, 5)
AFTER = CountingStart.YEAR_AFTER
ASKED = Question("field", "演示领域")
RULE = RewardRule(
    "X1", "演示", "演示", PolicyLevel.CITY, "演示", "演示文", "一", "演示条文", "演示", frozenset({"p"}), first=True
)
IN = LibraryHistory(admitted=True, admitted_month="2023-11", route="growth")


def said(rule=RULE, past=IN, answers=None, counting=AFTER):
    given_answers = {FIRST_TIME: True} if answers is None else answers
    hint = weigh(rule, past, given_answers, counting=counting, today=TODAY)
    return hint.verdict, [reason.code for reason in hint.reasons]


def test_nothing_is_said_without_an_admission_fact():
    below = LibraryHistory(admitted=False, admitted_month="")
    assert hints([RULE], below, {FIRST_TIME: True}, counting=AFTER, today=TODAY) == ()


def test_a_first_admission_that_was_looked_up_may_apply():
    assert said() == (Verdict.MAYBE, [])


def test_first_time_needs_the_history_of_the_directory():
    assert said(answers={}) == (Verdict.MISSING, ["reward_history_unknown"])
    assert said(answers={FIRST_TIME: False}) == (Verdict.NOT_MET, ["reward_not_first_told"])


def test_one_that_was_in_before_is_not_first_whatever_was_answered():
    before = replace(IN, earlier=(Problem(FIRST_TIME, "reward_left_before", {"on": "2021-03-01"}),))
    assert said(past=before) == (Verdict.NOT_MET, ["reward_left_before"])


@pytest.mark.parametrize(
    ("counting", "two", "three"),
    [
        (CountingStart.ADMISSION_YEAR, date(2024, 12, 31), date(2025, 12, 31)),
        (CountingStart.YEAR_AFTER, date(2025, 12, 31), date(2026, 12, 31)),
        (CountingStart.ADMISSION_MONTH, date(2025, 11, 30), date(2026, 11, 30)),
    ],
)
def test_years_are_counted_from_where_the_setting_says(counting, two, three):
    assert (due_on("2023-11", 2, counting), due_on("2023-11", 3, counting)) == (two, three)


def test_a_stay_counts_when_its_years_are_full():
    assert said(replace(RULE, stays=2)) == (Verdict.MAYBE, [])
    assert said(replace(RULE, stays=3)) == (Verdict.MISSING, ["reward_not_yet"])


def test_one_that_left_before_the_years_were_full_has_no_stay():
    left = replace(IN, admitted=False, left_on=date(2025, 3, 1))
    assert said(replace(RULE, stays=2), left) == (Verdict.NOT_MET, ["reward_left"])
    later = replace(IN, admitted=False, left_on=date(2026, 3, 1))
    assert said(replace(RULE, stays=2), later) == (Verdict.MAYBE, [])
    on_the_day = replace(IN, admitted=False, left_on=date(2025, 12, 31))  # it did not stay the whole of it
    assert said(replace(RULE, stays=2), on_the_day) == (Verdict.NOT_MET, ["reward_left"])


def test_a_time_limit_after_the_first_admission_runs_out():
    assert said(replace(RULE, within=3)) == (Verdict.MAYBE, [])
    assert said(replace(RULE, within=2)) == (Verdict.NOT_MET, ["reward_time_over"])
    # the last day is the end of the month; on it there is still time
    for day, found in ((date(2025, 11, 30), Verdict.MAYBE), (date(2025, 12, 1), Verdict.NOT_MET)):
        hint = weigh(replace(RULE, within=2), IN, {FIRST_TIME: True}, counting=AFTER, today=day)
        assert hint.verdict is found


def test_the_route_decides_where_a_rule_names_some():
    starts = replace(RULE, routes=frozenset({"new_start"}))
    assert said(starts) == (Verdict.NOT_MET, ["reward_route_not_meant"])
    assert said(starts, replace(IN, route="new_start")) == (Verdict.MAYBE, [])
    assert said(starts, replace(IN, route="")) == (Verdict.MISSING, ["reward_route_unknown"])
    assert said(replace(RULE, excludes=frozenset({"growth"})))[0] is Verdict.NOT_MET


def test_what_only_a_person_knows_is_missing_until_it_is_answered():
    rule = replace(RULE, asks=(ASKED,))
    assert said(rule) == (Verdict.MISSING, ["reward_unanswered"])
    assert said(rule, answers={FIRST_TIME: True, "field": True}) == (Verdict.MAYBE, [])
    assert said(rule, answers={FIRST_TIME: True, "field": False}) == (Verdict.NOT_MET, ["reward_condition_not_met"])


def test_an_admission_before_the_document_asks_whether_it_holds():
    assert said(replace(RULE, valid_from=date(2025, 6, 1))) == (Verdict.MISSING, ["reward_before_document"])


def test_the_year_of_pay_follows_the_year_of_the_fact():
    def paid(rule):
        return weigh(rule, IN, {FIRST_TIME: True}, counting=AFTER, today=TODAY).pay_year

    assert (paid(RULE), paid(replace(RULE, pay_offset=1))) == (2023, 2024)
    assert (paid(replace(RULE, stays=2)), paid(replace(RULE, stays=3, pay_offset=1))) == (2025, 2027)


months = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(2012, 2030), st.integers(1, 12))


@given(months, st.integers(1, 5), st.sampled_from(CountingStart))
def test_more_years_are_full_later_and_never_before_the_admission(month, years, counting):
    now, later = due_on(month, years, counting), due_on(month, years + 1, counting)
    assert later.year == now.year + 1
    assert f"{now:%Y-%m}" >= month


@given(months, st.dictionaries(st.sampled_from([FIRST_TIME, "field"]), st.booleans()), st.booleans())
def test_more_answers_never_turn_a_refusal_into_a_hope(month, answers, admitted):
    rule, past = replace(RULE, asks=(ASKED,)), LibraryHistory(admitted, month, "growth")
    before = weigh(rule, past, answers, counting=AFTER, today=TODAY)
    full = {FIRST_TIME: True, "field": True} | answers
    after = weigh(rule, past, full, counting=AFTER, today=TODAY)
    assert not (before.verdict is Verdict.NOT_MET and after.verdict is Verdict.MAYBE)
