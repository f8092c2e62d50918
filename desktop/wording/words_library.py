"""The words of the libraries: categories, proposals, the years, coverage, links, and the headings of their fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import LibraryStatus, Subject, Tier
from desktop.domain.library_codes import (
    CategorySign,
    Handling,
    LadderBasis,
    Likelihood,
    LinkKind,
    ProposalKind,
    Way,
)

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    CategorySign: {
        "revenue": "上年收入达到建库条件",
        "reached_before": "往年达规未入统",
        "new": "新建投产",
        "exited": "近年退库",
    },
    ProposalKind: {
        "enter": "建议调入",
        "raise": "建议升入",
        "judge": "可作补充，由人判断",
        "lower": "收入只符合下一级",
        "leave": "已入库或不再经营，建议调出",
        "outside": "收入未达到建库条件，请核对",
        "stays": "已在库，不变",
        "unknown": "上年收入未报",
        "below": "未达到建库条件",
        "barred": "已入库或不再经营",
    },
    Way: {
        "monthly": "月度",
        "annual_first": "年度第一批",
        "annual_second": "年度第二批",
        "january": "一月批次",
        "sector": "转专业（年度第一批）",
    },
    LinkKind: {
        "predecessor": "原个体工商户",
        "participant": "兼并重组参与方",
        "origin": "原单位",
        "old_sector": "原统计行业",
    },
    Handling: {
        "guided": "已宣讲政策，引导申报",
        "applying": "正在准备申报",
        "waiting": "等待申报窗口",
        "unwilling": "企业暂不愿入规",
        "ineligible": "不符合入库条件",
        "doubted": "数据待核实",
        "elsewhere": "由其他单位办理",
    },
    Likelihood: {"low": "低", "medium": "中", "high": "高", "unknown": "数据不足"},
    LadderBasis: {"last_year": "上年收入", "year_to_date": "本年累计"},
}

SUBJECTS: Mapping[str, str] = {
    "cultivation_year": "培育年度",
    "year_roll": "年度结转",
    "coverage_step": "应统尽统",
    "enterprise_link": "升规路径关联",
}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.CULTIVATION_YEAR, "way"): Way,
    (Subject.CULTIVATION_YEAR, "closing_tier"): Tier,
    (Subject.CULTIVATION_YEAR, "closing_status"): LibraryStatus,
    (Subject.COVERAGE_STEP, "handling"): Handling,
    (Subject.ENTERPRISE_LINK, "kind"): LinkKind,
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.CULTIVATION_YEAR: {
        "enterprise": "企业",
        "year": "培育年度",
        "category": "培育类别",
        "route": "升规路径",
        "expected_month": "预计升规时间",
        "way": "申报方式",
        "leader": "包联领导",
        "officer": "包联责任人",
        "unit": "责任单位",
        "difficulty": "主要困难",
        "note": "备注",
        "carried_from": "由哪一年结转",
        "closed_on": "结转日期",
        "closing_tier": "结转时所在库",
        "closing_status": "结转时在库状态",
    },
    Subject.YEAR_ROLL: {
        "year_from": "结转年度",
        "year_to": "转入年度",
        "rolled_on": "结转日期",
        "on": "结转日期",
        "basis": "结转依据",
        "carried": "转入户数",
        "gone": "调出户数",
        "leaving": "不转入的企业",
    },
    Subject.COVERAGE_STEP: {
        "enterprise": "企业",
        "year": "年度",
        "handling": "处理情况",
        "done_on": "日期",
        "on": "日期",
        "note": "说明",
    },
    Subject.ENTERPRISE_LINK: {
        "enterprise": "企业",
        "kind": "关联类型",
        "other": "关联的企业",
        "name": "关联企业名称",
        "credit_code": "关联企业代码",
        "sector": "原统计行业",
        "linked_on": "日期",
        "on": "日期",
        "basis": "依据",
        "note": "备注",
    },
}

# other ways people type the same word on the command line
ALSO: Mapping[type[StrEnum], Mapping[str, str]] = {
    Handling: {"不愿入规": "unwilling", "企业不愿入规": "unwilling", "引导申报": "guided", "不符合条件": "ineligible"},
    LinkKind: {"原个体户": "predecessor", "个转企": "predecessor", "参与方": "participant", "原行业": "old_sector"},
}

DECEMBER_REASON = "年度结转：用12月累计作全年收入，数据口径不变"
