"""Words of filing: where a month stands to its dates, reasons, what is told of a round, rates."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from desktop.domain.codes import FilingKind, FilingState, Subject
from desktop.domain.filing_answer import AnswerWhy
from desktop.domain.filing_calendar import FilingDates, Stage, Timing
from desktop.domain.filing_round import FilingWord

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    AnswerWhy: {
        "not_obtained": "未取得",
        "not_applicable": "不适用",
        "refused": "企业拒报",
        "stopped": "停产",
        "checked": "已核实",
    },
    FilingWord: {"sent": "登记交接", "accepted": "登记接收", "returned": "登记退回", "taken_back": "撤回上一次登记"},
    Stage: {
        "future": "未开始",
        "running": "进行中",
        "open": "可报",
        "soon": "快到期",
        "late": "已逾期",
        "closed": "已截止",
    },
}

CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.FILING, "kind"): FilingKind,
    (Subject.FILING, "state"): FilingState,
    (Subject.FILING_STEP, "word"): FilingWord,
    (Subject.FILING_STEP, "state"): FilingState,
    (Subject.FILING_ANSWER, "why"): AnswerWhy,
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.FILING: {
        "month": "所属期",
        "form": "报表",
        "edition": "表样",
        "round": "次数",
        "kind": "报送类型",
        "state": "报送状态",
        "digest": "内容指纹",
        "code": "核对码",
        "correction": "更正第几次",
        "reason": "更正（补报）原因",
        "permit": "县里的许可",
        "knew": "当时所知的前次状态",
        "rows": "行数",
        "sent_on": "交接日期",
        "made_at": "生成时间",
        "made_by": "填报人",
    },
    Subject.FILING_STEP: {
        "filing": "哪一次报送",
        "word": "登记",
        "state": "报送状态",
        "on": "日期",
        "told_by": "谁告知",
        "basis": "依据",
        "note": "意见",
        "comment": "退回意见",
    },
    Subject.FILING_ANSWER: {
        "month": "所属期",
        "owner": "哪一行",
        "field": "项目",
        "question": "核实事项",
        "said": "当时的内容",
        "why": "原因",
        "note": "说明",
        "answered_on": "说明日期",
    },
    Subject.FILING_DATE: {
        "month": "所属期",
        "opens_on": "开始报送日",
        "due_on": "报送期限",
        "closes_on": "截止日",
        "onward": "以后各月照此",
        "basis": "依据",
    },
}


def timing_words(timing: Timing) -> str:
    """Return in plain words how near the day is: 还剩3个工作日, 今天到期, 已逾期2天, 未开始."""
    if timing.stage is Stage.FUTURE:
        return "未开始"
    if timing.stage is Stage.RUNNING:
        return f"{day_words(timing.dates.opens_on)}起报"
    if timing.stage is Stage.CLOSED:
        closes = timing.dates.closes_on
        return "已截止" if closes is None else f"已截止（{day_words(closes)}）"
    if timing.stage is Stage.LATE:
        return f"已逾期{-timing.days}天"
    return f"还剩{timing.days}个工作日" if timing.days else "今天到期"


def dates_words(dates: FilingDates) -> str:
    """Return the dates of a month and their basis in one line."""
    closes = "" if dates.closes_on is None else f"，{day_words(dates.closes_on)}截止"
    doubt = "，待核实" if dates.to_confirm else "，县里定的" if dates.by_county else ""
    return f"{day_words(dates.opens_on)}起报，{day_words(dates.due_on)}前报{closes}（{dates.basis}{doubt}）"


def day_words(day: date) -> str:
    """Return a day as a line says it: 11月10日."""
    return f"{day.month}月{day.day}日"
