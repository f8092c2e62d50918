"""The issue ledger kept in a real ledger: clocks, extensions, other units, follow-ups, counts and papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.domain.codes import VisitMode
from desktop.domain.deadline import Stage, Urgency
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_clock import PLAN, ClockChoice
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.issue_rates import Ratio, Tally
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.issues import ASSIGNMENT
from desktop.wiring import Services
from tests.services.office_hand import office

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A day that a test can move."""

    def __init__(self) -> None:
        self.today = date(2026, 10, 30)

    def __call__(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 9, 30, tzinfo=CHINA)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with office(tmp_path / "data", clock=clock) as made:
        yield made


@pytest.fixture
def firm(services: Services) -> str:
    draft = EnterpriseDraft(
        "盂县演示甲洗煤有限公司（演示）", "91140322MA0YBLT0XR", contact="张某", contact_phone="13800001234"
    )
    return services.enterprises.save(draft).uid


@pytest.fixture
def issue(services: Services, firm: str) -> str:
    return enter(services, firm)


def october(day: int) -> date:
    return date(2026, 10, day)


def enter(services: Services, firm: str, **said) -> str:
    draft = replace(IssueDraft(firm, "缺流动资金（演示）", IssueCategory.FINANCE, raised_on=october(9)), **said)
    saved = services.issues.add(draft)
    assert saved.uid, saved.problems
    return saved.uid


def take(services: Services, uid: str, action: IssueAction, day: int = 12, **said):
    return services.issues.step(uid, StepDraft(action, said.pop("on", october(day)), **said))


def walk(services: Services, uid: str, *deeds: tuple[IssueAction, int, dict]) -> None:
    for action, day, said in deeds:
        saved = take(services, uid, action, day, **said)
        assert saved.uid, saved.problems


def assign(services: Services, uid: str, day: int = 12, **said) -> None:
    walk(services, uid, (IssueAction.ASSIGN, day, {"handler": "县金融服务中心"} | said))


def test_13710_is_the_clock_where_the_plan_names_none(services, issue):
    book = services.issues.clocks()
    assert services.issues.clock_in_force().id == PLAN
    assert "13710" in book.schemes[0].citation.document
    assert services.issues.get(issue).deadline.stage is Stage.STUDY
    assign(services, issue)
    row = services.issues.get(issue)
    assert (row.clock, row.assigned_on, row.feedback_due_on, row.due_on) == (
        PLAN,
        october(12),
        october(15),
        october(19),
    )
    assert (row.deadline.on, row.deadline.urgency) == (october(19), Urgency.LATE)


def test_days_kept_with_the_assignment_stay_when_the_clock_changes(services, issue, firm):
    assign(services, issue)
    saved = services.issues.set_clock(ClockChoice("zaozhuang", october(10), "演示文件〔2026〕1号"))
    assert saved.uid
    assert services.issues.get(issue).due_on == october(19)
    assert services.issues.steps(issue)[-1].clock == PLAN
    other = enter(services, firm)
    assign(services, other)
    kept = services.issues.get(other)
    assert (kept.clock, kept.due_on) == ("zaozhuang", october(26))
    earlier = enter(services, firm, raised_on=october(8))
    assign(services, earlier, 9)
    assert services.issues.get(earlier).clock == PLAN


def test_a_clock_chosen_again_for_the_same_day_replaces_the_choice(services):
    first = services.issues.set_clock(ClockChoice("zaozhuang", october(10), "一"))
    again = services.issues.set_clock(ClockChoice("quanzhou", october(10), "二"))
    assert again.uid == first.uid
    assert [choice.scheme for choice in services.issues.clocks().choices] == ["quanzhou"]
    assert [line.field for line in services.issues.history(first.uid)].count("scheme") == 2
    refused = services.issues.set_clock(ClockChoice("gone", october(10), ""))
    assert [problem.code for problem in refused.problems] == ["no_such_clock", "missing"]


def test_an_extension_names_who_approved_it_and_the_steps_stay(services, issue):
    assign(services, issue)
    walk(services, issue, (IssueAction.START, 13, {}))
    lacking = take(services, issue, IssueAction.EXTEND, 15, note="等银行", due_on=october(28))
    assert [(problem.field, problem.code) for problem in lacking.problems] == [("approved_by", "missing")]
    done = take(services, issue, IssueAction.EXTEND, 15, note="等银行", due_on=october(28), approved_by="李某")
    assert (bool(done.uid), done.problems) == (True, ())
    late = take(services, issue, IssueAction.EXTEND, 28, note="再等", due_on=october(31), approved_by="李某")
    assert [(problem.code, problem.severity) for problem in late.problems] == [("extension_late", Severity.CHECK)]
    row = services.issues.get(issue)
    assert (row.due_on, row.extensions) == (october(31), 2)
    assert [step.due_on for step in services.issues.steps(issue)] == [
        None,
        october(19),
        None,
        october(28),
        october(31),
    ]


def test_a_disputed_assignment_goes_to_another_unit_and_the_clock_runs_on(services, issue):
    assign(services, issue, sharing="乙局", assisting="丙镇")
    walk(services, issue, (IssueAction.RETURN, 13, {"note": "不归我中心"}))
    row = services.issues.get(issue)
    assert (row.state, row.handler, row.sharing, row.assigned_on) == (IssueState.TO_ASSIGN, "", "", None)
    assert row.deadline.on == october(19)
    assign(services, issue, 14, handler="丁局")
    row = services.issues.get(issue)
    assert (row.handler, row.sharing, row.feedback_due_on, row.due_on) == ("丁局", "", october(17), october(19))


def test_the_level_may_rise_and_is_kept_with_the_deed(services, firm):
    issue = enter(services, firm, handling=Handling.OWN)
    assert services.issues.get(issue).handling is Handling.OWN
    assign(services, issue, handling=Handling.COUNTY)
    assert services.issues.get(issue).handling is Handling.COUNTY
    walk(services, issue, (IssueAction.ESCALATE, 13, {"handling": Handling.CITY, "note": "需市里协调"}))
    row = services.issues.get(issue)
    assert (row.handling, row.state, row.due_on) == (Handling.CITY, IssueState.ASSIGNED, october(19))


def test_a_parked_issue_waits_for_its_next_day_and_takes_its_own_up_again(services, issue):
    assign(services, issue)
    walk(
        services,
        issue,
        (IssueAction.START, 13, {}),
        (IssueAction.RESOLVE, 14, {"resolution": Resolution.LONG_TERM, "note": "等市里", "due_on": date(2026, 12, 1)}),
    )
    row = services.issues.get(issue)
    assert (row.state, row.resolved_on, row.due_on) == (IssueState.PARKED, None, date(2026, 12, 1))
    assert (row.deadline.stage, row.deadline.urgency) == (Stage.NEXT, Urgency.AHEAD)
    walk(services, issue, (IssueAction.NOTE, 15, {"note": "已报市局"}))
    assert services.issues.get(issue).due_on == date(2026, 12, 1)
    resumed = take(services, issue, IssueAction.RESUME, 20)
    assert [problem.code for problem in resumed.problems] == ["deadline_passed"]
    assert services.issues.get(issue).due_on == october(19)


def test_what_was_parked_before_it_had_a_day_starts_its_clock_when_it_goes_on(services, issue):
    walk(
        services,
        issue,
        (IssueAction.PARK, 10, {"note": "等股东会", "due_on": october(20)}),
        (IssueAction.RESUME, 20, {}),
    )
    assert services.issues.get(issue).due_on == october(27)


def test_a_discontented_answer_reopens_with_a_day_of_its_own(services, issue):
    assign(services, issue)
    walk(
        services,
        issue,
        (IssueAction.START, 13, {}),
        (IssueAction.RESOLVE, 19, {"resolution": Resolution.PARTLY, "note": "授信 100 万元"}),
    )
    refused = take(services, issue, IssueAction.CLOSE, 20)
    assert [problem.code for problem in refused.problems] == ["not_now"]
    said = {"satisfaction": Satisfaction.DISSATISFIED, "asked": "张某", "mode": VisitMode.PHONE}
    saved = take(services, issue, IssueAction.FOLLOW_UP, 26, note="还差 200 万元", due_on=date(2026, 11, 5), **said)
    assert (bool(saved.uid), saved.problems) == (True, ())
    row = services.issues.get(issue)
    assert (row.state, row.due_on, row.resolved_on) == (IssueState.HANDLING, date(2026, 11, 5), None)
    step = services.issues.steps(issue)[-1]
    assert (step.asked, step.mode, step.satisfaction) == ("张某", VisitMode.PHONE, Satisfaction.DISSATISFIED)
    walk(
        services,
        issue,
        (IssueAction.RESOLVE, 28, {"resolution": Resolution.SOLVED, "note": "补足"}),
        (IssueAction.FOLLOW_UP, 29, {"satisfaction": Satisfaction.SATISFIED}),
        (IssueAction.CLOSE, 29, {}),
    )
    assert services.issues.get(issue).state is IssueState.CLOSED


def test_a_refused_deed_writes_nothing(services, issue):
    before = services.issues.history(issue)
    assert not take(services, issue, IssueAction.EXTEND, 12, note="早", due_on=october(30), approved_by="李").uid
    assert not take(services, issue, IssueAction.ASSIGN, 12).uid
    assert services.issues.history(issue) == before
    assert len(services.issues.steps(issue)) == 1


def test_the_list_narrows_by_category_and_by_the_clock(services, issue, firm):
    fresh = enter(services, firm, category=IssueCategory.LABOUR, raised_on=october(30))
    assert [row.uid for row in services.issues.list(IssueFilter(category=IssueCategory.LABOUR))] == [fresh]
    assert [row.uid for row in services.issues.list(IssueFilter(urgency=Urgency.LATE))] == [issue]
    assert [row.uid for row in services.issues.list(IssueFilter(urgency=Urgency.SOON))] == [fresh]


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


def test_editing_an_issue_keeps_its_level_and_its_deeds(services, issue, firm):
    assign(services, issue)
    draft = IssueDraft(firm, "缺资金 300 万元（演示）", IssueCategory.FINANCE, "", IssueLevel.MAJOR, october(9))
    assert services.issues.edit(issue, replace(draft, handling=Handling.COUNTY)).uid
    row = services.issues.get(issue)
    assert (row.level, row.handling, row.due_on) == (IssueLevel.MAJOR, Handling.COUNTY, october(19))


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
