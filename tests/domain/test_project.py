"""The stages of a project, what its months must add up to, and when a task is late."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problems import Severity, blocks
from desktop.domain.project import (
    ROAD,
    Milestone,
    MilestoneDraft,
    ProgressDraft,
    ProgressLine,
    ProjectDraft,
    ProjectStage,
    StageDraft,
    check_milestone,
    check_progress,
    check_project,
    check_stage,
    goes_back,
    late,
    possible,
)

STAGES = st.sampled_from(ProjectStage)
TODAY, DAY = date(2026, 11, 5), date(2026, 10, 20)
WHOLE = ProjectDraft(name="演示项目", builder="演示公司", contact="田演示", approval_number="演示备1号")


def stage(to, now=ProjectStage.PLANNED, row=WHOLE, **said):
    draft = StageDraft(to, said.pop("on", DAY), note=said.pop("note", ""))
    given = {"enterprise": "e1", "since": date(2026, 10, 1), "today": TODAY} | said
    return check_stage(draft, row, now, **given)


def codes(problems):
    return [problem.code for problem in problems]


@given(STAGES, STAGES)
def test_every_other_stage_may_follow_but_backwards_and_dropping_need_a_reason(now, to):
    problems = stage(to, now)
    if to is now:
        assert codes(problems) == ["project_same_stage"]
        assert to not in possible(now)
    else:
        assert to in possible(now)
        assert ("project_back_needs_reason" in codes(problems)) is goes_back(now, to)
        assert not blocks(stage(to, now, note="演示原因"))


def test_whoever_was_dropped_may_come_back_anywhere_without_a_reason():
    assert not any(goes_back(ProjectStage.DROPPED, to) for to in ROAD)


@pytest.mark.parametrize("to", ROAD)
def test_signed_projects_need_a_named_contact(to):
    nobody = replace(WHOLE, contact=" ")
    needed = to is not ProjectStage.PLANNED
    now = ProjectStage.DROPPED
    assert ("project_contact_needed" in codes(stage(to, now, nobody))) is needed
    assert ("project_contact_needed" in codes(check_project(nobody, to, today=TODAY))) is needed


def test_only_an_enterprise_is_admitted_and_a_producing_project_is_asked_about():
    now = ProjectStage.COMPLETED
    assert blocks(stage(ProjectStage.ADMITTED, now, enterprise=""))
    asked = stage(ProjectStage.PRODUCING, now, enterprise="")
    assert codes(asked) == ["project_not_enterprise_yet"]
    assert asked[0].severity is Severity.CHECK


def test_building_without_approval_is_asked_about_not_forbidden():
    problems = stage(ProjectStage.BUILDING, row=replace(WHOLE, approval_number=""))
    assert codes(problems) == ["project_approval_missing"]
    assert not blocks(problems)


def test_a_stage_lies_between_the_last_one_and_today():
    assert codes(stage(ProjectStage.SIGNED, on=date(2026, 9, 30))) == ["before_last_step"]
    assert codes(stage(ProjectStage.SIGNED, on=date(2026, 11, 6))) == ["in_future"]
    assert codes(stage(ProjectStage.SIGNED, on=None)) == ["missing"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": ""}, "missing"),
        ({"builder": " "}, "missing"),
        ({"total_investment": -1}, "negative"),
        ({"approved_on": date(2026, 11, 6)}, "in_future"),
        ({"production_month": "2026-13"}, "bad_calendar_month"),
        ({"name": "演" * 201}, "too_long"),
    ],
)
def test_what_is_wrong_with_a_project_is_said(said, code):
    assert codes(check_project(replace(WHOLE, **said), ProjectStage.PLANNED, today=TODAY)) == [code]


def test_a_years_plan_over_the_whole_is_asked_about():
    problems = check_project(replace(WHOLE, total_investment=100, year_plan=101), ProjectStage.PLANNED, today=TODAY)
    assert [(each.code, each.severity) for each in problems] == [("plan_over_total", Severity.CHECK)]


AMOUNTS = st.integers(0, 10**12)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_amounts_of_a_month_only_ever_ask(month_done, total_done, whole):
    draft = ProgressDraft(month_done, total_done)
    before = ProgressLine("2026-09", None, 0, "", "", "u")
    problems = check_progress(draft, month="2026-10", whole=whole, before=before)
    assert not blocks(problems)
    assert ("invested_over_total" in codes(problems)) is (total_done > whole)
    assert ("month_over_total" in codes(problems)) is (month_done > total_done)
    assert ("invested_no_sum" in codes(problems)) is (month_done != total_done)


def test_the_total_is_compared_with_the_month_before_and_only_the_next_month_must_add_up():
    before = ProgressLine("2026-08", 10, 100, "", "", "u")
    fallen = check_progress(ProgressDraft(None, 99), month="2026-09", whole=None, before=before)
    assert codes(fallen) == ["invested_fell"]
    assert not check_progress(ProgressDraft(5, 105), month="2026-09", whole=None, before=before)
    assert codes(check_progress(ProgressDraft(4, 105), month="2026-09", whole=None, before=before)) == [
        "invested_no_sum"
    ]
    # a month was left out, or a year began: nothing to add
    assert not check_progress(ProgressDraft(4, 105), month="2026-10", whole=None, before=before)
    assert not check_progress(ProgressDraft(4, 105), month="2027-02", whole=None, before=before)


def test_an_empty_month_is_refused_and_a_look_alone_is_enough():
    assert codes(check_progress(ProgressDraft(), month="2026-10", whole=None, before=None)) == ["missing"]
    assert not check_progress(ProgressDraft(look="主体完工"), month="2026-10", whole=None, before=None)
    assert codes(check_progress(ProgressDraft(-1), month="2026-10", whole=None, before=None)) == ["negative"]


def test_a_task_has_a_name_and_a_day_and_is_done_in_the_past():
    assert codes(check_milestone(MilestoneDraft(), today=TODAY)) == ["missing", "missing"]
    draft = MilestoneDraft("试车", date(2026, 12, 1), date(2026, 11, 6))
    assert codes(check_milestone(draft, today=TODAY)) == ["in_future"]


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.booleans(), st.booleans())
def test_late_is_what_is_past_its_day_not_done_and_not_void(planned, done, voided):
    task = Milestone("t", "试车", planned, DAY if done else None, "", "", voided)
    assert late(task, TODAY) is (planned < TODAY and not done and not voided)


def test_a_task_is_not_late_on_its_own_day():
    assert not late(Milestone("t", "试车", TODAY, None, "", "", voided=False), TODAY)
