"""An exit is told with its day, ground, basis and year; caps stand beside the exits of their year."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.assessment import CapState
from desktop.domain.codes import LibraryStatus, TargetMeasure
from desktop.domain.library_exit import ExitDraft, caps_of, check_exit
from desktop.domain.problems import Severity, blocks
from desktop.domain.retention_reader import read_retention
from desktop.domain.workspace import OwnTarget
from desktop.services.presets import PresetService

RESOURCES = Path(__file__).parents[2] / "resources"
RULES = read_retention(tomllib.loads((RESOURCES / "reference" / "retention.toml").read_text(encoding="utf-8")))
DRAFT = ExitDraft(date(2026, 3, 18), "exit_revenue", "年报核查名单", "县统计局", 2026)
WAN = 1_000_000


def check(draft=DRAFT, **known):
    usual = {
        "status": LibraryStatus.ADMITTED,
        "admitted_month": "2020-12",
        "last_year": 1480 * WAN,
        "threshold": 2000 * WAN,
        "today": date(2026, 11, 5),
    }
    return check_exit(draft, RULES, **(usual | known))


def codes(problems) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems}


def test_exit_as_told_is_kept():
    assert check() == []


def test_exit_names_everything_it_stands_on():
    assert codes(check(ExitDraft())) == {
        ("on", "missing"),
        ("ground", "missing"),
        ("basis", "missing"),
        ("told_by", "missing"),
        ("effective_year", "missing"),
    }


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"on": date(2026, 11, 6)}, ("on", "in_future")),
        ({"on": date(2020, 11, 30), "effective_year": 2020}, ("on", "before_admission")),
        ({"ground": "two_years"}, ("ground", "no_such_ground")),
        ({"effective_year": 2028}, ("effective_year", "effective_year_far")),
    ],
)
def test_odd_exits_are_refused(change, problem):
    assert problem in codes(check(replace(DRAFT, **change)))


def test_year_before_or_after_is_possible():
    assert check(replace(DRAFT, effective_year=2027)) == []


@pytest.mark.parametrize("status", [LibraryStatus.BELOW, LibraryStatus.EXITED])
def test_one_that_is_not_in_cannot_leave(status):
    assert codes(check(status=status)) == {("on", "not_admitted")}


def test_ground_of_revenue_against_collected_figures_only_asks():
    problems = check(last_year=2000 * WAN)
    assert [(each.code, each.severity) for each in problems] == [("exit_revenue_differs", Severity.CHECK)]
    assert not blocks(problems)
    assert check(replace(DRAFT, ground="exit_moved"), last_year=2000 * WAN) == []


@pytest.mark.parametrize(("exits", "state"), [(0, CapState.UNDER), (1, CapState.REACHED), (2, CapState.OVER)])
def test_yuncheng_allows_one_a_county(exits, state):
    (line,) = caps_of(PresetService(RESOURCES).load("yuncheng-2021"), (), 2021, exits)
    assert (line.cap, line.exits, line.state, line.clause) == (1, exits, state, "三（一）")


def test_wenshan_allows_five_a_year():
    preset = PresetService(RESOURCES).load("wenshan-2022")
    (line,) = caps_of(preset, (), 2024, 5)
    assert (line.cap, line.state) == (5, CapState.REACHED)
    assert caps_of(preset, (), 2026, 5) == ()


def test_typed_cap_stands_where_the_plan_has_none():
    yuxian = PresetService(RESOURCES).load("yuxian-2024")
    own = (OwnTarget(2026, TargetMeasure.EXIT_CAP, 1, "县里下达", issued=False),)
    assert [(line.cap, line.document) for line in caps_of(yuxian, own, 2026, 0)] == [(1, "县里下达")]
    assert caps_of(yuxian, (), 2026, 3) == ()
