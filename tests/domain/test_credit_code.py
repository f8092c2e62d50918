import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from desktop.domain.credit_code import LENGTH, CodeCheck, check, looks_numeric_damage, normalise, swaps

SET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
GOOD = [
    "91350100M000100Y43",
    "91512081MA62K0260E",
    "913502000728319549",
    "9135021359498494XQ",
    "91440101MA5CJQ4N59",
    "123502001549897397",
]
MILD = ["91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P", "91350203M0001QAY9B"]


@pytest.mark.parametrize("code", GOOD)
def test_codes_that_pass_both_digits_are_good(code):
    assert check(code) is CodeCheck.GOOD


@pytest.mark.parametrize("code", MILD)
def test_genuine_early_codes_fail_only_mildly(code):
    assert check(code) is CodeCheck.MILD


def test_codes_that_fail_both_digits_are_probably_mistyped():
    assert check("91350100M000100Y34") is CodeCheck.STRONG


def test_the_standards_own_negative_example_has_a_letter_no_code_has():
    assert check("91350100M000100Y4Z") is CodeCheck.MALFORMED


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y4", "91350100M000100Y433", "91350100M000100Y4o", "９1350100M000100Y43"]
)
def test_what_is_not_eighteen_of_the_set_is_malformed(code):
    assert check(code) is CodeCheck.MALFORMED


@given(
    code=st.tuples(
        st.text("0123456789", min_size=8, max_size=8), st.text(SET, min_size=9, max_size=9), st.sampled_from(SET)
    ).map("".join)
)
def test_the_outer_digit_is_that_of_stdnum(code):
    assert (check(code) is CodeCheck.GOOD) == uscc.is_valid(code)


@given(
    body=st.tuples(
        st.sampled_from(["91", "92", "93", "12"]),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(SET, min_size=9, max_size=9),
    ).map("".join)
)
def test_a_code_made_by_stdnum_is_good_and_no_single_slip_is(body):
    code = body + uscc.calc_check_digit(body)
    assert check(code) is CodeCheck.GOOD
    for place in range(LENGTH):
        for char in SET:
            slipped = code[:place] + char + code[place + 1 :]
            assert (check(slipped) is CodeCheck.GOOD) == (slipped == code)
    for place in range(LENGTH - 1):
        turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (check(turned) is CodeCheck.GOOD) == (turned == code)


@pytest.mark.parametrize(
    ("text", "code", "changed"),
    [
        ("91350100M000100Y43", "91350100M000100Y43", False),
        (" 91350100m000100y43\t", "91350100M000100Y43", True),
        ("９１３５ ０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43", True),
        ("\ufeff91350100M000100Y43\u200b", "91350100M000100Y43", True),
        ("'91350100M000100Y43", "91350100M000100Y43", True),
    ],
)
def test_writing_is_normalised(text, code, changed):
    assert normalise(text) == (code, changed)


@given(text=st.text(max_size=30))
def test_normalising_twice_changes_nothing(text):
    code, _ = normalise(text)
    assert normalise(code) == (code, False)


@pytest.mark.parametrize("code", ["9135O1OOMOOO1OOY43", "9I350100M000100Y43", "91350IOOM000100Y43"])
def test_look_alike_letters_are_read_as_digits(code):
    assert swaps(code) == ("91350100M000100Y43",)


def test_good_code_and_hopeless_text_have_no_suggestion():
    assert swaps("91350100M000100Y43") == ()
    assert swaps("OOOO") == ()
    assert swaps("OIZSVOIZSVOIZSVOIZ") == ()


@pytest.mark.parametrize(
    "text", ["9.1E+17", "9.14103E+17", "9.1e17", "9E+17", "９.１E+１７", "913501000728319000", "913501000728319000.0"]
)
def test_numbers_made_of_codes_are_damage(text):
    assert looks_numeric_damage(text)


@pytest.mark.parametrize("text", ["913502000728319549", "91350100M000100Y43", "350100100012345", "9E17X", ""])
def test_other_text_is_no_damage(text):
    assert not looks_numeric_damage(text)
