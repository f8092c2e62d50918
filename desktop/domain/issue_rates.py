"""Counting the issue ledger: how many were received, answered and closed by a day, and what many firms ask for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.issue import ENDED_STATES, OPEN_STATES, IssueRow
from desktop.domain.issue_clock import is_late
from desktop.domain.issue_codes import IssueCategory, IssueState, Resolution, Satisfaction


class Tally(StrEnum):
    """What is counted."""

    RECEIVED = "received"
    RESOLVED = "resolved"
    SOLVED = "solved"
    FOLLOWED_UP = "followed_up"
    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    CLOSED = "closed"
    LATE = "late"
    PARKED = "parked"


class Ratio(StrEnum):
    """What is divided (办结率, 解决率, 满意率)."""

    RESOLVED = "resolved_rate"
    SOLVED = "solved_rate"
    SATISFIED = "satisfied_rate"


# ÷ received, ÷ received, ÷ followed up: domain.md 5.5
PARTS: Mapping[Ratio, tuple[Tally, Tally]] = {
    Ratio.RESOLVED: (Tally.RESOLVED, Tally.RECEIVED),
    Ratio.SOLVED: (Tally.SOLVED, Tally.RECEIVED),
    Ratio.SATISFIED: (Tally.SATISFIED, Tally.FOLLOWED_UP),
}


@dataclass(frozen=True, slots=True)
class IssueRates:
    """The counts of the year by *as_of*, each as the uids behind it."""

    year: int
    as_of: date
    issues: Mapping[Tally, tuple[str, ...]]

    def count(self, tally: Tally) -> int:
        """Return how many."""
        return len(self.issues[tally])

    def ratio(self, ratio: Ratio) -> Decimal | None:
        """Return the part; None where there is nothing to divide by."""
        part, whole = (self.count(tally) for tally in PARTS[ratio])
        return Decimal(part) / whole if whole else None


@dataclass(frozen=True, slots=True)
class CommonIssue:
    """What one category of issues amounts to: how many, of how many enterprises, and who asked more than once."""

    category: IssueCategory
    issues: tuple[str, ...]
    open: tuple[str, ...]
    enterprises: tuple[str, ...]
    repeated: tuple[tuple[str, str, int], ...]  # (uid, name, times), most often first


def rates_of(rows: Sequence[IssueRow], *, year: int, as_of: date) -> IssueRates:
    """Return the counts over *rows*, which are as they stood on *as_of*: received in *year* or open when it began."""
    counts: Mapping[Tally, Callable[[IssueRow], bool]] = {
        Tally.RECEIVED: lambda row: True,
        Tally.RESOLVED: lambda row: row.state in ENDED_STATES,
        Tally.SOLVED: lambda row: row.resolution is Resolution.SOLVED,
        Tally.FOLLOWED_UP: lambda row: row.satisfaction is not None,
        Tally.SATISFIED: lambda row: row.satisfaction is Satisfaction.SATISFIED,
        Tally.FAIRLY: lambda row: row.satisfaction is Satisfaction.FAIRLY,
        Tally.CLOSED: lambda row: row.state is IssueState.CLOSED,
        Tally.LATE: lambda row: is_late(row, on=as_of),
        Tally.PARKED: lambda row: row.state is IssueState.PARKED,
    }
    return IssueRates(
        year, as_of, {tally: tuple(row.uid for row in rows if counted(row)) for tally, counted in counts.items()}
    )


def common_issues(rows: Sequence[IssueRow]) -> tuple[CommonIssue, ...]:
    """Return the categories of *rows*, the one that most enterprises asked for first (共性问题)."""
    found = []
    for category in IssueCategory:
        own = [row for row in rows if row.category is category]
        if own:
            found.append(_common(category, own))
    return tuple(sorted(found, key=lambda each: (-len(each.enterprises), -len(each.issues))))


def _common(category: IssueCategory, rows: list[IssueRow]) -> CommonIssue:
    times = Counter(row.enterprise for row in rows)
    names = {row.enterprise: row.enterprise_name for row in rows}
    repeated = [(uid, names[uid], count) for uid, count in times.most_common() if count > 1]
    return CommonIssue(
        category=category,
        issues=tuple(row.uid for row in rows),
        open=tuple(row.uid for row in rows if row.state in OPEN_STATES),
        enterprises=tuple(times),
        repeated=tuple(repeated),
    )
