"""Rounds on their way, what changed between two of them, reasons, and the rates of a year."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FactRow, FilingProblem, FilingRound
from desktop.domain.filing_answer import BLANK, Answer, AnswerDraft, AnswerWhy, check_answer, said_of, unanswered
from desktop.domain.filing_diff import CAME, LEFT, changes
from desktop.domain.filing_rates import rates
from desktop.domain.filing_round import (
    FilingStep,
    FilingWord,
    WordDraft,
    check_word,
    corrected,
    kind_of_next,
    next_correction,
    next_hand_over,
    state_after,
    words_now,
)
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
TODAY = date(2026, 11, 9)


def kept(state, number=1, kind=FilingKind.NORMAL, month=OCTOBER, sent_on=None, form="key"):
    made = datetime(2026, 11, 5, tzinfo=UTC)
    return FilingRound(f"r{number}", month, form, 1, number, kind, state, made, "甲", "d" * 64, 1, sent_on)


def problems_of(state, draft, *, latest=True, steps=()):
    found = check_word(kept(state), draft, steps, latest=latest, today=TODAY, made_on=date(2026, 11, 5))
    return [(problem.field, problem.code) for problem in found]


def test_only_what_may_follow_may_be_told():
    told = {state: words_now(kept(state), latest=True) for state in FilingState}
    assert told[FilingState.DRAFT] == frozenset()
    assert told[FilingState.READY] == {FilingWord.SENT}
    assert told[FilingState.SENT] == set(FilingWord)
    assert told[FilingState.ACCEPTED] == told[FilingState.RETURNED] == {FilingWord.TAKEN_BACK}
    assert words_now(kept(FilingState.READY), latest=False) == frozenset()
    assert words_now(kept(FilingState.SENT), latest=False) == {FilingWord.ACCEPTED, FilingWord.RETURNED}


def test_a_draft_is_not_handed_over():
    assert problems_of(FilingState.DRAFT, WordDraft(FilingWord.SENT, TODAY)) == [("state", "round_is_draft")]


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (WordDraft(FilingWord.SENT, TODAY), []),
        (WordDraft(FilingWord.SENT, None), [("sent_on", "missing")]),
        (WordDraft(FilingWord.SENT, date(2026, 11, 10)), [("sent_on", "in_future")]),
        (WordDraft(FilingWord.SENT, date(2026, 11, 4)), [("sent_on", "before_made")]),
        (WordDraft(FilingWord.ACCEPTED, TODAY), [("told_by", "missing")]),
        (WordDraft(FilingWord.ACCEPTED, date(2026, 11, 5), "王"), [("on", "before_sent")]),
        (WordDraft(FilingWord.RETURNED, TODAY), [("told_by", "missing"), ("note", "missing")]),
        (WordDraft(FilingWord.RETURNED, TODAY, "王", note="数不对"), []),
        (WordDraft(FilingWord.TAKEN_BACK, None), [("note", "missing")]),
    ],
)
def test_a_word_is_checked_whole(draft, wrong):
    sent = FilingStep(1, FilingWord.SENT, FilingState.SENT, date(2026, 11, 6), "", "", "", "p")
    state = FilingState.READY if draft.word is FilingWord.SENT else FilingState.SENT
    assert problems_of(state, draft, steps=() if draft.word is FilingWord.SENT else (sent,)) == wrong


def test_taking_back_leads_to_the_state_before():
    back = WordDraft(FilingWord.TAKEN_BACK, None, note="登错了")
    after = {state: state_after(kept(state), back) for state in (FilingState.SENT, FilingState.ACCEPTED)}
    assert after == {FilingState.SENT: FilingState.READY, FilingState.ACCEPTED: FilingState.SENT}


def test_what_was_handed_over_changes_only_by_a_correction():
    sent, ready = kept(FilingState.SENT), kept(FilingState.READY, 2, FilingKind.CORRECTION)
    assert kind_of_next((), empty=False) is FilingKind.NORMAL
    assert kind_of_next((), empty=True) is FilingKind.NOTHING
    assert kind_of_next((kept(FilingState.READY),), empty=False) is FilingKind.NORMAL
    assert kind_of_next((kept(FilingState.RETURNED),), empty=False) is FilingKind.NORMAL
    assert kind_of_next((sent,), empty=True) is FilingKind.CORRECTION
    # one that was made again before it left still corrects what was handed over
    assert kind_of_next((sent, ready), empty=False) is FilingKind.CORRECTION
    assert corrected((sent, ready)) == sent
    assert next_correction((sent, ready)) == 1
    assert next_correction((sent, kept(FilingState.ACCEPTED, 2, FilingKind.CORRECTION))) == 2
    assert next_hand_over((kept(FilingState.DRAFT), ready)) == 1
    assert next_hand_over((sent, ready)) == 2


rows = st.lists(
    st.builds(
        FactRow,
        st.sampled_from(["e1", "e2", "e3"]),
        st.just("演示"),
        st.dictionaries(st.sampled_from(["a", "b"]), st.none() | st.integers(0, 3) | st.text(max_size=2)),
    ),
    max_size=5,
)


@given(rows)
def test_nothing_differs_from_itself(some):
    assert changes(some, tuple(some)) == ()


@given(rows, rows)
def test_what_differs_one_way_differs_the_other(one, other):
    there, back = changes(one, other), changes(other, one)
    turned = {(each.owner, {CAME: LEFT, LEFT: CAME}.get(each.fact, each.fact)) for each in back}
    assert {(each.owner, each.fact) for each in there} == turned


def test_a_changed_cell_has_both_values_and_rows_come_and_leave():
    before = [FactRow("e1", "甲", {"ytd": 1, "staff": 3}), FactRow("e2", "乙", {"ytd": 2})]
    after = [FactRow("e1", "甲", {"ytd": None, "staff": 3}), FactRow("e3", "丙", {"ytd": 2})]
    found = [(each.name, each.fact, each.before, each.after) for each in changes(before, after)]
    assert found == [("甲", "ytd", 1, None), ("丙", CAME, None, "丙"), ("乙", LEFT, "乙", None)]


def question(code=BLANK, severity=Severity.CHECK, **values):
    return FilingProblem(Problem("ytd", code, values, severity), "e1", "甲")


def answer(to, fact):
    said = said_of(to.problem, fact)
    return Answer("a", OCTOBER, "e1", "ytd", to.problem.code, said, AnswerWhy.CHECKED, "", "p", TODAY)


def test_a_reason_holds_until_the_figure_changes():
    asked = question("cumulative_falls", previous="900")
    given = answer(asked, 800)
    assert unanswered([asked], [FactRow("e1", "甲", {"ytd": 800})], [given]) == ()
    assert unanswered([asked], [FactRow("e1", "甲", {"ytd": 700})], [given]) == (asked,)
    assert unanswered([asked], [FactRow("e1", "甲", {"ytd": "800"})], [given]) == (asked,)
    later = question("cumulative_falls", previous="950")
    assert unanswered([later], [FactRow("e1", "甲", {"ytd": 800})], [given]) == (later,)


@pytest.mark.parametrize(
    ("stands", "holds"),
    [
        ("staff=100,tax=5000", True),
        ("staff=105,tax=4750", True),
        ("staff=106,tax=5000", False),
        ("staff=100,tax=4749", False),
        ("staff=None,tax=5000", False),
        ("staff=100", False),
    ],
)
def test_a_reason_for_a_rule_holds_within_its_tolerance(stands, holds):
    def rule(said, number="R1"):
        return question("form_rule", number=number, text="请核对", stands=said, tolerance="5")

    given, rows = answer(rule("staff=100,tax=5000"), 100), [FactRow("e1", "甲", {"ytd": 100})]
    assert (unanswered([rule(stands)], rows, [given]) == ()) is holds
    assert unanswered([rule("staff=100,tax=5000", "R2")], rows, [given]) != ()


def test_what_forbids_or_only_tells_takes_no_reason():
    for severity in (Severity.ERROR, Severity.NOTE):
        asked = question(severity=severity)
        assert unanswered([asked], [FactRow("e1", "甲", {"ytd": None})], [answer(asked, None)]) == (asked,)


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (AnswerDraft(OCTOBER, "e1", "ytd", None), ["why"]),
        (AnswerDraft(OCTOBER, "e1", "ytd", AnswerWhy.CHECKED, "看过"), ["why"]),
        (AnswerDraft(OCTOBER, "e1", "ytd", AnswerWhy.STOPPED, code="factor_up"), ["why"]),
        (AnswerDraft(OCTOBER, "e1", "ytd", AnswerWhy.CHECKED, " ", code="factor_up"), ["note"]),
        (AnswerDraft(OCTOBER, "e1", "ytd", AnswerWhy.REFUSED), []),
        (AnswerDraft(OCTOBER, "e1", "ytd", AnswerWhy.CHECKED, "看过原表", code="factor_up"), []),
    ],
)
def test_a_blank_and_an_odd_figure_have_reasons_of_their_own(draft, wrong):
    assert [problem.field for problem in check_answer(draft)] == wrong


def test_rates_count_each_form_of_each_month_that_was_due_once():
    due_on = {SEPTEMBER: date(2026, 10, 12), OCTOBER: date(2026, 11, 10), Month(2026, 8): date(2026, 9, 10)}
    rounds = [
        kept(FilingState.RETURNED, 1, month=SEPTEMBER, sent_on=date(2026, 10, 10)),
        kept(FilingState.SENT, 2, month=SEPTEMBER, sent_on=date(2026, 10, 20)),
        kept(FilingState.SENT, 1, FilingKind.NOTHING, SEPTEMBER, date(2026, 10, 13), "visits"),
        kept(FilingState.READY, 1, form="visits"),
    ]
    found = rates(["key", "visits"], due_on, rounds, today=date(2026, 11, 11), since=date(2026, 10, 1))
    # August was due before the ledger was begun; a paper that was made and not handed over is not filed
    assert (found.due, found.sent, found.on_time, found.late, found.nothing, found.returned) == (4, 2, 1, 1, 1, 0)
    assert (str(found.completeness), str(found.timeliness)) == ("0.5", "0.25")
    before = rates(["key", "visits"], due_on, rounds, today=date(2026, 11, 10), since=date(2026, 10, 1))
    assert before.due == 2  # the day itself is not over
    assert rates(["key"], {}, [], today=TODAY, since=TODAY).completeness is None


@pytest.mark.parametrize(("day", "on_time"), [(date(2026, 11, 10), 1), (date(2026, 11, 11), 0)])
def test_the_due_day_itself_is_in_time(day, on_time):
    due_on = {OCTOBER: date(2026, 11, 10)}
    sent = [kept(FilingState.SENT, sent_on=day)]
    assert rates(["key"], due_on, sent, today=date(2026, 11, 20), since=date(2026, 1, 1)).on_time == on_time
