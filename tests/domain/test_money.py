"""Amounts: read without a float, shown rounded half up, written one way."""

import ast
import inspect
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import money
from desktop.domain.money import LIMIT, NotAnAmount, Scale, from_plain, is_blank, plain, read_amount, scaled, show

WORDS = {"元": Scale.YUAN, "千元": Scale.THOUSAND, "万元": Scale.TEN_THOUSAND, "万": Scale.TEN_THOUSAND}
WORDS |= {"亿元": Scale.HUNDRED_MILLION}
MONEY = [Scale.YUAN, Scale.THOUSAND, Scale.TEN_THOUSAND, Scale.HUNDRED_MILLION]
amounts = st.integers(-LIMIT, LIMIT)


def read(text, scale=Scale.TEN_THOUSAND, places=2):
    return read_amount(text, scale=scale, words=WORDS, places=places)


def tried(text, scale=Scale.TEN_THOUSAND):
    """Return the value that *text* states, or why it states none."""
    try:
        return read(text, scale).value
    except NotAnAmount as refused:
        return refused.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1850", 1_850_000_000),
        ("1850.5", 1_850_500_000),
        ("1,850.5", 1_850_500_000),
        ("１，８５０．５", 1_850_500_000),
        ("1850.5万元", 1_850_500_000),
        ("1850.5 万元", 1_850_500_000),
        ("18505000元", 1_850_500_000),
        ("18505千元", 1_850_500_000),
        ("0.18505亿元", 1_850_500_000),
        ("0", 0),
        ("-0", 0),
        ("-12.3", -12_300_000),
        ("+12.3", 12_300_000),
        ("0.000001", 1),
        (" 12\u00a0345 ", 12_345_000_000),  # a thin space between thousands
        ("12\u200b3", 123_000_000),  # an invisible character
        ("1,234,567.89", 1_234_567_890_000),
    ],
)
def test_text_is_read(text, value):
    amount = read(text)
    assert amount.value == value
    assert amount.raw == text.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("约1800", "not_a_number"),
        ("1800左右", "not_a_number"),
        ("1800-1900", "not_a_number"),
        ("1800~1900", "not_a_number"),
        ("1_000", "not_a_number"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
        ("1e5", "not_a_number"),
        ("0x10", "not_a_number"),
        ("١٢٣", "not_a_number"),  # Arabic digits, which int() takes
        ("十二", "not_a_number"),
        ("无", "not_a_number"),
        ("1850.", "not_a_number"),
        (".5", "not_a_number"),
        ("18,50", "not_a_number"),
        ("1,8500", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("--5", "not_a_number"),
        ("(5)", "not_a_number"),
        ("½", "not_a_number"),
        ("万元", "not_a_number"),
        ("", "not_a_number"),
        ("0.0000001", "too_precise"),
        ("0.001元", "too_precise"),
        ("1000001亿元", "too_large"),
        ("99999999999999999999", "too_large"),
    ],
)
def test_text_that_states_no_amount_is_refused(text, reason):
    with pytest.raises(NotAnAmount) as refused:
        read(text)
    assert refused.value.reason == reason


def test_amount_without_a_unit_is_refused():
    with pytest.raises(NotAnAmount) as refused:
        read("1850", scale=None)
    assert refused.value.reason == "unit_missing"
    assert read("1850万元", scale=None).scale is Scale.TEN_THOUSAND


def test_longest_unit_word_wins():
    assert read("5万元").value == 5_000_000
    assert read("5千元").scale is Scale.THOUSAND


def test_people_are_whole():
    assert read("36", Scale.ONE, places=0).value == 36
    with pytest.raises(NotAnAmount) as refused:
        read("36.5", Scale.ONE, places=0)
    assert refused.value.reason == "too_precise"


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "/", "－", "\u3000", "\u200b"])
def test_blank_says_nothing(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "0.00", "无", "-1", "．"])
def test_what_says_something_is_not_blank(text):
    assert not is_blank(text)


@given(value=amounts, places=st.integers(0, 4))
def test_plain_text_reads_back(value, places):
    assert from_plain(plain(value, places=places), places=places) == value


@given(value=amounts)
def test_plain_text_has_one_form(value):
    text = plain(value)
    assert text == f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"


@pytest.mark.parametrize(
    "text", ["1.5", "1", "01.00", "1,000.00", "-0.00", "1e2", "", "abc", "NaN", "Infinity", "1.000", " 1.00"]
)
def test_other_spellings_are_no_plain_text(text):
    with pytest.raises(ValueError):  # noqa: PT011
        from_plain(text)


@given(value=amounts, scale=st.sampled_from(MONEY))
def test_what_is_shown_exactly_reads_back(value, scale):
    decimals = 2 + len(str(scale.factor)) - 1
    shown = show(value, scale, decimals=decimals)
    assert read(shown, scale).value == value


@given(value=amounts, scale=st.sampled_from(MONEY), decimals=st.integers(0, 4))
def test_showing_rounds_half_up(value, scale, decimals):
    exact = Decimal(value) / Decimal(scale.factor * 100)
    assert scaled(value, scale, decimals=decimals) == exact.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)


@given(value=amounts, scale=st.sampled_from(MONEY), decimals=st.integers(0, 4))
def test_zero_is_never_shown_with_a_minus(value, scale, decimals):
    shown = show(value, scale, decimals=decimals)
    assert not (shown.startswith("-") and not shown.strip("-0.,"))


@pytest.mark.parametrize(
    ("value", "scale", "shown"),
    [
        (1_850_500_000, Scale.TEN_THOUSAND, "1,850.50"),
        (5_000, Scale.TEN_THOUSAND, "0.01"),
        (4_999, Scale.TEN_THOUSAND, "0.00"),
        (-4_999, Scale.TEN_THOUSAND, "0.00"),
        (-5_000, Scale.TEN_THOUSAND, "-0.01"),
        (100_000_000_000, Scale.THOUSAND, "1,000,000.00"),
    ],
)
def test_shown(value, scale, shown):
    assert show(value, scale) == shown


@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**13, places=6))
def test_what_is_read_is_exact_or_refused(number):
    text = f"{number:f}"
    found = tried(text, Scale.YUAN)
    if number * 100 % 1:
        assert found == "too_precise"
    else:
        assert Decimal(found) == number * 100


@given(text=st.text(max_size=12))
def test_any_text_is_an_amount_or_refused_with_a_reason(text):
    found = tried(text)
    if isinstance(found, int):
        assert abs(found) <= LIMIT
    else:
        assert found in {"not_a_number", "too_precise", "too_large"}


def test_no_float_is_near():
    tree = ast.parse(inspect.getsource(money))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert "float" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
