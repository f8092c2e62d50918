"""Today's page: what waits, how far the month is, where the list stands."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source, TargetMeasure, Tier
from desktop.domain.enterprise import Chip
from desktop.domain.figure import FigureEntry
from desktop.domain.filing_round import FilingWish, FilingWord, WordDraft
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import IssueAction, Resolution
from desktop.domain.overview import StepCode, StepState, TodoKind
from desktop.kernel.progress import Progress
from tests.services.making import (
    OCTOBER,
    SEPTEMBER,
    WAN,
    cell,
    enter,
    explain,
    figures,
    kept,
    nothing_written,
    put_in,
    visit,
)
from tests.services.retention.hands import EXIT

WINDOWS = (TodoKind.WINDOW_UNTYPED, 2026, "")  # the local notice of the year was never typed
FORMS = ("key-monitoring", "visit-month", "issue-month")


@pytest.fixture
def uid(services):
    made = enter(services)
    put_in(services, made)
    return made


def todo(services, month=OCTOBER):
    return [(item.kind, item.count, item.owner) for item in services.overview.today(month).todo]


def steps(services, month=OCTOBER):
    return [(step.code, step.state, step.done, step.total) for step in services.overview.today(month).steps]


def test_new_ledger_waits_for_the_windows_of_its_year_alone_and_has_no_target(services):
    found = services.overview.today(OCTOBER)
    assert todo(services) == [WINDOWS]
    assert (found.targets, found.unreported) == ((), 0)
    assert (found.additions, found.exits, found.net_increase) == (0, 0, 0)
    assert found.workspace == services.settings.workspace()
    assert found.month == OCTOBER
    assert found.chips[Chip.ALL] == 0


def test_looking_changes_nothing(services, uid):
    with nothing_written(services):
        services.overview.today(OCTOBER)


def test_target_is_the_typed_one_of_the_year(services):
    kept(services.settings.set_own_target(2026, TargetMeasure.NET_INCREASE, 2, "文件"))
    assert [(target.value, target.issued) for target in services.overview.today(OCTOBER).targets] == [(2, False)]
    kept(services.settings.set_year(2024))
    assert [target.issued for target in services.overview.today(OCTOBER).targets] == [True]
    kept(services.settings.set_year(2025))
    assert services.overview.today(OCTOBER).targets == ()


def test_missing_and_odd_figures_wait(services, uid):
    assert todo(services) == [WINDOWS, (TodoKind.FIGURES_MISSING, 1, "")]
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(uid, main_revenue_ytd=1600))
    assert todo(services) == [WINDOWS, (TodoKind.FIGURES_ODD, 1, "")]
    given = cell(Measure.MAIN_REVENUE_YTD, 1600, reason="退货冲减")
    services.figures.save(FigureEntry(uid, OCTOBER, (given,), Source.INCOME_STATEMENT, Obtained.PAPER, "会计"))
    assert todo(services) == [WINDOWS]


def test_enterprise_of_the_base_list_is_not_waited_for(services, uid):
    put_in(services, enter(services, "基础（演示）"), Tier.BASE)
    assert todo(services) == [WINDOWS, (TodoKind.FIGURES_MISSING, 1, "")]


def test_issue_past_its_day_waits_until_it_is_resolved_and_then_for_the_follow_up(services, uid, clock):
    issue = kept(services.issues.add(IssueDraft(uid, "缺工", raised_on=date(2026, 10, 1))))

    def step(action, day, **fields):
        kept(services.issues.step(issue, StepDraft(action, day, **fields)))

    late = (TodoKind.ISSUE_LATE, 1, issue)
    step(IssueAction.ASSIGN, date(2026, 10, 2), handler="县人社局", due_on=date(2026, 11, 5))
    assert late not in todo(services)  # due today
    clock.forward(days=1)
    assert late in todo(services)
    step(IssueAction.EXTEND, date(2026, 10, 3), note="等批复", due_on=date(2026, 11, 6), approved_by="李某")
    assert late not in todo(services)  # due today again
    clock.forward(days=1)
    assert late in todo(services)
    step(IssueAction.SIGN_FOR, date(2026, 10, 4))
    step(IssueAction.START, date(2026, 10, 5))
    step(IssueAction.RESOLVE, date(2026, 10, 20), note="招到人", resolution=Resolution.SOLVED)
    found = services.overview.today(OCTOBER).todo[0]
    assert (found.kind, found.owner, found.name, found.on) == (
        TodoKind.ISSUE_TO_FOLLOW_UP,
        issue,
        "盂县甲洗煤厂（演示）",
        date(2026, 10, 20),
    )


def test_promised_visit_waits_until_it_is_made(services, uid, clock):
    services.visits.save(visit(uid, visited_on=date(2026, 10, 1), next_on=date(2026, 11, 6)))
    due = (TodoKind.VISIT_DUE, 1, uid)
    assert due not in todo(services)
    clock.forward(days=1)
    assert due in todo(services)
    services.visits.save(visit(uid, visited_on=date(2026, 11, 6)))
    assert due not in todo(services)


def test_half_typed_form_waits(services):
    services.drafts.keep("visit:new", {"summary": "看"})
    found = services.overview.today(OCTOBER).todo
    assert [(item.kind, item.owner, item.on) for item in found] == [
        (TodoKind.WINDOW_UNTYPED, "", None),
        (TodoKind.DRAFT_OPEN, "visit:new", date(2026, 11, 5)),
    ]


def test_steps_of_the_month_follow_the_work(services, uid, desk):
    other = enter(services, "盂县乙铸造厂（演示）")
    put_in(services, other)
    none = [(StepCode.FIGURES, 0, 2), (StepCode.CHECK, 0, 2), (StepCode.MAKE, 0, 3), (StepCode.HAND_OVER, 0, 3)]
    found = steps(services)
    assert [(code, done, total) for code, _, done, total in found] == none
    assert [state for _, state, _, _ in found] == [StepState.NOW, *[StepState.LATER] * 3]
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(uid, main_revenue_ytd=1600))  # asks
    services.figures.save(figures(other, main_revenue_ytd=500))
    assert [step[1:] for step in steps(services)] == [
        (StepState.DONE, 2, 2),
        (StepState.NOW, 0, 2),  # the one is odd, of the other the month's own amount is not known
        (StepState.LATER, 0, 3),
        (StepState.LATER, 0, 3),
    ]
    services.figures.save(figures(uid, main_revenue_ytd=1800))
    explain(services, FORMS[0])
    filed = services.filings.export(OCTOBER, FORMS, desk.folder, Progress(), nothing=True)
    assert [step[1:] for step in steps(services)] == [
        (StepState.DONE, 2, 2),
        (StepState.DONE, 2, 2),
        (StepState.DONE, 3, 3),
        (StepState.NOW, 0, 3),
    ]
    for form in filed.files:
        latest = services.filings.rounds(OCTOBER, form.form)[-1]
        kept(services.rounds.tell(latest.uid, WordDraft(FilingWord.SENT, date(2026, 11, 5))))
    assert {step[1] for step in steps(services)} == {StepState.DONE}


def test_a_blank_with_a_reason_is_counted_as_the_page_of_forms_counts_it(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    put_in(services, other)
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(uid, main_revenue_ytd=1850))
    assert (TodoKind.FIGURES_MISSING, 1, "") in todo(services)
    explain(services, FORMS[0])
    assert services.filings.check(OCTOBER, FORMS[0]) == ()
    gathered, checked, *_ = services.overview.today(OCTOBER).steps
    assert (gathered.done, gathered.total, gathered.explained, gathered.state) == (1, 2, 1, StepState.DONE)
    assert (checked.done, checked.total, checked.state) == (2, 2, StepState.DONE)
    assert TodoKind.FIGURES_MISSING not in {kind for kind, _, _ in todo(services)}


def test_new_round_has_to_be_handed_over_again(services, uid, desk):
    services.figures.save(figures(uid, main_revenue_ytd=1600))
    explain(services, FORMS[0])
    for amount in (1600, 1650):
        said = cell(Measure.MAIN_REVENUE_YTD, amount, reason="企业补报")
        kept(services.figures.save(replace(figures(uid), inputs=(said,))))
        services.filings.export(OCTOBER, FORMS[:1], desk.folder, Progress(), FilingWish(reason="企业补报"))
        latest = services.filings.rounds(OCTOBER, FORMS[0])[-1]
        assert steps(services)[-1][2:] == (0, 3)
        kept(services.rounds.tell(latest.uid, WordDraft(FilingWord.SENT, date(2026, 11, 5))))
        assert steps(services)[-1][2:] == (1, 3)


def test_bands_hold_everybody_outside_the_directory_once(services, uid):
    edges = services.settings.preset().bands_fen
    assert edges
    services.figures.save(figures(uid, main_revenue_ytd=edges[0] // WAN))
    enter(services, "空（演示）")
    below = enter(services, "低（演示）")
    services.figures.save(figures(below, main_revenue_ytd=1))
    admitted = enter(services, "规上（演示）", library_status=LibraryStatus.ADMITTED, admitted_month="2025-12")
    services.figures.save(figures(admitted, main_revenue_ytd=9999))
    found = services.overview.today(OCTOBER)
    assert [(band.index, band.low, band.high) for band in found.bands] == [
        (place, low, high) for place, (low, high) in enumerate(zip((None, *edges), (*edges, None), strict=True))
    ]
    assert [band.count for band in found.bands][:2] == [1, 1]
    assert sum(band.count for band in found.bands) == 2
    assert found.unreported == 1
    assert services.overview.today(SEPTEMBER).unreported == 3


def test_net_increase_is_what_came_in_less_what_went_out(services, uid):
    draft = services.enterprises.get(uid).draft
    inside = replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month="2026-03")
    services.enterprises.save(inside, uid)
    found = services.overview.today(OCTOBER)
    assert (found.additions, found.exits, found.net_increase) == (1, 0, 1)
    assert services.retention.leave(uid, EXIT).uid
    found = services.overview.today(OCTOBER)
    assert (found.additions, found.exits, found.net_increase) == (1, 1, 0)
