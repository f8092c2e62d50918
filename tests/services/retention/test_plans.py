"""Plans with measures in a real ledger, what waits today, papers, and the ledger as a whole."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import OperatingStatus, Subject
from desktop.domain.overview import TodoKind
from desktop.domain.retention_plan import PlanStepDraft
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.retention.hands import EXIT, MEASURE, OCTOBER, PLAN, codes, firm, planned, row, say, stopped


def test_plan_needs_a_stay_and_there_is_one_at_a_time(services):
    uid = stopped(services)
    assert codes(services.retention.make_plan(uid, PLAN)) == {("enterprise", "not_in_risk_library")}
    say(services, uid)
    assert services.retention.make_plan(uid, PLAN).uid
    assert codes(services.retention.make_plan(uid, PLAN)) == {("enterprise", "plan_exists")}


def test_one_left_to_the_market_gets_no_plan(services):
    uid = stopped(services)
    say(services, uid, help_class="help_clear_out")
    assert codes(services.retention.make_plan(uid, PLAN)) == {("enterprise", "no_help_no_plan")}


def test_measure_goes_through_its_steps(services):
    uid, plan, measure = planned(services)
    later = PlanStepDraft(PlanAction.EXTEND, date(2026, 10, 30), "差评估报告（演示）", date(2026, 11, 30))
    assert services.retention.step(plan, measure, later).uid
    (open_one,) = row(services, uid).plan.measures
    assert (open_one.due_on, open_one.state, open_one.result) == (
        date(2026, 11, 30),
        MeasureState.OPEN,
        "差评估报告（演示）",
    )
    services.retention.step(plan, measure, PlanStepDraft(PlanAction.DONE, date(2026, 11, 3), "已放款（演示）"))
    (done,) = row(services, uid).plan.measures
    assert (done.state, done.done_on) == (MeasureState.DONE, date(2026, 11, 3))
    end = PlanStepDraft(PlanAction.END, date(2026, 11, 4), "订单恢复（演示）", outcome=Outcome.STAYED)
    assert services.retention.step(plan, "", end).uid
    found = services.retention.case(uid, OCTOBER)
    assert (found.row.plan, found.plans[0].outcome, found.plans[0].ended_on) == (
        None,
        Outcome.STAYED,
        date(2026, 11, 4),
    )
    assert [step.action for step in found.plans[0].steps] == [
        PlanAction.ADD,
        PlanAction.EXTEND,
        PlanAction.DONE,
        PlanAction.END,
    ]


def test_plan_is_mended_and_voided_but_not_after_its_end(services):
    uid, plan, measure = planned(services)
    services.retention.edit_plan(plan, replace(PLAN, leader="刘某（演示）", chain_leader="龙头（演示）"))
    draft = row(services, uid).plan.draft
    assert (draft.leader, draft.chain_leader) == ("刘某（演示）", "龙头（演示）")
    assert services.retention.void_plan(plan, "记错").uid
    assert row(services, uid).plan is None
    with pytest.raises(KnownError):
        services.retention.add_measure(plan, MEASURE)
    assert codes(services.retention.step(plan, measure, PlanStepDraft(PlanAction.DONE, date(2026, 11, 1), "x"))) == {
        ("action", "plan_ended")
    }


def test_measure_of_another_plan_is_not_found(services):
    _, plan, _ = planned(services)
    with pytest.raises(KnownError):
        services.retention.step(plan, "nobody", PlanStepDraft(PlanAction.DONE, date(2026, 11, 1), "x"))


def test_today_tells_what_waits(services):
    asked = firm(services, "二（演示）", status=OperatingStatus.HALF_STOPPED)
    planned(services)
    without = firm(services, "三（演示）", status=OperatingStatus.STOPPED)
    say(services, without)
    items = {item.kind: item for item in services.retention.todo()}
    assert items[TodoKind.RISK_TO_CONFIRM].count == 1
    assert items[TodoKind.RISK_WITHOUT_PLAN].owner == without
    assert items[TodoKind.MEASURE_LATE].on == date(2026, 10, 31)
    assert asked


def test_papers_are_written(services, tmp_path):
    _, plan, _ = planned(services)
    sheet = services.retention.print_plan(plan, tmp_path / "plan.pdf", Progress(), OCTOBER)
    library = services.retention.print_list(OCTOBER, tmp_path / "library.pdf", Progress())
    assert (sheet.pages, library.pages) == (1, 1)
    assert (sheet.problems, library.problems) == ((), ())


def test_ledger_stays_whole(services):
    uid, plan, measure = planned(services)
    services.retention.step(plan, measure, PlanStepDraft(PlanAction.DONE, date(2026, 11, 3), "已放款（演示）"))
    services.retention.leave(uid, EXIT)
    assert services.check.run(deep=True) == ()


def test_history_of_an_enterprise_tells_of_its_retention(services):
    uid, _, _ = planned(services)
    subjects = {line.subject for line in services.enterprises.history(uid)}
    assert {
        Subject.RISK_STAY,
        Subject.RISK_STEP,
        Subject.RETENTION_PLAN,
        Subject.RETENTION_MEASURE,
        Subject.RETENTION_STEP,
    } <= subjects
