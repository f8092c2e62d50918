"""The columns of the list of enterprises."""

from collections.abc import Callable, Collection

from desktop.domain.codes import OperatingStatus, Standing, Tier
from desktop.domain.enterprise import EnterpriseRow
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.widgets.masked_label import mask
from desktop.wording import shown
from desktop.wording.labels import label

# what SQL sorts by, column by column; the same order as the columns
SORTS = (
    "name",
    "credit_code",
    "township",
    "department",
    "tier",
    "standing",
    "last_year_revenue",
    "status",
    "last_visit_on",
    "open_issues",
    "contact",
    "contact_phone",
    "industry_code",
    "library_status",
)
PHONE = SORTS.index("contact_phone")

HIDDEN_AT_FIRST = (SORTS.index("industry_code"), SORTS.index("library_status"))

_STANDING_TONES = {Standing.REACHED: "soon", Standing.NEAR: "soon", Standing.ADMITTED: "good", Standing.UNKNOWN: "off"}
_STATUS_TONES = {
    OperatingStatus.HALF_STOPPED: "soon",
    OperatingStatus.STOPPED: "late",
    OperatingStatus.CLOSED: "late",
    OperatingStatus.DEREGISTERED: "late",
    OperatingStatus.LOST: "late",
}


def columns(uncovered: Collection[str]) -> tuple[Column[EnterpriseRow], ...]:
    """Return the columns; the telephone of an enterprise is covered unless its uid is in *uncovered*."""
    return (
        Column("企业名称", lambda row: row.name, width=248),
        Column("统一社会信用代码", lambda row: row.credit_code, _code, width=166, tone=_code_tone),
        Column("属地乡镇", lambda row: row.township, width=84),
        Column("行业主管部门", lambda row: row.department, width=104),
        Column("培育库", lambda row: row.tier, _tier, width=72),
        Column("营收情况", lambda row: row.standing, label, width=84, tone=_standing_tone),
        Column("上年主营收入（万元）", lambda row: row.last_year_revenue, shown.money, RIGHT, width=144),
        Column("经营状态", lambda row: row.status, label, width=80, tone=_status_tone),
        Column("最近走访", lambda row: row.last_visit_on, _visit, width=94, tone=_visit_tone),
        Column("未销号问题", lambda row: row.open_issues, _issues, RIGHT, width=88),
        Column("联系人", lambda row: row.contact, width=80),
        Column("联系电话", lambda row: row, _phones(uncovered), width=124, tip=_phone_tip),
        Column("行业代码", lambda row: row.industry_code, width=76),
        Column("在库状态", lambda row: row.library_status, label, width=80),
    )


def _phones(uncovered: Collection[str]) -> Callable[[EnterpriseRow], str]:
    def say(row: EnterpriseRow) -> str:
        return row.contact_phone if row.uid in uncovered else mask(row.contact_phone)

    return say


def _code(code: str) -> str:
    return code or "暂无代码"


def _code_tone(row: EnterpriseRow) -> str:
    return "" if row.credit_code else "off"


def _tier(tier: Tier | None) -> str:
    return shown.DASH if tier is None else label(tier)


def _visit(day: object) -> str:
    return "未走访" if day is None else str(day)


def _visit_tone(row: EnterpriseRow) -> str:
    return "soon" if row.last_visit_on is None else ""


def _issues(number: int) -> str:
    return str(number) if number else ""


def _standing_tone(row: EnterpriseRow) -> str:
    return _STANDING_TONES.get(row.standing, "")


def _status_tone(row: EnterpriseRow) -> str:
    return _STATUS_TONES.get(row.status, "")


def _phone_tip(row: EnterpriseRow) -> str:
    return "点击显示或遮住这个电话" if row.contact_phone else ""
