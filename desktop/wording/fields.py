"""The Chinese heading of every field, with its unit."""

import re
from collections.abc import Mapping
from functools import cache

from desktop.domain.codes import Subject
from desktop.wording import (
    form_words,
    words_admission,
    words_duty,
    words_filing,
    words_issue,
    words_library,
    words_permit,
    words_policy,
    words_project,
    words_recognition,
    words_report,
    words_retention,
    words_visit,
    words_workbook,
)

_ISSUE_FIELD = re.compile(r"issues\.([0-9]+)\.(\w+)")

_FIGURE = {
    "main_revenue_month": "主营业务收入当月（万元）",
    "main_revenue_ytd": "主营业务收入累计（万元）",
    "main_revenue_ytd_last": "主营业务收入同期累计（万元）",
    "vat_sales_ytd": "增值税申报销售额累计（万元）",
    "output_ytd": "工业总产值累计（万元）",
    "electricity_ytd": "用电量累计（万千瓦时）",
    "tax_ytd": "实缴税收累计（万元）",
    "profit_ytd": "利润总额累计（万元）",
    "staff": "期末从业人员（人）",
    "main_revenue_year": "全年主营业务收入（万元）",
    "enterprise": "企业",
    "month": "所属期",
    "source": "数据口径",
    "obtained": "取得方式",
    "given_by": "提供人",
    "on": "取得日期",
    "by_unit": "填报单位",
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.ENTERPRISE: {
        "alias_of": "与哪家是同一家",
        "name": "企业名称",
        "credit_code": "统一社会信用代码",
        "no_code_reason": "暂无代码的原因",
        "code_seen": "代码已与营业执照核对",
        "former_names": "曾用名",
        "township": "属地乡镇",
        "department": "行业主管部门",
        "address": "注册地址",
        "production_address": "生产地址",
        "kind": "单位类型",
        "established_on": "成立日期",
        "production_month": "投产月份",
        "activity": "主要业务活动",
        "products": "主要产品",
        "industry_code": "行业代码",
        "legal_person": "法定代表人",
        "contact": "联系人",
        "contact_post": "联系人职务",
        "contact_phone": "联系电话",
        "accountant": "财务负责人",
        "registered_capital": "注册资本（万元）",
        "general_taxpayer": "一般纳税人",
        "status": "经营状态",
        "library_status": "在库状态",
        "admitted_month": "入库月份",
        "note": "备注",
        "extra": "附加信息",
        "tier": "培育库",
        "standing": "营收情况",
        "last_year_revenue": "上年主营业务收入（万元）",
        "last_visit_on": "最近走访",
        "open_issues": "未销号问题",
    },
    Subject.ASSIGNMENT: {
        "enterprise": "企业",
        "dimension": "分工",
        "unit": "责任单位",
        "since": "起",
        "until": "止",
        "officer": "包联干部",
    },
    Subject.TIER: {
        "enterprise": "企业",
        "tier": "培育库",
        "on": "日期",
        "since": "调入日期",
        "until": "调出日期",
        "reason": "调入原因",
        "reason_out": "调出原因",
        "category": "培育类别",
        "route": "升规路径",
    },
    Subject.FIGURE: _FIGURE,
    Subject.VISIT: {
        "number": "走访编号",
        "enterprise": "走访企业",
        "visited_on": "走访日期",
        "mode": "走访方式",
        "purposes": "事由",
        "deliveries": "五送",
        "visitors": "走访人员",
        "leader": "带队领导",
        "received_by": "企业接待人",
        "received_phone": "接待人电话",
        "situation": "生产经营情况",
        "summary": "走访情况",
        "policies": "宣讲政策",
        "issues": "企业反映问题",
        "next_step": "下步安排",
        "next_on": "下次走访日期",
        "opinion": "企业意见",
        "void_reason": "作废原因",
        **words_visit.VISIT_FIELDS,
    },
    Subject.TARGET: {
        "year": "年度",
        "measure": "目标类型",
        "value": "目标数（户）",
        "basis": "依据",
        "unit": "单位",
        "unit_name": "单位名称",
        "dimension": "分解口径",
        "kind": "下达或调度",
        "share": "分解系数或占比",
        "base_year": "基期年度",
        "base_value": "基期户数",
    },
    Subject.PERSON: {"by_unit": "单位", "name": "姓名", "post": "职务", "phone": "电话"},
    Subject.WORKSPACE: {
        "restored": "从备份恢复",
        "taker": "接收人",
        "preset": "方案",
        "unit": "单位",
        "unit_name": "单位名称",
        "unit_kind": "单位类型",
        "year": "培育年度",
        "person_name": "姓名",
        "person_post": "职务",
        "person_phone": "电话",
        "demo": "演示数据",
        "outlook": "显示培育研判",
        "figure_leads": "字段归口",
    },
    **words_admission.FIELD_LABELS,
    **words_issue.FIELD_LABELS,
    **words_duty.FIELD_LABELS,
    **words_report.FIELD_LABELS,
    **words_filing.FIELD_LABELS,
    **form_words.FIELD_LABELS,
    **words_library.FIELD_LABELS,
    **words_permit.FIELD_LABELS,
    **words_policy.FIELD_LABELS,
    **words_project.FIELD_LABELS,
    **words_recognition.FIELD_LABELS,
    **words_retention.FIELD_LABELS,
    **words_visit.FIELD_LABELS,
    **words_workbook.FIELD_LABELS,
}

# what only the journal names
_JOURNAL = {
    "voided": "作废",
    "void_reason": "作废原因",
    "by_unit": "填报单位",
    "person": "经办人",
    "place": "第几步",
    "done_on": "办理日期",
    "given_on": "取得日期",
}

HISTORY_FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    subject: {**_JOURNAL, **fields} for subject, fields in FIELD_LABELS.items()
}


@cache
def field_label(field: str, subject: Subject | None = None) -> str:
    """Return the heading of *field*; of any ledger where *subject* is not said.

    The heading of a workbook's column is its own label; a field nobody knows is shown as such.
    """
    if match := _ISSUE_FIELD.fullmatch(field):
        return f"第 {int(match[1]) + 1} 个问题的{field_label(match[2], Subject.ISSUE)}"
    if not field.isascii():
        return field
    subjects = tuple(Subject) if subject is None else (subject, *Subject)
    for each in subjects:
        if word := HISTORY_FIELD_LABELS.get(each, {}).get(field):
            return word
    return f"未识别（{field}）"
