"""When a month is filed, and where it stands today."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.filing_calendar import (
    FilingRule,
    MonthDay,
    Stage,
    TypedDates,
    check_dates,
    dates_of,
    read_filing_rule,
    timing,
)
from desktop.domain.month import Month
from desktop.wording.words_filing import timing_words

RESOURCES = Path(__file__).parents[2] / "resources"
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
RULE = FilingRule(MonthDay(1, 1), MonthDay(1, 10), None, 3, "依据", to_confirm=True)
CLOSING = FilingRule(MonthDay(1, 1), MonthDay(1, 10), MonthDay(1, 31), 3, "依据", to_confirm=True)
# the tenth of November 2026 is off, the Saturday after it is worked
CALENDAR = WorkCalendar(frozenset({date(2026, 11, 10)}), frozenset({date(2026, 11, 14)}), frozenset({2026}))
PLAIN = WorkCalendar(frozenset(), frozenset(), frozenset())


def test_a_day_that_is_off_moves_to_the_next_working_day():
    assert dates_of(OCTOBER, RULE, (), CALENDAR).due_on == date(2026, 11, 11)
    assert dates_of(Month(2026, 9), RULE, (), PLAIN).due_on == date(2026, 10, 12)  # a Saturday


def test_january_to_february_is_filed_in_march_and_december_in_the_next_year():
    assert dates_of(Month(2026, 2), RULE, (), PLAIN).due_on == date(2026, 3, 10)
    assert dates_of(DECEMBER, RULE, (), PLAIN).due_on == date(2027, 1, 11)


def test_a_day_the_month_does_not_have_is_its_last():
    assert MonthDay(1, 31).of(OCTOBER) == date(2026, 11, 30)
    assert dates_of(OCTOBER, CLOSING, (), PLAIN).closes_on == date(2026, 11, 30)


def test_what_the_office_typed_holds_as_it_was_typed():
    typed = TypedDates(OCTOBER, date(2026, 11, 7), basis="通知")  # a Saturday, as told
    found = dates_of(OCTOBER, RULE, (typed,), CALENDAR)
    assert (found.due_on, found.typed, found.basis, found.to_confirm) == (date(2026, 11, 7), True, "通知", False)
    assert dates_of(NOVEMBER, RULE, (typed,), CALENDAR).typed is False


def test_onward_carries_the_day_to_later_months_and_not_to_earlier_ones():
    typed = TypedDates(OCTOBER, date(2026, 11, 6), date(2026, 11, 2), date(2026, 11, 20), onward=True, basis="通知")
    found = dates_of(DECEMBER, RULE, (typed,), PLAIN)
    assert (found.opens_on, found.due_on, found.closes_on) == (date(2027, 1, 2), date(2027, 1, 6), date(2027, 1, 20))
    assert dates_of(Month(2026, 9), RULE, (typed,), PLAIN).typed is False
    later = TypedDates(NOVEMBER, date(2026, 12, 3), onward=True, basis="新通知")
    assert dates_of(DECEMBER, RULE, (typed, later), PLAIN).due_on == date(2027, 1, 4)  # the third is a Sunday


@pytest.mark.parametrize(
    ("today", "stage", "words"),
    [
        (date(2026, 9, 30), Stage.FUTURE, "未开始"),
        (date(2026, 10, 1), Stage.RUNNING, "11月1日起报"),
        (date(2026, 10, 31), Stage.RUNNING, "11月1日起报"),
        (date(2026, 11, 2), Stage.OPEN, "还剩6个工作日"),
        (date(2026, 11, 6), Stage.SOON, "还剩2个工作日"),
        (date(2026, 11, 10), Stage.SOON, "今天到期"),
        (date(2026, 11, 11), Stage.LATE, "已逾期1天"),
        (date(2026, 11, 30), Stage.LATE, "已逾期20天"),
        (date(2026, 12, 1), Stage.CLOSED, "已截止（11月30日）"),
    ],
)
def test_where_a_month_stands(today, stage, words):
    found = timing(OCTOBER, dates_of(OCTOBER, CLOSING, (), PLAIN), today, PLAIN, 3)
    assert found.stage is stage
    assert timing_words(found) == words


def test_working_days_left_skip_holidays_and_count_moved_weekends():
    dates = dates_of(OCTOBER, RULE, (TypedDates(OCTOBER, date(2026, 11, 16), basis="通知"),), CALENDAR)
    assert timing(OCTOBER, dates, date(2026, 11, 9), CALENDAR, 3).days == 5  # 11, 12, 13, 14, 16


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (TypedDates(OCTOBER, None, basis="通知"), ["due_on"]),
        (TypedDates(OCTOBER, date(2026, 9, 30), basis="通知"), ["due_on"]),
        (TypedDates(OCTOBER, date(2026, 11, 6)), ["basis"]),
        (TypedDates(OCTOBER, date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 5), basis=" "), None),
        (TypedDates(OCTOBER, date(2026, 11, 6), basis="通知"), []),
    ],
)
def test_dates_are_checked_all_at_once(draft, wrong):
    found = [problem.field for problem in check_dates(draft)]
    assert found == (["opens_on", "closes_on", "basis"] if wrong is None else wrong)


def test_the_rule_that_comes_with_the_program_says_that_it_is_no_paper():
    rule = read_filing_rule(tomllib.loads((RESOURCES / "reference" / "filing_calendar.toml").read_text("utf-8")))
    assert rule.to_confirm
    assert "没有文件规定" in rule.basis
