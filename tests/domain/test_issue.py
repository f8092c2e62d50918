"""The states an issue passes and what each deed must say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.issue import (
    BOARD,
    GROUPS,
    StepDraft,
    after,
    check_step,
    column_of,
    group_of,
    needs,
    possible,
)
from desktop.domain.issue_codes import Handling, IssueAction, IssueGroup, IssueState, Resolution, Satisfaction

DAY = date(2026, 10, 15)
FULL = {
    "note": "演示",
    "handler": "甲局",
    "due_on": date(2026, 11, 15),
    "approved_by": "李某",
    "handling": Handling.CITY,
    "resolution": Resolution.SOLVED,
    "satisfaction": Satisfaction.SATISFIED,
}
DEEDS = tuple(action for action in IssueAction if action is not IssueAction.REGISTER)


def wrong(action, state, **said):
    draft = StepDraft(action, said.pop("on", DAY), **said)
    return [(problem.field, problem.code) for problem in check_step(draft, state, since=DAY, today=date(2026, 11, 5))]


def states_of(action):
    return [state for state in IssueState if action in possible(state)]


def test_every_state_stands_in_exactly_one_group():
    for state in IssueState:
        assert sum(state in states for states in GROUPS.values()) == 1
        assert state in GROUPS[group_of(state)]


def test_the_board_has_six_columns_and_what_is_parked_stands_with_what_is_handled():
    assert len(BOARD) == 6
    assert {column_of(state) for state in IssueState} == set(BOARD)
    assert column_of(IssueState.PARKED) is IssueGroup.HANDLING


@pytest.mark.parametrize("action", DEEDS)
def test_a_deed_says_what_it_needs_and_nothing_is_wrong_with_a_full_one(action):
    for state in states_of(action):
        full = {name: FULL[name] for name in needs(action)}
        assert wrong(action, state, **full) == []
        for name in needs(action):
            assert (name, "missing") in wrong(action, state, **{**full, name: getattr(StepDraft(action), name)})


@pytest.mark.parametrize("action", DEEDS)
def test_a_deed_is_refused_where_the_state_does_not_allow_it(action):
    for state in set(IssueState) - set(states_of(action)):
        assert wrong(action, state, **FULL) == [("action", "not_now")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"on": None}, [("on", "missing")]),
        ({"on": date(2026, 11, 6)}, [("on", "in_future")]),
        ({"on": date(2026, 10, 14)}, [("on", "before_last_step")]),
        ({"due_on": date(2026, 10, 14)}, [("due_on", "before_start")]),
    ],
)
def test_days_are_in_order(said, expected):
    assert wrong(IssueAction.ASSIGN, IssueState.REGISTERED, handler="甲局", **said) == expected


@pytest.mark.parametrize("state", [IssueState.REGISTERED, IssueState.HANDLING])
def test_a_long_term_answer_parks_and_needs_the_next_day(state):
    draft = StepDraft(IssueAction.RESOLVE, DAY, "等市里", resolution=Resolution.LONG_TERM)
    assert after(state, draft) is IssueState.PARKED
    assert wrong(draft.action, state, note="等市里", resolution=Resolution.LONG_TERM) == [("due_on", "missing")]


def test_a_discontented_enterprise_brings_it_back_and_says_why():
    draft = StepDraft(IssueAction.FOLLOW_UP, DAY, satisfaction=Satisfaction.DISSATISFIED)
    assert after(IssueState.RESOLVED, draft) is IssueState.HANDLING
    assert wrong(draft.action, IssueState.RESOLVED, satisfaction=Satisfaction.DISSATISFIED) == [("note", "missing")]
    for content in (Satisfaction.SATISFIED, Satisfaction.FAIRLY):
        pleased = StepDraft(IssueAction.FOLLOW_UP, DAY, satisfaction=content)
        assert after(IssueState.RESOLVED, pleased) is IssueState.FOLLOWED_UP
        assert wrong(pleased.action, IssueState.RESOLVED, satisfaction=content) == []


@given(st.data())
def test_an_issue_closes_only_after_a_follow_up_and_then_stays(data):
    state, deeds = IssueState.REGISTERED, []
    for _ in range(12):
        allowed = possible(state)
        if not allowed:
            break
        draft = StepDraft(
            data.draw(st.sampled_from(allowed)),
            resolution=data.draw(st.sampled_from(Resolution)),
            satisfaction=data.draw(st.sampled_from(Satisfaction)),
        )
        state = after(state, draft)
        deeds.append(draft.action)
    if state is IssueState.CLOSED:
        assert deeds[-2:] == [IssueAction.FOLLOW_UP, IssueAction.CLOSE]
        assert possible(state) == ()
    assert (IssueAction.CLOSE in deeds) is (state is IssueState.CLOSED)
