"""What is counted, printed and told of issues kept in a real ledger."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.issue_codes import (
    IssueAction,
    IssueCategory,
    Resolution,
    Satisfaction,
)
from desktop.domain.issue_rates import Ratio, Tally
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.issues import ASSIGNMENT
from tests.services.issues.hands import assign, enter, october, take, walk


def test_rates_count_the_year_as_it_stood_on_a_day(services, clock, firm):
    old = enter(services, firm, raised_on=date(2025, 12, 20))
    done_before = enter(services, firm, raised_on=date(2025, 11, 3))
    said = {"resolution": Resolution.SOLVED, "note": "好"}
    for action, more in (
        (IssueAction.RESOLVE, said),
        (IssueAction.FOLLOW_UP, {"satisfaction": Satisfaction.SATISFIED}),
    ):
        assert take(services, done_before, action, on=date(2025, 11, 20), **more).uid
    assert take(services, done_before, IssueAction.CLOSE, on=date(2025, 12, 1)).uid
    this_year = enter(services, firm)
    void = enter(services, firm)
    services.issues.void(void, "重复")
    walk(services, this_year, (IssueAction.RESOLVE, 20, said))
    then = services.issues.rates(october(15))
    assert set(then.issues[Tally.RECEIVED]) == {old, this_year}
    assert then.count(Tally.RESOLVED) == 0
    now = services.issues.rates()
    assert (now.as_of, now.issues[Tally.RESOLVED]) == (october(30), (this_year,))
    assert str(now.ratio(Ratio.RESOLVED)) == "0.5"
    assert services.issues.rates(date(2027, 1, 1)).as_of == october(30)
    assert [each.category for each in services.issues.common()] == [IssueCategory.FINANCE]


def test_today_says_what_presses(services, clock, issue, firm):
    near = enter(services, firm, raised_on=october(29))
    assign(services, issue)
    answered = enter(services, firm, raised_on=october(28), answered_on_spot=True, answer="已讲清")
    parked = enter(services, firm, raised_on=october(20))
    walk(services, parked, (IssueAction.PARK, 21, {"note": "等", "due_on": october(29)}))
    told = [(item.kind, item.owner) for item in services.issues.todo()]
    assert told == [
        (TodoKind.ISSUE_LATE, issue),
        (TodoKind.ISSUE_PARKED, parked),
        (TodoKind.ISSUE_UNASSIGNED, near),
        (TodoKind.ISSUE_TO_FOLLOW_UP, answered),
    ]
    clock.today = october(14)
    assert (TodoKind.ISSUE_UNANSWERED, issue) in [(item.kind, item.owner) for item in services.issues.todo()]
    walk(services, issue, (IssueAction.START, 14, {}))
    clock.today = october(16)
    assert (TodoKind.ISSUE_SOON, issue) in [(item.kind, item.owner) for item in services.issues.todo()]
    assert TodoKind.ISSUE_SOON in {item.kind for item in services.overview.today(Month(2026, 10)).todo}


def test_an_assignment_sheet_is_marked_for_its_recipient(services, issue, tmp_path, monkeypatch):
    target = tmp_path / "交办单.pdf"
    with pytest.raises(KnownError, match="not_assigned_yet"):
        services.issues.print_assignment(issue, target, Progress())
    assign(services, issue, sharing="乙局", assisting="丙镇、丁镇，乙局")
    assert services.issues.recipients(issue) == ("县金融服务中心", "乙局", "丙镇", "丁镇")
    with pytest.raises(KnownError, match="no_recipient"):
        services.issues.print_assignment(issue, target, Progress(), recipient="戊局")
    assert not target.exists()
    printed = services.issues.print_assignment(issue, target, Progress(), recipient="丙镇")
    assert (printed.pages, printed.problems) == (1, ())
    assert target.read_bytes().startswith(b"%PDF")


def test_the_sheet_says_who_it_is_for_and_covers_the_telephone(services, issue, tmp_path):
    assign(services, issue, assisting="丙镇", note="先摸清情况")
    target = tmp_path / "交办单.pdf"
    services.issues.print_assignment(issue, target, Progress(), recipient="丙镇")
    text = words_of(target)
    for said in (
        "内部资料",
        "不得外传",
        "发给：丙镇",
        "协办单位",
        "138****1234",
        "2026-10-15",
        "2026-10-19",
        "先摸清情况",
    ):
        assert said in text
    assert "13800001234" not in text
    assert ASSIGNMENT not in {form.id for form in services.filings.forms()}


def words_of(path: Path) -> str:
    """Return the words of the first page."""
    import pypdfium2  # only to look at what was written

    document = pypdfium2.PdfDocument(path)
    try:
        return document[0].get_textpage().get_text_range().replace("\r\n", "")
    finally:
        document.close()


def test_the_monthly_form_says_late_of_what_was_late_at_the_end_of_the_month(services, clock, issue, firm):
    parked = enter(services, firm)
    assign(services, issue)
    assign(services, parked)
    walk(
        services,
        parked,
        (IssueAction.START, 13, {}),
        (IssueAction.PARK, 14, {"note": "等", "due_on": october(20)}),
    )
    clock.today = date(2026, 11, 20)
    assert words_of(services.filings.preview(Month(2026, 10), "issue-month", Progress()).path).count("逾期") == 2
    walk(services, issue, (IssueAction.START, 31, {}))
    said = {"resolution": Resolution.SOLVED, "note": "好"}
    assert take(services, issue, IssueAction.RESOLVE, on=date(2026, 11, 3), **said).uid
    october_form = services.filings.preview(Month(2026, 10), "issue-month", Progress()).path
    assert words_of(october_form).count("逾期") == 2  # the heading, and the one that was late then
    november = services.filings.preview(Month(2026, 11), "issue-month", Progress()).path
    assert words_of(november).count("逾期") == 1
