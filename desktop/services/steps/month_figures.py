"""The figures a form of a month shows: the own unit's, or at the county those that count, with what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.queries import county_figures, figures
from db.unit_of_work import Database
from desktop.domain.codes import Measure
from desktop.domain.county import open_of
from desktop.domain.effective import Cells
from desktop.domain.filing import OPEN, FactValue
from desktop.domain.month import Month
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """*values* by enterprise and period; at the county *cells* has every office's word of the month by enterprise."""

    values: figures.Figures
    cells: Mapping[str, Cells] = field(default_factory=dict)
    open: Mapping[str, frozenset[Measure]] = field(default_factory=dict)

    def marks(self, enterprise: str) -> dict[str, FactValue]:
        """Return what a row of facts carries of the figures that wait to be checked (待核对)."""
        waiting = self.open.get(enterprise)
        return {OPEN: ",".join(each for each in Measure if each in waiting)} if waiting else {}


def month_figures(database: Database, office: Office, month: Month, uids: Sequence[str]) -> MonthFigures:
    """Return the figures of *uids* in *month*, with the cumulative revenue of the month before and a year ago."""
    beside = [str(each) for each in (month.last_year, month.previous) if each is not None]
    own = office.workspace
    if not own.is_county:
        return MonthFigures(database.read(figures.of_month, str(month), beside, own.unit, uids))
    kept = database.read(county_figures.of_month, str(month), beside, uids)
    return MonthFigures(
        county_figures.values_of(kept),
        {uid: periods.get(str(month), Cells()) for uid, periods in kept.items()},
        {uid: open_of(month, periods) for uid, periods in kept.items()},
    )
