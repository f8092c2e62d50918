"""The month told in sentences: counted from the ledgers, kept as a person wrote it, printed and read back."""

from datetime import date

from pypdfium2 import PdfDocument

from desktop.domain.codes import LibraryStatus, Tier
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.month_report import ReportDraft, ReportPart
from desktop.kernel.progress import Progress
from tests.services.making import OCTOBER, SEPTEMBER, enter, figures, kept, nothing_written, put_in, visit


def key_firm(services, name, ytd=None, last=None):
    uid = enter(services, name)
    put_in(services, uid)
    if ytd is not None:
        services.figures.save(
            figures(uid, OCTOBER, main_revenue_ytd=ytd, **({"main_revenue_ytd_last": last} if last else {}))
        )
    return uid


def text_of(services, month=OCTOBER):
    return services.month_reports.report(month).whole


def test_an_empty_ledger_tells_what_it_has_and_no_more(services):
    said = text_of(services)
    assert said.startswith("盂县能源局2026年10月小升规培育工作情况")
    assert "培育库企业 0 户" in said
    assert "未报" not in said
    assert "None" not in said


def test_counts_come_from_the_ledgers(services):
    uid = key_firm(services, "甲（演示）", 1850)
    kept(services.visits.save(visit(uid)))
    kept(services.issues.add(IssueDraft(uid, "缺流动资金", IssueCategory.FINANCE, raised_on=date(2026, 10, 13))))
    enter(services, "乙（演示）")
    said = text_of(services)
    assert "其中重点库 1 户、基础库 0 户" in said
    assert "本月走访企业 1 户、1 次" in said
    assert "新登记企业问题 1 个，办结 0 个，销号 0 个，月末还没有销号的 1 个" in said
    assert "应报数据的企业 2 户，已报 1 户，未报 1 户" in said
    assert "催收 1 户" in said


def test_no_sum_is_told_of_so_few_that_it_would_tell_of_one(services):
    key_firm(services, "甲（演示）", 1850, 1500)
    key_firm(services, "乙（演示）", 900, 800)
    said = text_of(services)
    assert "已报的企业少于 3 户，不列合计数" in said
    for figure in ("1,850", "2,750", "900", "同比"):
        assert figure not in said
    key_firm(services, "丙（演示）", 250, 250)
    said = text_of(services)
    assert "累计合计 3,000.00 万元（快报数" in said
    assert "其中 3 户有上年同期数，这些户累计合计同比增长17.6%" in said
    assert "1,850" not in said


def test_a_sum_that_fell_says_so(services):
    for name, now, then in (("甲", 100, 200), ("乙", 100, 200), ("丙", 100, 200)):
        key_firm(services, f"{name}（演示）", now, then)
    assert "同比下降50.0%" in text_of(services)


def test_admitted_are_counted_as_they_stood_on_the_last_day(services):
    for name, month in (("甲", "2025-12"), ("乙", "2026-11")):
        draft = EnterpriseDraft(
            name=f"{name}（演示）", no_code_reason="演示", library_status=LibraryStatus.ADMITTED, admitted_month=month
        )
        kept(services.enterprises.save(draft))
    assert "在库规上工业企业 1 户" in text_of(services)


def test_what_a_person_kept_stands_until_she_drafts_anew(services):
    uid = key_firm(services, "甲（演示）", 1850)
    kept(services.month_reports.save(OCTOBER, ReportDraft("我写的。", "培育。", "下一步。")))
    put_in(services, enter(services, "乙（演示）"), Tier.BASE)
    report = services.month_reports.report(OCTOBER)
    assert (report.kept, report.who, report.draft.text(ReportPart.INDICATORS)) == (True, "李演示", "我写的。")
    assert "基础库 1 户" in services.month_reports.draft(OCTOBER).draft.indicators
    assert not services.month_reports.report(SEPTEMBER).kept
    assert uid


def test_mending_keeps_one_record_with_its_history(services):
    first = kept(services.month_reports.save(OCTOBER, ReportDraft("一。", "二。", "三。")))
    again = services.month_reports.save(OCTOBER, ReportDraft("一改。", "二。", ""))
    assert again.uid == first
    assert [each.code for each in again.problems] == ["report_part_empty"]
    assert services.month_reports.report(OCTOBER).whole.endswith("二、培育情况\n二。")


def test_looking_writes_nothing_and_the_paper_is_as_an_office_letter(services, tmp_path):
    key_firm(services, "甲（演示）", 1850)
    with nothing_written(services):
        assert services.month_reports.report(OCTOBER).whole
    printed = services.month_reports.print(OCTOBER, tmp_path / "情况.pdf", Progress())
    assert [note.file for note in services.exports.rows()] == ["情况.pdf"]
    page = PdfDocument(printed.path)[0].get_textpage().get_text_bounded()
    assert "小升规培育工作情况" in page
    assert "一、主要指标情况" in page
    assert "2026年11月5日" in page
    assert "第1页 共1页" in page
    again = services.month_reports.print(OCTOBER, tmp_path / "再.pdf", Progress())
    assert printed.path.read_bytes() == again.path.read_bytes()
