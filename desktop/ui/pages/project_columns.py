"""The columns of the ledger of projects and of what hangs on one."""

from collections.abc import Callable
from datetime import date

from desktop.domain.issue import IssueRow
from desktop.domain.project import Milestone, ProgressLine, ProjectRow, ProjectStage, StageStep, late
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_project import joined

ALL = "all"
_TONES = {ProjectStage.ADMITTED: "good", ProjectStage.DROPPED: "off"}


def _blank(value: int | None) -> str:
    return shown.money(value, blank="")


def _line(text: str) -> str:
    return " ".join(text.split())


def _stage_tone(row: ProjectRow) -> str:
    return "off" if row.voided else _TONES.get(row.stage, "")


def _tasks(row: ProjectRow) -> str:
    if not row.tasks:
        return ""
    behind = f"，逾期 {row.late}" if row.late else ""
    return f"{row.tasks - row.waiting}/{row.tasks}{behind}"


def _problems(row: ProjectRow) -> str:
    return joined(f"未销号 {row.issues}" if row.issues else "", _line(row.needs))


COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("项目名称", lambda row: row.draft.name, width=190, tip=lambda row: row.draft.name),
    Column("阶段", lambda row: row.stage, label, width=92, tone=_stage_tone),
    Column("到此阶段", lambda row: row.stage_on, shown.day, width=92),
    Column("总投资(万元)", lambda row: row.draft.total_investment, _blank, RIGHT, width=96),
    Column("累计完成(万元)", lambda row: row.done, shown.money, RIGHT, width=104),
    Column("节点任务", _tasks, width=92, tone=lambda row: "late" if row.late else "", tip=_tasks),
    Column("形象进度", lambda row: row.look, _line, width=150, tip=lambda row: row.look),
    Column("对接专人", lambda row: row.draft.contact, width=76),
    Column("预计投产", lambda row: row.draft.production_month, width=76),
    Column("存在问题", _problems, width=130, tip=_problems),
    Column("建设单位", lambda row: row.draft.builder, width=170, tip=lambda row: row.draft.builder),
    Column("项目编号", lambda row: row.number, width=180),
)


def _said(step: StageStep) -> str:
    return "；".join(part for part in (step.basis, _line(step.note)) if part)


STEP_COLUMNS: tuple[Column[StageStep], ...] = (
    Column("日期", lambda step: step.on, shown.day, width=90),
    Column("阶段", lambda step: step.stage, label, width=92),
    Column("依据和情况", _said, width=180, tip=_said),
    Column("经手人", lambda step: step.who, width=70),
)

MONTH_COLUMNS: tuple[Column[ProgressLine], ...] = (
    Column("所属期", lambda line: line.month, shown.month_text, width=90),
    Column("当月(万元)", lambda line: line.month_done, shown.money, RIGHT, width=84),
    Column("累计(万元)", lambda line: line.total_done, shown.money, RIGHT, width=88),
    Column("形象进度", lambda line: line.look, _line, width=150, tip=lambda line: line.look),
    Column("需协调事项", lambda line: line.needs, _line, width=120, tip=lambda line: line.needs),
)

ISSUE_COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("提出日期", lambda row: row.raised_on, shown.day, width=90),
    Column("状态", lambda row: row.state, label, width=72),
    Column("问题描述", lambda row: row.description, _line, width=220, tip=lambda row: row.description),
)


def task_columns(today: Callable[[], date]) -> tuple[Column[Milestone], ...]:
    """Return the columns of tasks; whether one is late depends on *today*."""

    def state(task: Milestone) -> str:
        return "完成" if task.done_on else "逾期" if late(task, today()) else "未到期"

    def tone(task: Milestone) -> str:
        return "good" if task.done_on else "late" if late(task, today()) else ""

    return (
        Column("节点任务", lambda task: task.name, width=150, tip=lambda task: task.name),
        Column("计划日期", lambda task: task.planned_on, shown.day, width=90),
        Column("完成日期", lambda task: task.done_on, shown.day, width=90),
        Column("状态", state, width=64, tone=tone),
        Column("责任人", lambda task: task.responsible, width=72),
    )
