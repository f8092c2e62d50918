"""The columns of the visit log."""

from desktop.domain.codes import VisitPurpose
from desktop.domain.visit import VisitRow
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label


def _purposes(purposes: tuple[VisitPurpose, ...]) -> str:
    return "、".join(label(purpose) for purpose in purposes)


def _state(row: VisitRow) -> str:
    return f"作废：{row.void_reason}" if row.voided else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


COLUMNS: tuple[Column[VisitRow], ...] = (
    Column("走访日期", lambda row: row.visited_on, shown.day, width=96),
    Column("企业名称", lambda row: row.enterprise_name, width=230, tip=lambda row: row.enterprise_name),
    Column("属地", lambda row: row.township, width=84),
    Column("方式", lambda row: row.mode, label, width=56),
    Column("事由", lambda row: row.purposes, _purposes, width=130, tip=lambda row: _purposes(row.purposes)),
    Column("走访人员", lambda row: row.visitors, width=130, tip=lambda row: row.visitors),
    Column("走访情况", lambda row: row.summary, _one_line, width=260, tip=lambda row: row.summary),
    Column("问题", lambda row: row.issues, align=RIGHT, width=52),
    Column("附件", lambda row: row.attachments, lambda count: str(count) if count else "", RIGHT, width=52),
    Column("下次走访", lambda row: row.next_on, shown.day, width=96),
    Column("走访编号", lambda row: row.number, width=180),
    Column("备注", _state, width=160, tip=_state, tone=lambda row: "off" if row.voided else ""),
)
