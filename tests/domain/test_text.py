"""Text as a person meant it."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import VisitMode
from desktop.domain.text import tidied, tidy
from desktop.domain.visit import VisitDraft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  演示 晋盛\u3000", "演示 晋盛"),
        ("演\u200b示\ufeff", "演示"),
        ("演\0示\x07", "演示"),
        ("\u202e演示\u202c", "演示"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\t二", "一\t二"),
        ("演\ud800示", "演□示"),
        ("（晋）", "（晋）"),  # full-width stays as it was typed
        ("", ""),
        ("\u200b\n", ""),
    ],
)
def test_tidy(text, expected):
    assert tidy(text) == expected


@given(text=st.text(st.characters(), max_size=30))
def test_tidied_text_can_be_kept_and_stays_as_it_is(text):
    once = tidy(text)
    assert tidy(once) == once
    assert "\0" not in once
    once.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Note:
    """A draft with every kind of field."""

    words: str
    names: tuple[str, ...]
    mode: VisitMode
    on: date
    count: int | None


def test_every_text_of_a_draft_is_tidied_and_nothing_else():
    draft = Note(" 甲 ", (" 乙", "丙\0"), VisitMode.PHONE, date(2026, 1, 2), None)
    assert tidied(draft) == Note("甲", ("乙", "丙"), VisitMode.PHONE, date(2026, 1, 2), None)
    assert tidied(draft).mode is VisitMode.PHONE


def test_draft_of_a_visit():
    assert tidied(VisitDraft(summary=" 谈了\u200b话 ")).summary == "谈了话"
