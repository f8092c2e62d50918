"""The Chinese word of every code, and the code of a word that somebody typed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from desktop.domain.codes import (
    ChangeKind,
    Delivery,
    Dimension,
    EnterpriseKind,
    FilingKind,
    FilingState,
    LibraryStatus,
    Measure,
    Obtained,
    OperatingStatus,
    Source,
    Standing,
    Subject,
    TargetKind,
    TargetMeasure,
    Tier,
    UnitKind,
    VisitMode,
    VisitPurpose,
)
from desktop.domain.enterprise import Chip
from desktop.domain.importing import Blanks, Bucket, Mode
from desktop.domain.money import Scale
from desktop.domain.preset import Comparison, Level
from desktop.domain.problems import Severity
from desktop.wording import (
    form_words,
    words_admission,
    words_duty,
    words_exchange,
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
from desktop.wording.fields import FIELD_LABELS as FIELD_LABELS
from desktop.wording.fields import HISTORY_FIELD_LABELS as HISTORY_FIELD_LABELS
from desktop.wording.fields import field_label as field_label
from desktop.wording.synonyms import SYNONYMS

Code = TypeVar("Code", bound=StrEnum)

# Codes of different kinds share texts (`policy`), so each kind has a table of its own.
LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    UnitKind: {"township": "乡镇", "department": "县直部门", "zone": "开发区", "county": "县中小企业发展中心"},
    Dimension: {"territory": "属地", "sector": "行业主管"},
    Tier: {"base": "基础库", "key": "重点库"},
    LibraryStatus: {"below": "规下", "admitted": "已入库", "exited": "已退库"},
    Standing: {
        "unknown": "营收未报",
        "below": "规下",
        "near": "临规",
        "reached": "达规未入",
        "admitted": "已入库",
    },
    TargetMeasure: {
        "net_increase": "净增",
        "additions": "新增",
        "stock": "期末户数",
        "exit_cap": "退库上限",
    },
    TargetKind: {"official": "正式下达", "dispatch": "调度"},
    Level: {"province": "省", "city": "市", "prefecture": "州", "county": "县"},
    Comparison: {"at_least": "不少于", "more_than": "多于", "exactly": "等于", "at_most": "不超过"},
    EnterpriseKind: {
        "legal": "法人单位",
        "quasi_legal": "视同法人单位",
        "household": "个体经营户",
        "branch": "产业活动单位",
    },
    OperatingStatus: {
        "normal": "正常",
        "half_stopped": "半停产",
        "stopped": "停产",
        "preparing": "筹建",
        "closed": "关闭",
        "deregistered": "注销",
        "lost": "失联",
    },
    Source: {
        "enterprise": "企业提供",
        "income_statement": "利润表",
        "tax_return": "税表",
        "statistics": "统计反馈（汇总）",
        "department": "部门数据",
        "estimate": "预计",
    },
    Obtained: {
        "paper": "纸质报表",
        "tax_query": "税务查询",
        "power_bill": "电费单",
        "oral": "口头告知",
        "on_site": "现场查看",
        "file": "电子表格",
    },
    Measure: {
        "main_revenue_month": "主营业务收入（当月）",
        "main_revenue_ytd": "主营业务收入（累计）",
        "main_revenue_ytd_last": "主营业务收入（上年同期累计）",
        "vat_sales_ytd": "增值税申报销售额（累计）",
        "output_ytd": "工业总产值（累计）",
        "electricity_ytd": "用电量（累计）",
        "tax_ytd": "实缴税收（累计）",
        "profit_ytd": "利润总额（累计）",
        "staff": "期末从业人员",
        "main_revenue_year": "全年主营业务收入",
    },
    VisitMode: {"on_site": "实地", "phone": "电话", "meeting": "座谈", "online": "线上"},
    VisitPurpose: {
        "policy": "政策宣传",
        "training": "升规培训",
        "monitoring": "运行监测",
        "follow_up": "问题回访",
        "project": "项目对接",
        "verification": "申报核查",
    },
    Delivery: {
        "policy": "送政策",
        "resources": "送资源",
        "efficiency": "送效率",
        "environment": "送环境",
        "market": "送市场",
    },
    FilingState: {
        "draft": "草稿",
        "ready": "已生成",
        "sent": "已报",
        "accepted": "已接收",
        "returned": "已退回",
    },
    FilingKind: {"normal": "月报", "nothing": "零报告", "correction": "更正"},
    ChangeKind: {
        "edit": "填写",
        "correction": "更正",
        "adopt": "采用",
        "resolve": "核对",
        "void": "作废",
        "undo": "撤销",
        "restore-marker": "恢复备份",
    },
    Subject: {
        "enterprise": "企业",
        "assignment": "属地和主管部门",
        "tier": "培育库",
        "figure": "月度数据",
        "visit": "走访",
        **words_issue.SUBJECTS,
        "target": "目标",
        "filing": "报送",
        "filing_step": "报送登记",
        "filing_answer": "报送前说明",
        "filing_date": "报送日期",
        "person": "人员",
        "workspace": "本单位",
        **words_admission.SUBJECTS,
        **words_duty.SUBJECTS,
        **form_words.SUBJECTS,
        **words_report.SUBJECTS,
        **words_library.SUBJECTS,
        **words_permit.SUBJECTS,
        **words_policy.SUBJECTS,
        **words_project.SUBJECTS,
        **words_recognition.SUBJECTS,
        **words_retention.SUBJECTS,
        **words_visit.SUBJECTS,
        **words_workbook.SUBJECTS,
    },
    Chip: {
        "all": "全部",
        "base": "基础库",
        "key": "重点库",
        "near": "临规",
        "reached": "达规未入",
        "exit_risk": "退规风险",
        "admitted": "已入库",
        "stopped": "停产半停产",
        "unvisited": "未走访",
    },
    Scale: {
        "one": "",
        "yuan": "元",
        "thousand": "千元",
        "ten_thousand": "万元",
        "hundred_million": "亿元",
    },
    Mode: {"both": "新增和更新", "create": "只新增", "update": "只更新"},
    Blanks: {"keep": "保留台账原有内容", "clear": "清空台账原有内容"},
    Bucket: {
        "new": "新增",
        "changed": "有变动",
        "unchanged": "无变动",
        "to_check": "待核对",
        "error": "有错",
        "ignored": "未读取",
    },
    Severity: {"error": "须改正", "check": "请核实", "note": "提示"},
    **words_admission.LABELS,
    **words_exchange.LABELS,
    **words_issue.LABELS,
    **words_filing.LABELS,
    **words_library.LABELS,
    **words_permit.LABELS,
    **words_policy.LABELS,
    **words_project.LABELS,
    **words_recognition.LABELS,
    **words_report.LABELS,
    **words_retention.LABELS,
    **words_visit.LABELS,
}


def label(code: StrEnum) -> str:
    """Return the Chinese word of *code*."""
    return label_of(type(code), code.value)


def label_of(codes: type[StrEnum], text: str) -> str:
    """Return the Chinese word of the code *text* of one kind; a text that no version here knows is shown as such."""
    return LABELS.get(codes, {}).get(text, f"未识别（{text}）")


def unit_name(uid: str, names: Mapping[str, str]) -> str:
    """Return the name of the unit *uid* from *names* (of the preset); an unknown one is shown as such."""
    return names.get(uid, f"未识别（{uid}）") if uid else ""


_ALSO = {**SYNONYMS, **words_issue.ALSO, **words_visit.ALSO, **words_library.ALSO}


def words(codes: type[Code]) -> dict[str, Code]:
    """Return word → code for one kind: what an imported cell or a typed word may say, the codes themselves too."""
    found = {code.value: code for code in codes}
    found |= {label(code): code for code in codes}
    extra = _ALSO.get(codes, {})
    return found | {word: codes(value) for word, value in extra.items()}


def source_words() -> dict[str, Source]:
    """Return the words for where a figure comes from (数据口径)."""
    return words(Source)


def obtained_words() -> dict[str, Obtained]:
    """Return the words for how a figure was obtained (取得方式)."""
    return words(Obtained)
