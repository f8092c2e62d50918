"""The columns of who answers for whom, and of the campaigns."""

from datetime import date

from desktop.domain.campaign import CampaignRow
from desktop.domain.officer import OfficerRow
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.visit_papers import rhythm, with_post


def officer_columns(today: date) -> tuple[Column[OfficerRow], ...]:
    """Return the columns as of *today*: a day that is past is late."""
    return (
        Column("企业名称", lambda row: row.enterprise_name, width=230, tip=lambda row: row.enterprise_name),
        Column("包联领导", lambda row: with_post(row.draft.leader, row.draft.leader_post), width=160),
        Column("责任人", lambda row: with_post(row.draft.person, row.draft.post), width=160),
        Column("责任单位", lambda row: row.draft.unit, width=84),
        Column("要求频次", lambda row: row.draft, rhythm, width=190, tip=lambda row: rhythm(row.draft)),
        Column("最近走访", lambda row: row.last_on, shown.day, width=96),
        Column("应走访", lambda row: row.due_on, shown.day, width=96, tone=lambda row: _tone(row, today)),
        Column("提醒", lambda row: _due_word(row, today), width=84, tone=lambda row: _tone(row, today)),
        Column("属地", lambda row: row.township, width=84),
        Column("开始", lambda row: row.draft.since, shown.day, width=96),
        Column("结束", lambda row: row.draft.until, shown.day, width=96),
        Column("依据", lambda row: row.draft.basis, width=150, tip=lambda row: row.draft.basis),
        Column("备注", _note, width=160, tip=_note, tone=lambda row: "off" if row.voided else ""),
    )


CAMPAIGN_COLUMNS: tuple[Column[CampaignRow], ...] = (
    Column("专项活动", lambda row: row.draft.name, width=220),
    Column("依据文件", lambda row: row.draft.document, width=200),
    Column("出处", lambda row: row.clause if row.planned else "本单位自己加的", width=240),
    Column("开始", lambda row: row.draft.since, shown.day, width=96),
    Column("结束", lambda row: row.draft.until, shown.day, width=96),
    Column("走访次数", lambda row: row.visits, align=RIGHT, width=80),
    Column("企业户数", lambda row: row.enterprises, align=RIGHT, width=80),
    Column("备注", lambda row: row.draft.note, width=160),
)


def _due(row: OfficerRow, today: date) -> bool:
    return row.current and not row.voided and row.due_on is not None and row.due_on <= today


def _due_word(row: OfficerRow, today: date) -> str:
    return "该走访了" if _due(row, today) else ""


def _tone(row: OfficerRow, today: date) -> str:
    return "soon" if _due(row, today) else ""


def _note(row: OfficerRow) -> str:
    if row.voided:
        return f"作废：{row.void_reason}"
    return row.draft.until_reason or row.draft.note
