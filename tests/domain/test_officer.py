"""Laws of who answers for whom and of the rhythm that reminds."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import VisitMode
from desktop.domain.officer import LONGEST, OfficerDraft, OfficerRow, after, check_officer, due_on, in_force, keeps
from desktop.domain.problems import Severity
from desktop.domain.visit_codes import RhythmUnit, RhythmWay

DRAFT = OfficerDraft(enterprise="e1", person="田某", since=date(2026, 3, 2), every=1)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def codes(problems):
    return {(problem.field, problem.code) for problem in problems}


def row(draft):
    return OfficerRow("o1", draft, "甲", "", None, None, current=True, voided=False, void_reason="")


@given(day=DAYS, every=st.integers(1, 12))
def test_some_months_later_is_in_that_month_and_never_behind_the_day_it_began_on(day, every):
    due = after(day, every, RhythmUnit.MONTHS)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == every
    assert due.day <= day.day
    assert due.day == day.day or (due + timedelta(days=1)).day == 1  # cut only where the month is shorter


def test_the_end_of_january_becomes_the_end_of_february():
    assert after(date(2028, 1, 31), 1, RhythmUnit.MONTHS) == date(2028, 2, 29)


@given(last=st.none() | DAYS, every=st.integers(1, 366))
def test_the_rhythm_never_reaches_back_before_somebody_took_over(last, every):
    due = due_on(replace(DRAFT, every=every, rhythm=RhythmUnit.DAYS), last)
    assert due is not None
    assert due > DRAFT.since
    assert due == max(last or DRAFT.since, DRAFT.since) + timedelta(days=every)


def test_without_a_rhythm_or_after_the_end_nothing_is_due():
    assert due_on(replace(DRAFT, every=None), None) is None
    assert due_on(replace(DRAFT, until=date(2026, 3, 20)), None) is None
    assert due_on(replace(DRAFT, until=date(2026, 4, 2)), None) == date(2026, 4, 2)


def test_a_line_holds_from_its_first_to_its_last_day():
    ended = replace(DRAFT, until=date(2026, 5, 1))
    assert [
        in_force(ended, day) for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 5, 1), date(2026, 5, 2))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_a_call_keeps_no_rhythm_of_visits_on_site():
    assert not keeps(RhythmWay.ON_SITE, VisitMode.PHONE)
    assert keeps(RhythmWay.CALL, VisitMode.PHONE)
    assert all(keeps(RhythmWay.ANY, mode) for mode in VisitMode)


def test_what_is_missing_is_said_all_at_once():
    assert codes(check_officer(OfficerDraft())) == {
        ("enterprise", "missing"),
        ("person", "missing"),
        ("since", "missing"),
    }


def test_an_end_needs_its_reason_and_comes_after_the_beginning():
    assert codes(check_officer(replace(DRAFT, until=date(2026, 1, 1)))) == {
        ("until", "before_since"),
        ("until_reason", "missing"),
    }
    assert check_officer(replace(DRAFT, until=date(2026, 6, 1), until_reason="换人")) == []


@given(every=st.integers(-5, 400), rhythm=st.sampled_from(RhythmUnit))
def test_a_rhythm_lies_within_a_year(every, rhythm):
    wrong = codes(check_officer(replace(DRAFT, every=every, rhythm=rhythm)))
    assert (("every", "odd_rhythm") in wrong) is not (1 <= every <= LONGEST[rhythm])


def test_the_same_person_twice_at_a_time_is_asked_about():
    (asked,) = check_officer(DRAFT, others=[row(DRAFT)])
    assert (asked.code, asked.severity) == ("officer_twice", Severity.CHECK)
    assert check_officer(DRAFT, others=[row(replace(DRAFT, until=date(2026, 3, 1)))]) == []
    assert check_officer(DRAFT, others=[row(replace(DRAFT, person="李某"))]) == []
