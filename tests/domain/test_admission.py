"""The states of an application and what each step must say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.admission import (
    AWAY,
    ENDED,
    UNDER_WAY,
    AdmissionAction,
    AdmissionDraft,
    AdmissionState,
    AdmissionStepDraft,
    after,
    check_application,
    check_step,
    needs,
    possible,
)
from desktop.domain.problems import Severity, blocks
from desktop.domain.windows import AdmissionWindow, Procedure, WindowKind, WindowOrigin

STATES = st.sampled_from(AdmissionState)
ACTIONS = st.sampled_from(AdmissionAction)
DAY = date(2026, 10, 20)
FULL = {"told_by": "县统计局", "basis": "电话", "note": "演示", "admitted_month": "2026-10"}


def step(action: AdmissionAction, state: AdmissionState, *, missing: int = 0, **said):
    draft = AdmissionStepDraft(action, **({"on": DAY} | said))
    return check_step(draft, state, since=date(2026, 10, 1), today=date(2026, 11, 5), missing=missing)


@given(STATES)
def test_what_is_possible_leads_to_a_state_that_is_one(state):
    for action in possible(state):
        assert after(state, action) in AdmissionState


@given(STATES, ACTIONS)
def test_what_a_state_does_not_allow_is_refused_whatever_is_said(state, action):
    if action not in possible(state):
        assert [problem.code for problem in step(action, state, **FULL)] == ["admission_not_now"]


def test_every_state_can_be_reached_and_every_open_one_be_left():
    reached, waiting = {AdmissionState.NOT_STARTED}, [AdmissionState.NOT_STARTED]
    while waiting:
        state = waiting.pop()
        following = {after(state, action) for action in possible(state)} - reached
        reached |= following
        waiting += following
    assert reached == set(AdmissionState)
    assert all(any(after(state, action) is not state for action in possible(state)) for state in UNDER_WAY)


def test_nobody_is_admitted_who_was_not_reported():
    for state in AdmissionState:
        assert (AdmissionAction.ADMIT in possible(state)) is (state in AWAY)


def test_the_end_may_be_told_without_the_stations_between():
    assert after(AdmissionState.REPORTED, AdmissionAction.ADMIT) is AdmissionState.ADMITTED
    assert AdmissionAction.NATIONAL in possible(AdmissionState.REPORTED)


def test_an_enterprise_may_give_up_at_any_time_without_a_reason():
    assert all(AdmissionAction.WITHDRAW in possible(state) for state in UNDER_WAY)
    assert needs(AdmissionAction.WITHDRAW) == ()
    assert not any(AdmissionAction.WITHDRAW in possible(state) for state in ENDED)


TOLD = (
    AdmissionAction.VERIFY,
    AdmissionAction.PASS_COUNTY,
    AdmissionAction.CITY,
    AdmissionAction.PROVINCE,
    AdmissionAction.NATIONAL,
    AdmissionAction.ADMIT,
    AdmissionAction.RETURN,
    AdmissionAction.REFUSE,
)


@pytest.mark.parametrize("action", TOLD)
def test_what_is_told_names_who_said_so_and_the_basis(action):
    assert {"told_by", "basis"} <= set(needs(action))


@pytest.mark.parametrize("action", AdmissionAction)
def test_what_a_step_must_say_is_asked_for(action):
    for state in (state for state in AdmissionState if action in possible(state)):
        for name in needs(action):
            assert name in [problem.field for problem in step(action, state, **(FULL | {name: ""}))]


@pytest.mark.parametrize("action", [AdmissionAction.RETURN, AdmissionAction.REFUSE, AdmissionAction.REOPEN])
def test_going_back_carries_its_reason(action):
    assert "note" in needs(action)


def test_a_correction_leads_back_to_where_it_came_from():
    assert possible(AdmissionState.ADMITTED) == (AdmissionAction.CORRECT,)
    assert after(AdmissionState.ADMITTED, AdmissionAction.CORRECT) is AdmissionState.NATIONAL


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"on": None}, "missing"),
        ({"on": date(2026, 11, 6)}, "in_future"),
        ({"on": date(2026, 9, 30)}, "before_last_step"),
        ({"due_on": date(2026, 10, 19)}, "before_start"),
        ({"admitted_month": "2026-13"}, "bad_calendar_month"),
        ({"note": "字" * 2001}, "too_long"),
    ],
)
def test_a_step_is_checked(said, code):
    assert code in [problem.code for problem in step(AdmissionAction.ADMIT, AdmissionState.REPORTED, **(FULL | said))]


def test_january_is_a_month_one_may_be_admitted_in():
    assert step(AdmissionAction.ADMIT, AdmissionState.REPORTED, **(FULL | {"admitted_month": "2026-01"})) == []


@pytest.mark.parametrize("action", [AdmissionAction.COMPLETE, AdmissionAction.REPORT])
def test_missing_materials_only_ask(action):
    found = step(action, AdmissionState.PREPARING, missing=3)
    assert [(problem.code, problem.severity) for problem in found] == [("materials_missing", Severity.CHECK)]
    assert not blocks(found)
    assert step(action, AdmissionState.PREPARING) == []
    assert step(AdmissionAction.NOTE, AdmissionState.PREPARING, missing=3, note="演示") == []


def window(**said) -> AdmissionWindow:
    given = {"closes_on": date(2026, 11, 13), "accepts": (Procedure.ANNUAL, Procedure.SECTOR), "held": True} | said
    return AdmissionWindow(2026, WindowKind.ANNUAL_FIRST, 0, origin=WindowOrigin.NOTICE, basis="演示", **given)


DRAFT = AdmissionDraft("e1", 2026, "growth", WindowKind.ANNUAL_FIRST, 0, "2026-10", date(2026, 10, 9))


@pytest.mark.parametrize(
    ("found", "procedure", "codes"),
    [
        (window(), Procedure.ANNUAL, []),
        (window(), Procedure.NEW, ["window_other_route"]),
        (window(accepts=(Procedure.ANNUAL,)), Procedure.SECTOR, ["sector_only_first"]),
        (window(held=False), Procedure.ANNUAL, ["window_not_held"]),
        (window(closes_on=date(2026, 11, 4)), Procedure.ANNUAL, ["window_closed"]),
        (None, Procedure.ANNUAL, ["no_such_window"]),
    ],
)
def test_an_application_needs_a_window_that_takes_it(found, procedure, codes):
    problems = check_application(DRAFT, found, procedure, today=date(2026, 11, 5))
    assert [problem.code for problem in problems] == codes


def test_a_window_that_has_closed_only_asks():
    found = check_application(DRAFT, window(closes_on=date(2026, 11, 4)), Procedure.ANNUAL, today=date(2026, 11, 5))
    assert not blocks(found)


def test_an_empty_application_names_all_that_it_lacks():
    found = check_application(AdmissionDraft(), None, Procedure.ANNUAL, today=date(2026, 11, 5))
    assert {problem.field for problem in found} == {"enterprise", "route", "window", "cutoff", "begun_on"}
