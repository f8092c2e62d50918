"""The columns of the issue ledger, of the deeds on one issue, and of what many enterprises ask for."""

from desktop.domain.deadline import Stage, Urgency
from desktop.domain.issue import IssueRow, IssueStep
from desktop.domain.issue_codes import IssueState
from desktop.domain.issue_rates import CommonIssue
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.issue_texts import deadline_words, step_words
from desktop.wording.labels import label

_STATE_TONES = {IssueState.CLOSED: "good", IssueState.PARKED: "soon"}


def one_line(text: str) -> str:
    """Return *text* without its line ends."""
    return " ".join(text.split())


def urgency_tone(row: IssueRow) -> str:
    """Return the colour of what is due; the words beside it say the same."""
    if row.voided:
        return "off"
    if row.deadline.urgency is Urgency.LATE:
        return "soon" if row.deadline.stage is Stage.NEXT else "late"
    return "soon" if row.deadline.urgency is Urgency.SOON else ""


def _state_tone(row: IssueRow) -> str:
    return "off" if row.voided else _STATE_TONES.get(row.state, "")


def _remark(row: IssueRow) -> str:
    return f"作废：{row.void_reason}" if row.voided else one_line(row.last_note)


def _others(row: IssueRow) -> str:
    parts = (f"分办：{row.sharing}" if row.sharing else "", f"协办：{row.assisting}" if row.assisting else "")
    return "；".join(part for part in parts if part)


COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("提出日期", lambda row: row.raised_on, shown.day, width=92),
    Column("企业名称", lambda row: row.enterprise_name, width=180, tip=lambda row: row.enterprise_name),
    Column("类别", lambda row: row.category, label, width=70),
    Column("问题描述", lambda row: row.description, one_line, width=170, tip=lambda row: row.description),
    Column("状态", lambda row: row.state, label, width=66, tone=_state_tone),
    Column("时限", lambda row: row.deadline, deadline_words, width=146, tone=urgency_tone),
    Column("到期日", lambda row: row.deadline.on, shown.day, width=92),
    Column("主办单位", lambda row: row.handler, width=110, tip=lambda row: row.handler),
    Column("最新办理情况", _remark, width=180, tip=_remark),
    Column("办理层级", lambda row: row.handling, lambda level: label(level) if level else "", width=84),
    Column("分办、协办", _others, width=130, tip=_others),
    Column("重要程度", lambda row: row.level, label, width=72),
    Column("属地", lambda row: row.township, width=84),
    Column("问题编号", lambda row: row.number, width=180),
)

STEP_COLUMNS: tuple[Column[IssueStep], ...] = (
    Column("日期", lambda step: step.on, shown.day, width=90),
    Column("办理", lambda step: step.action, label, width=84),
    Column("情况", step_words, width=170, tip=step_words),
    Column("经手人", lambda step: f"{step.who}（{step.office}）" if step.office else step.who, width=70),
)


def _repeated(each: CommonIssue) -> str:
    return "、".join(f"{name}（{times} 次）" for _, name, times in each.repeated)


COMMON_COLUMNS: tuple[Column[CommonIssue], ...] = (
    Column("诉求类别", lambda each: each.category, label, width=110),
    Column("涉及企业（户）", lambda each: len(each.enterprises), align=RIGHT, width=110),
    Column("问题（个）", lambda each: len(each.issues), align=RIGHT, width=90),
    Column("未销号（个）", lambda each: len(each.open), align=RIGHT, width=100),
    Column("重复提出的企业", _repeated, width=420, tip=_repeated),
)
