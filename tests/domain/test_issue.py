"""The states of an issue (domain.md 5.5) and what each deed must say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.issue import (
    DESCRIPTION_LIMIT,
    OPEN_STATES,
    IssueDraft,
    StepDraft,
    after,
    check_issue,
    check_step,
    needs,
    possible,
)
from desktop.domain.issue_codes import IssueAction, IssueState, Resolution, Satisfaction
from desktop.domain.problems import blocks

S, A = IssueState, IssueAction
TODAY, SINCE = date(2026, 10, 31), date(2026, 10, 10)

# 登记 → 待交办 → 已交办 → 已签收 → 办理中 → (延期) → 已办结 → 已回访 → 已销号; 退回改派 → 待交办; 不满意 → 办理中; 挂账
PATHS = {
    S.REGISTERED: {S.TO_ASSIGN, S.ASSIGNED, S.HANDLING, S.RESOLVED, S.PARKED},
    S.TO_ASSIGN: {S.ASSIGNED, S.PARKED},
    S.ASSIGNED: {S.SIGNED_FOR, S.HANDLING, S.TO_ASSIGN, S.ASSIGNED},
    S.SIGNED_FOR: {S.HANDLING, S.TO_ASSIGN, S.SIGNED_FOR},
    S.HANDLING: {S.HANDLING, S.RESOLVED, S.PARKED},
    S.RESOLVED: {S.FOLLOWED_UP, S.HANDLING},
    S.FOLLOWED_UP: {S.CLOSED, S.HANDLING},
    S.PARKED: {S.PARKED, S.HANDLING},
    S.CLOSED: set(),
}


def step(action, **values):
    """Return a deed that says everything it has to."""
    whole = {
        "on": TODAY,
        "note": "已联系",
        "handler": "工信局",
        "due_on": TODAY,
        "resolution": Resolution.SOLVED,
        "satisfaction": Satisfaction.SATISFIED,
    }
    return StepDraft(action, **(whole | values))


def reached(state, action):
    answers = list(Satisfaction) if action is A.FOLLOW_UP else [None]
    return {after(state, action, answer) for answer in answers}


@pytest.mark.parametrize("state", IssueState)
def test_state_leads_only_where_the_trade_goes(state):
    assert set().union(*(reached(state, action) for action in possible(state))) == PATHS[state]


def test_every_state_but_closed_has_a_way_out():
    assert [state for state in IssueState if not possible(state)] == [S.CLOSED]
    assert set(IssueState) - OPEN_STATES == {S.CLOSED}


def test_every_state_can_be_reached_and_can_be_closed():
    def all_from(state, seen=frozenset()):
        if state in seen:
            return seen
        seen |= {state}
        for action in possible(state):
            for following in reached(state, action):
                seen = all_from(following, seen)
        return seen

    assert all_from(S.REGISTERED) == set(IssueState)
    assert all(S.CLOSED in all_from(state) for state in IssueState)


def test_issue_is_closed_only_after_a_follow_up():
    assert [state for state in IssueState if A.CLOSE in possible(state)] == [S.FOLLOWED_UP]
    assert [state for state in IssueState if A.FOLLOW_UP in possible(state)] == [S.RESOLVED]


def test_dissatisfied_answer_reopens():
    assert after(S.RESOLVED, A.FOLLOW_UP, Satisfaction.DISSATISFIED) is S.HANDLING
    for answer in (Satisfaction.SATISFIED, Satisfaction.FAIRLY):
        assert after(S.RESOLVED, A.FOLLOW_UP, answer) is S.FOLLOWED_UP


@pytest.mark.parametrize("action", [A.NOTE, A.EXTEND])
def test_note_and_extension_leave_the_state(action):
    for state in IssueState:
        if action in possible(state):
            assert after(state, action) is state


def test_entering_is_no_later_deed():
    assert not any(A.REGISTER in possible(state) for state in IssueState)


@given(state=st.sampled_from(IssueState), action=st.sampled_from(IssueAction))
def test_deed_is_taken_exactly_where_its_state_allows(state, action):
    problems = check_step(step(action), state, since=SINCE, today=TODAY)
    assert blocks(problems) == (action not in possible(state))
    if problems:
        assert [problem.code for problem in problems] == ["not_now"]


@given(
    moves=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(Satisfaction)), max_size=30),
)
def test_any_walk_stays_on_the_paths(moves):
    state = S.REGISTERED
    for pick, answer in moves:
        actions = possible(state)
        if not actions:
            assert state is S.CLOSED
            break
        action = actions[pick % len(actions)]
        following = after(state, action, answer if action is A.FOLLOW_UP else None)
        assert following in PATHS[state]
        state = following


NEEDED = {
    A.ASSIGN: {"handler"},
    A.NOTE: {"note"},
    A.EXTEND: {"note", "due_on"},
    A.RETURN: {"note"},
    A.RESOLVE: {"resolution", "note"},
    A.FOLLOW_UP: {"satisfaction"},
    A.REOPEN: {"note"},
    A.PARK: {"note", "due_on"},
}


@pytest.mark.parametrize("action", IssueAction)
def test_deed_must_say(action):
    assert set(needs(action)) == NEEDED.get(action, set())
    states = [state for state in IssueState if action in possible(state)]
    for state in states:
        problems = check_step(StepDraft(action, TODAY), state, since=SINCE, today=TODAY)
        assert {problem.field for problem in problems} == NEEDED.get(action, set())
        assert {problem.code for problem in problems} <= {"missing"}


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"on": None}, "on", "missing"),
        ({"on": date(2026, 11, 1), "due_on": None}, "on", "in_future"),
        ({"on": date(2026, 10, 9), "due_on": None}, "on", "before_last_step"),
        ({"due_on": date(2026, 10, 30)}, "due_on", "before_start"),
    ],
)
def test_days_of_a_deed(values, field, code):
    problems = check_step(step(A.START, **values), S.ASSIGNED, since=SINCE, today=TODAY)
    assert [(problem.field, problem.code) for problem in problems] == [(field, code)]


def test_deed_on_the_day_of_the_last_one_is_fine():
    assert check_step(step(A.START, on=SINCE, due_on=SINCE), S.ASSIGNED, since=SINCE, today=TODAY) == []


GOOD = IssueDraft(enterprise="e1", description="缺流动资金", raised_on=TODAY)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"enterprise": ""}, [("enterprise", "missing")]),
        ({"description": "  "}, [("description", "missing")]),
        ({"description": "字" * DESCRIPTION_LIMIT}, []),
        ({"description": "字" * (DESCRIPTION_LIMIT + 1)}, [("description", "too_long")]),
        ({"raised_on": None}, [("raised_on", "missing")]),
        ({"raised_on": date(2026, 11, 1)}, [("raised_on", "in_future")]),
        ({"answered_on_spot": True}, [("answer", "missing")]),
        ({"answered_on_spot": True, "answer": "已答复"}, []),
        ({"enterprise": "", "raised_on": None}, [("enterprise", "missing"), ("raised_on", "missing")]),
    ],
)
def test_what_an_issue_lacks(values, expected):
    found = check_issue(replace(GOOD, **values), today=TODAY)
    assert [(problem.field, problem.code) for problem in found] == expected
