"""Windows and dated steps, kept as they are told."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.admission import AdmissionAction, AdmissionDraft, AdmissionFilter, AdmissionState
from desktop.domain.codes import LibraryStatus
from desktop.domain.problems import Severity
from desktop.domain.windows import Procedure, WindowDraft, WindowKind, WindowOrigin
from desktop.kernel.errors import KnownError
from tests.services.admissions.hands import FIRST, OCTOBER, enter, take, walk
from tests.services.retention.hands import EXIT


def test_windows_are_examples_until_the_notice_is_typed(services):
    found = services.admissions.windows()
    assert {window.origin for window in found} == {WindowOrigin.EXAMPLE}
    draft = WindowDraft(FIRST, 0, None, date(2026, 11, 13), (Procedure.ANNUAL, Procedure.SECTOR), "演示通知〔2026〕1号")
    assert services.admissions.set_window(draft).uid
    kept = services.admissions.window(2026, FIRST, 0)
    assert kept is not None
    assert (kept.origin, kept.closes_on, kept.cutoff) == (WindowOrigin.NOTICE, date(2026, 11, 13), OCTOBER)
    again = services.admissions.set_window(replace(draft, closes_on=date(2026, 11, 16)))
    assert again.uid == kept.uid
    assert services.admissions.window(2026, FIRST, 0).closes_on == date(2026, 11, 16)
    assert services.admissions.window(2027, FIRST, 0).origin is WindowOrigin.EXAMPLE


def test_a_window_needs_its_paper_and_asks_about_a_holiday(services):
    draft = WindowDraft(FIRST, 0, None, date(2026, 11, 14), (Procedure.ANNUAL,))
    assert [problem.code for problem in services.admissions.set_window(draft).problems] == [
        "missing",
        "window_on_holiday",
    ]
    saved = services.admissions.set_window(replace(draft, basis="演示通知"))
    assert saved.uid
    assert [problem.severity for problem in saved.problems] == [Severity.CHECK]


def test_a_batch_that_is_not_held_takes_nobody(services, firm):
    services.admissions.set_window(WindowDraft(WindowKind.JANUARY, basis="问过县统计局（演示）", held=False))
    draft = AdmissionDraft(firm, 0, "growth", WindowKind.JANUARY, 0, "2026-12", date(2026, 10, 9))
    assert [problem.code for problem in services.admissions.add(draft).problems] == ["window_not_held"]
    assert WindowKind.JANUARY not in {each.window.kind for each in services.admissions.glance().windows}


@pytest.mark.parametrize(
    ("route", "window", "code"),
    [
        ("sector_change", WindowKind.ANNUAL_SECOND, "sector_only_first"),
        ("sector_change", WindowKind.JANUARY, "sector_only_first"),
        ("growth", WindowKind.MONTHLY, "window_other_route"),
    ],
)
def test_a_window_takes_only_what_it_accepts(services, firm, route, window, code):
    month = 11 if window is WindowKind.MONTHLY else 0
    draft = AdmissionDraft(firm, 2026, route, window, month, "", date(2026, 10, 9))
    assert code in [problem.code for problem in services.admissions.add(draft).problems]
    assert not services.admissions.list(AdmissionFilter())


def test_the_cut_off_is_the_last_month_that_ended_before_the_window_closes(services, firm):
    assert services.admissions.get(enter(services, firm)).cutoff_month == OCTOBER


def test_the_same_application_is_not_entered_twice(services, firm, application):
    draft = AdmissionDraft(firm, 2026, "growth", FIRST, 0, "", date(2026, 10, 9))
    assert [problem.code for problem in services.admissions.add(draft).problems] == ["application_twice"]
    assert services.admissions.void(application, "登记错了").uid
    assert services.admissions.add(draft).uid


def test_steps_are_kept_one_by_one_with_who_said_so(services, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT, AdmissionAction.PASS_COUNTY)
    steps = services.admissions.case(application).steps
    assert [step.action for step in steps] == ["register", "start", "report", "pass_county"]
    assert (steps[-1].told_by, steps[-1].basis, steps[-1].who) == ("县统计局（演示）", "电话告知（演示）", "演示甲")
    row = services.admissions.get(application)
    assert (row.state, row.state_on) == (AdmissionState.COUNTY_PASSED, date(2026, 10, 20))


def test_what_the_bureau_says_needs_who_and_on_what_basis(services, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    saved = take(services, application, AdmissionAction.CITY, told_by="", basis="")
    assert [problem.field for problem in saved.problems] == ["told_by", "basis"]
    assert services.admissions.get(application).state is AdmissionState.REPORTED


def test_a_refusal_carries_its_reason(services, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    assert [problem.field for problem in take(services, application, AdmissionAction.REFUSE).problems] == ["note"]
    assert take(services, application, AdmissionAction.REFUSE, note="累计不足（演示）").uid
    row = services.admissions.get(application)
    assert (row.state, row.reason) == (AdmissionState.REFUSED, "累计不足（演示）")


def test_a_note_keeps_the_reason_and_the_day_of_the_state(services, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    take(services, application, AdmissionAction.RETURN, note="缺大门照片（演示）", due_on=date(2026, 10, 28))
    take(services, application, AdmissionAction.NOTE, on=date(2026, 10, 22), note="已补拍（演示）")
    row = services.admissions.get(application)
    assert (row.state, row.reason, row.due_on) == (AdmissionState.RETURNED, "缺大门照片（演示）", date(2026, 10, 28))
    assert row.state_on == date(2026, 10, 20)


def test_admission_moves_the_enterprise_in_the_same_deed(services, firm, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    before = services.check.run(deep=True)
    assert take(services, application, AdmissionAction.ADMIT, admitted_month="2026-10", basis="名单（演示）").uid
    draft = services.enterprises.get(firm).draft
    assert (draft.library_status, draft.admitted_month) == (LibraryStatus.ADMITTED, "2026-10")
    told = services.enterprises.history(firm, "library_status")
    assert (told[-1].new, told[-1].reason) == ("admitted", "名单（演示）")
    assert services.admissions.get(application).admitted_month == "2026-10"
    assert before == services.check.run(deep=True) == ()


def test_an_admission_that_failed_to_be_written_changes_nothing(services, firm, application):
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    assert not take(services, application, AdmissionAction.ADMIT, admitted_month="十月").uid
    assert not take(services, application, AdmissionAction.ADMIT).uid
    assert services.enterprises.get(firm).draft.library_status is LibraryStatus.BELOW


def test_a_corrected_admission_gives_the_enterprise_back_what_it_had(services, firm, application):
    kept = services.enterprises.get(firm).draft
    once = replace(kept, library_status=LibraryStatus.ADMITTED, admitted_month="2021-03")
    assert services.enterprises.save(once, firm).uid
    assert services.retention.leave(firm, replace(EXIT, on=date(2026, 1, 12))).uid
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    take(services, application, AdmissionAction.ADMIT, admitted_month="2026-10")
    assert take(services, application, AdmissionAction.CORRECT, note="听错了（演示）").uid
    draft = services.enterprises.get(firm).draft
    assert (draft.library_status, draft.admitted_month) == (LibraryStatus.EXITED, "2021-03")
    assert services.admissions.get(application).state is AdmissionState.NATIONAL


def test_a_void_application_is_not_worked_on(services, application):
    services.admissions.void(application, "登记错了")
    assert services.admissions.list(AdmissionFilter()) == ()
    assert len(services.admissions.list(AdmissionFilter(voided=True))) == 1
    with pytest.raises(KnownError, match="voided"):
        take(services, application, AdmissionAction.START)


def test_an_application_nobody_knows_is_said(services):
    with pytest.raises(KnownError, match="no_such_application"):
        services.admissions.get("moon")
