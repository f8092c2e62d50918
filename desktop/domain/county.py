"""The county's look at a month: each enterprise with what counts, and sums that say what they leave out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.codes import Measure
from desktop.domain.effective import Basis, Cells
from desktop.domain.figure import MONTHLY, FigureLine
from desktop.domain.month import Month

_NOTHING = Cells()


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One enterprise in a month: *line* has what counts, *cells* every office's word, *open* what waits to be checked.

    What follows by arithmetic from an open figure (当月 from 累计) waits too.
    """

    line: FigureLine
    department: str
    cells: Cells
    open: frozenset[Measure]

    @property
    def adopted(self) -> frozenset[Measure]:
        """The measures whose value the county adopted (采用值)."""
        return frozenset(measure for measure, each in self.cells.said.items() if each.basis is Basis.ADOPTED)

    def amount(self, measure: Measure) -> int | None:
        """Return the amount that is shown of *measure*: what counts, or what follows from it by arithmetic."""
        if measure is Measure.MAIN_REVENUE_MONTH:
            return self.line.month_revenue
        if measure is Measure.MAIN_REVENUE_YTD_LAST:
            return self.line.ytd_last
        value = self.line.values.get(measure)
        return None if value is None else value.amount


class Sum(NamedTuple):
    """Amounts added up: *amount* is None where nothing counted, which is not 0; *open* ones are left out."""

    amount: int | None
    counted: int
    open: int


def open_of(month: Month, kept: Mapping[str, Cells]) -> frozenset[Measure]:
    """Return what waits to be checked of an enterprise in *month*, out of what is *kept* of it by period."""
    now = kept.get(str(month), _NOTHING)
    found = set(now.open)
    ytd = Measure.MAIN_REVENUE_YTD
    beside = ytd in now.open or (ytd in now.said and ytd in kept.get(str(month.previous), _NOTHING).open)
    if beside and Measure.MAIN_REVENUE_MONTH not in now.said:
        found.add(Measure.MAIN_REVENUE_MONTH)
    if ytd in kept.get(str(month.last_year), _NOTHING).open and Measure.MAIN_REVENUE_YTD_LAST not in now.said:
        found.add(Measure.MAIN_REVENUE_YTD_LAST)
    return frozenset(found)


def sum_of(lines: Iterable[CountyLine], measure: Measure) -> Sum:
    """Return the sum of the amounts shown of *measure*, over how many, and how many open ones it leaves out (I20)."""
    amount, counted, waiting = 0, 0, 0
    for line in lines:
        shown = line.amount(measure)
        if measure in line.open:
            waiting += 1
        elif shown is not None:
            amount, counted = amount + shown, counted + 1
    return Sum(amount if counted else None, counted, waiting)


def sums_of(lines: Iterable[CountyLine]) -> dict[Measure, Sum]:
    """Return the sum of each monthly measure over *lines*."""
    kept = tuple(lines)
    return {measure: sum_of(kept, measure) for measure in MONTHLY}
