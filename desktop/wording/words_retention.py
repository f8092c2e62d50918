"""The words of keeping admitted enterprises in: signs of risk, grades, steps, and the headings of their fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import LibraryStatus, Obtained, Subject
from desktop.domain.retention import RetentionView
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction, RiskAction, RiskGrade, RiskSign

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    RiskSign: {
        "below_last_year": "上年收入低于规模标准",
        "below_twelve": "近十二个月合计低于规模标准",
        "estimate_below": "企业自报预计低于规模标准",
        "near_limit": "营收临界",
        "stopped": "停产",
        "half_stopped": "半停产",
        "abnormal": "经营异常",
        "moving": "搬迁",
        "deregistering": "拟注销",
        "falling": "累计明显低于同期",
        "uncollected": "多月未收到数",
    },
    RiskGrade: {"high": "高", "medium": "中", "low": "低"},
    RiskAction: {
        "enter": "列入风险库",
        "confirm": "重新确认",
        "dismiss": "暂不列入",
        "release": "移出风险库",
    },
    PlanAction: {
        "add": "列入措施",
        "note": "记进展",
        "extend": "延期",
        "done": "完成",
        "drop": "取消措施",
        "end": "结束",
    },
    MeasureState: {"open": "进行中", "done": "已完成", "dropped": "已取消"},
    Outcome: {"stayed": "稳住在规", "exited": "已退库", "other": "其他"},
    RetentionView: {
        "to_confirm": "待确认",
        "library": "退规风险库",
        "high": "高风险",
        "medium": "中风险",
        "low": "低风险",
        "admitted": "在规企业",
        "exited": "已退库",
    },
}

SUBJECTS: Mapping[str, str] = {
    "risk_stay": "退规风险库",
    "risk_step": "退规风险认定",
    "revenue_estimate": "企业自报预计",
    "library_exit": "退库",
    "retention_plan": "一企一策",
    "retention_measure": "帮扶措施",
    "retention_step": "帮扶进展",
}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.RISK_STEP, "action"): RiskAction,
    (Subject.RISK_STEP, "grade"): RiskGrade,
    (Subject.RISK_STEP, "computed"): RiskGrade,
    (Subject.RISK_STEP, "signs"): RiskSign,
    (Subject.REVENUE_ESTIMATE, "obtained"): Obtained,
    (Subject.LIBRARY_EXIT, "status_before"): LibraryStatus,
    (Subject.RETENTION_STEP, "action"): PlanAction,
    (Subject.RETENTION_STEP, "state"): MeasureState,
    (Subject.RETENTION_STEP, "outcome"): Outcome,
}

# money of the journal, shown in 万元
MONEY = frozenset({(Subject.REVENUE_ESTIMATE, "amount")})

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.RISK_STAY: {
        "enterprise": "企业",
        "since": "列入日期",
        "until": "移出日期",
        "reason": "列入原因",
        "reason_out": "移出原因",
        "grade": "风险等级",
        "help_class": "帮扶分类",
    },
    Subject.RISK_STEP: {
        "enterprise": "企业",
        "stay": "风险库",
        "action": "认定",
        "on": "日期",
        "by_unit": "认定单位",
        "month": "所属期",
        "grade": "风险等级",
        "computed": "按数算出的等级",
        "signs": "风险情形",
        "found": "当时的依据数",
        "help_class": "帮扶分类",
        "reason": "原因",
    },
    Subject.REVENUE_ESTIMATE: {
        "enterprise": "企业",
        "year": "年度",
        "amount": "企业自报预计（万元）",
        "told_on": "告知日期",
        "told_by": "告知人",
        "obtained": "取得方式",
        "note": "说明",
    },
    Subject.LIBRARY_EXIT: {
        "enterprise": "企业",
        "on": "退库日期",
        "exited_on": "退库日期",
        "ground": "退库原因",
        "basis": "依据",
        "told_by": "告知人",
        "effective_year": "退出生效年度",
        "note": "说明",
        "status_before": "原在库状态",
        "month_before": "原入库月份",
    },
    Subject.RETENTION_PLAN: {
        "enterprise": "企业",
        "stay": "风险库",
        "made_on": "制定日期",
        "difficulty": "主要困难",
        "approach": "帮扶思路",
        "leader": "包联领导",
        "unit": "责任单位",
        "officer": "责任人",
        "outlook": "预计结果",
        "chain_leader": "链上龙头企业",
    },
    Subject.RETENTION_MEASURE: {
        "plan": "一企一策",
        "what": "帮扶措施",
        "unit": "责任单位",
        "officer": "责任人",
        "due_on": "完成时限",
        "on": "列入日期",
    },
    Subject.RETENTION_STEP: {
        "plan": "一企一策",
        "measure": "帮扶措施",
        "action": "进展",
        "state": "措施状态",
        "on": "日期",
        "note": "情况",
        "due_on": "新的时限",
        "outcome": "实际结果",
    },
}
