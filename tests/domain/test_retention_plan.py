"""The plan for one enterprise: measures with people and days, steps in order, an end only when all is settled."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.retention_plan import (
    Measure,
    MeasureDraft,
    Plan,
    PlanDraft,
    PlanStep,
    PlanStepDraft,
    after,
    check_measure,
    check_plan,
    check_plan_step,
    possible_steps,
)
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction

TODAY = date(2026, 11, 5)
MADE = date(2026, 7, 20)
DRAFT = PlanDraft(MADE, "缺流动资金", "", "", "盂县能源局", "田演示")
MEASURE = Measure("m", 1, "续贷", "盂县能源局", "田演示", date(2026, 9, 30), MeasureState.OPEN, "", None, MADE)
STEP = PlanStep("t", "m", PlanAction.ADD, MADE, "", None, None, "")
PLAN = Plan("p", "e", "s", DRAFT, (MEASURE,), (STEP,), None, None, voided=False)
SETTLED = replace(PLAN, measures=(replace(MEASURE, state=MeasureState.DONE),))


def codes(problems) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems}


def test_plan_names_its_trouble_and_who_answers():
    assert check_plan(DRAFT, today=TODAY) == []
    assert codes(check_plan(PlanDraft(), today=TODAY)) == {
        ("difficulty", "missing"),
        ("unit", "missing"),
        ("officer", "missing"),
        ("made_on", "missing"),
    }


def test_plan_is_no_older_than_the_stay():
    assert codes(check_plan(DRAFT, today=TODAY, since=date(2026, 7, 21))) == {("made_on", "before_last_step")}


def test_measure_names_what_who_and_until_when():
    good = MeasureDraft("续贷", "盂县能源局", "田演示", date(2026, 12, 1), TODAY)
    assert check_measure(good, made_on=MADE, today=TODAY) == []
    assert codes(check_measure(MeasureDraft(), made_on=MADE, today=TODAY)) == {
        ("what", "missing"),
        ("unit", "missing"),
        ("officer", "missing"),
        ("due_on", "missing"),
        ("on", "missing"),
    }
    early = replace(good, due_on=date(2026, 7, 19), on=date(2026, 7, 1))
    assert codes(check_measure(early, made_on=MADE, today=TODAY)) == {
        ("due_on", "before_start"),
        ("on", "before_last_step"),
    }


def test_late_is_worked_out_and_done_is_never_late():
    assert MEASURE.late(TODAY)
    assert not MEASURE.late(date(2026, 9, 30))
    assert not replace(MEASURE, state=MeasureState.DONE).late(TODAY)


def test_nearest_open_day_is_the_plans_next():
    later = replace(MEASURE, uid="n", due_on=date(2026, 12, 1))
    assert replace(PLAN, measures=(later, MEASURE)).next_due == date(2026, 9, 30)
    assert SETTLED.next_due is None


@pytest.mark.parametrize(
    ("action", "said", "problems"),
    [
        (PlanAction.NOTE, {"note": "已受理"}, set()),
        (PlanAction.NOTE, {}, {("note", "missing")}),
        (PlanAction.EXTEND, {"note": "评估未出"}, {("due_on", "missing")}),
        (PlanAction.EXTEND, {"note": "评估未出", "due_on": date(2026, 11, 4)}, {("due_on", "before_start")}),
        (PlanAction.DONE, {"note": "放款"}, set()),
        (PlanAction.DROP, {}, {("note", "missing")}),
        (PlanAction.ADD, {}, {("action", "plan_step_not_now")}),
        (PlanAction.END, {"note": "稳住"}, {("action", "plan_step_not_now")}),
    ],
)
def test_step_of_a_measure_says_what_it_must(action, said, problems):
    draft = PlanStepDraft(action, TODAY, **said)
    assert codes(check_plan_step(draft, PLAN, MEASURE, today=TODAY)) == problems


def test_steps_keep_their_order():
    early = PlanStepDraft(PlanAction.NOTE, date(2026, 7, 19), "早")
    assert codes(check_plan_step(early, PLAN, MEASURE, today=TODAY)) == {("on", "before_last_step")}


def test_end_waits_for_every_measure():
    end = PlanStepDraft(PlanAction.END, TODAY, "订单恢复", outcome=Outcome.STAYED)
    assert codes(check_plan_step(end, PLAN, None, today=TODAY)) == {("action", "measures_open")}
    assert check_plan_step(end, SETTLED, None, today=TODAY) == []
    assert codes(check_plan_step(replace(end, outcome=None), SETTLED, None, today=TODAY)) == {("outcome", "missing")}


def test_ended_plan_takes_nothing_more():
    ended = replace(SETTLED, outcome=Outcome.STAYED)
    draft = PlanStepDraft(PlanAction.END, TODAY, "再", outcome=Outcome.STAYED)
    assert codes(check_plan_step(draft, ended, None, today=TODAY)) == {("action", "plan_ended")}


@pytest.mark.parametrize("state", [MeasureState.DONE, MeasureState.DROPPED])
def test_settled_measure_allows_no_step(state):
    assert possible_steps(replace(MEASURE, state=state)) == ()


def test_every_step_leads_somewhere():
    assert after(MeasureState.OPEN, PlanAction.NOTE) is MeasureState.OPEN
    assert after(MeasureState.OPEN, PlanAction.DONE) is MeasureState.DONE
    assert after(MeasureState.OPEN, PlanAction.DROP) is MeasureState.DROPPED
