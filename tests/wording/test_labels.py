from enum import StrEnum

import pytest

from desktop.domain import admission, codes, enterprise, importing, materials, money, preset, problems, windows
from desktop.domain.codes import Delivery, Measure, Obtained, Source, Tier, VisitPurpose
from desktop.domain.issue_codes import IssueCategory
from desktop.wording.labels import LABELS, label, label_of, obtained_words, source_words, unit_name, words

KINDS = [
    found
    for module in (admission, codes, enterprise, importing, materials, money, preset, problems, windows)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, StrEnum) and found.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", sorted(set(KINDS), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_code_has_a_word_and_no_word_is_left_over(kind):
    assert set(LABELS[kind]) == {code.value for code in kind}


def test_codes_that_share_a_text_keep_their_own_words():
    assert [label(VisitPurpose.POLICY), label(Delivery.POLICY), label(IssueCategory.POLICY)] == [
        "政策宣传",
        "送政策",
        "政策兑现",
    ]


def test_an_unknown_code_is_shown_as_such():
    assert label_of(Tier, "super") == "未识别（super）"
    assert unit_name("140322-new", {}) == "未识别（140322-new）"
    assert unit_name("", {}) == ""


def test_a_word_and_its_code_both_find_the_code():
    for kind in (Source, Obtained):
        found = words(kind)
        for code in kind:
            assert found[label(code)] is code
            assert found[code.value] is code


def test_what_offices_write_for_sources_is_understood():
    assert source_words()["损益表"] is Source.INCOME_STATEMENT
    assert source_words()["企业自报"] is Source.ENTERPRISE
    assert obtained_words()["电话"] is Obtained.ORAL


def test_no_measure_is_called_a_statistical_figure():
    assert not any("统计上报" in label(measure) for measure in Measure)
