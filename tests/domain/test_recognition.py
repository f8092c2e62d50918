"""What an enterprise was recognised as, its taxes beside admission, yearly duties and typed calendars as rules."""

from datetime import date

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.calendar_year import CalendarDraft, OffSpan, check_calendar, read_days, read_spans, with_typed
from desktop.domain.codes import LibraryStatus, Source
from desktop.domain.duty import Duty, DutyDone, DutyDraft, check_duty, lines_of, read_duties
from desktop.domain.focus import focus_prefixes
from desktop.domain.preset import Citation, Focus
from desktop.domain.recognition import (
    RecognitionDraft,
    RecognitionGroup,
    RecognitionKind,
    RecognitionRow,
    check_ending,
    check_recognition,
    read_recognitions,
    research_of,
    standing_grade,
)
from desktop.domain.reference import Industry
from desktop.domain.section import BrokenKey
from desktop.domain.tax_pair import TaxPair, TaxPairDraft, check_tax_pair

TODAY = date(2026, 11, 5)
KIND = RecognitionKind("specialised_sme", "专精特新中小企业", RecognitionGroup.GRADE, 2, False, "办法", "条", "")
YEARLY = RecognitionKind("rd_activity", "研发活动", RecognitionGroup.RESEARCH, 0, True, "文", "条", "")


def codes(problems) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in problems]


def row(kind: str = "specialised_sme", level: int = 2, since=date(2024, 5, 1), until=date(2027, 4, 30), of: str = "e"):
    return RecognitionRow("r", of, "演示", kind, "名", level, since, until, "公告", "", "")


def draft(**more) -> RecognitionDraft:
    values = {"enterprise": "e", "kind": "specialised_sme", "since": date(2024, 5, 1), "basis": "公告"}
    return RecognitionDraft(**values | more)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (draft(), []),
        (draft(kind=""), [("kind", "missing")]),
        (draft(since=None), [("since", "missing")]),
        (draft(since=date(2026, 11, 6)), [("since", "in_future")]),
        (draft(until=date(2024, 4, 30)), [("until", "ends_before_it_begins")]),
        (draft(basis=" "), [("basis", "missing")]),
        (draft(basis="字" * 201), [("basis", "too_long")]),
    ],
)
def test_a_recognition_needs_its_day_and_basis(typed, wrong):
    assert codes(check_recognition(typed, KIND if typed.kind else None, [], today=TODAY)) == wrong


def test_the_same_recognition_is_noted_once_at_a_time():
    again = draft(since=date(2027, 1, 1), until=None)
    assert codes(check_recognition(again, KIND, [row()], today=date(2027, 2, 1))) == [("since", "recognised_already")]
    later = draft(since=date(2027, 5, 1))
    assert check_recognition(later, KIND, [row()], today=date(2027, 6, 1)) == []


def test_what_counts_for_a_year_stays_in_it():
    over = draft(kind="rd_activity", since=date(2025, 3, 1), until=date(2026, 3, 1))
    assert codes(check_recognition(over, YEARLY, [], today=TODAY)) == [("until", "one_year_only")]


def test_an_unknown_kind_is_named():
    assert codes(check_recognition(draft(kind="x"), None, [], today=TODAY)) == [("kind", "unknown_recognition")]


def test_it_ends_on_a_day_with_a_reason():
    assert check_ending(row(), date(2026, 5, 1), "到期", today=TODAY) == []
    assert codes(check_ending(row(), None, " ", today=TODAY)) == [("reason", "missing"), ("on", "missing")]
    assert codes(check_ending(row(), date(2024, 4, 1), "取消", today=TODAY)) == [("on", "ends_before_it_begins")]


def test_the_highest_step_that_holds_is_the_grade():
    rows = [row(level=1, kind="innovative_sme"), row(level=2), row(level=3, until=date(2026, 1, 1))]
    assert standing_grade(rows, TODAY).level == 2
    assert standing_grade([row(level=0, kind="high_tech")], TODAY) is None


def test_research_is_counted_among_the_admitted_only():
    firms = [("a", "甲", LibraryStatus.ADMITTED), ("b", "乙", LibraryStatus.ADMITTED), ("c", "丙", LibraryStatus.BELOW)]
    noted = [row("rd_activity", 0, date(2026, 1, 1), date(2026, 12, 31), of="a")]
    found = research_of(2026, firms, noted, "rd_activity")
    assert (found.admitted, found.noted, found.without) == (2, 1, (("b", "乙"),))
    assert research_of(2025, firms, noted, "rd_activity").noted == 0


def test_two_kinds_with_one_id_are_a_broken_file():
    one = {"id": "x", "label": "名", "group": "grade", "document": "文", "clause": "条"}
    with pytest.raises(BrokenKey, match=r"kinds\[1\].id"):
        read_recognitions({"kinds": [one, one]})


# -- taxes


def pair(**more) -> TaxPairDraft:
    values = {
        "enterprise": "e",
        "year_before": 2023,
        "before": 1_250_000,
        "source_before": Source.TAX_RETURN,
        "year_after": 2025,
        "after": 1_000_000,
        "source_after": Source.TAX_RETURN,
        "told_by": "会计",
        "on": date(2026, 10, 1),
    }
    return TaxPairDraft(**values | more)


def test_the_difference_is_all_that_is_worked_out():
    assert TaxPair("t", pair()).difference == -250_000


@pytest.mark.parametrize(
    ("typed", "admitted", "wrong"),
    [
        (pair(), "2024-06", []),
        (pair(before=None, told_by=""), "2024-06", [("before", "missing"), ("told_by", "missing")]),
        (pair(before=0), "2024-06", []),
        (pair(after=-1), "2024-06", [("after", "negative")]),
        (pair(year_after=2023), "2024-06", [("year_after", "tax_years_turned")]),
        (pair(year_after=2027), "2024-06", [("year_after", "bad_tax_year")]),
        (pair(), "", [("year_after", "tax_not_admitted")]),
        (pair(), "2020-06", [("year_after", "tax_years_beside")]),
        (pair(on=date(2026, 12, 1)), "2024-06", [("on", "in_future")]),
    ],
)
def test_a_pair_lies_on_both_sides_of_the_admission(typed, admitted, wrong):
    assert codes(check_tax_pair(typed, admitted_month=admitted, today=TODAY)) == wrong


# -- duties

SURVEY = {
    "id": "survey",
    "label": "核查",
    "presets": ["p"],
    "remind": "03-01",
    "due": "03-31",
    "until": "06-30",
    "document": "文",
    "clause": "条",
}


def survey() -> Duty:
    (duty,) = read_duties({"duties": [SURVEY]})
    return duty


@pytest.mark.parametrize(
    ("day", "waits"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_a_duty_is_called_to_mind_between_its_days(day, waits):
    assert survey().waits(day) is waits


def test_a_duty_is_done_once_a_year():
    said = DutyDone("u", DutyDraft("survey", 2026, date(2026, 3, 20), "比对"), "李")
    assert [line.done for line in lines_of([survey()], [said], 2026)] == [said]
    assert [line.done for line in lines_of([survey()], [said], 2027)] == [None]
    again = DutyDraft("survey", 2026, date(2026, 3, 21), "再比对")
    assert codes(check_duty(again, [said], today=TODAY)) == [("year", "duty_done_already")]
    assert codes(check_duty(DutyDraft("survey", 2026, None, ""), [], today=TODAY)) == [
        ("on", "missing"),
        ("note", "missing"),
    ]


def test_a_day_that_no_year_has_is_a_broken_file():
    with pytest.raises(BrokenKey, match="due"):
        read_duties({"duties": [SURVEY | {"due": "02-29"}]})


# -- calendars


def test_days_off_are_read_line_by_line():
    spans, problems = read_spans("2027-01-01..2027-01-03 元旦\n\n2027-04-05 清明节\n2027-02-05..2027-02-11=春节")
    assert problems == []
    assert [span.text for span in spans] == [
        "2027-01-01..2027-01-03 元旦",
        "2027-04-05 清明节",
        "2027-02-05..2027-02-11 春节",
    ]
    assert codes(read_spans("元旦\n2027-02-30\n2027-01-01 .. 元旦")[1]) == [("off", "bad_span")] * 3
    assert read_days("2027-02-06、2027-02-20") == ((date(2027, 2, 6), date(2027, 2, 20)), [])
    assert codes(read_days("2月6日")[1]) == [("working", "bad_day_line")]


NEW_YEAR = OffSpan(date(2027, 1, 1), date(2027, 1, 3), "元旦")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (CalendarDraft(2027, (NEW_YEAR,), (date(2027, 1, 9),), "通知"), []),
        (CalendarDraft(27, (NEW_YEAR,), (), "通知"), [("year", "bad_calendar_year")]),
        (CalendarDraft(2027, (), (), ""), [("basis", "missing"), ("off", "no_days_off")]),
        (CalendarDraft(2028, (NEW_YEAR,), (), "通知"), [("off", "span_outside")]),
        (
            CalendarDraft(2027, (NEW_YEAR, OffSpan(date(2027, 1, 3), date(2027, 1, 4))), (), "通知"),
            [("off", "spans_meet")],
        ),
        (CalendarDraft(2027, (NEW_YEAR,), (date(2027, 1, 2),), "通知"), [("working", "works_and_rests")]),
        (CalendarDraft(2027, (NEW_YEAR,), (date(2027, 1, 4),), "通知"), [("working", "works_anyway")]),
    ],
)
def test_a_calendar_is_one_year_without_contradictions(typed, wrong):
    assert codes(check_calendar(typed)) == wrong


def test_a_typed_year_takes_the_place_of_the_programs():
    own = WorkCalendar(
        frozenset({date(2026, 1, 1), date(2027, 1, 1)}), frozenset({date(2027, 1, 9)}), frozenset({2026})
    )
    found = with_typed(own, [CalendarDraft(2027, (OffSpan(date(2027, 1, 4), date(2027, 1, 4)),), (), "通知")])
    assert not found.is_working(date(2027, 1, 4))
    assert found.is_working(date(2027, 1, 1))  # a Friday
    assert not found.is_working(date(2027, 1, 9))
    assert not found.is_working(date(2026, 1, 1))
    assert found.knows(2026)
    assert found.knows(2027)


# -- industries


def test_a_section_stands_for_its_classes():
    industries = [Industry("13", "农副食品", "C"), Industry("14", "食品", "C"), Industry("06", "煤炭", "B")]
    focus = Focus(None, "制造", ("3089", "C"), Citation("文", "条"))
    assert focus_prefixes(focus, industries) == ("3089", "13", "14")
