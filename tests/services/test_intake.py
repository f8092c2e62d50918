"""Bringing in workbooks: look writes nothing, take writes all of it or none."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from desktop.domain.codes import Delivery, Measure, Obtained, OperatingStatus, Source, Tier, VisitMode, VisitPurpose
from desktop.domain.credit_code import CodeCheck, check
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.importing import Bucket
from desktop.domain.issue import IssueFilter
from desktop.domain.issue_codes import IssueState
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.domain.visit import VisitFilter
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from tests.services.making import (
    CODE,
    OCTOBER,
    OTHER_CODE,
    SEPTEMBER,
    THIRD_CODE,
    TODAY,
    WAN,
    buckets,
    cell,
    database_of,
    digest,
    enter,
    figures,
    kept,
    look,
    nothing_written,
    took,
    visit,
    workbook,
)

HEAD = ("企业名称", "统一社会信用代码", "属地乡镇", "联系人", "2025年营业收入（万元）")
NAME = "盂县甲洗煤厂（演示）"
ODD_CODE = "91140322MA0YBLT00R"  # neither check digit fits


@pytest.fixture
def path(tmp_path):
    return tmp_path / "名单.xlsx"


def listing(path, *rows, head=HEAD):
    return workbook(path, head, *rows)


def everybody(services):
    return services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))


def numbers(row):
    return [problem.code for problem in row.problems]


# --- looking


def test_looking_writes_nothing(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    with nothing_written(services):
        plan = look(services, path)
    assert buckets(plan) == {"new": 1}
    row = plan.rows[0]
    assert (row.sheet, row.row, row.name, row.credit_code, row.uid) == ("名单", 2, NAME, CODE, "")
    assert ("联系人", "", "王某") in row.changes
    assert plan.sheets[0].columns["联系人"] == "contact"


def test_progress_is_told_and_looking_can_be_stopped(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    heard = []
    services.intake.look(path, "enterprises", progress=Progress(lambda *words: heard.append(words)))
    assert heard[0][2] == "名单.xlsx"
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        services.intake.look(path, "enterprises", progress=stopped)


def test_file_that_is_no_workbook_is_told(services, tmp_path):
    bad = tmp_path / "名单.xlsx"
    bad.write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        look(services, bad)
    assert refused.value.code == "empty_file"
    with pytest.raises(KnownError):
        look(services, tmp_path / "没有.xlsx")


def test_list_of_the_county_with_title_two_headers_and_totals(services, path):
    workbook(
        path,
        ("2026年规上工业企业培育名单",),
        ("单位：万元",),
        ("序号", "企业名称", "统一社会信用代码", "营业收入", None),
        (None, None, None, "2024年", "2025年"),
        (1, NAME, CODE, "1,700.00", "1,900.00"),
        (2, "盂县乙铸造厂（演示）", OTHER_CODE, None, "约800"),
        (3, "盂县丙建材厂（演示）", 9.11403e17, 100, 200),
        ("合计", None, None, 1800, 2900),
    )
    plan = look(services, path)
    assert buckets(plan) == {"new": 1, "error": 2, "ignored": 1}
    good, unclear, damaged = plan.rows
    assert numbers(unclear) == ["E140"]
    assert "第 6 行" in unclear.problems[0].message
    assert "2025年" in unclear.problems[0].column
    assert numbers(damaged) == ["E130"]
    took(services, path)
    (only,) = everybody(services)
    assert (only.name, only.credit_code, only.last_year_revenue) == (NAME, CODE, 1900 * WAN)
    assert services.figures.year_revenue(only.uid, 2024).amount == 1700 * WAN
    assert good.bucket is Bucket.NEW


def test_columns_may_be_chosen(services, path):
    listing(path, (NAME, CODE, "王某", 19_000_000), head=("企业名称", "信用代码", "负责同志", "去年收入"))
    plan = look(services, path, choices={"负责同志": "contact", "去年收入": "revenue:2025"}, scale=Scale.YUAN)
    services.intake.take(plan, Progress())
    (row,) = everybody(services)
    assert (row.contact, row.last_year_revenue) == ("王某", 1900 * WAN)
    fields = services.intake.fields("enterprises")
    assert fields["contact"] == "联系人"
    assert "2025" in fields["revenue:2025"]
    assert Measure.MAIN_REVENUE_YTD in services.intake.fields("figures")
    assert "summary" in services.intake.fields("visits")


def test_left_out_column_is_not_read(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    services.intake.take(look(services, path, choices={"联系人": "ignore"}), Progress())
    assert everybody(services)[0].contact == ""


def test_unit_word_of_the_sheet_wins_over_what_was_asked(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    services.intake.take(look(services, path, scale=Scale.YUAN), Progress())
    assert everybody(services)[0].last_year_revenue == 1900 * WAN


def test_amount_without_any_unit_is_an_error(services, path):
    listing(path, (NAME, CODE, 1900), head=("企业名称", "统一社会信用代码", "2025年营业收入"))
    assert numbers(look(services, path).rows[0]) == ["E149"]
    services.intake.take(look(services, path, scale=Scale.TEN_THOUSAND), Progress())
    assert everybody(services)[0].last_year_revenue == 1900 * WAN


# --- taking


def test_taking_writes_the_good_rows_in_one_deed_with_the_file_as_reason(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900), ("盂县乙铸造厂（演示）", OTHER_CODE, "南娄镇", "", "约"))
    assert took(services, path) == {Bucket.NEW: 1}
    (row,) = everybody(services)
    assert (row.name, row.township, row.department) == (NAME, "秀水镇", "盂县能源局")
    assert {line.reason for line in services.enterprises.history(row.uid, "name")} == {"名单.xlsx"}
    value = services.figures.year_revenue(row.uid, 2025)
    assert (value.source, value.obtained, value.given_by, value.on) == (
        Source.ENTERPRISE,
        Obtained.FILE,
        "名单.xlsx",
        TODAY,
    )
    assert services.check.run(deep=True) == ()


def test_rows_in_error_may_refuse_the_whole(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900), ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", "约"))
    plan = look(services, path)
    with nothing_written(services), pytest.raises(KnownError) as refused:
        services.intake.take(plan, Progress(), only_good=False)
    assert (refused.value.code, refused.value.values) == ("rows_in_error", {"count": "1"})
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    assert services.intake.take(look(services, path), Progress(), only_good=False).taken == {Bucket.NEW: 1}


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda services: enter(services, "后来的（演示）"),
        lambda services: services.settings.set_year(2027),
    ],
)
def test_preview_gone_stale_is_not_taken(services, path, meanwhile):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    plan = look(services, path)
    meanwhile(services)
    before = digest(services)
    with pytest.raises(KnownError) as refused:
        services.intake.take(plan, Progress())
    assert refused.value.code == "plan_stale"
    assert digest(services) == before


def test_preview_is_taken_once(services, path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900))
    plan = look(services, path)
    services.intake.take(plan, Progress())
    with pytest.raises(KnownError) as refused:
        services.intake.take(plan, Progress())
    assert refused.value.code == "plan_stale"


@pytest.mark.parametrize("stop_at", [1, 2, 3])
def test_taking_that_is_stopped_writes_nothing(services, path, stop_at):
    listing(path, *((f"盂县{number}号洗煤厂（演示）", None, "秀水镇", "王某", 100) for number in range(3)))
    plan, before = look(services, path), digest(services)

    def report(done, _total, _words):
        if done == stop_at:
            progress.cancel()

    progress = Progress(report)
    if stop_at < 3:
        with pytest.raises(Cancelled):
            services.intake.take(plan, progress)
        assert digest(services) == before
    else:
        services.intake.take(plan, progress)  # asked to stop after the last row: it is done
        assert len(everybody(services)) == 3


def test_same_list_again_changes_nothing(services, path):
    listing(
        path,
        (NAME, CODE, "秀水镇", "王某", 1900, "重点库", "基础煤"),
        ("盂县乙铸造厂（演示）", None, "", "", None, "", ""),
        head=(*HEAD, "培育层级", "煤种"),
    )
    took(services, path)
    again = look(services, path)
    assert buckets(again) == {"unchanged": 2}
    assert services.intake.take(again, Progress()).taken == {}
    assert all(row.changes == () for row in again.rows)


def test_blank_cell_keeps_what_the_ledger_has(services, path):
    uid = enter(services, NAME, CODE, contact="王某", township="140322-xiushui", contact_phone="0353-8081234")
    listing(path, (NAME, CODE, "", "赵某", None))
    plan = look(services, path)
    assert buckets(plan) == {"changed": 1}
    assert plan.rows[0].changes == (("联系人", "王某", "赵某"),)
    services.intake.take(plan, Progress())
    draft = services.enterprises.get(uid).draft
    assert (draft.contact, draft.township, draft.contact_phone) == ("赵某", "140322-xiushui", "0353-8081234")


def test_change_shows_old_and_new_in_words(services, path):
    uid = enter(services, NAME, CODE, township="140322-xiushui")
    year = cell(Measure.MAIN_REVENUE_YEAR, 1800)
    services.figures.set_year_revenue(uid, 2025, year, Source.TAX_RETURN, Obtained.TAX_QUERY)
    listing(path, (NAME, CODE, "南娄镇", "", 1900, "停产"), head=(*HEAD, "经营状态"))
    plan = look(services, path)
    changes = {heading: (old, new) for heading, old, new in plan.rows[0].changes}
    assert changes["属地乡镇"] == ("秀水镇", "南娄镇")
    assert changes["经营状态"] == ("正常", "停产")
    assert ("1,800.00", "1,900.00") in changes.values()
    services.intake.take(plan, Progress())
    assert services.enterprises.get(uid).draft.status is OperatingStatus.STOPPED


def test_year_that_stands_already_keeps_its_source(services, path):
    uid = enter(services, NAME, CODE)
    year = cell(Measure.MAIN_REVENUE_YEAR, 1900)
    services.figures.set_year_revenue(uid, 2025, year, Source.TAX_RETURN, Obtained.TAX_QUERY, "税务所")
    listing(path, (NAME, CODE, "秀水镇", "赵某", 1900))
    took(services, path)
    value = services.figures.year_revenue(uid, 2025)
    assert (value.source, value.obtained, value.given_by) == (Source.TAX_RETURN, Obtained.TAX_QUERY, "税务所")


# --- whose row it is


def test_code_decides_whatever_blanks_and_brackets_the_name_has(services, path):
    uid = enter(services, NAME, CODE)
    listing(path, ("盂县 甲洗煤厂(演示)", CODE.lower(), "秀水镇", "", None))
    assert look(services, path).rows[0].uid == uid


def test_code_under_another_name_is_to_check_and_never_taken(services, path):
    uid = enter(services, NAME, CODE)
    listing(path, ("盂县另一家厂（演示）", CODE, "秀水镇", "赵某", 1900))
    plan = look(services, path)
    (row,) = plan.rows
    assert (buckets(plan), row.confirmable, row.uid) == ({"to_check": 1}, False, "")
    assert numbers(row) == ["E136"]
    assert NAME in row.problems[0].message
    services.intake.take(plan, Progress(), confirmed=[(row.sheet, row.row)])
    assert [each.uid for each in everybody(services)] == [uid]
    assert services.enterprises.get(uid).draft.contact == ""


def test_name_under_another_code_is_to_check_and_never_taken(services, path):
    enter(services, NAME, CODE)
    listing(path, (NAME, OTHER_CODE, "秀水镇", "赵某", 1900))
    plan = look(services, path)
    assert (buckets(plan), numbers(plan.rows[0])) == ({"to_check": 1}, ["E137"])
    services.intake.take(plan, Progress(), confirmed=[("名单", 2)])
    assert len(everybody(services)) == 1


def test_name_alone_matches_and_says_so(services, path):
    uid = enter(services, NAME, CODE)
    listing(path, ("盂县甲洗煤厂(演示)", None, "", "赵某", None))
    plan = look(services, path)
    assert (plan.rows[0].uid, plan.rows[0].bucket, numbers(plan.rows[0])) == (uid, Bucket.CHANGED, ["I139"])
    assert plan.rows[0].problems[0].severity is Severity.NOTE
    services.intake.take(plan, Progress())
    assert services.enterprises.get(uid).draft.credit_code == CODE


def test_code_is_filled_in_where_the_ledger_had_none(services, path):
    uid = enter(services, NAME)
    listing(path, (NAME, CODE, "", "", None))
    took(services, path)
    assert services.enterprises.get(uid).draft.credit_code == CODE


@pytest.mark.parametrize(("code", "number"), [(None, "E138"), (CODE, "E138")])
def test_row_that_may_mean_either_of_two_is_to_check(services, path, code, number):
    enter(services, NAME, CODE if code else "")
    enter(services, NAME, CODE if code else "")
    listing(path, (NAME, code, "秀水镇", "赵某", 1900))
    plan = look(services, path)
    assert (buckets(plan), numbers(plan.rows[0]), plan.rows[0].confirmable) == ({"to_check": 1}, [number], False)
    services.intake.take(plan, Progress(), confirmed=[("名单", 2)])
    assert len(everybody(services)) == 2


def test_void_enterprise_is_not_matched(services, path):
    uid = enter(services, NAME, CODE)
    services.enterprises.void(uid, "重复")
    listing(path, (NAME, CODE, "", "", None))
    assert took(services, path) == {Bucket.NEW: 1}


def test_same_enterprise_twice_in_the_file_is_to_check(services, path):
    listing(
        path,
        (NAME, CODE, "", "", 100),
        (NAME, CODE, "", "", 200),
        ("盂县乙铸造厂（演示）", None, "", "", 1),
        ("盂县乙铸造厂(演示)", None, "", "", 2),
        ("盂县丙建材厂（演示）", OTHER_CODE, "", "", 3),
        ("盂县丙建材厂（演示）", None, "", "", 4),
        ("盂县丁砖厂（演示）", THIRD_CODE, "", "", 5),
    )
    plan = look(services, path)
    assert [row.bucket.value for row in plan.rows] == [
        "to_check",
        "to_check",
        "to_check",
        "to_check",
        "new",
        "to_check",
        "new",
    ]
    assert not any(row.confirmable for row in plan.rows)
    assert "6、7" in plan.rows[5].problems[0].message


def test_odd_code_waits_until_a_person_has_seen_the_paper(services, path):
    assert check(ODD_CODE) is CodeCheck.STRONG
    listing(path, (NAME, ODD_CODE, "秀水镇", "", 100), ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", 200))
    plan = look(services, path)
    assert [(row.bucket.value, row.confirmable) for row in plan.rows] == [("to_check", True), ("new", False)]
    assert services.intake.take(plan, Progress(), confirmed=[("名单", 2)]).taken == {
        Bucket.TO_CHECK: 1,
        Bucket.NEW: 1,
    }
    drafts = {row.name: services.enterprises.get(row.uid).draft for row in everybody(services)}
    assert (drafts[NAME].credit_code, drafts[NAME].code_seen) == (ODD_CODE, True)
    assert not drafts["盂县乙铸造厂（演示）"].code_seen
    again = look(services, path)
    assert (buckets(again), numbers(again.rows[0])) == ({"unchanged": 2}, [])  # seen once, not asked again


def test_row_that_nobody_confirmed_is_left(services, path):
    listing(path, (NAME, ODD_CODE, "秀水镇", "", 100))
    assert took(services, path) == {}
    assert everybody(services) == ()


def test_confirming_a_row_in_error_does_not_take_it(services, path):
    listing(path, (NAME, CODE, "", "", "约"))
    plan = look(services, path)
    assert services.intake.take(plan, Progress(), confirmed=[("名单", 2)]).taken == {}


# --- what becomes of the cells


def test_new_row_belongs_to_the_own_unit_unless_it_says_otherwise(services, path):
    listing(
        path,
        (NAME, CODE, "秀水", "", None, "盂县工信局"),
        ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", None, ""),
        head=(*HEAD, "行业主管部门"),
    )
    took(services, path)
    rows = {row.name: (row.township, row.department) for row in everybody(services)}
    assert rows == {NAME: ("秀水镇", "盂县工信局"), "盂县乙铸造厂（演示）": ("", "盂县能源局")}


def test_unknown_unit_and_words_are_kept_beside_and_told(services, path):
    listing(path, (NAME, CODE, "月球镇", "", None, "睡觉"), head=(*HEAD, "经营状态"))
    plan = look(services, path)
    (row,) = plan.rows
    assert (row.bucket, numbers(row)) == (Bucket.NEW, ["W128", "W129"])
    assert [problem.column for problem in row.problems] == ["属地乡镇", "经营状态"]
    services.intake.take(plan, Progress())
    draft = services.enterprises.get(everybody(services)[0].uid).draft
    assert (draft.township, draft.status) == ("", OperatingStatus.NORMAL)
    assert draft.extra == {"属地乡镇": "月球镇"}


def test_unknown_columns_are_kept_beside(services, path):
    listing(path, (NAME, CODE, "", "", None, "瓦斯高", 32), head=(*HEAD, "备考", "从业人数"))
    took(services, path)
    draft = services.enterprises.get(everybody(services)[0].uid).draft
    assert draft.extra == {"备考": "瓦斯高", "从业人数": "32"}


def test_tier_of_the_list_counts_from_the_first_day_of_its_year(services, path):
    uid = enter(services, "盂县乙铸造厂（演示）", OTHER_CODE)
    kept_tier = (NAME, CODE, "", "", None, "重点库")
    listing(path, kept_tier, ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", None, "基础库"), head=(*HEAD, "培育层级"))
    took(services, path)
    tiers = {row.name: row.tier for row in everybody(services)}
    assert tiers == {NAME: Tier.KEY, "盂县乙铸造厂（演示）": Tier.BASE}
    span = services.enterprises.get(uid).tier
    assert (span.since, span.reason) == (date(2026, 1, 1), "名单.xlsx")
    listing(path, ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", None, "重点库"), head=(*HEAD, "培育层级"))
    assert ("培育库", "基础库", "重点库") in look(services, path).rows[0].changes
    took(services, path)
    spans = services.enterprises.get(uid).tiers
    assert [(span.tier, span.since, span.until) for span in spans] == [
        (Tier.BASE, date(2026, 1, 1), TODAY),
        (Tier.KEY, TODAY, None),
    ]
    assert services.check.run(deep=True) == ()


@pytest.mark.parametrize("day", ["2026-11-06", "2030-01-01"])
def test_what_could_not_be_kept_by_hand_is_not_kept_by_import(services, path, day):
    listing(path, (NAME, CODE, "", "", None, day), head=(*HEAD, "成立日期"))
    plan = look(services, path)
    assert buckets(plan) == {"error": 1}
    assert numbers(plan.rows[0]) == ["E152"]
    assert plan.rows[0].problems[0].column == "成立日期"


def test_name_too_long_to_keep_is_an_error(services, path):
    listing(path, ("长" * 201, CODE, "", "", None))
    assert buckets(look(services, path)) == {"error": 1}


@pytest.mark.parametrize("name", ["=1+1", "<b>甲</b> & 乙", "𠮷田（演示）", '甲"; DROP TABLE enterprise; --'])
def test_hostile_names_are_only_names(services, path, name):
    workbook(path, HEAD, ("占位", CODE, "", "", None))
    book = load_workbook(path)
    named = book.worksheets[0]["A2"]
    named.value, named.data_type = name, "s"
    book.save(path)
    took(services, path)
    assert [row.name for row in everybody(services)] == [name]
    assert buckets(look(services, path)) == {"unchanged": 1}


def test_errors_are_written_back_with_their_reasons(services, path, tmp_path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900), ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", "约"))
    plan = look(services, path)
    assert services.intake.write_errors(plan, tmp_path / "错行.xlsx").rows == 1
    sheet = load_workbook(tmp_path / "错行.xlsx").worksheets[0]
    whole = "\n".join(str(each.value) for row in sheet.iter_rows() for each in row if each.value)
    assert "盂县乙铸造厂（演示）" in whole
    assert "E140" in whole
    assert [sheet.cell(row, 6).value for row in (1, 2)] == ["原因", "已通过"]


def test_of_the_workbook_of_errors_only_what_was_mended_is_taken(services, path, tmp_path):
    listing(path, (NAME, CODE, "秀水镇", "王某", 1900), ("盂县乙铸造厂（演示）", OTHER_CODE, "", "", "约"))
    plan = look(services, path)
    services.intake.write_errors(plan, tmp_path / "错行.xlsx")
    services.intake.take(plan, Progress())
    (uid,) = (row.uid for row in everybody(services))
    kept_draft = services.enterprises.get(uid).draft
    services.enterprises.save(replace(kept_draft, contact="后改的"), uid)
    book = load_workbook(tmp_path / "错行.xlsx")
    book.worksheets[0]["E3"].value = "800"
    book.save(tmp_path / "错行.xlsx")
    again = look(services, tmp_path / "错行.xlsx")
    assert buckets(again) == {"new": 1, "ignored": 1}
    services.intake.take(again, Progress())
    assert {row.name: row.last_year_revenue for row in everybody(services)}["盂县乙铸造厂（演示）"] == 800 * WAN
    assert services.enterprises.get(uid).draft.contact == "后改的"


def test_errors_of_chosen_columns_are_found_again(services, path, tmp_path):
    listing(path, (NAME, CODE, "约"), head=("企业名称", "代码", "去年收入"))
    choices = {"去年收入": "revenue:2025"}
    plan = look(services, path, choices=choices, scale=Scale.TEN_THOUSAND)
    assert buckets(plan) == {"error": 1}
    assert services.intake.write_errors(plan, tmp_path / "错行.xlsx").rows == 1


# --- figures


def test_figures_one_month_a_row(services, path):
    uid = enter(services, NAME, CODE)
    other = enter(services, "盂县乙铸造厂（演示）")
    workbook(
        path,
        (
            "企业名称",
            "统一社会信用代码",
            "所属期",
            "营业收入累计（万元）",
            "从业人数",
            "数据口径",
            "取得方式",
            "提供人",
        ),
        (NAME, CODE, "2026-09", 1700, 35, "利润表", "书面", "会计"),
        (NAME, CODE, "2026-10", 1850, 36, "利润表", "书面", "会计"),
        ("盂县乙铸造厂（演示）", None, "2026-10", "18000元", None, "", "", ""),
        ("没有的厂（演示）", None, "2026-10", 5, None, "", "", ""),
    )
    plan = look(services, path, "figures")
    assert buckets(plan) == {"new": 3, "error": 1}
    assert numbers(plan.rows[3]) == ["E126"]
    services.intake.take(plan, Progress())
    value = services.figures.line(uid, OCTOBER).values[Measure.MAIN_REVENUE_YTD]
    assert (value.amount, value.source, value.given_by) == (1850 * WAN, Source.INCOME_STATEMENT, "会计")
    assert services.figures.line(uid, SEPTEMBER).values[Measure.STAFF].amount == 35
    value = services.figures.line(other, OCTOBER).values[Measure.MAIN_REVENUE_YTD]
    # a unit word in the cell wins; what the row does not say is the file's
    assert (value.amount, value.source, value.obtained, value.given_by) == (
        1_800_000,
        Source.ENTERPRISE,
        Obtained.FILE,
        "名单.xlsx",
    )
    assert buckets(look(services, path, "figures")) == {"unchanged": 3, "error": 1}
    assert services.check.run(deep=True) == ()


def test_figures_with_the_months_side_by_side(services, path):
    uid = enter(services, NAME, CODE)
    workbook(
        path,
        ("企业名称", "2025年2月营业收入累计（万元）", "2025年3月营业收入累计（万元）", "2025年4月营业收入累计（万元）"),
        (NAME, 100, 160, None),
    )
    plan = look(services, path, "figures")
    assert buckets(plan) == {"new": 2}
    assert {row.row for row in plan.rows} == {2}
    services.intake.take(plan, Progress())
    found = services.figures.last_values(uid, Measure.MAIN_REVENUE_YTD, Month(2025, 4), count=3)
    assert [(str(month), value and value.amount) for month, value in found] == [
        ("2025-02", 100 * WAN),
        ("2025-03", 160 * WAN),
        ("2025-04", None),
    ]
    assert buckets(look(services, path, "figures")) == {"unchanged": 2}


def test_month_comes_from_the_clerk_where_the_sheet_states_none(services, path):
    uid = enter(services, NAME, CODE)
    workbook(path, ("企业名称", "营业收入累计（万元）"), (NAME, 1850))
    with nothing_written(services):
        assert numbers(look(services, path, "figures").rows[0]) == ["E129"]
    took(services, path, "figures", month=OCTOBER)
    assert services.figures.line(uid, OCTOBER).values[Measure.MAIN_REVENUE_YTD].amount == 1850 * WAN


def test_two_rows_that_differ_about_one_figure_are_held_though_one_has_no_code(services, path):
    uid = enter(services, NAME, CODE)
    heads = ("企业名称", "统一社会信用代码", "营业收入累计（万元）")
    workbook(path, heads, (NAME, CODE, 1850), (NAME, None, 1900))
    plan = look(services, path, "figures", month=OCTOBER)
    assert buckets(plan) == {"to_check": 2}
    assert all(numbers(row)[-1] == "E132" and not row.confirmable for row in plan.rows)
    workbook(path, heads, (NAME, CODE, 1850), (NAME, None, 1850))
    took(services, path, "figures", month=OCTOBER)
    assert services.figures.line(uid, OCTOBER).values[Measure.MAIN_REVENUE_YTD].amount == 1850 * WAN


def test_figure_that_stands_already_keeps_its_source(services, path):
    uid = enter(services, NAME, CODE)
    entry = replace(figures(uid, main_revenue_ytd=1850), source=Source.TAX_RETURN, given_by="税务所")
    services.figures.save(entry)
    workbook(path, ("企业名称", "营业收入累计（万元）", "从业人数"), (NAME, 1850, 36))
    plan = look(services, path, "figures", month=OCTOBER)
    assert (buckets(plan), plan.rows[0].changes) == ({"changed": 1}, (("2026年10月 期末从业人员（人）", "", "36"),))
    services.intake.take(plan, Progress())
    values = services.figures.line(uid, OCTOBER).values
    assert (values[Measure.MAIN_REVENUE_YTD].source, values[Measure.MAIN_REVENUE_YTD].given_by) == (
        Source.TAX_RETURN,
        "税务所",
    )
    assert values[Measure.STAFF].obtained is Obtained.FILE


def test_odd_figures_are_asked_about_and_the_note_answers(services, path):
    uid = enter(services, NAME, CODE)
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    workbook(path, ("企业名称", "营业收入累计（万元）", "备注"), (NAME, 1600, "退货冲减"))
    plan = look(services, path, "figures", month=OCTOBER)
    assert (plan.rows[0].bucket, numbers(plan.rows[0])) == (Bucket.NEW, ["W143"])
    assert plan.rows[0].problems[0].column == "营业收入累计（万元）"
    services.intake.take(plan, Progress())
    line = services.figures.line(uid, OCTOBER)
    assert (line.problems, line.answers) == ((), {Measure.MAIN_REVENUE_YTD: "退货冲减"})


def test_negative_figure_is_an_error(services, path):
    enter(services, NAME, CODE)
    workbook(path, ("企业名称", "营业收入累计（万元）"), (NAME, -5))
    assert buckets(look(services, path, "figures", month=OCTOBER)) == {"error": 1}


def test_word_that_is_no_source_is_told(services, path):
    uid = enter(services, NAME, CODE)
    workbook(path, ("企业名称", "营业收入累计（万元）", "数据口径", "取得方式"), (NAME, 5, "听说", "猜的"))
    plan = look(services, path, "figures", month=OCTOBER)
    assert numbers(plan.rows[0]) == ["W129", "W129"]
    assert [problem.column for problem in plan.rows[0].problems] == ["数据口径", "取得方式"]
    assert "企业提供" in plan.rows[0].problems[0].message
    services.intake.take(plan, Progress())
    assert services.figures.line(uid, OCTOBER).source is Source.ENTERPRISE


def test_columns_that_are_no_figures_are_said_to_be_left_out(services, path):
    enter(services, NAME, CODE)
    workbook(path, ("企业名称", "营业收入累计（万元）", "煤种"), (NAME, 5, "无烟煤"))
    plan = look(services, path, "figures", month=OCTOBER)
    told = next(note for note in plan.notes if note.code == "W125")
    assert "煤种" in told.message
    assert "没有读取" in told.message


def test_figures_of_a_void_enterprise_are_an_error(services, path):
    services.enterprises.void(enter(services, NAME, CODE), "重复")
    workbook(path, ("企业名称", "营业收入累计（万元）"), (NAME, 5))
    assert numbers(look(services, path, "figures", month=OCTOBER).rows[0]) == ["E126"]


# --- visits


VISIT_HEAD = ("企业名称", "走访日期", "走访人员", "走访情况", "企业诉求", "现场答复", "事由", "走访方式", "备注")


def test_visits_come_with_the_problems_they_raised(services, path):
    uid = enter(services, NAME, CODE)
    workbook(
        path,
        VISIT_HEAD,
        (NAME, date(2026, 10, 15), "李演示、田演示", "看了报表", "缺流动资金", None, "政策宣传", "实地", None),
        (NAME, "2026年10月20日", None, "电话问询", "不懂政策", "讲清", "送市场", "电话", "下次再来"),
        (NAME, date(2026, 10, 21), "李演示", "回访", None, None, "看看", "飞鸽", None),
    )
    plan = look(services, path, "visits")
    assert buckets(plan) == {"new": 3}
    assert numbers(plan.rows[2]) == ["W129"]
    services.intake.take(plan, Progress())
    third, second, first = (services.visits.get(row.uid).draft for row in services.visits.list(VisitFilter()))
    assert (first.enterprise, first.visitors, first.summary) == (uid, "李演示、田演示", "看了报表")
    assert (first.purposes, first.mode) == ((VisitPurpose.POLICY,), VisitMode.ON_SITE)
    assert (second.visitors, second.mode, second.deliveries) == ("李演示", VisitMode.PHONE, (Delivery.MARKET,))
    assert second.situation == "备注：下次再来"
    assert (third.mode, third.situation) == (VisitMode.ON_SITE, "事由：看看")
    issues = {row.description: row for row in services.issues.list(IssueFilter())}
    assert issues["缺流动资金"].state is IssueState.REGISTERED
    assert (issues["不懂政策"].state, issues["不懂政策"].last_note) == (IssueState.RESOLVED, "讲清")
    assert services.check.run(deep=True) == ()


def test_same_log_again_changes_nothing(services, path):
    enter(services, NAME, CODE)
    row = (NAME, date(2026, 10, 15), "李演示", "看了报表", "缺工", None, None, None, None)
    workbook(path, VISIT_HEAD, row, row)
    plan = look(services, path, "visits")
    assert buckets(plan) == {"new": 1, "unchanged": 1}  # told twice in one file
    services.intake.take(plan, Progress())
    assert buckets(look(services, path, "visits")) == {"unchanged": 2}
    assert len(services.issues.list(IssueFilter())) == 1


def test_visits_that_cannot_be_are_errors(services, path):
    enter(services, NAME, CODE)
    services.visits.save(visit(enter(services, "盂县乙铸造厂（演示）")))
    workbook(
        path,
        VISIT_HEAD,
        (NAME, date(2026, 11, 6), "李演示", "明天", None, None, None, None, None),
        (NAME, None, "李演示", "没写日期", None, None, None, None, None),
        (NAME, date(2026, 10, 1), "李演示", None, None, None, None, None, None),
        ("没有的厂（演示）", date(2026, 10, 1), "李演示", "去了", None, None, None, None, None),
    )
    plan = look(services, path, "visits")
    assert buckets(plan) == {"error": 4}
    assert "E152" in numbers(plan.rows[0])
    assert numbers(plan.rows[1]) == ["E158"]
    assert numbers(plan.rows[2]) == ["E501"]
    assert numbers(plan.rows[3]) == ["E126"]
    assert took(services, path, "visits") == {}


def test_large_list_is_taken_in_few_statements_a_row(services, path):
    rows = [(f"盂县{number}号洗煤厂（演示）", None, "秀水镇", "王某", 100, "重点库") for number in range(100)]
    listing(path, *rows, head=(*HEAD, "培育层级"))
    plan, statements = look(services, path), []
    event.listen(database_of(services)._engine, "before_cursor_execute", lambda *words: statements.append(words[2]))
    services.intake.take(plan, Progress())
    assert len(statements) < 100 * 6
    assert kept(services.enterprises.void(everybody(services)[0].uid, "误"))
    assert services.check.run(deep=True) == ()
