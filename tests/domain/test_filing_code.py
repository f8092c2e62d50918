"""The code on a paper: every slip of the hand is noticed, and what a person may well type is forgiven."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filing_code import ALPHABET, LENGTH, NotACode, paper_code, read_code, spaced
from desktop.domain.month import Month

OCTOBER = Month(2026, 10)
codes = st.builds(
    paper_code,
    st.sampled_from(["140322-nengyuan", "140322-zhujian"]),
    st.sampled_from(["key-monitoring", "visit-month"]),
    st.just(OCTOBER),
    st.integers(1, 9),
    st.text("0123456789abcdef", min_size=64, max_size=64),
)


@given(codes)
def test_a_code_is_read_back_as_it_was_made(code):
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert read_code(code) == code
    assert read_code(spaced(code)) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(code, place, char):
    typed = code[:place] + char + code[place + 1 :]
    if typed == code:
        assert read_code(typed) == code
    else:
        with pytest.raises(NotACode, match="paper_code_mistyped"):
            read_code(typed)


@given(codes)
def test_any_two_characters_that_changed_places_are_always_noticed(code):
    for first, second in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        if code[first] != code[second]:
            with pytest.raises(NotACode, match="paper_code_mistyped"):
                read_code("".join(swapped))


def test_what_a_person_or_a_scanner_types_is_forgiven():
    code = next(
        found for number in range(500) if {"0", "1"} <= set(found := paper_code("u", "f", OCTOBER, number, "d"))
    )
    assert read_code(f" {spaced(code).lower()}\r\n") == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code
    assert read_code(code.replace("0", "O").replace("1", "I")) == code
    assert read_code("".join(chr(ord(char) + 0xFEE0) for char in code)) == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "paper_code_length"),
        ("7K3M", "paper_code_length"),
        ("7K3M9QPTV7K3M9QPTV", "paper_code_length"),
        ("7K3M9QPTU", "paper_code_character"),
        ("7K3M9QP核对", "paper_code_character"),
        ("7K3M9QPT!", "paper_code_character"),
    ],
)
def test_what_is_no_code_is_told_why(typed, reason):
    with pytest.raises(NotACode, match=reason):
        read_code(typed)


def test_the_code_hangs_on_everything_that_names_a_round():
    said = ("u", "f", OCTOBER, 1, "d")
    others = [("v", *said[1:]), ("u", "g", *said[2:]), ("u", "f", Month(2026, 9), 1, "d"), ("u", "f", OCTOBER, 2, "d")]
    made = {paper_code(*each) for each in (said, *others, ("u", "f", OCTOBER, 1, "e"))}
    assert len(made) == 6
