"""The words of the issue ledger: categories, states, deeds, clocks, and the headings of its fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Subject, VisitMode
from desktop.domain.deadline import Stage, Urgency
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueGroup,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.domain.issue_rates import Ratio, Tally

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    IssueCategory: {
        "finance": "融资",
        "land": "用地",
        "labour": "用工",
        "energy": "用能",
        "approval": "审批手续",
        "tax": "税费",
        "environment": "环保",
        "orders": "市场订单",
        "arrears": "账款拖欠",
        "policy": "政策兑现",
        "talent": "人才子女",
        "infrastructure": "基础设施",
        "legacy": "历史遗留",
        "other": "其他",
    },
    IssueLevel: {"ordinary": "一般", "major": "重大复杂"},
    IssueState: {
        "registered": "已登记",
        "to_assign": "待交办",
        "assigned": "已交办",
        "signed_for": "已签收",
        "handling": "办理中",
        "resolved": "已办结",
        "followed_up": "已回访",
        "closed": "已销号",
        "parked": "挂账",
    },
    IssueAction: {
        "register": "登记",
        "propose": "提请交办",
        "assign": "交办",
        "sign_for": "签收",
        "start": "开始办理",
        "note": "记办理情况",
        "extend": "延期",
        "return": "退回改派",
        "escalate": "提级办理",
        "resolve": "办结",
        "follow_up": "回访",
        "reopen": "重新办理",
        "close": "销号",
        "park": "挂账",
        "resume": "恢复办理",
    },
    Resolution: {
        "solved": "解决",
        "partly": "部分解决",
        "explained": "解释说明",
        "not_accepted": "不予受理",
        "long_term": "长期推进",
    },
    Satisfaction: {"satisfied": "满意", "fairly": "基本满意", "dissatisfied": "不满意"},
    Handling: {"own": "本单位自办", "county": "县级", "city": "提请市级"},
    IssueGroup: {
        "register": "登记",
        "assign": "交办",
        "handling": "办理中",
        "resolved": "办结",
        "followed_up": "回访",
        "closed": "销号",
        "parked": "挂账",
    },
    Tally: {
        "received": "受理",
        "resolved": "办结",
        "solved": "解决",
        "followed_up": "已回访",
        "satisfied": "满意",
        "fairly": "基本满意",
        "closed": "销号",
        "late": "逾期",
        "parked": "挂账",
    },
    Ratio: {"resolved_rate": "办结率", "solved_rate": "解决率", "satisfied_rate": "满意率"},
    Stage: {"study": "交办", "feedback": "反馈", "finish": "办结", "next": "下次研究"},
    Urgency: {"none": "", "ahead": "未到期", "soon": "快到期", "late": "逾期"},
}

# other ways offices write the same word
ALSO: Mapping[type[StrEnum], Mapping[str, str]] = {
    IssueLevel: {"重大": "major", "复杂": "major"},
    IssueCategory: {"资金": "finance", "手续": "approval", "税收": "tax", "订单": "orders", "欠款": "arrears"},
    Handling: {"自办": "own", "乡镇自办": "own", "部门自办": "own", "县": "county", "市": "city", "市级": "city"},
}

SUBJECTS: Mapping[str, str] = {"issue": "问题", "issue_step": "问题办理", "issue_clock": "问题办理时限"}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.ISSUE, "category"): IssueCategory,
    (Subject.ISSUE, "level"): IssueLevel,
    (Subject.ISSUE, "state"): IssueState,
    (Subject.ISSUE, "handling"): Handling,
    (Subject.ISSUE_STEP, "action"): IssueAction,
    (Subject.ISSUE_STEP, "state"): IssueState,
    (Subject.ISSUE_STEP, "resolution"): Resolution,
    (Subject.ISSUE_STEP, "satisfaction"): Satisfaction,
    (Subject.ISSUE_STEP, "handling"): Handling,
    (Subject.ISSUE_STEP, "mode"): VisitMode,
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.ISSUE: {
        "number": "问题编号",
        "enterprise": "企业",
        "description": "问题描述",
        "category": "诉求类别",
        "expectation": "企业期望",
        "level": "重要程度",
        "raised_on": "提出日期",
        "visit": "来源走访",
        "answered_on_spot": "当场答复",
        "answer": "答复内容",
        "handling": "办理层级",
        "state": "办理状态",
        "handler": "主办单位",
        "sharing": "分办单位",
        "assisting": "协办单位",
        "due_on": "办理时限",
        "resolved_on": "办结日期",
        "resolution": "办结方式",
        "followed_up_on": "回访日期",
        "satisfaction": "满意度",
        "closed_on": "销号日期",
        "last_note": "最新办理情况",
        "void_reason": "作废原因",
    },
    Subject.ISSUE_STEP: {
        "issue": "问题",
        "action": "办理动作",
        "state": "办理状态",
        "on": "日期",
        "note": "情况说明",
        "handler": "主办单位",
        "sharing": "分办单位",
        "assisting": "协办单位",
        "handling": "办理层级",
        "due_on": "办理时限",
        "feedback_due_on": "反馈时限",
        "clock": "时限办法",
        "approved_by": "批准人",
        "resolution": "办结方式",
        "satisfaction": "满意度",
        "asked": "回访对象",
        "mode": "回访方式",
    },
    Subject.ISSUE_CLOCK: {"scheme": "时限办法", "since": "起用日期", "basis": "依据"},
}
