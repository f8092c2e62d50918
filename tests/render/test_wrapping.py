"""Lines break where Chinese may break, and no character is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.render.fonts import BODY, Fonts
from desktop.render.wrapping import Wrapper
from desktop.wording.sheets import NOT_FIRST, NOT_LAST


@pytest.fixture(scope="module")
def wrapper(fonts: Fonts) -> Wrapper:
    return Wrapper(fonts, BODY, 10)  # a Chinese character is 10 points wide


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 50, ("",)),
        ("短", 50, ("短",)),
        ("一二三四五六七", 50, ("一二三四五", "六七")),
        ("一二三四五，六七", 50, ("一二三四", "五，六七")),
        ("一二三四（六七", 50, ("一二三四", "（六七")),
        ("一二三四）。六", 50, ("一二三", "四）。六")),
        ("上\n\n下", 50, ("上", "", "下")),
        ("甲乙ABCDEF", 50, ("甲乙", "ABCDEF")),
        ("2026-10-02", 40, ("2026-", "10-02")),
        ("one two", 25, ("one", "two")),
    ],
)
def test_lines_break_where_they_may(wrapper: Wrapper, text: str, room: float, lines: tuple[str, ...]) -> None:
    assert wrapper.lines(text, room) == lines


def test_long_word_is_broken_rather_than_cut_off(wrapper: Wrapper) -> None:
    lines = wrapper.lines("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 40)
    assert "".join(lines) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert all(wrapper.width(line) <= 40 for line in lines)


def test_column_narrower_than_a_character_takes_one_a_line(wrapper: Wrapper) -> None:
    assert wrapper.lines("窄列", 5) == ("窄", "列")


def test_heading_is_broken_into_like_lines(wrapper: Wrapper) -> None:
    assert wrapper.lines("走访方式", 35) == ("走访方", "式")
    assert wrapper.balanced("走访方式", 35) == ("走访", "方式")


def test_number_shrinks_to_its_column(wrapper: Wrapper) -> None:
    fitted = wrapper.fitted("2,962,962.96", 30)
    assert fitted.width("2,962,962.96") == pytest.approx(30)
    assert wrapper.fitted("1", 30) is wrapper


@given(st.text(st.sampled_from("一二三，。（）“”ab1-/ .\n")), st.integers(20, 120))
def test_nothing_but_spaces_is_lost(fonts: Fonts, text: str, room: int) -> None:
    wrapper = Wrapper(fonts, BODY, 10)
    lines = wrapper.lines(text, room)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(len(line) == 1 or wrapper.width(line.rstrip(" ")) <= room + 1e-6 for line in lines)


@given(st.lists(st.sampled_from(["一", "二", "三，", "四。", "（五", "“六”", "七ab"]), min_size=6, max_size=40))
def test_no_line_begins_with_a_comma_or_ends_with_a_bracket(fonts: Fonts, parts: list[str]) -> None:
    for before, after in pairwise(Wrapper(fonts, BODY, 10).lines("".join(parts), 100)):
        assert after[0] not in NOT_FIRST
        assert before[-1] not in NOT_LAST
