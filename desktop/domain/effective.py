"""What counts (有效值) where several offices told one figure: a pure view of what was said, whoever said it first.

The county's own word is the adopted value (采用值) and counts. Without it the units' word counts where they all say the
same, and where they differ that of the unit the county lets decide the measure (字段归口). Otherwise the figure is open
(待核对): nothing counts, every word stays, and sums leave it out and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.codes import Measure
from desktop.domain.figure import FigureValue

NO_LEADS: Mapping[Measure, str] = {}


class Basis(StrEnum):
    """Why a figure counts, or that none does."""

    ADOPTED = "adopted"
    ALONE = "alone"  # one unit told it
    AGREED = "agreed"  # several did, the same amount
    LED = "led"  # they differ, and one of them decides this measure
    OPEN = "open"  # they differ and nobody has decided


@dataclass(frozen=True, slots=True)
class Said:
    """One figure at the county: *value* counts (None while it is open), *told* has every office's word, its own too."""

    basis: Basis
    value: FigureValue | None
    unit: str  # whose word counts; empty while it is open
    told: Mapping[str, FigureValue]


def effective(told: Mapping[str, FigureValue], county: str, lead: str = "") -> Said:
    """Return what counts of *told* (unit → its word, at least one); *county* and *lead* are ids of units.

    The order of *told* does not matter, nor does any day in it.
    """
    if county in told:
        return Said(Basis.ADOPTED, told[county], county, told)
    first = min(told)
    if len(told) == 1:
        return Said(Basis.ALONE, told[first], first, told)
    if len({value.amount for value in told.values()}) == 1:
        return Said(Basis.AGREED, told[first], first, told)
    if lead in told:
        return Said(Basis.LED, told[lead], lead, told)
    return Said(Basis.OPEN, None, "", told)


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of one enterprise and period at the county, by measure."""

    said: Mapping[Measure, Said] = field(default_factory=dict)

    @property
    def values(self) -> Mapping[Measure, FigureValue]:
        """What counts, by measure; open ones are left out."""
        return {measure: each.value for measure, each in self.said.items() if each.value is not None}

    @property
    def open(self) -> frozenset[Measure]:
        """The measures that wait to be checked (待核对)."""
        return frozenset(measure for measure, each in self.said.items() if each.basis is Basis.OPEN)
