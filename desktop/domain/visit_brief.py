"""What to know before a visit (走访准备): the last one, open issues, figures, what is missing, what to bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.codes import Measure
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureValue
from desktop.domain.issue import IssueRow
from desktop.domain.month import Month
from desktop.domain.officer import OfficerRow
from desktop.domain.visit import Visit
from desktop.domain.visit_reader import Topic

# of the master data, what an office asks for at the gate
ASKED = ("credit_code", "contact", "contact_phone", "industry_code", "established_on", "products", "accountant")
_TREND = 3


@dataclass(frozen=True, slots=True)
class CollectedFigure:
    """One figure as it was collected; nothing is worked out from it."""

    period: str
    measure: Measure
    value: FigureValue


@dataclass(frozen=True, slots=True)
class VisitBrief:
    """Everything one sheet says; *missing_months* have no cumulative revenue, *missing* are fields without a value."""

    enterprise: str
    draft: EnterpriseDraft
    township: str
    department: str
    month: Month
    officers: tuple[OfficerRow, ...]
    last: Visit | None
    issues: tuple[IssueRow, ...]
    figures: tuple[CollectedFigure, ...]
    missing_months: tuple[str, ...]
    missing_measures: tuple[Measure, ...]
    missing: tuple[str, ...]
    topics: tuple[Topic, ...]
    told: tuple[Topic, ...]


Kept = Mapping[str, Mapping[Measure, FigureValue]]  # period → measure → value


def months_until(month: Month) -> tuple[Month, ...]:
    """Return the reporting months of the year of *month* up to it."""
    return tuple(Month(month.year, number) for number in range(2, month.number + 1))


def trend(kept: Kept, month: Month) -> tuple[CollectedFigure, ...]:
    """Return the last cumulative revenues of the year, the same month of last year, and the newest of the others."""
    ytd = Measure.MAIN_REVENUE_YTD
    reported = [each for each in months_until(month) if ytd in kept.get(str(each), {})]
    found = [CollectedFigure(str(each), ytd, kept[str(each)][ytd]) for each in reported[-_TREND:]]
    if before := kept.get(str(month.last_year), {}).get(ytd):
        found.append(CollectedFigure(str(month.last_year), ytd, before))
    for measure in (Measure.ELECTRICITY_YTD, Measure.TAX_YTD, Measure.STAFF):
        newest = next((each for each in reversed(months_until(month)) if measure in kept.get(str(each), {})), None)
        if newest is not None:
            found.append(CollectedFigure(str(newest), measure, kept[str(newest)][measure]))
    return tuple(found)


def missing_months(kept: Kept, month: Month) -> tuple[str, ...]:
    """Return the months of the year up to *month* without a cumulative revenue."""
    return tuple(str(each) for each in months_until(month) if Measure.MAIN_REVENUE_YTD not in kept.get(str(each), {}))


def missing_measures(kept: Kept, month: Month, wanted: Sequence[str]) -> tuple[Measure, ...]:
    """Return which of the measures *wanted* were not reported for *month*."""
    reported = kept.get(str(month), {})
    return tuple(measure for measure in Measure if measure in wanted and measure not in reported)


def missing_fields(draft: EnterpriseDraft) -> tuple[str, ...]:
    """Return the fields an office asks for that *draft* leaves empty."""
    return tuple(name for name in ASKED if not getattr(draft, name))
