"""The issue ledger kept in a real ledger: clocks, extensions, other units, parking, follow-ups."""

from dataclasses import replace
from datetime import date

from desktop.domain.codes import VisitMode
from desktop.domain.deadline import Stage, Urgency
from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.issue_clock import PLAN, ClockChoice
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.problems import Severity
from tests.services.issues.hands import assign, enter, october, take, walk


def test_13710_is_the_clock_where_the_plan_names_none(services, issue):
    book = services.issues.clocks()
    assert services.issues.clock_in_force().id == PLAN
    assert "13710" in book.schemes[0].citation.document
    assert services.issues.get(issue).deadline.stage is Stage.STUDY
    assign(services, issue)
    row = services.issues.get(issue)
    assert (row.clock, row.assigned_on, row.feedback_due_on, row.due_on) == (
        PLAN,
        october(12),
        october(15),
        october(19),
    )
    assert (row.deadline.on, row.deadline.urgency) == (october(19), Urgency.LATE)


def test_days_kept_with_the_assignment_stay_when_the_clock_changes(services, issue, firm):
    assign(services, issue)
    saved = services.issues.set_clock(ClockChoice("zaozhuang", october(10), "演示文件〔2026〕1号"))
    assert saved.uid
    assert services.issues.get(issue).due_on == october(19)
    assert services.issues.steps(issue)[-1].clock == PLAN
    other = enter(services, firm)
    assign(services, other)
    kept = services.issues.get(other)
    assert (kept.clock, kept.due_on) == ("zaozhuang", october(26))
    earlier = enter(services, firm, raised_on=october(8))
    assign(services, earlier, 9)
    assert services.issues.get(earlier).clock == PLAN


def test_a_clock_chosen_again_for_the_same_day_replaces_the_choice(services):
    first = services.issues.set_clock(ClockChoice("zaozhuang", october(10), "一"))
    again = services.issues.set_clock(ClockChoice("quanzhou", october(10), "二"))
    assert again.uid == first.uid
    assert [choice.scheme for choice in services.issues.clocks().choices] == ["quanzhou"]
    assert [line.field for line in services.issues.history(first.uid)].count("scheme") == 2
    refused = services.issues.set_clock(ClockChoice("gone", october(10), ""))
    assert [problem.code for problem in refused.problems] == ["no_such_clock", "missing"]


def test_an_extension_names_who_approved_it_and_the_steps_stay(services, issue):
    assign(services, issue)
    walk(services, issue, (IssueAction.START, 13, {}))
    lacking = take(services, issue, IssueAction.EXTEND, 15, note="等银行", due_on=october(28))
    assert [(problem.field, problem.code) for problem in lacking.problems] == [("approved_by", "missing")]
    done = take(services, issue, IssueAction.EXTEND, 15, note="等银行", due_on=october(28), approved_by="李某")
    assert (bool(done.uid), done.problems) == (True, ())
    late = take(services, issue, IssueAction.EXTEND, 28, note="再等", due_on=october(31), approved_by="李某")
    assert [(problem.code, problem.severity) for problem in late.problems] == [("extension_late", Severity.CHECK)]
    row = services.issues.get(issue)
    assert (row.due_on, row.extensions) == (october(31), 2)
    assert [step.due_on for step in services.issues.steps(issue)] == [
        None,
        october(19),
        None,
        october(28),
        october(31),
    ]


def test_a_disputed_assignment_goes_to_another_unit_and_the_clock_runs_on(services, issue):
    assign(services, issue, sharing="乙局", assisting="丙镇")
    walk(services, issue, (IssueAction.RETURN, 13, {"note": "不归我中心"}))
    row = services.issues.get(issue)
    assert (row.state, row.handler, row.sharing, row.assigned_on) == (IssueState.TO_ASSIGN, "", "", None)
    assert row.deadline.on == october(19)
    assign(services, issue, 14, handler="丁局")
    row = services.issues.get(issue)
    assert (row.handler, row.sharing, row.feedback_due_on, row.due_on) == ("丁局", "", october(17), october(19))


def test_the_level_may_rise_and_is_kept_with_the_deed(services, firm):
    issue = enter(services, firm, handling=Handling.OWN)
    assert services.issues.get(issue).handling is Handling.OWN
    assign(services, issue, handling=Handling.COUNTY)
    assert services.issues.get(issue).handling is Handling.COUNTY
    walk(services, issue, (IssueAction.ESCALATE, 13, {"handling": Handling.CITY, "note": "需市里协调"}))
    row = services.issues.get(issue)
    assert (row.handling, row.state, row.due_on) == (Handling.CITY, IssueState.ASSIGNED, october(19))


def test_a_parked_issue_waits_for_its_next_day_and_takes_its_own_up_again(services, issue):
    assign(services, issue)
    walk(
        services,
        issue,
        (IssueAction.START, 13, {}),
        (IssueAction.RESOLVE, 14, {"resolution": Resolution.LONG_TERM, "note": "等市里", "due_on": date(2026, 12, 1)}),
    )
    row = services.issues.get(issue)
    assert (row.state, row.resolved_on, row.due_on) == (IssueState.PARKED, None, date(2026, 12, 1))
    assert (row.deadline.stage, row.deadline.urgency) == (Stage.NEXT, Urgency.AHEAD)
    walk(services, issue, (IssueAction.NOTE, 15, {"note": "已报市局"}))
    assert services.issues.get(issue).due_on == date(2026, 12, 1)
    resumed = take(services, issue, IssueAction.RESUME, 20)
    assert [problem.code for problem in resumed.problems] == ["deadline_passed"]
    assert services.issues.get(issue).due_on == october(19)


def test_what_was_parked_before_it_had_a_day_starts_its_clock_when_it_goes_on(services, issue):
    walk(
        services,
        issue,
        (IssueAction.PARK, 10, {"note": "等股东会", "due_on": october(20)}),
        (IssueAction.RESUME, 20, {}),
    )
    assert services.issues.get(issue).due_on == october(27)


def test_a_discontented_answer_reopens_with_a_day_of_its_own(services, issue):
    assign(services, issue)
    walk(
        services,
        issue,
        (IssueAction.START, 13, {}),
        (IssueAction.RESOLVE, 19, {"resolution": Resolution.PARTLY, "note": "授信 100 万元"}),
    )
    refused = take(services, issue, IssueAction.CLOSE, 20)
    assert [problem.code for problem in refused.problems] == ["not_now"]
    said = {"satisfaction": Satisfaction.DISSATISFIED, "asked": "张某", "mode": VisitMode.PHONE}
    saved = take(services, issue, IssueAction.FOLLOW_UP, 26, note="还差 200 万元", due_on=date(2026, 11, 5), **said)
    assert (bool(saved.uid), saved.problems) == (True, ())
    row = services.issues.get(issue)
    assert (row.state, row.due_on, row.resolved_on) == (IssueState.HANDLING, date(2026, 11, 5), None)
    step = services.issues.steps(issue)[-1]
    assert (step.asked, step.mode, step.satisfaction) == ("张某", VisitMode.PHONE, Satisfaction.DISSATISFIED)
    walk(
        services,
        issue,
        (IssueAction.RESOLVE, 28, {"resolution": Resolution.SOLVED, "note": "补足"}),
        (IssueAction.FOLLOW_UP, 29, {"satisfaction": Satisfaction.SATISFIED}),
        (IssueAction.CLOSE, 29, {}),
    )
    assert services.issues.get(issue).state is IssueState.CLOSED


def test_a_refused_deed_writes_nothing(services, issue):
    before = services.issues.history(issue)
    assert not take(services, issue, IssueAction.EXTEND, 12, note="早", due_on=october(30), approved_by="李").uid
    assert not take(services, issue, IssueAction.ASSIGN, 12).uid
    assert services.issues.history(issue) == before
    assert len(services.issues.steps(issue)) == 1


def test_the_list_narrows_by_category_and_by_the_clock(services, issue, firm):
    fresh = enter(services, firm, category=IssueCategory.LABOUR, raised_on=october(30))
    assert [row.uid for row in services.issues.list(IssueFilter(category=IssueCategory.LABOUR))] == [fresh]
    assert [row.uid for row in services.issues.list(IssueFilter(urgency=Urgency.LATE))] == [issue]
    assert [row.uid for row in services.issues.list(IssueFilter(urgency=Urgency.SOON))] == [fresh]


def test_editing_an_issue_keeps_its_level_and_its_deeds(services, issue, firm):
    assign(services, issue)
    draft = IssueDraft(firm, "缺资金 300 万元（演示）", IssueCategory.FINANCE, "", IssueLevel.MAJOR, october(9))
    assert services.issues.edit(issue, replace(draft, handling=Handling.COUNTY)).uid
    row = services.issues.get(issue)
    assert (row.level, row.handling, row.due_on) == (IssueLevel.MAJOR, Handling.COUNTY, october(19))
