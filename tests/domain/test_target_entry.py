"""Who can hold a target, and what one must say."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.preset_reader import read_preset
from desktop.domain.target_entry import MOST, TargetDraft, check_target, holds_no_target

RESOURCES = Path(__file__).parents[2] / "resources"
WHOLE = TargetDraft(unit="u", unit_name="秀水镇", year=2026, value=2, basis="某文")


@pytest.fixture(scope="module")
def presets():
    national = tomllib.loads((RESOURCES / "reference" / "national.toml").read_text(encoding="utf-8"))
    paths = sorted((RESOURCES / "presets").glob("*.toml"))
    return {path.stem: read_preset(tomllib.loads(path.read_text(encoding="utf-8")), national) for path in paths}


@pytest.mark.parametrize("name", ["盂县统计局", "县统计局", "统计局", "市统计局", "国家统计局盂县调查队", " 统 计 局 "])
def test_a_statistical_body_holds_no_target_under_any_plan(presets, name):
    for preset in presets.values():
        assert holds_no_target(name, preset)
        assert [each.code for each in check_target(replace(WHOLE, unit_name=name), preset)] == ["holds_no_target"]


def test_an_office_the_plan_names_only_as_contact_holds_none_either(presets):
    preset = presets["yuxian-2024"]
    for name in ("盂县税务局", "县税务局", "税务局"):
        assert "没有下达目标" in holds_no_target(name, preset)


def test_every_unit_of_every_plan_may_hold_one(presets):
    for preset in presets.values():
        assert not [unit.name for unit in preset.units if holds_no_target(unit.name, preset)]
        assert all(target.unit_name and not holds_no_target(target.unit_name, preset) for target in preset.targets)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"value": None}, "missing"),
        ({"value": -1}, "negative"),
        ({"value": MOST + 1}, "target_too_large"),
        ({"year": 1999}, "bad_year"),
        ({"basis": " "}, "missing"),
    ],
)
def test_what_is_wrong_with_a_target_is_said(presets, said, code):
    assert [each.code for each in check_target(replace(WHOLE, **said), presets["yuxian-2024"])] == [code]
