"""What a person may want to know before a visit is kept, shared trips, and one count a day and enterprise."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import WorkCalendar
from desktop.domain.codes import VisitMode
from desktop.domain.problems import Severity
from desktop.domain.visit import (
    NearVisit,
    VisitDraft,
    VisitRow,
    check_trip,
    count_visits,
    hints,
    week_of,
)

CALENDAR = WorkCalendar(
    off=frozenset({date(2026, 10, 1)}), working=frozenset({date(2026, 10, 10)}), years=frozenset({2026})
)
THURSDAY = date(2026, 10, 15)


def draft(day=THURSDAY, enterprise="e1"):
    return VisitDraft(enterprise=enterprise, visited_on=day)


def row(enterprise="e1", day=THURSDAY, *, voided=False, uid="v1"):
    nothing = {"township": "", "mode": VisitMode.ON_SITE, "purposes": (), "visitors": "", "summary": "", "issues": 0}
    return VisitRow(
        uid=uid,
        number="",
        enterprise=enterprise,
        enterprise_name="",
        visited_on=day,
        next_step="",
        next_on=None,
        voided=voided,
        void_reason="",
        **nothing,
    )


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_monday_and_holds_its_day(day):
    first, last = week_of(day)
    assert first <= day <= last
    assert (first.weekday(), last.weekday()) == (0, 6)


def test_a_second_record_of_the_day_is_asked_about_and_others_of_the_week_are_told():
    near = [NearVisit("v1", "0001", date(2026, 10, 13), "田某"), NearVisit("v2", "0002", THURSDAY, "李某")]
    found = {problem.code: problem for problem in hints(draft(), near, CALENDAR)}
    assert found["visited_that_day"].severity is Severity.CHECK
    assert found["visited_that_day"].values["number"] == "0002"
    assert found["visited_that_week"].severity is Severity.NOTE
    assert found["visited_that_week"].values["days"] == "2026-10-13 田某"


def test_a_day_off_is_told_and_a_worked_saturday_is_not():
    def told(day):
        return [problem.code for problem in hints(draft(day), [], CALENDAR)]

    assert told(date(2026, 10, 1)) == ["not_a_working_day"]
    assert told(date(2026, 10, 10)) == []
    assert told(date(2025, 10, 11)) == []  # nothing is known of that year


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 28), st.booleans())))
def test_a_visit_counts_once_a_day_and_enterprise_and_void_ones_never(visits):
    rows = [row(name, date(2026, 10, day), voided=voided) for name, day, voided in visits]
    assert count_visits(rows) == len({(name, day) for name, day, voided in visits if not voided})
    assert count_visits(rows + rows) == count_visits(rows)


def test_a_trip_has_one_day_and_each_enterprise_once():
    assert check_trip(draft(enterprise="e2"), [row()]) == []
    assert [problem.code for problem in check_trip(draft(), [row()])] == ["trip_same_enterprise"]
    other_day = check_trip(draft(date(2026, 10, 16), "e2"), [row()])
    assert [problem.code for problem in other_day] == ["trip_other_day"]
    assert [problem.code for problem in check_trip(draft(), [])] == ["trip_unknown"]
