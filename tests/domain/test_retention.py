"""A person's word about a risk: when one is asked for, what it must say, and that none is overwritten."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.codes import LibraryStatus, Obtained, OperatingStatus
from desktop.domain.exit_risk import RiskFound, SignFound, Watched
from desktop.domain.library_exit import ExitRow
from desktop.domain.retention import (
    EstimateDraft,
    RetentionRow,
    RetentionView,
    RiskDraft,
    RiskStay,
    RiskStep,
    check_estimate,
    check_risk,
    possible,
    shown_in,
)
from desktop.domain.retention_case import wants_plan
from desktop.domain.retention_plan import Plan, PlanDraft
from desktop.domain.retention_reader import read_retention
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign

TODAY = date(2026, 11, 5)
REFERENCE = Path(__file__).parents[2] / "resources" / "reference" / "retention.toml"
RULES = read_retention(tomllib.loads(REFERENCE.read_text(encoding="utf-8")))
WELL = RetentionRow(
    uid="e",
    name="演示",
    credit_code="",
    township="",
    department="",
    status=OperatingStatus.NORMAL,
    library_status=LibraryStatus.ADMITTED,
    admitted_month="2022-12",
    watched=Watched(OperatingStatus.NORMAL),
    found=RiskFound(),
    stay=None,
    last_step=None,
    plan=None,
    exits=(),
)
MEDIUM = RiskFound((SignFound(RiskSign.HALF_STOPPED),), (), RiskGrade.MEDIUM)
HIGH = RiskFound((SignFound(RiskSign.STOPPED),), (), RiskGrade.HIGH)
AT_RISK = replace(WELL, found=MEDIUM)
STAY = RiskStay("s", "e", date(2026, 7, 1), None, "", "", RiskGrade.MEDIUM, "help_transform")
KEPT = replace(AT_RISK, stay=STAY)
WORD = RiskDraft(RiskAction.ENTER, date(2026, 11, 1), RiskGrade.MEDIUM, (RiskSign.HALF_STOPPED,), "", "实地看过")
EXIT = ExitRow("x", "e", "演示", "", "", date(2024, 3, 1), "exit_revenue", "", "", 2024, "", "", "", False, "")


def step(action: RiskAction, *said: RiskSign, on: date = date(2026, 10, 1)) -> RiskStep:
    return RiskStep("w", action, on, None, None, said, "", "", "")


def codes(problems) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems}


def test_signs_ask_for_a_word_until_somebody_gave_one():
    assert AT_RISK.to_confirm
    assert not WELL.to_confirm
    assert not KEPT.to_confirm


def test_heavier_signs_than_confirmed_ask_again():
    assert replace(KEPT, found=HIGH).to_confirm
    assert not replace(KEPT, found=MEDIUM, stay=replace(STAY, grade=RiskGrade.HIGH)).to_confirm


def test_no_is_asked_about_again_only_for_signs_it_did_not_answer():
    said_no = replace(AT_RISK, last_step=step(RiskAction.DISMISS, RiskSign.HALF_STOPPED, RiskSign.FALLING))
    assert not said_no.to_confirm
    assert replace(said_no, found=HIGH).to_confirm
    assert replace(AT_RISK, last_step=step(RiskAction.RELEASE, RiskSign.HALF_STOPPED)).to_confirm


def test_one_that_left_asks_nothing_and_allows_nothing():
    left = replace(AT_RISK, library_status=LibraryStatus.EXITED, exits=(EXIT,))
    assert (left.to_confirm, possible(left), left.re_entered) == (False, (), False)


def test_back_after_an_exit_is_no_first_admission():
    assert replace(WELL, exits=(EXIT,)).re_entered
    assert not WELL.re_entered


@pytest.mark.parametrize(
    ("row", "views"),
    [
        (WELL, {RetentionView.ADMITTED}),
        (AT_RISK, {RetentionView.ADMITTED, RetentionView.TO_CONFIRM}),
        (KEPT, {RetentionView.ADMITTED, RetentionView.LIBRARY, RetentionView.MEDIUM}),
        (replace(WELL, library_status=LibraryStatus.EXITED), {RetentionView.EXITED}),
    ],
)
def test_each_row_stands_in_its_views(row, views):
    assert {view for view in RetentionView if shown_in(row, view)} == views


def test_deeds_follow_from_where_it_stands():
    assert possible(WELL) == (RiskAction.ENTER,)
    assert possible(AT_RISK) == (RiskAction.ENTER, RiskAction.DISMISS)
    assert possible(KEPT) == (RiskAction.CONFIRM, RiskAction.RELEASE)


def test_word_that_says_everything_is_kept():
    assert check_risk(WORD, AT_RISK, RULES, today=TODAY) == []


def test_word_names_day_grade_signs_and_reason():
    bare = RiskDraft(RiskAction.ENTER)
    assert codes(check_risk(bare, AT_RISK, RULES, today=TODAY)) == {
        ("grade", "missing"),
        ("signs", "missing"),
        ("reason", "missing"),
        ("on", "missing"),
    }


def test_no_and_release_need_a_reason_but_no_grade():
    no = RiskDraft(RiskAction.DISMISS, TODAY, reason="订单已恢复")
    assert check_risk(no, AT_RISK, RULES, today=TODAY) == []
    out = RiskDraft(RiskAction.RELEASE, TODAY, reason="")
    assert codes(check_risk(out, KEPT, RULES, today=TODAY)) == {("reason", "missing")}


def test_word_that_does_not_fit_now_is_refused_alone():
    assert codes(check_risk(replace(WORD, action=RiskAction.CONFIRM), AT_RISK, RULES, today=TODAY)) == {
        ("action", "risk_not_now")
    }
    assert codes(check_risk(WORD, KEPT, RULES, today=TODAY)) == {("action", "risk_not_now")}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"on": date(2026, 11, 6)}, ("on", "in_future")),
        ({"on": date(2026, 9, 30)}, ("on", "before_last_step")),
        ({"help_class": "nobody"}, ("help_class", "no_such_help_class")),
        ({"reason": "长" * 2001}, ("reason", "too_long")),
    ],
)
def test_odd_words_are_refused(change, problem):
    row = replace(AT_RISK, last_step=step(RiskAction.DISMISS))
    assert problem in codes(check_risk(replace(WORD, **change), row, RULES, today=TODAY))


def test_plan_ends_before_an_enterprise_is_left_to_the_market():
    plan = Plan("p", "e", "s", PlanDraft(), (), (), None, None, voided=False)
    word = replace(WORD, action=RiskAction.CONFIRM, help_class="help_clear_out")
    assert codes(check_risk(word, replace(KEPT, plan=plan), RULES, today=TODAY)) == {("help_class", "plan_still_open")}
    assert check_risk(word, KEPT, RULES, today=TODAY) == []


def test_only_one_at_risk_that_is_to_be_helped_wants_a_plan():
    assert wants_plan(KEPT, RULES)
    assert not wants_plan(AT_RISK, RULES)
    assert not wants_plan(replace(KEPT, stay=replace(STAY, help_class="help_clear_out")), RULES)
    assert wants_plan(replace(KEPT, stay=replace(STAY, help_class="")), RULES)


ESTIMATE = EstimateDraft(2026, 1900_000_000, date(2026, 10, 20), "财务某", Obtained.ORAL)


def test_estimate_says_whose_word_it_is():
    assert check_estimate(ESTIMATE, today=TODAY) == []
    assert codes(check_estimate(EstimateDraft(), today=TODAY)) == {
        ("told_by", "missing"),
        ("obtained", "missing"),
        ("year", "bad_year"),
        ("amount", "missing"),
        ("told_on", "missing"),
    }
    assert codes(check_estimate(replace(ESTIMATE, amount=-1), today=TODAY)) == {("amount", "negative")}
