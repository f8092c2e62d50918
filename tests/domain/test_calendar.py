from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import WorkCalendar

OCTOBER = WorkCalendar(
    off=frozenset(date(2026, 10, day) for day in range(1, 8)),
    working=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
    years=frozenset({2026}),
)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def calendars(draw):
    """A year with some weekdays off and some weekends worked."""
    picked = draw(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40))
    off = frozenset(day for day in picked if day.weekday() < 5)
    return WorkCalendar(off=off, working=frozenset(picked) - off, years=frozenset({2026}))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday that is worked
        (date(2026, 10, 11), False),
        (date(2027, 10, 1), True),  # a Friday of a year nothing is known of
        (date(2027, 10, 2), False),
    ],
)
def test_holidays_and_moved_weekends_count(day, worked):
    assert OCTOBER.is_working(day) is worked


def test_year_without_data_says_so():
    assert OCTOBER.knows(2026)
    assert not OCTOBER.knows(2027)


def test_due_day_on_a_holiday_moves_to_the_next_working_day():
    assert OCTOBER.next_working(date(2026, 10, 3)) == date(2026, 10, 8)
    assert OCTOBER.next_working(date(2026, 10, 8)) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("day", "n", "reached"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
        (date(2026, 10, 12), -1, date(2026, 10, 10)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day, n, reached):
    assert OCTOBER.add_working_days(day, n) == reached


@given(calendars(), DAYS, st.integers(0, 60))
def test_exactly_n_working_days_lie_between(calendar, day, n):
    reached = calendar.add_working_days(day, n)
    between = [day + timedelta(days=offset) for offset in range(1, (reached - day).days + 1)]
    assert sum(calendar.is_working(each) for each in between) == n
    assert n == 0 or calendar.is_working(reached)


@given(calendars(), DAYS, st.integers(0, 30), st.integers(0, 30))
def test_steps_can_be_taken_one_after_the_other(calendar, day, first, second):
    assert calendar.add_working_days(calendar.add_working_days(day, first), second) == calendar.add_working_days(
        day, first + second
    )


@given(calendars(), DAYS, st.integers(1, 60))
def test_way_back_ends_where_it_began(calendar, day, n):
    start = calendar.next_working(day)
    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(calendars(), DAYS)
def test_next_working_day_is_worked_and_skips_none(calendar, day):
    reached = calendar.next_working(day)
    assert reached >= day
    assert calendar.is_working(reached)
    assert not any(calendar.is_working(day + timedelta(days=offset)) for offset in range((reached - day).days))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 10, 8), date(2026, 10, 8), 0),  # today is not counted itself
        (date(2026, 10, 8), date(2026, 10, 9), 1),
        (date(2026, 9, 30), date(2026, 10, 8), 1),  # the holidays between are not
        (date(2026, 10, 9), date(2026, 10, 12), 2),  # a Saturday that is worked is
        (date(2026, 10, 9), date(2026, 10, 8), -1),
    ],
)
def test_working_days_left_are_those_after_the_first_day(first, last, days):
    assert OCTOBER.working_days_between(first, last) == days
