"""Pieces of sentences of the month told in sentences (本月工作情况)."""

from collections.abc import Iterable, Mapping
from datetime import date

from desktop.wording import shown


def listed_names(names: Iterable[str]) -> str | None:
    """Return *names* as one list, or None where there are none."""
    return "、".join(names) or None


def planned_words(months: Mapping[str, Iterable[str]]) -> str | None:
    """Return who means to apply when: 2026年11月 甲厂、乙厂；2026年12月 丙厂."""
    told = (f"{shown.calendar_month(month)} {listed_names(names)}" for month, names in sorted(months.items()))
    return "；".join(told) or None


def grown_words(percent: str) -> str:
    """Return how a sum stands to last year's: 增长12.3%, 下降4.0%."""
    return f"下降{percent.removeprefix('-')}" if percent.startswith("-") else f"增长{percent}"


def closing_words(on: date) -> str:
    """Return the day on which a window closes, as a sentence says it."""
    return f"{on.month}月{on.day}日"
