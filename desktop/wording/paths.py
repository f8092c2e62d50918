"""Names of the files that leave this computer (design.md 9)."""

import re
from datetime import date

from desktop.domain.month import Month
from desktop.wording import shown

_REFUSED = re.compile(r'[\\/:*?"<>|\s]+')
# Linux takes 255 bytes a name, a character of ours has three
_UNIT, _FORM = 30, 40
_GAP = re.compile(r"（[^（）]*\{[a-z_]+\}[^（）]*）|\{[a-z_]+\}年?度?")
_SOME_LIST = "推荐名单"


def form_name(title: str) -> str:
    """Return what a form is called without its gaps: 重点培育企业运行监测月报."""
    return _GAP.sub("", title.replace("{list}", _SOME_LIST)).strip()


def filing_name(unit: str, form: str, month: Month, number: int) -> str:
    """Return the file name, without suffix, of round *number* of *form*: 单位_表名_2026年10月_第1次.

    A long name of the unit or form is cut, the month and the round never are.
    """
    return "_".join((safe(unit)[:_UNIT], safe(form)[:_FORM], shown.month(month), f"第{number}次"))


def paper_name(unit: str, form: str, month: Month, *, blank: bool) -> str:
    """Return the file name, without suffix, of a paper that is no round: 单位_表名_2026年10月, 单位_表名_空白."""
    return "_".join((safe(unit)[:_UNIT], safe(form)[:_FORM], "空白" if blank else shown.month(month)))


def list_name(unit: str, title: str, on: date) -> str:
    """Return the file name, without suffix, of a list as it stood on a day: 单位_企业名单_2026-11-05."""
    return "_".join((safe(unit)[:_UNIT], safe(title)[:_FORM], on.isoformat()))


def filing_name_of(unit: str, form: str, month: Month, who: str) -> str:
    """Return the file name, without suffix, of *form* for one enterprise: 单位_表名_2026年10月_企业."""
    return "_".join((safe(unit)[: _UNIT // 2], safe(form)[: _FORM // 2], shown.month(month), who[:_UNIT]))


def safe(name: str) -> str:
    """Return *name* without what a file name may not hold."""
    return "".join(char for char in _REFUSED.sub("", name) if char.isprintable()).strip(".")
