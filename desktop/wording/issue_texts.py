"""Sentences about an issue: its deeds and days, the clock it goes by, and how its numbers are worked out."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.deadline import Deadline, Stage, Urgency
from desktop.domain.issue import IssueStep, StepDraft
from desktop.domain.issue_clock import PLAN, Scheme, Span, SpanUnit
from desktop.domain.issue_rates import Ratio, Tally
from desktop.domain.relay import Relay
from desktop.wording import shown
from desktop.wording.labels import label

# how each number is worked out
FORMULAS: Mapping[StrEnum, str] = {
    Tally.RECEIVED: "受理 = 本年提出的 + 年初还没有销号的，不含作废",
    Tally.RESOLVED: "办结 = 已办结、已回访、已销号的；重新办理的不算",
    Tally.SOLVED: "解决 = 办结方式是“解决”的；部分解决、解释说明、不予受理不算",
    Tally.FOLLOWED_UP: "已回访 = 记了满意度的，不满意、重新办理的也算",
    Tally.SATISFIED: "满意 = 最近一次回访是“满意”的；基本满意另列",
    Tally.FAIRLY: "基本满意 = 最近一次回访是“基本满意”的",
    Tally.CLOSED: "销号 = 回访以后销号的",
    Tally.LATE: "逾期数 = 交办后过了办结时限还没有办结的；挂账的不算",
    Tally.PARKED: "挂账 = 写明原因和下次研究日期、先挂着的",
    Ratio.RESOLVED: "办结率 = 办结 ÷ 受理",
    Ratio.SOLVED: "解决率 = 解决 ÷ 受理",
    Ratio.SATISFIED: "满意率 = 满意 ÷ 已回访",
}

_UNITS = {SpanUnit.DAYS: "天", SpanUnit.WORKING_DAYS: "个工作日", SpanUnit.MONTHS: "个月"}


def scheme_name(scheme: Scheme) -> str:
    """Return what people call a clock."""
    return f"{scheme.label or '本方案'}（默认）" if scheme.id == PLAN else scheme.label


def span_words(span: Span | None) -> str:
    """Return how long a step may take: 7天, 10个工作日, 当天, 没有规定."""
    if span is None:
        return "没有规定"
    return f"{span.length}{_UNITS[span.unit]}" if span.length else "当天"


def scheme_words(scheme: Scheme) -> str:
    """Return a clock in one line."""
    return (
        f"研究交办 {span_words(scheme.study)}，反馈 {span_words(scheme.feedback)}，"
        f"一般 {span_words(scheme.ordinary)}，重大复杂 {span_words(scheme.major)}"
    )


def deadline_words(deadline: Deadline) -> str:
    """Return what is due by when, in the words of the ledger: 办结 还剩 3 天, 反馈 逾期 2 天."""
    if deadline.stage is None:
        return ""
    what = label(deadline.stage)
    if deadline.urgency is Urgency.LATE:
        return f"{what} {'已过' if deadline.stage is Stage.NEXT else '逾期'} {-deadline.days} 天"
    return f"{what} 今天到期" if deadline.days == 0 else f"{what} 还剩 {deadline.days} 天"


def counted_words(clock: StepDraft, scheme: Scheme) -> str:
    """Return the days that *scheme* sets for a deed that starts the clock, as the form says them."""
    if clock.on is None:
        return ""
    feedback = f"{shown.day(clock.feedback_due_on)} 前反馈，" if clock.feedback_due_on else ""
    finish = f"{shown.day(clock.due_on)} 前办结" if clock.due_on else "办结时限没有规定，请填写"
    return f"按{scheme_name(scheme)}：{feedback}{finish}。办理时限不填就按这个。"


def step_words(step: IssueStep) -> str:
    """Return what a deed said, in one line."""
    parts = (
        f"主办：{step.handler}" if step.handler else "",
        f"分办：{step.sharing}" if step.sharing else "",
        f"协办：{step.assisting}" if step.assisting else "",
        label(step.handling) if step.handling else "",
        f"反馈时限：{shown.day(step.feedback_due_on)}" if step.feedback_due_on else "",
        f"时限：{shown.day(step.due_on)}" if step.due_on else "",
        f"批准人：{step.approved_by}" if step.approved_by else "",
        label(step.resolution) if step.resolution else "",
        label(step.satisfaction) if step.satisfaction else "",
        f"{label(step.mode) if step.mode else ''}问了{step.asked}" if step.asked else "",
        " ".join(step.note.split()),
    )
    return "；".join(part for part in parts if part)


def relay_words(relay: Relay) -> str:
    """Return where a relayed issue came from and what was told of its enterprise but its telephone number."""
    parts = (
        f"转办件，{relay.asked_by_name}提出" if relay.asked_by_name else "转办件",
        "" if relay.listed else "企业不在本单位名单",
        relay.credit_code,
        relay.address,
        f"联系人 {relay.contact}" if relay.contact else "",
    )
    return "；".join(part for part in parts if part)


def dated_words(step: IssueStep) -> str:
    """Return a deed with its day, as papers list what was done: 09-12 办结：已接通."""
    return f"{step.on:%m-%d} {label(step.action)}：{' '.join(step.note.split())}"


def returned_words(step: IssueStep) -> str:
    """Return when and why an issue was handed back to be given to another unit (退回改派)."""
    return f"{shown.day(step.on)} {' '.join(step.note.split())}"
