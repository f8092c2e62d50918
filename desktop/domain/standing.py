"""Where an enterprise stands to the size (临规、达规未入): plain arithmetic on collected figures, for the screen only.

Three measures stand side by side, each with its month and source. Nothing here works out a year that is not over,
and nothing of it goes on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.codes import Measure, Standing
from desktop.domain.exit_risk import Watched, last_twelve
from desktop.domain.figure import FigureValue
from desktop.domain.handed_in import Kept
from desktop.domain.library_codes import Likelihood
from desktop.domain.month import Month
from desktop.domain.precheck import Measured, three_measures


@dataclass(frozen=True, slots=True)
class Gap:
    """One collected figure beside the threshold; *short* is what the threshold has more, 0 where it is reached."""

    measure: Measure
    period: str
    value: FigureValue | None
    short: int | None


@dataclass(frozen=True, slots=True)
class StandingView:
    """Where one enterprise stands: last year's revenue, three measures of this year, and the band if it is wanted."""

    standing: Standing
    threshold: int
    last_year: Gap
    gaps: tuple[Gap, ...]
    reached_by: tuple[Measure, ...]
    differs: bool
    likelihood: Likelihood | None


def short_of(amount: int | None, threshold: int) -> int | None:
    """Return what *threshold* has more than *amount*, 0 where it is reached; None where nothing was collected."""
    return None if amount is None else max(0, threshold - amount)


def gaps(kept: Kept, cutoff: Month, threshold: int) -> tuple[Gap, ...]:
    """Return the three measures of the year up to *cutoff* beside *threshold*."""
    return tuple(_gap(each, threshold) for each in three_measures(kept, cutoff, threshold))


def likelihood(watched: Watched, collected: int, *, threshold: int, near_from: int, months: int) -> Likelihood:
    """Return the coarse band of the last twelve months as they were collected.

    With fewer than *months* collected months, or a part of the twelve missing, nothing can be said.
    """
    twelve = last_twelve(watched)
    if twelve is None or collected < months:
        return Likelihood.UNKNOWN
    if twelve >= threshold:
        return Likelihood.HIGH
    return Likelihood.MEDIUM if twelve >= near_from else Likelihood.LOW


def collected_months(kept: Kept, cutoff: Month) -> int:
    """Return how many of the last eleven reporting months up to *cutoff* have a cumulative revenue."""
    months: Sequence[Month] = [cutoff.back(steps) for steps in range(11)]
    return sum(Measure.MAIN_REVENUE_YTD in kept.get(str(month), {}) for month in months)


def _gap(each: Measured, threshold: int) -> Gap:
    amount = None if each.value is None else each.value.amount
    return Gap(each.measure, "" if each.month is None else str(each.month), each.value, short_of(amount, threshold))
