"""The words of projects and targets: stages, approvals, assessment, and the headings of their fields."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.admission import ProjectNature
from desktop.domain.assessment import CapState, JanuaryYear, MoveKind
from desktop.domain.codes import Dimension, Subject, TargetKind, TargetMeasure
from desktop.domain.month import Month
from desktop.domain.preset import Comparison, Level, Target
from desktop.domain.project import ApprovalKind, Milestone, ProjectStage, late
from desktop.domain.reconcile import Balance
from desktop.domain.target_entry import UnitLine

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    ProjectStage: {
        "planned": "谋划",
        "signed": "签约",
        "building": "开工（在建）",
        "completed": "竣工",
        "producing": "投产",
        "effective": "达效",
        "admitted": "入规",
        "dropped": "终止",
    },
    ApprovalKind: {"approved": "审批", "ratified": "核准", "filed": "备案"},
    JanuaryYear: {"same": "计入批准的当年", "previous": "计入上一年"},
    MoveKind: {"addition": "新增", "exit": "退库"},
    CapState: {"none": "没有上限", "under": "没有超过", "reached": "已到上限", "over": "超过上限"},
}

SUBJECTS: Mapping[str, str] = {
    "project": "项目",
    "project_step": "项目阶段",
    "project_plan": "项目年度计划",
    "project_month": "项目月度进展",
    "project_task": "项目节点任务",
    "project_issue": "项目问题",
    "assessment": "考核年度",
}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.PROJECT, "approval_kind"): ApprovalKind,
    (Subject.PROJECT, "nature"): ProjectNature,
    (Subject.PROJECT_STEP, "stage"): ProjectStage,
    (Subject.TARGET, "kind"): TargetKind,
    (Subject.ASSESSMENT, "january"): JanuaryYear,
}

# money of the journal, shown in 万元
MONEY = frozenset(
    {
        (Subject.PROJECT, "total_investment"),
        (Subject.PROJECT, "stated_revenue"),
        (Subject.PROJECT_PLAN, "amount"),
        (Subject.PROJECT_MONTH, "month_done"),
        (Subject.PROJECT_MONTH, "total_done"),
    }
)

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.PROJECT: {
        "number": "项目编号",
        "name": "项目名称",
        "builder": "建设单位",
        "enterprise": "转成的企业",
        "became_on": "转成企业日期",
        "stage": "阶段",
        "township": "所在乡镇",
        "site": "建设地点",
        "goal": "建设目标",
        "approval_kind": "立项类型",
        "approval_number": "立项文号",
        "approved_on": "批复日期",
        "nature": "建设性质",
        "total_investment": "总投资（万元）",
        "year_plan": "年度计划投资（万元）",
        "responsible_unit": "责任单位",
        "responsible_person": "责任人",
        "contact": "对接专人",
        "contact_phone": "对接专人电话",
        "production_month": "预计投产月",
        "stated_revenue": "建设单位自报达产年营收（万元）",
        "route": "预计入规方式",
        "invited": "招商引资项目",
        "first_upgrade": "首次小升规项目",
        "note": "备注",
        "void_reason": "作废原因",
    },
    Subject.PROJECT_STEP: {
        "project": "项目",
        "stage": "阶段",
        "on": "日期",
        "basis": "依据",
        "note": "情况和原因",
        "contact": "对接专人",
    },
    Subject.PROJECT_PLAN: {"project": "项目", "year": "年度", "amount": "年度计划投资（万元）"},
    Subject.PROJECT_MONTH: {
        "project": "项目",
        "month": "所属期",
        "month_done": "当月完成投资（万元）",
        "total_done": "累计完成投资（万元）",
        "look": "形象进度",
        "needs": "需协调事项",
    },
    Subject.PROJECT_TASK: {
        "project": "项目",
        "name": "节点任务",
        "planned_on": "计划日期",
        "done_on": "完成日期",
        "responsible": "责任人",
        "note": "备注",
        "void_reason": "作废原因",
    },
    Subject.PROJECT_ISSUE: {"project": "项目", "issue": "问题"},
    Subject.ASSESSMENT: {"year": "年度", "january": "1月批准入库的", "basis": "依据"},
}

MARKS = "；"


def joined(*parts: str) -> str:
    """Return the *parts* that say something, one after the other."""
    return " ".join(part for part in parts if part)


def quarter_word(month: Month) -> str:
    """Return the quarter that *month* lies in: 第三季度; one that has not ended says up to which month."""
    number = (month.number + 2) // 3
    whole = f"第{'一二三四'[number - 1]}季度"
    return whole if month.number % 3 == 0 else f"{whole}（到{month.number}月）"


def percent_word(percent: Decimal | None) -> str:
    """Return a percentage with its sign; a dash where there is nothing to divide by."""
    return "—" if percent is None else f"{percent}%"


def ratio_word(ratio: Decimal | None) -> str:
    """Return how many candidates stand behind one of the target (储备比)."""
    return "—" if ratio is None else f"{ratio}:1"


def unit_word(name: str, *, whole: bool) -> str:
    """Return the name of a unit; the sum of a dimension, and what nobody answers for, have words of their own."""
    return "合计" if whole else name or "没有分到单位"


def reconciled_words(totals: Sequence[UnitLine]) -> tuple[str, ...]:
    """Return whether the two splits of one target tell the same, number by number; they are never added."""
    numbers: dict[str, list[int | None]] = {
        "净增目标": [each.official.target for each in totals],
        "新增": [each.official.additions for each in totals],
        "退库": [each.official.exits for each in totals],
    }
    names = "、".join(dimension_word(each.dimension) for each in totals)
    return (f"{names}两个口径核对：{'；'.join(_reconciled(what, found) for what, found in numbers.items())}。",)


def _reconciled(what: str, found: Sequence[int | None]) -> str:
    told = ["未下达" if number is None else str(number) for number in found]
    return f"{what} {told[0]}，相符" if len(set(told)) == 1 else f"{what} {' 和 '.join(told)}，不符，请核对"


def task_word(task: Milestone, today: date) -> str:
    """Return a task with its day, and whether it is done or past its day."""
    if task.done_on is not None:
        return f"{task.name}（{task.done_on.isoformat()} 完成）"
    return f"{task.name}（计划 {task.planned_on.isoformat()}{'，逾期' if late(task, today) else ''}）"


_MEASURES: Mapping[TargetMeasure, str] = {
    TargetMeasure.NET_INCREASE: "净增",
    TargetMeasure.ADDITIONS: "新增",
    TargetMeasure.STOCK: "期末户数",
    TargetMeasure.EXIT_CAP: "退库上限",
}
_COMPARED = {Comparison.MORE_THAN: "（多于）", Comparison.EXACTLY: "（等于）"}
_LEVELS: Mapping[Level, str] = {Level.PROVINCE: "省", Level.CITY: "市", Level.PREFECTURE: "州", Level.COUNTY: "县"}


def target_name(target: Target) -> str:
    """Return what a target asks: 2024年净增, 2022—2025年新增（新开工投产，调度）."""
    kind = "（调度）" if target.kind is TargetKind.DISPATCH else ""
    years = years_word(target.year_from, target.year_to)
    return f"{years}{_MEASURES[target.measure]}{_COMPARED.get(target.comparison, '')}{kind}"


def years_word(first: int, last: int) -> str:
    """Return the years a target holds for."""
    return f"{first}年" if first == last else f"{first}—{last}年"


def dimension_word(dimension: Dimension | None) -> str:
    """Return the name of a split; where the paper names none it is one by county."""
    if dimension is None:
        return "县区"
    return "属地" if dimension is Dimension.TERRITORY else "行业主管"


def balance_line(found: Balance) -> str:
    """Return in one line whether a split adds up as its paper says, with a mark."""
    what = f"{_LEVELS[found.level]}级分解，{years_word(found.year_from, found.year_to)}{_MEASURES[found.measure]}"
    parts = [f"{dimension_word(found.dimension)} {found.rows} 个单位相加 {found.total}"]
    parts.append(_mark(found.agrees, "合计", "" if found.stated is None else str(found.stated)))
    if found.base_total is not None:
        base = "" if found.base_stated is None else str(found.base_stated)
        parts.append(f"基期相加 {found.base_total} {_mark(found.base_agrees, '原文', base)}")
    if found.share_total is not None:
        share = "" if found.share_stated is None else str(found.share_stated)
        parts.append(f"占比相加 {found.share_total} {_mark(found.share_agrees, '原文', share)}")
    return f"{what}：{'，'.join(parts)}"


def _mark(agrees: bool | None, what: str, stated: str) -> str:
    if agrees is None:
        return f"{what}没有写"
    return f"{what}写 {stated} {'✓ 相符' if agrees else '× 不符，照原文保存'}"
