"""What else comes in by workbook: the year's record, issues, newer columns of visits, lists of other bureaus."""

from datetime import date

import pytest

from desktop.domain.codes import Delivery, Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.importing import Blanks, Bucket, Mode
from desktop.domain.issue import IssueFilter
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState
from desktop.domain.library_codes import Way
from desktop.domain.visit import VisitFilter
from desktop.domain.visit_codes import Appointment, DayPart
from desktop.kernel.progress import Cancelled, Progress
from desktop.wording.labels import label
from tests.services.making import (
    CODE,
    OCTOBER,
    OTHER_CODE,
    WAN,
    buckets,
    enter,
    figures,
    look,
    nothing_written,
    took,
    workbook,
)

WAY = label(Way.MONTHLY)
NAME, OTHER = "盂县甲洗煤厂（演示）", "盂县乙铸造厂（演示）"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "来表.xlsx"


def numbers(row):
    return [problem.code for problem in row.problems]


# --- the year's record


def test_columns_of_the_year_go_into_its_record(services, path):
    uid = enter(services, NAME, CODE)
    head = ("企业名称", "统一社会信用代码", "责任单位", "包联领导", "包联干部", "预计升规时间", "申报方式", "存在困难")
    workbook(path, head, (NAME, CODE, "盂县能源局", "赵演示", "李演示", "2026年11月", WAY, "缺流动资金"))
    plan = look(services, path)
    assert ("责任单位", "", "盂县能源局") in plan.rows[0].changes
    services.intake.take(plan, Progress())
    draft = services.years.record(uid, 2026).draft
    assert (draft.unit, draft.leader, draft.officer) == ("盂县能源局", "赵演示", "李演示")
    assert (draft.expected_month, draft.way, draft.difficulty) == ("2026-11", Way.MONTHLY, "缺流动资金")
    assert buckets(look(services, path)) == {"unchanged": 1}


def test_new_enterprise_comes_with_its_record_and_the_source_of_its_revenue(services, path):
    head = ("企业名称", "统一社会信用代码", "包联干部", "2025年营业收入（万元）", "数据口径")
    workbook(path, head, (NAME, CODE, "李演示", 1900, "税表"))
    took(services, path)
    (row,) = services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))
    assert services.years.record(row.uid, 2026).draft.officer == "李演示"
    assert services.figures.year_revenue(row.uid, 2025).source is Source.TAX_RETURN


def test_unknown_way_is_told_and_the_rest_is_taken(services, path):
    enter(services, NAME, CODE)
    workbook(path, ("企业名称", "统一社会信用代码", "包联干部", "申报方式"), (NAME, CODE, "李演示", "看情况"))
    (row,) = look(services, path).rows
    assert (row.bucket, numbers(row)) == (Bucket.CHANGED, ["W129"])


# --- modes and blanks


def test_only_new_or_only_changed_rows_may_be_wanted(services, path):
    uid = enter(services, NAME, CODE, contact="王某")
    workbook(path, ("企业名称", "统一社会信用代码", "联系人"), (NAME, CODE, "赵某"), (OTHER, OTHER_CODE, "钱某"))
    created = look(services, path, mode=Mode.CREATE)
    assert [row.bucket for row in created.rows] == [Bucket.IGNORED, Bucket.NEW]
    assert numbers(created.rows[0]) == ["I129"]
    updated = look(services, path, mode=Mode.UPDATE)
    assert [row.bucket for row in updated.rows] == [Bucket.CHANGED, Bucket.IGNORED]
    assert services.intake.take(updated, Progress()).taken == {Bucket.CHANGED: 1}
    assert services.enterprises.get(uid).draft.contact == "赵某"


def test_empty_cells_clear_only_when_asked(services, path):
    uid = enter(services, NAME, CODE, contact="王某", township="140322-xiushui", address="某村", note="旧")
    workbook(path, ("企业名称", "统一社会信用代码", "联系人", "属地乡镇", "备注"), (NAME, CODE, None, "", "—"))
    assert buckets(look(services, path)) == {"unchanged": 1}
    plan = look(services, path, blanks=Blanks.CLEAR)
    assert ("联系人", "王某", "") in plan.rows[0].changes
    services.intake.take(plan, Progress())
    draft = services.enterprises.get(uid).draft
    assert (draft.contact, draft.township, draft.note) == ("", "", "")
    assert (draft.address, draft.credit_code) == ("某村", CODE)


def test_a_cell_that_could_not_be_read_clears_nothing(services, path):
    uid = enter(services, NAME, CODE)
    services.figures.save(figures(uid, OCTOBER, main_revenue_ytd=1800, tax_ytd=5))
    head = ("企业名称", "所属期", "营业收入累计（万元）", "税收累计（万元）")
    workbook(path, head, (NAME, "2026-10", "约1900", None))
    (row,) = look(services, path, "figures", blanks=Blanks.CLEAR).rows
    assert row.bucket is Bucket.ERROR
    workbook(path, head, (NAME, "2026-10", 1900, None))
    plan = look(services, path, "figures", blanks=Blanks.CLEAR)
    services.intake.take(plan, Progress())
    values = services.figures.line(uid, OCTOBER).values
    assert values[Measure.MAIN_REVENUE_YTD].amount == 1900 * WAN
    assert Measure.TAX_YTD not in values


# --- columns remembered


def test_what_a_column_is_is_remembered_of_its_sender(services, path):
    workbook(path, ("企业名称", "统一社会信用代码", "负责同志"), (NAME, CODE, "王某"))
    plan = look(services, path, choices={"负责同志": "contact"}, sender="秀水镇")
    services.intake.take(plan, Progress())
    assert services.intake.senders() == ("秀水镇",)
    workbook(path, ("企业名称", "统一社会信用代码", "负责同志"), (NAME, CODE, "赵某"))
    again = look(services, path, sender="秀水镇")
    assert ("联系人", "王某", "赵某") in again.rows[0].changes
    assert [note.code for note in again.notes] == ["I128"]
    assert "负责同志" in again.notes[0].message
    assert buckets(look(services, path, sender="南娄镇")) == {"changed": 1}
    assert look(services, path, sender="南娄镇").sheets[0].columns["负责同志"] == "extra"
    assert look(services, path, sender="秀水镇", choices={"负责同志": "note"}).sheets[0].columns["负责同志"] == "note"


def test_nothing_is_remembered_of_a_table_without_a_sender(services, path):
    workbook(path, ("企业名称", "负责同志"), ("盂县甲洗煤厂（演示）", "王某"))
    services.intake.take(look(services, path, choices={"负责同志": "contact"}), Progress())
    assert look(services, path).sheets[0].columns["负责同志"] == "extra"


def test_looking_remembers_nothing(services, path):
    workbook(path, ("企业名称", "统一社会信用代码", "负责同志"), (NAME, CODE, "王某"))
    with nothing_written(services):
        look(services, path, choices={"负责同志": "contact"}, sender="秀水镇")
    assert services.intake.senders() == ()


# --- codes that became numbers


def test_whose_code_a_damaged_one_may_be_is_said_and_never_taken(services, path):
    digits = "911403221234567890"
    enter(services, OTHER, digits)
    workbook(path, ("企业名称", "统一社会信用代码"), (NAME, int(digits)))
    plan = look(services, path)
    (row,) = plan.rows
    assert (row.bucket, row.uid) == (Bucket.ERROR, "")
    assert numbers(row) == ["E130", "I130"]
    assert f"{OTHER}({digits})" in row.problems[1].message


# --- another kind than was said


def test_a_workbook_of_another_kind_is_told(services, path):
    workbook(path, ("企业名称", "走访日期", "走访情况"), (NAME, "2026-10-15", "看"))
    plan = look(services, path, "figures")
    told = {note.code: note.message for note in plan.notes}
    assert "“走访记录”" in told["W117"]


def test_columns_that_nobody_knows_ask_whether_the_workbook_is_of_another_kind(services, path):
    enter(services, NAME, CODE)
    workbook(path, ("企业名称", "主营业务收入本月", "主营业务收入累计"), (NAME, 101, 1010))
    told = {note.code: note.message for note in look(services, path).notes}
    assert "“月度数据”" in told["W117"]
    workbook(path, ("企业名称", "老板"), (NAME, "演示甲"))
    assert "W117" not in {note.code for note in look(services, path).notes}


# --- visits


def test_newer_columns_of_a_visit(services, path):
    enter(services, NAME, CODE)
    head = ("企业名称", "走访日期", "时段", "是否预约", "专项活动", "五送", "生产经营情况", "走访情况", "企业意见")
    row = (NAME, "2026-10-15", "上午", "已预约", "小升规入企帮扶", "送政策、送市场", "两条线开一条", "讲政策", "满意")
    workbook(path, head, row)
    assert numbers(look(services, path, "visits").rows[0]) == []
    took(services, path, "visits")
    (line,) = services.visits.list(VisitFilter())
    draft = services.visits.get(line.uid).draft
    assert (draft.day_part, draft.appointment, draft.campaign) == (DayPart.MORNING, Appointment.AGREED, "yuxian-help")
    assert set(draft.deliveries) == {Delivery.POLICY, Delivery.MARKET}
    assert (draft.situation, draft.summary, draft.opinion) == ("两条线开一条", "讲政策", "满意")


def test_words_no_list_has_are_kept_beside(services, path):
    enter(services, NAME, CODE)
    workbook(path, ("企业名称", "走访日期", "专项活动", "走访情况"), (NAME, "2026-10-15", "自己的活动", "看"))
    plan = look(services, path, "visits")
    assert numbers(plan.rows[0]) == ["W129"]
    services.intake.take(plan, Progress())
    draft = services.visits.get(services.visits.list(VisitFilter())[0].uid).draft
    assert (draft.campaign, draft.situation) == ("", "专项活动：自己的活动")


# --- issues

ISSUES = ("企业名称", "提出日期", "问题描述", "诉求类别", "承办单位", "交办日期", "办理情况", "办结日期", "备注")


def test_issues_come_with_the_deed_whose_day_is_told(services, path):
    enter(services, NAME, CODE)
    workbook(
        path,
        ISSUES,
        (NAME, "2026-09-01", "缺流动资金", "融资", "县金融办", "2026-09-03", "已对接银行", "2026-10-08", None),
        (NAME, "2026-09-02", "缺电工", "用工", "县人社局", "2026-09-04", "", None, "演示备注"),
        (NAME, "2026-09-05", "路不通", "其他", "县交通局", None, "正在看", None, None),
    )
    plan = look(services, path, "issues")
    assert buckets(plan) == {"new": 3}
    assert [numbers(row) for row in plan.rows] == [[], [], ["W129"]]
    services.intake.take(plan, Progress())
    kept = {row.description.split("\n")[0]: row for row in services.issues.list(IssueFilter())}
    solved, assigned, words = kept["缺流动资金"], kept["缺电工"], kept["路不通"]
    assert (solved.state, solved.category, solved.resolved_on) == (
        IssueState.RESOLVED,
        IssueCategory.FINANCE,
        date(2026, 10, 8),
    )
    assert (assigned.state, assigned.handler) == (IssueState.ASSIGNED, "县人社局")
    assert "备注：演示备注" in assigned.description
    assert words.state is IssueState.REGISTERED
    assert "承办单位：县交通局" in words.description
    assert [step.action for step in services.issues.steps(solved.uid)] == [IssueAction.REGISTER, IssueAction.RESOLVE]
    assert buckets(look(services, path, "issues")) == {"unchanged": 3}
    assert services.check.run(deep=True) == ()


def test_issues_that_cannot_be_are_refused_with_their_column(services, path):
    enter(services, NAME, CODE)
    workbook(
        path,
        ISSUES,
        (NAME, "2026-09-10", "缺电", "其他", None, None, "好了", "2026-09-01", None),
        (NAME, None, "缺水", "其他", None, None, None, None, None),
        (NAME, "2026-09-10", None, "其他", None, None, None, None, None),
        (OTHER, "2026-09-10", "缺人", "其他", None, None, None, None, None),
    )
    plan = look(services, path, "issues")
    assert buckets(plan) == {"error": 4}
    assert plan.rows[0].problems[0].column == "办结日期"
    assert [numbers(row) for row in plan.rows[1:]] == [["E158"], ["E159"], ["E126"]]


# --- lists of other bureaus


def test_a_tax_list_is_matched_by_code_and_a_name_only_suggests(services, path):
    uid, by_name = enter(services, NAME, CODE), enter(services, OTHER)
    head = ("纳税人名称", "纳税人识别号", "2026年1-10月销售额（万元）", "2026年1-10月入库税款（万元）")
    workbook(
        path,
        head,
        (NAME, CODE, 1850, 12),
        (OTHER, "91512081MA62K0260E", 900, 1),
        ("盂县丙建材厂（演示）", "9135021359498494XQ", 2600, 30),
        ("盂县丁小店（演示）", None, 12, 0),
    )
    plan = look(services, path, "tax")
    assert [row.bucket for row in plan.rows] == [Bucket.NEW, Bucket.TO_CHECK, Bucket.TO_CHECK, Bucket.IGNORED]
    assert [numbers(row) for row in plan.rows] == [[], ["E139"], ["E143"], ["I126"]]
    assert "2,000.00" in plan.rows[2].problems[0].message
    services.intake.take(plan, Progress())
    value = services.figures.line(uid, OCTOBER).values[Measure.VAT_SALES_YTD]
    assert (value.amount, value.source, value.obtained) == (1850 * WAN, Source.TAX_RETURN, Obtained.TAX_QUERY)
    assert services.figures.line(by_name, OCTOBER).values == {}


def test_who_reached_the_size_outside_the_ledger_is_entered_only_when_a_person_says_so(services, path):
    workbook(path, ("名称", "税号", "2026年1-10月销售额（万元）"), ("盂县丙建材厂（演示）", CODE, 2600))
    plan = look(services, path, "tax")
    services.intake.take(plan, Progress(), confirmed=[("名单", 2)])
    (row,) = services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))
    assert (row.name, row.credit_code, row.tier) == ("盂县丙建材厂（演示）", CODE, None)
    assert services.figures.line(row.uid, OCTOBER).values[Measure.VAT_SALES_YTD].amount == 2600 * WAN


def test_a_power_list_says_its_source(services, path):
    uid = enter(services, NAME, CODE)
    workbook(
        path,
        ("2026年1-10月用电量",),
        ("用户名称", "信用代码", "用电量（万千瓦时）"),
        (NAME, CODE, 12.5),
        ("丁（演示）", None, 900),
    )
    plan = look(services, path, "power")
    assert [row.bucket for row in plan.rows] == [Bucket.NEW, Bucket.IGNORED]
    services.intake.take(plan, Progress())
    value = services.figures.line(uid, OCTOBER).values[Measure.ELECTRICITY_YTD]
    assert (value.amount, value.source, value.obtained) == (12_500_000, Source.DEPARTMENT, Obtained.POWER_BILL)


@pytest.mark.parametrize("kind", ["enterprises", "figures", "visits", "issues"])
def test_planning_can_be_stopped_too(kind, services, path):
    head = ("企业名称", "统一社会信用代码", "走访日期", "提出日期", "问题描述", "2026年9月营业收入累计（万元）")
    rows = [(f"盂县第{number}厂（演示）", None, "2026-09-01", "2026-09-01", "缺电", 1) for number in range(250)]
    workbook(path, head, *rows)
    heard = []

    def report(done, total, text):
        heard.append(done)
        if (done, total) == (100, 250):
            progress.cancel()

    progress = Progress(report)
    with nothing_written(services), pytest.raises(Cancelled):
        services.intake.look(path, kind, progress=progress)
    assert heard[-1] <= 200
