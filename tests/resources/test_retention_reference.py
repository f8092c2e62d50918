"""The reference of retention is whole, says where each line comes from, and marks its own hints."""

import tomllib
from pathlib import Path

import pytest

from desktop.domain.retention_reader import read_retention
from desktop.domain.risk_codes import RiskGrade, RiskSign
from desktop.domain.section import BrokenKey
from desktop.services.presets import PresetService

RESOURCES = Path(__file__).parents[2] / "resources"
RULES = PresetService(RESOURCES).retention_rules()
TEXT = (RESOURCES / "reference" / "retention.toml").read_text(encoding="utf-8")


def test_every_sign_has_a_grade_and_its_origin():
    assert set(RULES.signs) == set(RiskSign)
    for rule in RULES.signs.values():
        assert rule.ours or rule.document
    assert {rule.grade for rule in RULES.signs.values()} == set(RiskGrade)
    assert RULES.lookback == 3


def test_helping_classes_are_those_of_wenshan_and_leaving_to_the_market_that_of_hunan():
    assert [(each.number, each.helps) for each in RULES.help_classes] == [(1, True), (2, True), (3, True), (4, False)]
    assert all("文山州" in each.document for each in RULES.help_classes[:3])
    assert "湖南省" in RULES.help_classes[3].document


def test_two_years_running_is_no_ground():
    assert not any("两年" in each.label for each in RULES.exit_grounds)
    assert "没有查到出处" in RULES.exit_rule


def test_grounds_that_no_document_states_are_to_be_confirmed():
    assert all(each.to_confirm for each in RULES.exit_grounds if "未查到" in each.document)


@pytest.mark.parametrize("preset", ["yuxian-2024", "yuncheng-2021", "hunan-2022", "wenshan-2022"])
def test_every_rule_of_a_plan_names_its_clause(preset):
    rules = PresetService(RESOURCES).load(preset).risk_rules
    assert rules
    assert all(rule.citation.clause for rule in rules)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('sign = "falling"', 'sign = "rising"', "signs[7].sign"),
        ("helps = true\ndocument", "helps = 1\ndocument", "help_classes[0].helps"),
        ('sign = "moving"', 'sign = "falling"', "signs"),
    ],
)
def test_broken_key_is_named(old, new, path):
    with pytest.raises(BrokenKey) as error:
        read_retention(tomllib.loads(TEXT.replace(old, new, 1)))
    assert error.value.path == path


def test_line_that_is_no_hint_of_ours_names_its_document():
    broken = TEXT.replace('document = "运城市方案（运政办发〔2021〕10号）"\n', "", 1)
    with pytest.raises(BrokenKey, match=r"signs\[1\]\.document"):
        read_retention(tomllib.loads(broken))
