"""The month told in sentences: a sentence is written where everything in it is known, and only then."""

import tomllib
from pathlib import Path

import pytest

from desktop.domain.month import Month
from desktop.domain.month_report import (
    LIMIT,
    MonthReport,
    PartRule,
    ReportDraft,
    ReportPart,
    ReportRules,
    check_report,
    composed,
    filled,
    read_report,
)
from desktop.domain.section import BrokenKey

REFERENCE = Path(__file__).parents[2] / "resources" / "reference" / "report.toml"
RULES = ReportRules(
    "{unit}{month}", 3, (PartRule(ReportPart.INDICATORS, "一、", ("共 {all} 户。", "入库 {new} 户。")),)
)


def test_a_sentence_with_anything_unknown_is_left_out():
    assert composed(RULES, {"all": "31", "new": None}).indicators == "共 31 户。"
    assert composed(RULES, {"new": "2"}).indicators == "入库 2 户。"
    assert composed(RULES, {}) == ReportDraft()


def test_nothing_in_a_fact_is_read_as_a_gap():
    assert filled("{names}来了", {"names": "{all}厂", "all": "31"}) == "{all}厂来了"


def test_the_whole_text_has_title_headings_and_no_empty_part():
    headings = {part: f"{part.value}：" for part in ReportPart}
    report = MonthReport(Month(2026, 10), "标题", headings, ReportDraft("甲。", "", "乙。"))
    assert report.whole == "标题\n\nindicators：\n甲。\n\nnext_steps：\n乙。"


def test_too_long_is_refused_and_empty_is_asked():
    found = check_report(ReportDraft("字" * (LIMIT + 1), "", "好"))
    assert [(each.field, each.code) for each in found] == [
        ("indicators", "too_long"),
        ("cultivation", "report_part_empty"),
    ]


def test_the_reference_has_the_three_parts_and_keeps_the_red_lines():
    rules = read_report(tomllib.loads(REFERENCE.read_text(encoding="utf-8")))
    assert [rule.part for rule in rules.parts] == list(ReportPart)
    said = "".join(sentence for rule in rules.parts for sentence in rule.sentences)
    for word in ("目标", "缺口", "月均", "还差", "应达到", "排名", "奖"):
        assert word not in said
    assert "快报" in said
    assert rules.fewest >= 3


@pytest.mark.parametrize("key", ["title", "fewest", "parts"])
def test_a_reference_that_lacks_a_key_is_named(key):
    data = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    del data[key]
    with pytest.raises(BrokenKey, match=key):
        read_report(data)
