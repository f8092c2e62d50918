"""A folder of letters looked at together: what they do as a whole, and which letter is missing."""

from datetime import UTC, datetime

import pytest

from desktop.domain.missing import Span, missing_before, spans_of, spans_text
from desktop.domain.package import PackageType
from desktop.domain.rehearsal import RehearsalLine, missing, summed, waiting_for
from desktop.kernel.errors import KnownError
from desktop.wording.letter_papers import lacking
from desktop.wording.messages import message

SUBMISSION = PackageType.SUBMISSION
LINES = (
    RehearsalLine("a.sgb", "甲镇", SUBMISSION, 2, "2026-10", added=3, changed=48, to_check=5, rounds=3),
    RehearsalLine("b.sgb", "乙镇", SUBMISSION, 1, "2026-10", taken_at=datetime(2026, 11, 5, tzinfo=UTC)),
    RehearsalLine("c.sgb", "丙镇", SUBMISSION, 4, error=waiting_for(4, 2, {4, 7})),
    RehearsalLine("d.sgb", "丙镇", SUBMISSION, 7, error=waiting_for(7, 2, {4, 7})),
    RehearsalLine("e.sgb", error=KnownError("package_damaged", place="-")),
)


def test_what_cannot_be_taken_and_what_was_taken_counts_for_nothing():
    whole = summed(LINES)
    assert (whole.letters, whole.again, whole.refused) == (1, 1, 3)
    assert (whole.added, whole.changed, whole.to_check, whole.rounds) == (3, 48, 5, 3)


def test_all_missing_letters_are_named_once():
    assert missing(LINES) == (("丙镇", (Span(3, 3), Span(5, 6))),)
    assert lacking(missing(LINES)).startswith("缺包：丙镇第3、5—6号。")
    assert message(LINES[3].error).startswith("E209 缺少第 3、5—6 号包")
    assert lacking(()) == ""


@pytest.mark.parametrize(
    ("seq", "last", "beside", "text"),
    [
        (2, 0, (), "1"),
        (6, 2, (), "3-5"),
        (9, 2, (5, 9, 6, 1), "3-4 7-8"),
        (2**53 - 1, 0, (), f"1-{2**53 - 2}"),
        (3, 2, (), ""),
    ],
)
def test_what_is_missing_before_a_letter_are_spans(seq, last, beside, text):
    spans = missing_before(seq, last, beside)
    assert spans_text(spans) == text
    assert spans_of(text) == spans


def test_a_letter_from_before_one_that_holds_everything_is_only_older():
    error = waiting_for(4, 6, {4})
    assert (error.code, error.values) == ("package_older", {"seq": "4", "last": "6"})
