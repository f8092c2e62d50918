"""What today's page says of things to do, steps, bands and targets, and where each leads."""

from collections.abc import Callable
from datetime import date

from desktop.domain.enterprise import Chip
from desktop.domain.overview import Band, FilingStep, Overview, StepCode, StepState, TodoItem, TodoKind
from desktop.domain.windows import WindowKind
from desktop.ui.models.table_model import Column
from desktop.ui.widgets.band_picture import BandBar
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.recheck_words import asked_words

_TODO = {
    TodoKind.ISSUE_LATE: "问题逾期未办结",
    TodoKind.ISSUE_UNANSWERED: "交办的问题该反馈了",
    TodoKind.ISSUE_UNASSIGNED: "问题还没有研究交办",
    TodoKind.ISSUE_SOON: "问题快到办理时限",
    TodoKind.ISSUE_PARKED: "挂账的问题该再研究",
    TodoKind.ISSUE_TO_FOLLOW_UP: "问题已办结，待回访",
    TodoKind.VISIT_BY_RHYTHM: "按包联频次该走访了",
    TodoKind.ADMISSION_RETURNED: "申报被退回，待补正",
    TodoKind.PROJECT_TASK_LATE: "项目节点任务逾期",
    TodoKind.PROJECT_WITHOUT_ENTERPRISE: "项目已投产，还没有转成企业",
    TodoKind.RISK_OF_COUNTY: "县里对退规风险有新的认定",
    TodoKind.RISK_WITHOUT_PLAN: "退规风险企业还没有一企一策",
    TodoKind.CLAIM_RETURNED: "奖励材料被退回，待补正",
    TodoKind.DECISION_LATE: "会议议定事项逾期",
    TodoKind.FIGURES_MISSING: "{count} 户本月数据未报，没说明原因",
    TodoKind.FIGURES_ODD: "{count} 户本月数据有疑问，请核实",
    TodoKind.WINDOW_UNTYPED: "{count}年申报窗口还没有照本地通知填写",
    TodoKind.ADMISSION_MATERIALS: "申报材料缺 {count} 项",
    TodoKind.EXIT_CAP: "本年退库 {count} 户，上限 {owner} 户",
    TodoKind.RISK_TO_CONFIRM: "{count} 户退规风险待确认",
    TodoKind.MEASURE_LATE: "{count} 项帮扶措施逾期",
    TodoKind.REACHED_OPEN: "{count} 户达规未入，还没有写明怎样处理",
    TodoKind.YEAR_TO_ROLL: "{count} 年已过完，请结转到下一年度",
    TodoKind.DUTY_DUE: "年度事项该办了",
    TodoKind.LETTER_RETURNED: "报送被退回，请改好再报",
    TodoKind.RECHECK: "县里请核对 {count} 个数",
    TodoKind.TO_CHECK: "{count} 处待核对",
    TodoKind.ROUNDS_TO_ANSWER: "{count} 份报表待接收或退回",
    TodoKind.LETTER_UNANSWERED: "已发未回执 {count} 天",
    TodoKind.REHEARSAL_FAILED: "备份演练没有通过，请重新备份并检查",
    TodoKind.COPY_HERE_ONLY: "备份只在这台电脑上，请选一个另存的位置",
    TodoKind.COPY_NOT_CARRIED: "超过一周没有把备份另存到 U 盘或另一个磁盘",
}
_LATE = (
    TodoKind.ISSUE_LATE,
    TodoKind.MEASURE_LATE,
    TodoKind.PROJECT_TASK_LATE,
    TodoKind.DECISION_LATE,
    TodoKind.LETTER_RETURNED,
)
_TONES = {TodoKind.ISSUE_SOON: "soon"} | dict.fromkeys(_LATE, "late")
_DRAFTS = {"visit": "走访记录没有写完", "enterprise": "企业信息没有写完"}
_DRAFT_PAGES = {"visit": "visits", "enterprise": "enterprises"}
_DAY_WORDS = {
    TodoKind.ISSUE_LATE: "应于 {} 办结",
    TodoKind.ISSUE_UNANSWERED: "应于 {} 反馈",
    TodoKind.ISSUE_UNASSIGNED: "应于 {} 交办",
    TodoKind.ISSUE_SOON: "应于 {} 办结",
    TodoKind.ISSUE_PARKED: "定于 {} 研究",
    TodoKind.ISSUE_TO_FOLLOW_UP: "{} 办结",
    TodoKind.VISIT_DUE: "约定 {}",
    TodoKind.VISIT_BY_RHYTHM: "应于 {} 前走访",
    TodoKind.DRAFT_OPEN: "{} 保存",
    TodoKind.WINDOW_NEAR: "{} 截止",
    TodoKind.ADMISSION_RETURNED: "应于 {} 前补正",
    TodoKind.MEASURE_LATE: "应于 {} 完成",
    TodoKind.PROJECT_TASK_LATE: "计划 {}",
    TodoKind.CLAIM_RETURNED: "{} 退回",
    TodoKind.DECISION_LATE: "应于 {} 完成",
    TodoKind.PROJECT_WITHOUT_ENTERPRISE: "{} 投产",
    TodoKind.DUTY_DUE: "应于 {} 前办完",
    TodoKind.LETTER_RETURNED: "{} 发出",
    TodoKind.LETTER_UNANSWERED: "{} 发出",
    TodoKind.REHEARSAL_FAILED: "{} 演练",
    TodoKind.RECHECK: "{} 退回",
    TodoKind.RISK_OF_COUNTY: "{} 认定",
}
# the page and what on it; empty text opens the owner itself
_LINKS = {
    TodoKind.ISSUE_LATE: ("issues", ""),
    TodoKind.ISSUE_UNANSWERED: ("issues", ""),
    TodoKind.ISSUE_UNASSIGNED: ("issues", ""),
    TodoKind.ISSUE_SOON: ("issues", ""),
    TodoKind.ISSUE_PARKED: ("issues", ""),
    TodoKind.ISSUE_TO_FOLLOW_UP: ("issues", ""),
    TodoKind.VISIT_DUE: ("enterprises", ""),
    TodoKind.VISIT_BY_RHYTHM: ("enterprises", ""),
    TodoKind.FIGURES_MISSING: ("figures", "unreported:"),
    TodoKind.FIGURES_ODD: ("figures", "asked:"),
    TodoKind.WINDOW_NEAR: ("admissions", "windows:"),
    TodoKind.WINDOW_UNTYPED: ("admissions", "windows:"),
    TodoKind.ADMISSION_RETURNED: ("admissions", ""),
    TodoKind.ADMISSION_MATERIALS: ("admissions", ""),
    TodoKind.PROJECT_TASK_LATE: ("projects", ""),
    TodoKind.PROJECT_WITHOUT_ENTERPRISE: ("projects", ""),
    TodoKind.CLAIM_RETURNED: ("policies", ""),
    TodoKind.DECISION_LATE: ("trainings", ""),
    TodoKind.EXIT_CAP: ("retention", "view:exited"),
    TodoKind.RISK_TO_CONFIRM: ("retention", "view:to_confirm"),
    TodoKind.RISK_OF_COUNTY: ("retention", ""),
    TodoKind.RISK_WITHOUT_PLAN: ("retention", ""),
    TodoKind.MEASURE_LATE: ("retention", ""),
    TodoKind.REACHED_OPEN: ("enterprises", "coverage:"),
    TodoKind.YEAR_TO_ROLL: ("enterprises", "roll:"),
    TodoKind.DUTY_DUE: ("enterprises", ""),
    TodoKind.LETTER_RETURNED: ("exchange", "sent:"),
    TodoKind.RECHECK: ("exchange", "questions:"),
    TodoKind.TO_CHECK: ("exchange", "questions:"),
    TodoKind.ROUNDS_TO_ANSWER: ("exchange", "board:"),
    TodoKind.LETTER_UNANSWERED: ("exchange", "sent:"),
    TodoKind.REHEARSAL_FAILED: ("settings", "keeping"),
    TodoKind.COPY_HERE_ONLY: ("settings", "keeping"),
    TodoKind.COPY_NOT_CARRIED: ("settings", "keeping"),
}
_TODO_ORDER = {kind: place for place, kind in enumerate(TodoKind)}

STEP_WORDS = {
    StepCode.FIGURES: "数据",
    StepCode.CHECK: "核对",
    StepCode.MAKE: "生成",
    StepCode.HAND_OVER: "签章交接",
}
STATE_WORDS = {StepState.DONE: "已完成", StepState.NOW: "进行中", StepState.LATER: "未开始"}
_STEP_COUNTS = {
    StepCode.FIGURES: "已收 {done} / {total} 户",
    StepCode.CHECK: "核实完 {done} / {total} 户",
    StepCode.MAKE: "已生成 {done} / {total} 张表",
    StepCode.HAND_OVER: "已交接 {done} / {total} 张表",
}
STEP_LINKS = {
    StepCode.FIGURES: ("figures", "unreported:"),
    StepCode.CHECK: ("filings", ""),
    StepCode.MAKE: ("filings", ""),
    StepCode.HAND_OVER: ("filings", ""),
}
TODAYS_CHIPS = (
    Chip.ALL,
    Chip.BASE,
    Chip.KEY,
    Chip.NEAR,
    Chip.REACHED,
    Chip.EXIT_RISK,
    Chip.ADMITTED,
    Chip.STOPPED,
    Chip.UNVISITED,
)


def todo_words(item: TodoItem, today: date) -> str:
    """Return what is to be done; an agreed visit may have passed, be today or lie ahead."""
    match item.kind:
        case TodoKind.VISIT_DUE if item.on is None or item.on == today:
            return "约好今天走访"
        case TodoKind.VISIT_DUE:
            return "近日约好走访" if item.on is None or item.on > today else "约定的走访已过期"
        case TodoKind.RECHECK if item.recheck is not None:
            return asked_words(item.recheck)
        case TodoKind.DRAFT_OPEN:
            return _DRAFTS.get(item.owner.partition(":")[0], "有没写完的内容")
        case TodoKind.WINDOW_NEAR:
            return f"{label(WindowKind(item.owner))}申报还有 {item.count} 个工作日"
        case kind:
            return _TODO[kind].format(count=item.count, owner=item.owner)


def todo_day(item: TodoItem) -> str:
    """Return the day that goes with it, in words."""
    return _DAY_WORDS[item.kind].format(item.on.isoformat()) if item.on is not None else ""


def todo_link(item: TodoItem) -> tuple[str, str]:
    """Return the page and what on it shows the thing to do."""
    if item.kind is TodoKind.DRAFT_OPEN:
        return _DRAFT_PAGES.get(item.owner.partition(":")[0], "today"), f"draft:{item.owner}"
    page, argument = _LINKS[item.kind]
    return page, argument or item.owner


def todo_columns(today: Callable[[], date]) -> tuple[Column[TodoItem], ...]:
    """Return the columns of the list of things to do."""

    def said(item: TodoItem) -> str:
        return todo_words(item, today())

    def tone(item: TodoItem) -> str:
        past = item.kind is TodoKind.VISIT_DUE and item.on is not None and item.on < today()
        return "late" if past else _TONES.get(item.kind, "")

    return (
        Column("事项", lambda item: item, said, width=230, tone=tone, tip=said),
        Column("企业", lambda item: item.name, width=200, tip=lambda item: item.name),
        Column("日期", lambda item: item, todo_day, width=170),
    )


def step_words(step: FilingStep) -> str:
    """Return how far a step is, in words and numbers."""
    counted = _STEP_COUNTS[step.code].format(done=step.done, total=step.total)
    return f"{counted}，{step.explained} 户已说明" if step.explained else counted


def band_bars(bands: tuple[Band, ...], unreported: int) -> tuple[BandBar, ...]:
    """Return the bands as bars from low to high, and those of which nothing was reported at the end."""
    drawn = [BandBar(_band_words(band), band.count, f"band:{band.index}") for band in bands]
    return (*drawn, BandBar("未报", unreported, "band:-1"))


def target_lines(overview: Overview) -> tuple[str, ...]:
    """Return each target with the paper it stands on."""
    return tuple(
        f"{label(target.measure)} {target.value} 户（{'方案原文' if target.issued else '本单位填写'}："
        f"{target.basis or '未写依据'}）"
        for target in overview.targets
    )


def _band_words(band: Band) -> str:
    low = "" if band.low is None else _wan(band.low)
    high = "" if band.high is None else _wan(band.high)
    if not low:
        return f"{high} 以下"
    return f"{low}—{high}" if high else f"{low} 及以上"


def _wan(fen: int) -> str:
    return shown.money(fen).partition(".")[0].replace(",", "")
