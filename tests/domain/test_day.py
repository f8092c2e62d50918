import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.day import DayWords, NotADay, from_serial, read_day, read_year_month
from tests.intake.making import WORDS

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def day(text: str) -> date:
    return read_day(text, words=WORDS.dates, today=TODAY)


def refusal(text: str) -> str:
    with pytest.raises(NotADay) as caught:
        day(text)
    return caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "2024.6.3",
        "2024-06-03",
        "2024/6/3",
        "24/6/3",
        "24.06.03",
        "20240603",
        "2024年6月3日",
        "２０２４年６月３日",
        "二〇二四年六月三日",
        "二零二四年六月三号",
        "2024年六月三日",
        "2024-06-03T08:30:00",
        "2024-06-03 00:00",
        " 2024 . 6 . 3 ",
        "24年6月3日",
    ],
)
def test_one_day_in_many_writings(text):
    assert day(text) == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("text", "month", "number"),
    [
        ("二〇二三年十月十日", 10, 10),
        ("2023年十二月三十一日", 12, 31),
        ("2023年十一月二十日", 11, 20),
        ("2023年十月二十九日", 10, 29),
    ],
)
def test_written_tens(text, month, number):
    assert day(text) == date(2023, month, number)


@pytest.mark.parametrize("text", ["25/04/2024", "04/25/2024", "25.4.2024"])
def test_order_is_clear_where_a_number_can_be_no_month(text):
    assert day(text) == date(2024, 4, 25)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2024", "day_ambiguous"),
        ("3/4/24", "day_ambiguous"),
        ("05/06/03", "day_ambiguous"),
        ("2023-02-29", "no_such_day"),
        ("20230229", "no_such_day"),
        ("2024-13-01", "no_such_day"),
        ("31/31/2024", "no_such_day"),
        ("0001-01-01", "no_such_day"),
        ("六月三日", "year_missing"),
        ("6.3", "year_missing"),
        ("去年", "not_a_day"),
        ("2024", "not_a_day"),
        ("", "not_a_day"),
        ("١٢٣", "not_a_day"),
    ],
)
def test_what_is_asked(text, reason):
    assert refusal(text) == reason


def test_same_day_and_month_is_not_ambiguous():
    assert day("04/04/2024") == date(2024, 4, 4)


@pytest.mark.parametrize(("text", "year"), [("36/1/1", 2036), ("37/1/1", 1937), ("98-5-1", 1998)])
def test_two_digit_years_are_not_far_ahead(text, year):
    assert day(text).year == year


@given(DAYS)
def test_written_days_read_back(when):
    assert day(when.isoformat()) == when
    assert day(f"{when:%Y%m%d}") == when
    assert day(f"{when.year}年{when.month}月{when.day}日") == when
    assert read_year_month(when.isoformat(), words=WORDS.dates, today=TODAY) == (when.year, when.month)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused(text):
    with contextlib.suppress(NotADay):
        assert isinstance(day(text), date)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024.5", (2024, 5)),
        ("2024-05", (2024, 5)),
        ("202405", (2024, 5)),
        ("2024年5月", (2024, 5)),
        ("24年5月份", (2024, 5)),
        ("二〇二四年五月", (2024, 5)),
        ("2024.11", (2024, 11)),
        ("2024.01", (2024, 1)),
        ("2024年1月", (2024, 1)),
    ],
)
def test_months(text, month):
    assert read_year_month(text, words=WORDS.dates, today=TODAY) == month


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024.1", "month_ambiguous"),
        ("5月", "year_missing"),
        ("五月", "year_missing"),
        ("202413", "not_a_month"),
        ("2024.13", "not_a_month"),
        ("上月", "not_a_month"),
        ("2023-02-29", "no_such_day"),
        ("12-05", "year_missing"),
        ("10月9日", "year_missing"),
    ],
)
def test_months_that_are_asked(text, reason):
    with pytest.raises(NotADay) as caught:
        read_year_month(text, words=WORDS.dates, today=TODAY)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("number", "when"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("45446", date(2024, 6, 3)),
        ("45446.99", date(2024, 6, 3)),
        ("2958465", date(9999, 12, 31)),
    ],
)
def test_serials(number, when):
    assert from_serial(Decimal(number)) == when


@pytest.mark.parametrize("number", ["60", "60.5", "0", "0.5", "-1", "2958466", "1e30"])
def test_serials_that_are_no_day(number):
    with pytest.raises(NotADay):
        from_serial(Decimal(number))


def test_serials_from_1904():
    assert from_serial(Decimal(0), epoch_1904=True) == date(1904, 1, 1)
    assert from_serial(Decimal(45446 - 1462), epoch_1904=True) == date(2024, 6, 3)
    for number in ("-1", "2958465"):
        with pytest.raises(NotADay):
            from_serial(Decimal(number), epoch_1904=True)


def test_without_words_only_figures_are_read():
    assert read_day("2024-06-03", words=DayWords(), today=TODAY) == date(2024, 6, 3)
    with pytest.raises(NotADay):
        read_day("二〇二四年六月三日", words=DayWords(), today=TODAY)
