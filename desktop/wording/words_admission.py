"""The words of applications: states, steps, windows, materials, and the headings of their fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.admission import AdmissionAction, AdmissionState, ProjectNature
from desktop.domain.codes import LibraryStatus, Subject
from desktop.domain.materials import Material, MaterialNeed
from desktop.domain.windows import Procedure, WindowKind, WindowOrigin

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    AdmissionState: {
        "not_started": "未启动",
        "preparing": "材料准备",
        "complete": "材料齐全",
        "reported": "已报县统计局",
        "county_passed": "县核查通过",
        "city": "市审",
        "province": "省审",
        "national": "国家审",
        "admitted": "已入库",
        "returned": "退回补正",
        "refused": "未通过",
        "withdrawn": "企业放弃",
    },
    AdmissionAction: {
        "register": "列入申报",
        "start": "开始准备",
        "verify": "实地核查",
        "complete": "材料齐全",
        "report": "报县统计局",
        "pass_county": "县核查通过",
        "city": "进入市审",
        "province": "进入省审",
        "national": "进入国家审",
        "admit": "批准入库",
        "return": "退回补正",
        "refuse": "未通过",
        "withdraw": "企业放弃",
        "reopen": "重新准备",
        "note": "记情况",
        "correct": "更正入库",
    },
    ProjectNature: {"new": "新建", "extension": "改建、扩建", "upgrade": "技术改造"},
    MaterialNeed: {"required": "必备", "local": "看当地通知", "conditional": "符合条件才要", "none": "不要"},
    Procedure: {"annual": "年度规下升规上", "new": "月度新开业（投产）", "sector": "转专业"},
    WindowKind: {
        "monthly": "月度",
        "annual_first": "年度第一批",
        "annual_second": "年度第二批",
        "january": "一月批次",
    },
    WindowOrigin: {"notice": "本地通知", "example": "外地示例"},
}

SUBJECTS: Mapping[str, str] = {
    "admission_window": "申报窗口",
    "application": "申报",
    "application_step": "申报进度",
    "application_material": "申报材料",
    "application_snapshot": "交出的分月台账",
}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.ADMISSION_WINDOW, "kind"): WindowKind,
    (Subject.ADMISSION_WINDOW, "accepts"): Procedure,
    (Subject.APPLICATION, "window_kind"): WindowKind,
    (Subject.APPLICATION, "project_nature"): ProjectNature,
    (Subject.APPLICATION_STEP, "action"): AdmissionAction,
    (Subject.APPLICATION_STEP, "state"): AdmissionState,
    (Subject.APPLICATION_STEP, "status_before"): LibraryStatus,
}

# routes that plans share; a plan's own word stands in its preset
ROUTES: Mapping[str, str] = {
    "growth": "成长",
    "merger": "兼并重组",
    "household": "个转企",
    "reached": "已达规主动申报",
    "new_start": "新开工投产",
    "sector_change": "其他行业转工业",
    "branch_to_legal": "产业活动单位转法人",
    "spin_off": "剥离工业产能设新法人",
    "state_reform": "国企改革",
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.ADMISSION_WINDOW: {
        "year": "年度",
        "kind": "窗口",
        "month": "批次月份",
        "opens_on": "开始日期",
        "closes_on": "截止日期",
        "accepts": "受理范围",
        "basis": "依据",
        "held": "本年设这一批",
    },
    Subject.APPLICATION: {
        "enterprise": "企业",
        "year": "年度",
        "route": "升规路径",
        "window": "申报窗口",
        "window_kind": "申报窗口",
        "window_month": "批次月份",
        "cutoff": "截止月份",
        "begun_on": "列入日期",
        "state": "申报状态",
        "note": "备注",
        "paper_name": "执照和公章上的名称",
        "scope_covers": "经营范围写有生产、加工或制造",
        "enterprise_accounting": "执行企业会计制度",
        "project_nature": "批复的建设性质",
        "approved_on": "批复日期",
        "periods": "所属期",
        "difference_note": "差额说明",
        "void_reason": "作废原因",
    },
    Subject.APPLICATION_STEP: {
        "application": "申报",
        "action": "申报动作",
        "state": "申报状态",
        "on": "日期",
        "told_by": "告知人（核查人）",
        "basis": "依据",
        "note": "情况和原因",
        "due_on": "补正期限",
        "admitted_month": "入库月份",
        "status_before": "原在库状态",
        "month_before": "原入库月份",
    },
    Subject.APPLICATION_MATERIAL: {
        "application": "申报",
        "item": "材料",
        "wanted": "需要",
        "have": "已有",
        "pages": "页数",
        "problem": "问题",
        "mend_by": "补正日期",
    },
    Subject.APPLICATION_SNAPSHOT: {
        "application": "申报",
        "number": "第几次交出",
        "taken_on": "交出日期",
        "cutoff": "截止月份",
        "digest": "核对码",
        "made_by": "经办人",
    },
}


def route_word(route: str, names: Mapping[str, str]) -> str:
    """Return the word of *route* in *names* (of the plan), or the common one; an unknown one is shown as such."""
    return names.get(route) or ROUTES.get(route) or f"未识别（{route}）"


def window_word(kind: WindowKind, month: int, year: int = 0) -> str:
    """Return what a window is called: 年度第一批, 3月月度; with its *year* 2026年度第一批, 2026年3月月度."""
    word = LABELS[WindowKind][kind.value]
    word = f"{month}月{word}" if month else word
    if not year:
        return word
    return f"{year}{word}" if word.startswith("年") else f"{year}年{word}"


def wanted_word(wanted: bool | None) -> str:
    """Return 需, 不需, or that nobody has decided."""
    return "待定" if wanted is None else ("需" if wanted else "不需")


def reaches_word(reaches: bool | None) -> str:
    """Return whether a collected figure reaches the size of the plan; nothing where there is none."""
    return "" if reaches is None else ("达到规模标准" if reaches else "未达到规模标准")


def material_about(material: Material) -> str:
    """Return what to look at in *material*, when it is wanted and who says so, a line each."""
    condition = f"条件：{material.condition}" if material.condition else ""
    return "\n".join(part for part in (*material.points, condition, f"依据：{material.source}") if part)
