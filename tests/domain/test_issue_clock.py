"""The clocks of the issue ledger: what follows from a scheme, what is due, what is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.deadline import NO_DEADLINE, Deadline, Stage, Urgency
from desktop.domain.issue import StepDraft
from desktop.domain.issue_clock import (
    ClockChoice,
    Span,
    SpanUnit,
    check_choice,
    completed,
    deadline_of,
    is_late,
    questions,
)
from desktop.domain.issue_codes import IssueAction, IssueLevel, IssueState, Resolution, Satisfaction
from desktop.domain.problems import blocks
from tests.domain.issue_making import BOOK, CALENDAR, SHANXI, days, row, working

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def october(day):
    return date(2026, 10, day)


def going_by(scheme, since=date(2026, 1, 1)):
    return replace(BOOK, choices=(ClockChoice(scheme, since, "演示"),))


def assigned(state=IssueState.ASSIGNED, **said):
    usual = {"assigned_on": october(10), "feedback_due_on": october(13), "finish_due_on": october(17)}
    return row(state, **(usual | said))


def asked(draft, issue, book=BOOK):
    return [(problem.field, problem.code) for problem in questions(draft, issue, book, CALENDAR)]


def due(issue, today, book=BOOK):
    found = deadline_of(issue, book, CALENDAR, today=today)
    return found.stage, found.on, found.urgency, found.days


@pytest.mark.parametrize(
    ("span", "day", "end"),
    [
        (days(0), date(2026, 10, 9), date(2026, 10, 9)),
        (days(7), date(2026, 10, 9), date(2026, 10, 16)),
        (working(1), date(2026, 9, 30), date(2026, 10, 8)),  # over the holiday
        (working(2), date(2026, 10, 9), date(2026, 10, 12)),  # Saturday the 10th is worked
        (Span(1, SpanUnit.MONTHS), date(2026, 1, 31), date(2026, 2, 28)),
        (Span(1, SpanUnit.MONTHS), date(2028, 1, 31), date(2028, 2, 29)),
        (Span(2, SpanUnit.MONTHS), date(2026, 12, 15), date(2027, 2, 15)),
        (Span(11, SpanUnit.MONTHS), date(2026, 2, 1), date(2027, 1, 1)),
    ],
)
def test_a_span_ends(span, day, end):
    assert span.after(day, CALENDAR) == end


@given(st.integers(0, 40), st.sampled_from(SpanUnit), DAYS, DAYS)
def test_a_later_beginning_never_ends_earlier(length, unit, one, other):
    span, first, last = Span(length, unit), min(one, other), max(one, other)
    assert first <= span.after(first, CALENDAR) <= span.after(last, CALENDAR)


def test_the_scheme_in_force_is_the_last_one_chosen_by_then():
    book = replace(
        BOOK, choices=(ClockChoice("workdays", october(1), "一"), ClockChoice("promised", october(20), "二"))
    )
    assert [book.on(october(day)).id for day in (1, 19, 20)] == ["workdays", "workdays", "promised"]
    assert book.on(date(2026, 9, 30)) is SHANXI
    assert going_by("gone").on(october(1)) is SHANXI


def test_a_choice_names_a_known_scheme_and_its_paper():
    assert check_choice(ClockChoice("workdays", october(1), "文件"), BOOK) == []
    problems = check_choice(ClockChoice("nobody", october(1), "  "), BOOK)
    assert [problem.code for problem in problems] == ["no_such_clock", "missing"]


@pytest.mark.parametrize(
    ("scheme", "level", "feedback", "finish"),
    [
        ("plan", IssueLevel.ORDINARY, october(15), october(19)),
        ("plan", IssueLevel.MAJOR, october(15), date(2026, 11, 12)),
        ("workdays", IssueLevel.ORDINARY, october(14), october(26)),
        ("workdays", IssueLevel.MAJOR, october(14), date(2026, 11, 16)),
        ("promised", IssueLevel.ORDINARY, None, october(21)),
        ("promised", IssueLevel.MAJOR, None, None),
    ],
)
def test_assigning_sets_the_days_of_the_scheme_in_force(scheme, level, feedback, finish):
    draft = completed(
        StepDraft(IssueAction.ASSIGN, october(12), handler="甲局"), row(level=level), going_by(scheme), CALENDAR
    )
    assert (draft.clock, draft.feedback_due_on, draft.due_on) == (scheme, feedback, finish)


def test_a_day_of_ones_own_is_kept_and_asked_about():
    draft = completed(StepDraft(IssueAction.ASSIGN, october(12), due_on=october(30)), row(), BOOK, CALENDAR)
    assert draft.due_on == october(30)
    assert asked(draft, row()) == [("due_on", "deadline_differs")]
    assert asked(replace(draft, due_on=october(19)), row()) == []


def test_where_no_time_is_named_the_day_must_be_typed():
    draft = StepDraft(IssueAction.ASSIGN, october(12), handler="甲局")
    issue, book = row(level=IssueLevel.MAJOR), going_by("promised")
    assert asked(draft, issue, book) == [("due_on", "no_time_named")]
    assert blocks(questions(draft, issue, book, CALENDAR))
    assert asked(replace(draft, due_on=october(30)), issue, book) == []


@given(DAYS, st.sampled_from(["plan", "workdays", "promised"]), st.sampled_from(IssueLevel))
def test_another_assignment_never_moves_the_day_it_has_to_end(day, scheme, level):
    issue = row(IssueState.TO_ASSIGN, finish_due_on=october(17), clock="plan", level=level)
    draft = completed(StepDraft(IssueAction.ASSIGN, day), issue, going_by(scheme), CALENDAR)
    assert (draft.due_on, draft.clock) == (october(17), "plan")


def test_typing_another_day_at_another_assignment_is_asked_about():
    issue = row(IssueState.TO_ASSIGN, finish_due_on=october(17), clock="plan")
    draft = StepDraft(IssueAction.ASSIGN, october(14), due_on=october(30))
    assert asked(draft, issue) == [("due_on", "deadline_moved")]


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        (IssueState.REGISTERED, StepDraft(IssueAction.START, october(12))),
        (IssueState.PARKED, StepDraft(IssueAction.RESUME, october(12))),
        (IssueState.RESOLVED, StepDraft(IssueAction.REOPEN, october(12))),
        (
            IssueState.RESOLVED,
            StepDraft(IssueAction.FOLLOW_UP, october(12), satisfaction=Satisfaction.DISSATISFIED),
        ),
    ],
)
def test_whoever_takes_up_an_issue_without_a_day_starts_its_clock(state, deed):
    draft = completed(deed, row(state), BOOK, CALENDAR)
    assert (draft.due_on, draft.clock, draft.feedback_due_on) == (october(19), "plan", None)
    kept = row(state, finish_due_on=october(17), clock="plan")
    assert completed(deed, kept, BOOK, CALENDAR) == deed


@pytest.mark.parametrize(
    "deed",
    [
        StepDraft(IssueAction.NOTE, october(12)),
        StepDraft(IssueAction.RESOLVE, october(12), resolution=Resolution.SOLVED),
        StepDraft(IssueAction.FOLLOW_UP, october(12), satisfaction=Satisfaction.SATISFIED),
        StepDraft(IssueAction.PARK, october(12)),
    ],
)
def test_other_deeds_set_no_day(deed):
    for state in IssueState:
        assert completed(deed, row(state), BOOK, CALENDAR) == deed


@pytest.mark.parametrize(
    ("on", "new", "expected"),
    [
        (october(15), october(30), []),
        (october(16), october(30), [("on", "extension_late")]),  # the 17th is a Saturday: no working day is left
        (october(20), october(30), [("on", "extension_late")]),
        (october(15), october(17), [("due_on", "extension_not_later")]),
        (october(15), october(16), [("due_on", "extension_not_later")]),
    ],
)
def test_an_extension_comes_in_time_and_gains_time(on, new, expected):
    draft = StepDraft(IssueAction.EXTEND, on, "等银行", due_on=new, approved_by="李某")
    assert asked(draft, assigned()) == expected


@pytest.mark.parametrize(("on", "late"), [(october(10), False), (october(12), False), (october(13), True)])
def test_an_objection_comes_within_a_working_day(on, late):
    draft = StepDraft(IssueAction.RETURN, on, "不归我局")
    assert asked(draft, assigned()) == ([("on", "objection_late")] if late else [])


def test_what_goes_on_after_its_day_is_asked_for_another():
    issue = row(IssueState.RESOLVED, finish_due_on=october(17))
    draft = StepDraft(IssueAction.REOPEN, october(20), "没有办完")
    assert asked(draft, issue) == [("due_on", "deadline_passed")]
    assert asked(replace(draft, due_on=october(30)), issue) == []
    assert asked(replace(draft, on=october(16)), issue) == []
    pleased = StepDraft(IssueAction.FOLLOW_UP, october(20), satisfaction=Satisfaction.FAIRLY)
    assert asked(pleased, issue) == []
    assert asked(replace(pleased, satisfaction=Satisfaction.DISSATISFIED), issue) == [("due_on", "deadline_passed")]


def test_working_days_of_an_unknown_year_are_said_to_be_unsure():
    draft = StepDraft(IssueAction.ASSIGN, date(2027, 1, 4))
    assert asked(draft, row(), going_by("workdays")) == [("due_on", "holidays_unknown")]
    assert asked(draft, row()) == []  # calendar days need no holidays


@pytest.mark.parametrize(
    ("issue", "stage", "on"),
    [
        (row(), Stage.STUDY, october(10)),
        (row(IssueState.TO_ASSIGN), Stage.STUDY, october(10)),
        (row(IssueState.TO_ASSIGN, finish_due_on=october(17)), Stage.FINISH, october(17)),
        (assigned(), Stage.FEEDBACK, october(13)),
        (assigned(state=IssueState.SIGNED_FOR), Stage.FEEDBACK, october(13)),
        (assigned(state=IssueState.HANDLING), Stage.FINISH, october(17)),
        (assigned(feedback_due_on=None), Stage.FINISH, october(17)),
        (row(IssueState.PARKED, due_on=october(30), finish_due_on=october(17)), Stage.NEXT, october(30)),
    ],
)
def test_each_state_waits_for_one_day(issue, stage, on):
    assert due(issue, october(9))[:2] == (stage, on)


def test_past_its_end_an_unanswered_assignment_is_late_for_its_end():
    assert due(assigned(), october(18)) == (Stage.FINISH, october(17), Urgency.LATE, -1)
    assert due(assigned(), october(16)) == (Stage.FEEDBACK, october(13), Urgency.LATE, -3)


@pytest.mark.parametrize("state", [IssueState.RESOLVED, IssueState.FOLLOWED_UP, IssueState.CLOSED])
def test_nothing_is_due_once_it_was_answered(state):
    assert deadline_of(assigned(state=state), BOOK, CALENDAR, today=date(2027, 1, 1)) == NO_DEADLINE
    assert not is_late(assigned(state=state), on=date(2027, 1, 1))


def test_nothing_is_due_of_a_void_one_or_where_no_time_is_named():
    assert deadline_of(assigned(voided=True), BOOK, CALENDAR, today=october(30)) == NO_DEADLINE
    nobody = replace(BOOK, schemes=(replace(SHANXI, study=None),))
    assert deadline_of(row(), nobody, CALENDAR, today=october(30)) == NO_DEADLINE


def test_what_was_raised_before_another_scheme_is_studied_by_the_old_one():
    book = going_by("workdays", since=october(10))
    assert due(row(), october(9), book)[1] == october(10)
    assert due(row(raised_on=october(10)), october(10), book)[1] == october(12)


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        (october(18), Urgency.LATE),
        (october(17), Urgency.SOON),
        (october(15), Urgency.SOON),
        (october(14), Urgency.SOON),  # the 17th is a Saturday: two working days are left
        (october(13), Urgency.AHEAD),
    ],
)
def test_the_last_day_itself_is_soon_and_not_late(today, urgency):
    assert due(assigned(IssueState.HANDLING), today)[2] is urgency


@given(DAYS)
def test_late_soon_and_ahead_follow_from_the_day(today):
    found = deadline_of(assigned(state=IssueState.HANDLING), BOOK, CALENDAR, today=today)
    left = CALENDAR.working_days_between(today, october(17))
    assert (found.urgency is Urgency.LATE) == (today > october(17)) == is_late(assigned(), on=today)
    assert (found.urgency is Urgency.SOON) == (today <= october(17) and left <= 2)
    assert today + timedelta(days=found.days) == october(17)


def test_parked_issues_are_never_late_for_their_end():
    parked = row(IssueState.PARKED, due_on=october(30), finish_due_on=october(17))
    assert not is_late(parked, on=date(2027, 1, 1))


def test_the_nearer_deadline_comes_first_and_none_last():
    first, last = Deadline(Stage.FINISH, october(1)), Deadline(Stage.STUDY, october(2))
    assert sorted([NO_DEADLINE, last, first]) == [first, last, NO_DEADLINE]
