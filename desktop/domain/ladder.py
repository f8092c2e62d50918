"""The list as a ladder (梯次): how many enterprises of each library stand in each band of collected revenue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.codes import LibraryStatus, OperatingStatus, Standing, Tier
from desktop.domain.cultivation import YearDraft
from desktop.domain.library_codes import GONE, LadderBasis, Likelihood
from desktop.domain.tiers import band

NOT_REPORTED = -1


@dataclass(frozen=True, slots=True)
class Member:
    """One enterprise as the libraries show it, with this year's record; money in 分, None is not collected."""

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    tier: Tier | None
    status: OperatingStatus
    library_status: LibraryStatus
    standing: Standing
    last_year: int | None
    year_to_date: int | None
    draft: YearDraft
    likelihood: Likelihood | None = None

    def amount(self, basis: LadderBasis) -> int | None:
        """Return the collected revenue that *basis* names."""
        return self.last_year if basis is LadderBasis.LAST_YEAR else self.year_to_date


@dataclass(frozen=True, slots=True)
class LadderCell:
    """Who stands in one band of one library; band -1 is not reported."""

    tier: Tier | None
    band: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Every band against every library; who is admitted stands beside it, not in it."""

    basis: LadderBasis
    edges: tuple[int, ...]
    cells: tuple[LadderCell, ...]
    admitted: tuple[Member, ...]

    def cell(self, tier: Tier | None, number: int) -> LadderCell:
        """Return the cell of *tier* and band *number*."""
        return next(cell for cell in self.cells if (cell.tier, cell.band) == (tier, number))


def ladder(members: Iterable[Member], edges: Sequence[int], basis: LadderBasis) -> Ladder:
    """Return *members* sorted into bands of the revenue that *basis* names."""
    everyone = tuple(members)
    here = [each for each in everyone if each.tier is not None or each.status not in GONE]
    outside = [each for each in here if each.library_status is not LibraryStatus.ADMITTED]
    cells = []
    for tier in (Tier.KEY, Tier.BASE, None):
        for number in (*range(len(edges), -1, -1), NOT_REPORTED):
            inside = [each for each in outside if each.tier is tier and _place(each.amount(basis), edges) == number]
            cells.append(LadderCell(tier, number, tuple(inside)))
    admitted = tuple(each for each in everyone if each.library_status is LibraryStatus.ADMITTED)
    return Ladder(basis, tuple(edges), tuple(cells), admitted)


def _place(amount: int | None, edges: Sequence[int]) -> int:
    return NOT_REPORTED if amount is None else band(amount, edges)
