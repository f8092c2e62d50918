"""What the list of enterprises needs to know of unit, year and plan, and where it takes its revenues from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.codes import Measure

_OF_UNIT = (
    " LEFT JOIN figure {name} ON {name}.enterprise = e.uid AND {name}.period = {period}"
    " AND {name}.measure = '{measure}' AND {name}.by_unit = :unit"
)
# the county's word, else what all offices say, else the word of the unit that decides: as domain/effective.py has it
_COUNTING = (
    " LEFT JOIN (SELECT enterprise, coalesce(max(CASE WHEN by_unit = :unit THEN amount END),"
    " CASE WHEN min(amount) = max(amount) THEN min(amount) END,"
    " max(CASE WHEN by_unit = :lead_{measure} THEN amount END)) AS amount"
    " FROM figure WHERE period = {period} AND measure = '{measure}' GROUP BY enterprise) {name}"
    " ON {name}.enterprise = e.uid"
)


@dataclass(frozen=True, slots=True)
class ListRules:
    """What the list needs of the workspace and its plan; money in 分."""

    unit: str
    year: int
    threshold: int
    near_from: int
    bands: tuple[int, ...]
    unit_names: Mapping[str, str]
    county: bool = False  # every office's figures are here, and those count that `domain/effective.py` says
    leads: Mapping[Measure, str] = field(default_factory=dict)

    def parameters(self) -> dict[str, Any]:
        """Return the values that the list's statements name."""
        return {
            "unit": self.unit,
            "last_year": str(self.year - 1),
            "threshold": self.threshold,
            "near": self.near_from,
            "year_start": f"{self.year}-01-01",
            "year_end": f"{self.year + 1}-01-01",
            "lead_main_revenue_year": self.leads.get(Measure.MAIN_REVENUE_YEAR, ""),
            "lead_main_revenue_ytd": self.leads.get(Measure.MAIN_REVENUE_YTD, ""),
        }

    @property
    def revenue(self) -> str:
        """The join that gives last year's revenue the name `r`."""
        return self._joined("r", ":last_year", Measure.MAIN_REVENUE_YEAR)

    @property
    def so_far(self) -> str:
        """The join that gives the cumulative revenue of a month the name `m`."""
        return self._joined("m", ":month", Measure.MAIN_REVENUE_YTD)

    def _joined(self, name: str, period: str, measure: Measure) -> str:
        return (_COUNTING if self.county else _OF_UNIT).format(name=name, period=period, measure=measure)
