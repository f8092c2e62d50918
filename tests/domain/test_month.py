"""Reporting months: eleven a year, February is 1—2月."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.month import Month, NoSuchMonth, last_complete

months = st.builds(Month.of, st.integers(2000, 2099), st.integers(2, 12))
days = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@given(month=months)
def test_text_reads_back(month):
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-01", "january"),
        ("2026-00", "bad_month"),
        ("2026-13", "bad_month"),
        ("1999-12", "bad_month"),
        ("2100-02", "bad_month"),
        ("2026-2", "bad_month"),
        ("2026/02", "bad_month"),
        ("202602", "bad_month"),
        ("2026-02-01", "bad_month"),
        ("２０２６-02", "bad_month"),
        ("", "bad_month"),
    ],
)
def test_no_such_month(text, reason):
    with pytest.raises(NoSuchMonth) as refused:
        Month.parse(text)
    assert refused.value.reason == reason


@given(one=months, other=months)
def test_months_sort_by_time(one, other):
    assert (one < other) == (one.last_day < other.last_day) == (str(one) < str(other))


@given(month=months, steps=st.integers(-200, 200), more=st.integers(-200, 200))
def test_steps_add_up(month, steps, more):
    assert month.back(steps).back(more) == month.back(steps + more)
    assert month.back(0) == month
    assert (month.back(steps) < month) == (steps > 0)


@given(month=months)
def test_eleven_steps_make_a_year(month):
    assert month.back(11) == month.last_year == Month(month.year - 1, month.number)


@given(month=months)
def test_previous_stays_in_the_year(month):
    assert month.previous == (None if month.number == 2 else month.back(1))
    assert month.back(1).number != 1


@given(month=months)
def test_months_follow_each_other_without_a_gap(month):
    assert month.back(1).last_day + timedelta(1) == month.first_day


@given(day=days)
def test_day_falls_into_its_month(day):
    month = Month.containing(day)
    assert month.first_day <= day <= month.last_day
    assert Month.of(month.year, month.number) == month


def test_first_month_of_a_year_begins_in_january():
    month = Month(2026, 2)
    assert (month.first_day, month.last_day) == (date(2026, 1, 1), date(2026, 2, 28))
    assert Month(2028, 2).last_day == date(2028, 2, 29)
    assert Month(2026, 12).last_day == date(2026, 12, 31)
    assert Month(2026, 2).back(1) == Month(2025, 12)


@given(day=days)
def test_last_complete_month_is_the_latest_that_ended(day):
    month = last_complete(day)
    assert month.last_day < day
    assert month.back(-1).last_day >= day


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 1, 31), Month(2025, 12)),
        (date(2026, 2, 28), Month(2025, 12)),
        (date(2026, 3, 1), Month(2026, 2)),
        (date(2026, 10, 31), Month(2026, 9)),
        (date(2026, 11, 1), Month(2026, 10)),
    ],
)
def test_last_complete(day, month):
    assert last_complete(day) == month
