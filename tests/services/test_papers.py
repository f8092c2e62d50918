"""Any ledger's form, printed when somebody wants it: what stands on it, what never does, and how it is filed."""

import re
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from desktop.domain.admission import AdmissionAction, AdmissionDraft, AdmissionStepDraft
from desktop.domain.codes import FilingKind, LibraryStatus, Obtained, Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.filing import FormSubject
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueCategory
from desktop.domain.library_exit import ExitDraft
from desktop.domain.month import Month
from desktop.domain.retention import EstimateDraft
from desktop.domain.windows import WindowKind
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.making import (
    CODE,
    OCTOBER,
    TODAY,
    WAN,
    enter,
    figures,
    kept,
    nothing_written,
    put_in,
)

NAME = "盂县甲洗煤厂（演示）"


@pytest.fixture
def firm(services):
    """A firm of the key library with last year's revenue, a phone, and what it said of this year."""
    uid = enter(
        services,
        NAME,
        CODE,
        township="140322-xiushui",
        contact="路演示",
        contact_phone="13812345678",
        former_names=("盂县旧洗煤厂（演示）",),
        industry_code="0610",
        products="精煤",
    )
    put_in(services, uid)
    kept(services.retention.add_estimate(uid, EstimateDraft(2026, 1987 * WAN, TODAY, "路演示", Obtained.ORAL)))
    return uid


def lines(services, tmp_path, form, month=OCTOBER, *, blank=False, of=""):
    """Return the rows of the form's workbook as texts."""
    path = tmp_path / f"{form}.xlsx"
    services.papers.print(form, month, path, Progress(), blank=blank, of=of)
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [[str(value) for value in row if value is not None] for row in rows]


def texts(*words, **more):
    return [text for row in lines(*words, **more) for text in row]


def every_form(services):
    return [head for head in services.papers.forms() if head.listed and not head.chosen]


def test_the_base_library_says_what_is_kept_and_masks_the_phone(services, firm, tmp_path):
    said = texts(services, tmp_path, "base-library")
    assert {NAME, CODE, "秀水镇", "盂县旧洗煤厂（演示）", "0610", "采矿业", "精煤", "路演示"} <= set(said)
    assert "138****5678" in said
    assert "13812345678" not in said


def test_the_list_of_the_libraries_has_a_heading_for_each(services, firm, tmp_path):
    put_in(services, enter(services, "乙（演示）"), Tier.BASE)
    enter(services, "不在库（演示）")
    said = texts(services, tmp_path, "library-list")
    assert said.index("重点库（1 户）") < said.index(NAME) < said.index("基础库（1 户）") < said.index("乙（演示）")
    assert "不在库（演示）" not in said


def test_an_issue_stands_in_the_ledger_and_while_somebody_has_it_on_the_list(services, firm, tmp_path):
    uid = kept(services.issues.add(IssueDraft(firm, "缺流动资金", IssueCategory.FINANCE, raised_on=date(2026, 10, 9))))
    kept(
        services.issues.step(uid, StepDraft(IssueAction.ASSIGN, date(2026, 10, 10), handler="县金融中心", note="请办"))
    )
    kept(services.issues.step(uid, StepDraft(IssueAction.START, date(2026, 10, 11), note="已经对接")))
    said = texts(services, tmp_path, "issue-list")
    assert "主办单位：县金融中心（1 个）" in said
    assert "已经对接" in said
    log = next(text for text in texts(services, tmp_path, "issue-ledger") if "已经对接" in text)
    assert log == "10-10 交办：请办；10-11 开始办理：已经对接"
    assert NAME not in texts(services, tmp_path, "issue-list", month=Month(2026, 9))


def test_who_came_in_and_who_left_stand_with_day_and_reason(services, firm, tmp_path):
    kept(services.enterprises.set_tier(firm, TierDraft(Tier.BASE, date(2026, 5, 8), "营收下降")))
    kept(services.enterprises.set_tier(firm, TierDraft(None, date(2026, 9, 1), "停产")))
    rows = [row for row in lines(services, tmp_path, "changes") if NAME in row]
    told = [[text for text in row if text not in {NAME, CODE, "秀水镇"}][1:] for row in rows]
    assert told == [
        ["重点库", "增", "2026-01-15", "按上年营收"],
        ["基础库", "增", "2026-05-08", "营收下降", "由重点库转入"],
        ["基础库", "减", "2026-09-01", "停产"],
    ]
    assert len([row for row in lines(services, tmp_path, "changes", month=Month(2026, 4)) if NAME in row]) == 1


def test_in_and_out_on_one_day_is_no_move(services, tmp_path):
    uid = enter(services, NAME)
    put_in(services, uid, Tier.KEY, date(2026, 3, 2))
    kept(services.enterprises.set_tier(uid, TierDraft(None, date(2026, 3, 2), "点错了")))
    assert NAME not in texts(services, tmp_path, "changes")


def test_an_admission_stands_with_route_window_and_the_figure_it_went_in_with(services, firm, tmp_path):
    services.figures.save(figures(firm, main_revenue_ytd=2100))
    draft = AdmissionDraft(firm, route="growth", window=WindowKind.ANNUAL_FIRST, begun_on=date(2026, 10, 9))
    uid = kept(services.admissions.add(draft))
    for action in (AdmissionAction.START, AdmissionAction.REPORT, AdmissionAction.PASS_COUNTY, AdmissionAction.ADMIT):
        step = AdmissionStepDraft(
            action, date(2026, 10, 20), told_by="县统计局", basis="入库名单", admitted_month="2026-10"
        )
        kept(services.admissions.step(uid, step))
    row = next(row for row in lines(services, tmp_path, "admitted-list") if NAME in row)
    assert {"2026年10月", "成长壮大升规", "2026年度第一批", "2100", "入库名单"} <= set(row)
    assert NAME not in texts(services, tmp_path, "admitted-list", month=Month(2026, 9))
    moved = next(row for row in lines(services, tmp_path, "changes") if "规上名录" in row)
    assert {NAME, "增", "2026年10月", "成长壮大升规", "入库名单"} <= set(moved)


def test_of_a_list_that_goes_out_it_wants_to_know_which(services, tmp_path):
    with pytest.raises(KnownError, match="form_wants_choice"):
        services.papers.print("roster", OCTOBER, tmp_path / "名单.pdf", Progress())
    assert not (tmp_path / "名单.pdf").exists()
    assert any("融资推荐名单" in text for text in texts(services, tmp_path, "roster", of="finance"))


def test_every_form_is_looked_at_filled_and_blank_and_nothing_is_written(services, firm):
    with nothing_written(services):
        for head in every_form(services):
            for blank in (False, True):
                printed = services.papers.look(head.id, OCTOBER, Progress(), blank=blank)
                page = PdfDocument(printed.path)[0].get_textpage().get_text_bounded()
                assert f"第1页 共{printed.pages}页" in page, head.id
                assert "不代替企业联网直报" in page, head.id


def test_a_blank_one_shows_no_figure_of_any_enterprise(services, firm, tmp_path):
    services.figures.save(figures(firm, main_revenue_ytd=1234, staff=77))
    for head in every_form(services):
        said = texts(services, tmp_path, head.id, blank=True)
        assert not {"1234", "1234.0", "77", "1987", "1987.0"} & set(said), head.id


def test_no_form_names_a_target_a_gap_or_an_expectation_worked_out(services):
    for head in services.papers.forms():
        form = services.papers._printer.form(head.id)
        named = "".join("".join(column.header) for column in form.columns)
        named += "".join(box.label for line in form.lines for box in line.boxes)
        assert not re.search("本年目标|月均|缺口|还差|应完成|测算|建议", named), head.id
        # a target of a unit alone is one that was handed down
        assert not re.search("净增目标|新增目标", named) or head.subject is FormSubject.TARGET


def test_a_reward_never_stands_beside_a_figure_of_the_enterprise(services):
    for head in services.papers.forms():
        shown = services.papers._printer.form(head.id).shown
        if shown & {"approved", "paid"}:
            assert not {name for name in shown if "revenue" in name or name.endswith("_ytd")}, head.id


def test_what_an_enterprise_expects_stands_only_with_who_said_it(services):
    for head in services.papers.forms():
        shown = services.papers._printer.form(head.id).shown
        assert ("stated_outlook" in shown) <= ("stated_by" in shown), head.id


def test_a_form_that_an_edition_makes_monthly_is_filed_with_the_others(services, firm, tmp_path):
    words = services.forms.text("library-list").replace("edition = 1", "edition = 2\nmonthly = true")
    added = services.forms.add_text(words, "library-list.toml", "2026-10")
    assert added.uid, added.problems
    assert "library-list" in {form.id for form in services.filings.forms()}
    assert services.filings.preview(OCTOBER, "library-list", Progress()).rows == 1
    filed = services.filings.export(OCTOBER, ["library-list"], tmp_path / "报送", Progress())
    assert [each.form for each in filed.files] == ["library-list"]
    assert len(services.filings.rounds(OCTOBER, "library-list")) == 1
    cell = next(each for each in services.filings.board(2026) if (each.month, each.form) == (OCTOBER, "library-list"))
    assert cell.rounds == 1
    assert not cell.changed_since


def test_a_ledger_with_nothing_in_it_is_filed_as_nothing_to_tell(services, tmp_path):
    words = services.forms.text("project-ledger").replace("edition = 1", "edition = 2\nmonthly = true")
    assert services.forms.add_text(words, "project-ledger.toml", "2026-10").uid
    filed = services.filings.export(OCTOBER, ["project-ledger"], tmp_path / "空", Progress())
    assert not filed.files
    assert [each.problem.code for each in filed.problems] == ["nothing_to_file"]
    services.filings.export(OCTOBER, ["project-ledger"], tmp_path / "空", Progress(), nothing=True)
    assert [each.kind for each in services.filings.rounds(OCTOBER, "project-ledger")] == [FilingKind.NOTHING]


def test_who_left_the_directory_this_year_stands_on_both_papers_with_ground_and_basis(services, tmp_path):
    draft = EnterpriseDraft(
        name=NAME, no_code_reason="演示", library_status=LibraryStatus.ADMITTED, admitted_month="2024-12"
    )
    uid = kept(services.enterprises.save(draft))
    kept(services.retention.leave(uid, ExitDraft(date(2026, 10, 30), "exit_closed", "退库名单", "县统计局", 2027)))
    assert "2026-10-30 退库：停业、歇业、关闭" in texts(services, tmp_path, "risk-library")
    row = next(row for row in lines(services, tmp_path, "changes") if "减" in row)
    assert {NAME, "规上名录", "2026-10-30", "停业、歇业、关闭", "退库名单"} <= set(row)
    assert NAME not in texts(services, tmp_path, "changes", month=Month(2026, 9))


def test_admissions_are_told_apart_by_the_window_they_came_through(services, firm, tmp_path):
    draft = AdmissionDraft(firm, route="growth", window=WindowKind.ANNUAL_FIRST, begun_on=date(2026, 10, 9))
    uid = kept(services.admissions.add(draft))
    for action in (AdmissionAction.START, AdmissionAction.REPORT, AdmissionAction.PASS_COUNTY, AdmissionAction.ADMIT):
        told = {"told_by": "县统计局", "basis": "入库名单", "admitted_month": "2026-10"}
        kept(services.admissions.step(uid, AdmissionStepDraft(action, date(2026, 10, 20), **told)))
    old = EnterpriseDraft(
        name="乙（演示）", no_code_reason="演示", library_status=LibraryStatus.ADMITTED, admitted_month="2026-03"
    )
    kept(services.enterprises.save(old))
    facts = services.targets.facts(OCTOBER).rows[0].facts
    assert (facts["additions"], facts["additions_monthly"], facts["additions_annual"]) == (2, 0, 1)


def test_a_blank_form_about_one_firm_has_its_name_already(services, firm, tmp_path):
    printed = services.papers.print("retention-plan", OCTOBER, tmp_path / "帮扶.pdf", Progress(), blank=True, of=firm)
    said = PdfDocument(printed.path)[0].get_textpage().get_text_bounded()
    assert NAME in said
    assert CODE in said
    assert "2026年11月5日" not in said
    with pytest.raises(KnownError, match="no_such_enterprise"):
        services.papers.print("retention-plan", OCTOBER, tmp_path / "无.pdf", Progress(), blank=True, of="无")
    with pytest.raises(KnownError, match="record_is_pdf"):
        services.papers.print("retention-plan", OCTOBER, tmp_path / "无.xlsx", Progress(), blank=True, of=firm)
    for form, blank in (("retention-plan", False), ("visit-blank", True)):
        with pytest.raises(KnownError, match="form_of_one_thing"):
            services.papers.print(form, OCTOBER, tmp_path / "无.pdf", Progress(), blank=blank)
