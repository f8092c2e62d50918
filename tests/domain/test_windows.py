"""The calendar of windows: what the plan and examples say, what a notice changes, days counted backwards."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import WorkCalendar
from desktop.domain.month import Month
from desktop.domain.problems import Severity, blocks
from desktop.domain.windows import (
    AdmissionWindow,
    Procedure,
    WindowDraft,
    WindowKind,
    WindowOrigin,
    backward_plan,
    calendar_of,
    check_window,
    current_step,
    upcoming,
    working_days_left,
)
from desktop.services.presets import PresetService

PRESETS = PresetService(Path(__file__).parents[2] / "resources")
RULES = PRESETS.admission_rules().windows
CALENDAR = PRESETS.calendar()
YUXIAN = PRESETS.load("yuxian-2024")
WEEKENDS = WorkCalendar(frozenset(), frozenset(), frozenset({2026}))
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def window(kind: WindowKind = WindowKind.ANNUAL_FIRST, closes_on: date = date(2026, 11, 13), **said) -> AdmissionWindow:
    found = AdmissionWindow(2026, kind, 0, closes_on, (Procedure.ANNUAL,), WindowOrigin.NOTICE, "演示通知")
    return replace(found, **said)


def of(kind: WindowKind, year: int = 2026, preset=YUXIAN) -> AdmissionWindow:
    return next(found for found in calendar_of(year, (), preset, RULES) if found.kind is kind)


def test_a_year_has_its_months_two_annual_batches_and_a_january():
    found = calendar_of(2026, (), YUXIAN, RULES)
    assert [each.month for each in found if each.kind is WindowKind.MONTHLY] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert [each.kind for each in found][-3:] == ["annual_first", "annual_second", "january"]
    assert {each.origin for each in found} == {WindowOrigin.EXAMPLE}


def test_january_lies_in_the_next_year_and_takes_this_years_figures():
    january = of(WindowKind.JANUARY)
    assert january.closes_on == date(2027, 1, 5)
    assert january.cutoff == Month(2026, 12)


def test_an_example_says_whose_it_is_and_where_the_plan_speaks():
    first = of(WindowKind.ANNUAL_FIRST)
    assert "盂促企组办发[2024]1号 三（四）" in first.basis
    assert "厦门市" in first.basis


def test_the_plans_month_is_kept_where_an_example_lies_outside_it():
    months = tuple(replace(each, months=(10,)) if each.id == "annual_first" else each for each in YUXIAN.windows)
    assert of(WindowKind.ANNUAL_FIRST, preset=replace(YUXIAN, windows=months)).closes_on == date(2026, 10, 31)


@pytest.mark.parametrize("preset", ["hunan-2022", "jincheng-2021", "wenshan-2022", "yuncheng-2021"])
def test_every_plan_has_a_calendar_by_example(preset):
    assert len(calendar_of(2026, (), PRESETS.load(preset), RULES)) == 12


def test_sector_change_is_taken_only_in_the_first_annual_batch():
    takers = {each.kind for each in calendar_of(2026, (), YUXIAN, RULES) if Procedure.SECTOR in each.accepts}
    assert takers == {WindowKind.ANNUAL_FIRST}
    assert RULES.procedure("sector_change") is Procedure.SECTOR
    assert RULES.procedure("moon") is Procedure.ANNUAL


def test_every_route_of_every_plan_has_its_procedure():
    for head in PRESETS.list():
        assert {route.id for route in PRESETS.load(head.id).routes} <= set(RULES.routes)


def test_a_typed_window_stands_instead_of_the_example():
    found = calendar_of(2026, (window(),), YUXIAN, RULES)
    assert [each.closes_on for each in found if each.kind is WindowKind.ANNUAL_FIRST] == [date(2026, 11, 13)]


def test_the_plan_backwards_counts_working_days_over_the_national_day():
    plan = backward_plan(window(closes_on=date(2026, 10, 13)), RULES, YUXIAN, CALENDAR)
    report = next(step for step in plan if step.label == "报县统计局")
    # 12, 10 (a working Saturday) and 9 October count; the 11th is a Sunday
    assert report.on == date(2026, 10, 9)


def test_october_is_when_the_plan_begins_with_its_clause():
    plan = backward_plan(window(), RULES, YUXIAN, CALENDAR)
    assert (plan[0].on, plan[0].label) == (date(2026, 10, 8), "准备年度申报材料")
    assert plan[0].citation.clause == "三（四）"
    assert all(step.citation is None for step in plan[1:])
    monthly = backward_plan(window(WindowKind.MONTHLY, date(2026, 3, 20), month=4), RULES, YUXIAN, CALENDAR)
    assert all(step.citation is None for step in monthly)


def test_a_window_on_a_holiday_is_counted_from_the_working_day_before():
    sunday = window(closes_on=date(2026, 11, 15))
    assert working_days_left(sunday, date(2026, 11, 12), CALENDAR) == 1
    assert working_days_left(sunday, date(2026, 11, 13), CALENDAR) == 0
    assert working_days_left(sunday, date(2026, 11, 15), CALENDAR) == 0


def test_windows_that_closed_or_are_not_held_are_not_upcoming():
    held, gone = window(), window(closes_on=date(2026, 11, 4))
    assert upcoming((gone, window(held=False), held), date(2026, 11, 5)) == (held,)
    assert upcoming((gone,), date(2026, 11, 4)) == (gone,)


def test_the_current_step_is_the_first_that_has_not_passed():
    plan = backward_plan(window(), RULES, YUXIAN, CALENDAR)
    assert current_step(plan, plan[0].on) == plan[0]
    assert current_step(plan, plan[-1].on + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"basis": " "}, ["missing"]),
        ({"closes_on": None}, ["missing"]),
        ({"accepts": ()}, ["missing"]),
        ({"closes_on": date(2024, 11, 13)}, ["window_other_year"]),
        ({"opens_on": date(2026, 12, 1)}, ["window_backwards"]),
        ({"closes_on": date(2026, 11, 14)}, ["window_on_holiday"]),
        ({"closes_on": date(2027, 1, 5)}, ["holidays_unknown"]),
        ({"kind": WindowKind.MONTHLY}, ["missing"]),
        ({"held": False, "closes_on": None, "accepts": ()}, []),
    ],
)
def test_a_typed_window_is_checked(said, codes):
    draft = WindowDraft(WindowKind.ANNUAL_FIRST, 0, None, date(2026, 11, 13), (Procedure.ANNUAL,), "演示通知")
    found = check_window(replace(draft, **said), year=2026, calendar=CALENDAR)
    assert [problem.code for problem in found] == codes


def test_a_holiday_asks_and_an_unknown_year_tells():
    draft = WindowDraft(WindowKind.ANNUAL_FIRST, 0, None, date(2026, 11, 14), (Procedure.ANNUAL,), "演示通知")
    found = check_window(draft, year=2026, calendar=CALENDAR)
    assert not blocks(found)
    assert [problem.severity for problem in found] == [Severity.CHECK]


@given(DAYS, st.integers(0, 60))
def test_working_days_between_undoes_adding_working_days(day, number):
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, number)) == number


@given(DAYS, DAYS)
def test_working_days_between_turns_its_sign_with_the_order(first, last):
    forth, back = CALENDAR.working_days_between(first, last), CALENDAR.working_days_between(last, first)
    assert forth == -back


@given(DAYS)
def test_the_last_working_day_is_worked_and_not_later(day):
    found = CALENDAR.last_working(day)
    assert found <= day
    assert CALENDAR.is_working(found)
    assert not any(CALENDAR.is_working(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


@given(DAYS)
def test_the_plan_backwards_never_goes_past_the_window(closes_on):
    plan = backward_plan(window(closes_on=closes_on), RULES, YUXIAN, CALENDAR)
    ours = [step for step in plan if step.citation is None]
    assert all(step.on <= closes_on for step in ours)
    assert [step.on for step in plan] == sorted(step.on for step in plan)
    assert all(CALENDAR.is_working(step.on) for step in plan)


@given(DAYS)
def test_the_cut_off_has_ended_when_the_window_closes(closes_on):
    assert window(closes_on=closes_on).cutoff.last_day < closes_on
