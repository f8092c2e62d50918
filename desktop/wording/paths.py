"""Names of the files that leave this computer (design.md 9)."""

import re

from desktop.domain.month import Month
from desktop.wording import shown

_REFUSED = re.compile(r'[\\/:*?"<>|\s]+')


def form_name(title: str) -> str:
    """Return what a form is called without its month: 重点培育企业运行监测月报."""
    return title.replace("（{month}）", "").replace("{month}", "").strip()


def filing_name(unit: str, form: str, month: Month, number: int) -> str:
    """Return the file name, without suffix, of round *number* of *form*: 单位_表名_2026年10月_第1次."""
    return safe(f"{unit}_{form}_{shown.month(month)}_第{number}次")


def safe(name: str) -> str:
    """Return *name* without what a file name may not hold."""
    return _REFUSED.sub("", name)[:120]
