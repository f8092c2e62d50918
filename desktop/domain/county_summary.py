"""The county's table of a month by unit (汇总): distinct enterprises, once by territory and once by sector.

Both dimensions part the same enterprises, so that their sums are equal; they are never added to each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.codes import Dimension, Measure
from desktop.domain.county import CountyLine, Sum, sums_of
from desktop.domain.issue import IssueRow

Places = Mapping[str, Mapping[Dimension, str]]  # enterprise → dimension → unit, empty for none


@dataclass(frozen=True, slots=True)
class VisitMade:
    """One visit: to which enterprise, by which office, and whether it was in the month itself."""

    enterprise: str
    unit: str
    in_month: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What the county knows of a month: the enterprises with their figures, the year's visits and its issues."""

    lines: Sequence[CountyLine]
    places: Places
    visits: Sequence[VisitMade] = ()
    issues: Sequence[IssueRow] = ()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One unit in one dimension, or all of them (*whole*); *unit* is empty for enterprises that nobody holds."""

    dimension: Dimension
    unit: str
    whole: bool
    lines: tuple[CountyLine, ...]
    visits: tuple[VisitMade, ...]
    issues: tuple[IssueRow, ...]

    @property
    def sums(self) -> dict[Measure, Sum]:
        """The sum of each measure; what is open is left out and counted."""
        return sums_of(self.lines)

    @property
    def waiting(self) -> int:
        """How many figures wait to be checked."""
        return sum(len(line.open) for line in self.lines)

    @property
    def reported(self) -> int:
        """Of how many enterprises somebody told the cumulative revenue, open ones included."""
        return sum(Measure.MAIN_REVENUE_YTD in line.cells.said for line in self.lines)

    @property
    def compared(self) -> tuple[int, int, int]:
        """The cumulative revenue, the same a year ago, and of how many enterprises: those that have both."""
        told = [(line.amount(Measure.MAIN_REVENUE_YTD), line.line.ytd_last) for line in self.lines]
        both = [(now, then) for now, then in told if now is not None and then is not None]
        return sum(now for now, _ in both), sum(then for _, then in both), len(both)

    def visited(self, *, in_month: bool) -> int:
        """Return how many of its enterprises somebody visited, in the month or in the year so far."""
        return len({visit.enterprise for visit in self.visits if visit.in_month or not in_month})

    @property
    def own_visits(self) -> int:
        """How many of the month's visits to its enterprises the unit itself paid."""
        return sum(visit.in_month and visit.unit == self.unit for visit in self.visits)


def summary(merged: Merged, units: Mapping[Dimension, Sequence[str]]) -> tuple[SummaryLine, ...]:
    """Return a line for each unit that holds an enterprise, in the order of *units*, then the whole, by dimension."""
    return tuple(line for dimension in units for line in _of_dimension(merged, dimension, units[dimension]))


def _of_dimension(merged: Merged, dimension: Dimension, units: Sequence[str]) -> Iterator[SummaryLine]:
    owner = {uid: owners.get(dimension, "") for uid, owners in merged.places.items()}
    listed = {line.line.enterprise for line in merged.lines}
    visits = [visit for visit in merged.visits if visit.enterprise in listed]
    issues = [issue for issue in merged.issues if issue.enterprise in listed]
    found = {owner.get(uid, "") for uid in listed}
    known = [unit for unit in units if unit in found]
    for unit in (*known, *sorted(found - {*known, ""}), *([""] if "" in found else [])):
        yield SummaryLine(
            dimension,
            unit,
            whole=False,
            lines=tuple(line for line in merged.lines if owner.get(line.line.enterprise, "") == unit),
            visits=tuple(_held(visits, owner, unit)),
            issues=tuple(issue for issue in issues if owner.get(issue.enterprise, "") == unit),
        )
    yield SummaryLine(dimension, "", True, tuple(merged.lines), tuple(visits), tuple(issues))


def _held(visits: Iterable[VisitMade], owner: Mapping[str, str], unit: str) -> Iterator[VisitMade]:
    return (visit for visit in visits if owner.get(visit.enterprise, "") == unit)
