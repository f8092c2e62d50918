"""Materials, measures, the frozen series and the papers of one application."""

from datetime import date

import pytest

from desktop.domain.admission import AdmissionAction, PaperNotes
from desktop.domain.codes import Measure, Source
from desktop.domain.materials import MaterialMark
from desktop.domain.overview import TodoKind
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.admissions.hands import OCTOBER, WAN, report, take, walk


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
