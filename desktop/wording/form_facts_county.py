"""What the facts of the county's papers over merged data are called, and how their sums say what they leave out."""

from collections.abc import Mapping
from decimal import Decimal

from desktop.domain.filing import FormSubject
from desktop.wording import shown

COUNTY = {
    "told_by": "谁报的（各单位）",
    "adopted": "县里采用的项目",
    "to_check": "待核对的项目",
    "enterprises": "企业户数",
    "reported": "已报户数",
    "unreported": "未报户数",
    "waiting": "待核对处数",
    "compared": "同比按几户计算",
    "compared_now": "本期和同期都有数的企业本期累计",
    "compared_then": "本期和同期都有数的企业同期累计",
    "compared_growth": "主营业务收入累计同比",
    "visits": "当月走访次数",
    "own_visits": "其中本单位走访次数",
    "visited": "当月走访到的企业户数",
    "visits_year": "全年走访次数",
    "visited_year": "全年走访到的企业户数",
    "issues_received": "受理问题数（全年，含年初未销号）",
    "issues_resolved": "已办结问题数",
    "resolved_rate": "办结率",
    "issues_closed": "已销号问题数",
    "issues_late": "逾期问题数",
    "followed_up": "已回访问题数",
    "satisfied": "回访满意数",
    "satisfied_rate": "满意率",
}
COUNTY_OWN: Mapping[tuple[FormSubject, str], str] = {(FormSubject.COUNTY_MONTH, "name"): "单位"}

TO_CHECK_NOTE = "“{name}”有 {count} 处待核对（各单位报的不一致，县里还没有采用），没有计入。"
JOINED = "、"
TELLS = "{unit}报{items}"
LISTED = "；"


def rate(part: Decimal | None) -> str:
    """Return a rate in percent; a dash where there is nothing to divide by."""
    return shown.percent(part)
