"""Applications kept in a real ledger: windows, steps as told, materials, the frozen series and the papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from desktop.domain.admission import (
    AdmissionAction,
    AdmissionDraft,
    AdmissionFilter,
    AdmissionState,
    AdmissionStepDraft,
    PaperNotes,
)
from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.materials import MaterialMark
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.domain.problems import Severity
from desktop.domain.windows import Procedure, WindowDraft, WindowKind, WindowOrigin
from desktop.domain.workspace import FirstStart
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import Services, World, create_ledger

RESOURCES = Path(__file__).parents[2] / "resources"
CHINA = timezone(timedelta(hours=8))
WAN = 1_000_000
OCTOBER = Month(2026, 10)
FIRST = WindowKind.ANNUAL_FIRST


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    numbers = count(1)
    world = World(
        resources=RESOURCES,
        clock=lambda: datetime(2026, 10, 26, 9, 30, tzinfo=CHINA),
        new_id=lambda: f"id{next(numbers):030d}",
        salt=lambda: f"{next(numbers):032x}",
        pid=1,
        host="test",
    )
    made = create_ledger(tmp_path / "data", FirstStart("yuxian-2024", "盂县能源局", None, 2026, "演示甲"), world)
    assert not isinstance(made, tuple)
    yield made
    made.close()


@pytest.fixture
def firm(services: Services) -> str:
    name = "盂县演示甲洗煤有限公司（演示）"
    draft = EnterpriseDraft(name, "91140322MA0YBLT0XR", industry_code="0610", address="秀水镇")
    return services.enterprises.save(draft).uid


@pytest.fixture
def application(services: Services, firm: str) -> str:
    return enter(services, firm)


def enter(services: Services, firm: str, **said) -> str:
    draft = AdmissionDraft(firm, route="growth", window=FIRST, begun_on=date(2026, 10, 9))
    saved = services.admissions.add(replace(draft, **said))
    assert saved.uid, saved.problems
    return saved.uid


def report(services: Services, firm: str, month: Month, source=Source.INCOME_STATEMENT, **wan: int) -> None:
    inputs = tuple(FigureInput(Measure(name), each * WAN, str(each), Scale.TEN_THOUSAND) for name, each in wan.items())
    assert services.figures.save(FigureEntry(firm, month, inputs, source, Obtained.PAPER)).uid


def take(services: Services, uid: str, action: AdmissionAction, **said):
    told = {"told_by": "县统计局（演示）", "basis": "电话告知（演示）"}
    draft = AdmissionStepDraft(action, **({"on": date(2026, 10, 20)} | told | said))
    return services.admissions.step(uid, draft)


def walk(services: Services, uid: str, *actions: AdmissionAction) -> None:
    for action in actions:
        saved = take(services, uid, action)
        assert saved.uid, saved.problems


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
    exited = replace(kept, library_status=LibraryStatus.EXITED, admitted_month="2021-03")
    assert services.enterprises.save(exited, firm).uid
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    take(services, application, AdmissionAction.ADMIT, admitted_month="2026-10")
    assert take(services, application, AdmissionAction.CORRECT, note="听错了（演示）").uid
    draft = services.enterprises.get(firm).draft
    assert (draft.library_status, draft.admitted_month) == (LibraryStatus.EXITED, "2021-03")
    assert services.admissions.get(application).state is AdmissionState.NATIONAL


def test_materials_count_what_is_wanted_and_not_there(services, application):
    row = services.admissions.get(application)
    assert row.missing == 10
    assert services.admissions.mark(application, {"licence": MaterialMark(have=True, pages=1)}).uid
    assert services.admissions.get(application).missing == 9
    mended = MaterialMark(have=True, problem="章不清楚", mend_by=date(2026, 10, 28))
    services.admissions.mark(application, {"licence": mended})
    assert services.admissions.get(application).missing == 10
    services.admissions.mark(application, {"supplement": MaterialMark(wanted=True)})
    assert services.admissions.get(application).missing == 11


def test_missing_materials_ask_and_do_not_forbid(services, application):
    walk(services, application, AdmissionAction.START)
    saved = take(services, application, AdmissionAction.COMPLETE)
    assert saved.uid
    assert [(problem.code, problem.severity) for problem in saved.problems] == [("materials_missing", Severity.CHECK)]


def test_a_material_nobody_knows_is_refused(services, application):
    with pytest.raises(KnownError, match="no_such_material"):
        services.admissions.mark(application, {"moon": MaterialMark(have=True)})


def test_the_explanation_is_wanted_as_soon_as_revenue_and_vat_differ(services, firm, application):
    report(services, firm, OCTOBER, main_revenue_ytd=2100)
    report(services, firm, OCTOBER, Source.TAX_RETURN, vat_sales_ytd=2100)
    lines = {line.material.id: line for line in services.admissions.case(application).materials}
    assert lines["difference_note"].wanted is False
    report(services, firm, OCTOBER, Source.TAX_RETURN, vat_sales_ytd=2080)
    case = services.admissions.case(application)
    lines = {line.material.id: line for line in case.materials}
    assert lines["difference_note"].missing
    assert "difference_unexplained" in [problem.code for problem in case.questions]
    services.admissions.mark(application, {"difference_note": MaterialMark(have=True, pages=1)})
    assert "difference_unexplained" not in [p.code for p in services.admissions.case(application).questions]


def test_the_three_measures_stand_side_by_side_with_month_and_source(services, firm, application):
    report(services, firm, OCTOBER, main_revenue_ytd=2100)
    report(services, firm, OCTOBER.back(1), Source.TAX_RETURN, vat_sales_ytd=1800)
    revenue, vat, output = services.admissions.case(application).measures
    assert (revenue.month, revenue.reaches, revenue.value.source) == (OCTOBER, True, Source.INCOME_STATEMENT)
    assert (vat.month, vat.reaches, vat.value.source) == (OCTOBER.back(1), False, Source.TAX_RETURN)
    assert (output.month, output.reaches) == (None, None)


def test_what_was_seen_on_paper_answers_the_questions(services, application):
    codes = {problem.code for problem in services.admissions.case(application).questions}
    assert {"paper_name_unseen", "scope_unseen", "accounting_unseen"} <= codes
    name = services.admissions.get(application).enterprise_name
    services.admissions.note_papers(application, PaperNotes(name, scope_covers=True, enterprise_accounting=True))
    codes = {problem.code for problem in services.admissions.case(application).questions}
    assert not codes & {"paper_name_unseen", "scope_unseen", "accounting_unseen", "names_differ"}
    services.admissions.note_papers(application, PaperNotes("别的厂", scope_covers=False))
    codes = {problem.code for problem in services.admissions.case(application).questions}
    assert {"names_differ", "scope_lacks_industry"} <= codes


def test_reporting_freezes_the_series_and_later_figures_that_disagree_are_shown(services, firm, application):
    report(services, firm, OCTOBER.back(1), main_revenue_ytd=1900)
    report(services, firm, OCTOBER, main_revenue_ytd=2100)
    assert services.admissions.case(application).handed_in == ()
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    case = services.admissions.case(application)
    (handed_in,) = case.handed_in
    assert (handed_in.number, handed_in.cutoff, len(handed_in.digest)) == (1, OCTOBER, 64)
    assert case.disagreements == ()
    report(services, firm, OCTOBER, main_revenue_ytd=2150)
    (found,) = services.admissions.case(application).disagreements
    assert (found.month, found.measure) == (OCTOBER, Measure.MAIN_REVENUE_YTD)
    assert (found.handed_in, found.now) == (2100 * WAN, 2150 * WAN)
    assert services.admissions.case(application).handed_in == (handed_in,)


def test_handing_in_again_freezes_anew_and_keeps_the_first(services, firm, application):
    report(services, firm, OCTOBER, main_revenue_ytd=2100)
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    take(services, application, AdmissionAction.RETURN, note="所属期不对（演示）")
    report(services, firm, OCTOBER, main_revenue_ytd=2160)
    walk(services, application, AdmissionAction.REPORT)
    case = services.admissions.case(application)
    assert [snapshot.number for snapshot in case.handed_in] == [1, 2]
    assert case.handed_in[0].digest != case.handed_in[1].digest
    assert case.disagreements == ()


def test_today_tells_of_the_window_and_of_what_is_missing(services, firm, application):
    found = {item.kind: item for item in services.admissions.todo()}
    assert found[TodoKind.WINDOW_NEAR].on == date(2026, 11, 4)
    assert found[TodoKind.WINDOW_NEAR].count == 7
    assert found[TodoKind.WINDOW_UNTYPED].count == 2026
    assert (found[TodoKind.ADMISSION_MATERIALS].owner, found[TodoKind.ADMISSION_MATERIALS].count) == (application, 10)
    kinds = {item.kind for item in services.overview.today(OCTOBER).todo}
    assert TodoKind.WINDOW_NEAR in kinds


def test_the_papers_are_written(services, firm, application, tmp_path):
    report(services, firm, OCTOBER, main_revenue_ytd=2100)
    checklist = services.admissions.print_materials(application, tmp_path / "核对表.pdf", Progress())
    draft = services.admissions.print_history(application, tmp_path / "分月.pdf", Progress())
    assert checklist.path.read_bytes().startswith(b"%PDF")
    assert (checklist.problems, draft.problems) == ((), ())
    walk(services, application, AdmissionAction.START, AdmissionAction.REPORT)
    frozen = services.admissions.print_history(application, tmp_path / "交出.pdf", Progress()).path.read_bytes()
    report(services, firm, OCTOBER, main_revenue_ytd=2150)
    again = services.admissions.print_history(application, tmp_path / "再印.pdf", Progress()).path.read_bytes()
    assert frozen == again
    now = services.admissions.print_history(application, tmp_path / "现在.pdf", Progress(), frozen=False)
    assert now.path.read_bytes() != frozen


def test_a_void_application_is_not_worked_on(services, application):
    services.admissions.void(application, "登记错了")
    assert services.admissions.list(AdmissionFilter()) == ()
    assert len(services.admissions.list(AdmissionFilter(voided=True))) == 1
    with pytest.raises(KnownError, match="voided"):
        take(services, application, AdmissionAction.START)


def test_an_application_nobody_knows_is_said(services):
    with pytest.raises(KnownError, match="no_such_application"):
        services.admissions.get("moon")
