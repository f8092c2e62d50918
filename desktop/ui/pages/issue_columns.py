"""The columns of the issue ledger and the six groups its states are shown in (domain.md 5.5)."""

from datetime import date

from desktop.domain.codes import IssueState
from desktop.domain.issue import IssueRow, IssueStep
from desktop.ui.models.table_model import Column
from desktop.wording import shown
from desktop.wording.labels import label

ALL = "all"

GROUPS: tuple[tuple[str, str, frozenset[IssueState]], ...] = (
    ("register", "登记", frozenset({IssueState.REGISTERED})),
    ("assign", "交办", frozenset({IssueState.TO_ASSIGN, IssueState.ASSIGNED, IssueState.SIGNED_FOR})),
    ("handling", "办理中", frozenset({IssueState.HANDLING})),
    ("resolved", "办结", frozenset({IssueState.RESOLVED})),
    ("followed_up", "回访", frozenset({IssueState.FOLLOWED_UP})),
    ("closed", "销号", frozenset({IssueState.CLOSED})),
    ("parked", "挂账", frozenset({IssueState.PARKED})),
)

_DONE = frozenset({IssueState.RESOLVED, IssueState.FOLLOWED_UP, IssueState.CLOSED})
_TONES = {IssueState.CLOSED: "good", IssueState.PARKED: "soon"}


def group_of(state: IssueState) -> str:
    """Return the group that *state* is shown in."""
    return next(code for code, _, states in GROUPS if state in states)


def states_of(group: str) -> frozenset[IssueState]:
    """Return the states of *group*; none stand for all."""
    return next((states for code, _, states in GROUPS if code == group), frozenset())


def is_late(row: IssueRow, today: date) -> bool:
    """Return whether the day that was typed as the limit of *row* has passed and it is not resolved."""
    return row.due_on is not None and row.due_on < today and row.state not in _DONE and not row.voided


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tone(row: IssueRow) -> str:
    return "off" if row.voided else _TONES.get(row.state, "")


def _remark(row: IssueRow) -> str:
    return f"作废：{row.void_reason}" if row.voided else _one_line(row.last_note)


COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("提出日期", lambda row: row.raised_on, shown.day, width=94),
    Column("企业名称", lambda row: row.enterprise_name, width=190, tip=lambda row: row.enterprise_name),
    Column("类别", lambda row: row.category, label, width=72),
    Column("问题描述", lambda row: row.description, _one_line, width=220, tip=lambda row: row.description),
    Column("状态", lambda row: row.state, label, width=70, tone=_tone),
    Column("主办单位", lambda row: row.handler, width=100, tip=lambda row: row.handler),
    Column("办理时限", lambda row: row.due_on, shown.day, width=94),
    Column("最新办理情况", _remark, width=180, tip=_remark),
    Column("重要程度", lambda row: row.level, label, width=72),
    Column("属地", lambda row: row.township, width=84),
    Column("问题编号", lambda row: row.number, width=180),
)


def step_words(step: IssueStep) -> str:
    """Return what a deed said, in one line."""
    parts = (
        f"主办：{step.handler}" if step.handler else "",
        f"时限：{shown.day(step.due_on)}" if step.due_on else "",
        label(step.resolution) if step.resolution else "",
        label(step.satisfaction) if step.satisfaction else "",
        _one_line(step.note),
    )
    return "；".join(part for part in parts if part)


STEP_COLUMNS: tuple[Column[IssueStep], ...] = (
    Column("日期", lambda step: step.on, shown.day, width=90),
    Column("办理", lambda step: step.action, label, width=84),
    Column("情况", step_words, width=170, tip=step_words),
    Column("经手人", lambda step: step.who, width=70),
)
