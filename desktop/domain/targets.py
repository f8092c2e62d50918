"""Targets (目标): what holds in a year, sums within one dimension, and how far a unit has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.month import Month
from desktop.domain.preset import Comparison, Target


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reached against a target; no target means none was issued (not issued)."""

    additions: int
    exits: int
    net: int
    target: int | None

    @property
    def percent(self) -> Decimal | None:
        """Completion (完成率) of the net increase in percent with one decimal; None without a target to divide by."""
        if not self.target:
            return None
        return (Decimal(self.net) * 100 / self.target).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def gap(self) -> int | None:
        """How many are still missing, never below 0; None without a target."""
        return None if self.target is None else max(self.target - self.net, 0)


def net_increase(additions: int, exits: int) -> int:
    """Return the net increase (净增): additions less exits; it may be negative."""
    return additions - exits


def progress(additions: int, exits: int, target: int | None) -> Progress:
    """Return how far *additions* and *exits* have come towards *target*."""
    return Progress(additions, exits, net_increase(additions, exits), target)


def elapsed_percent(month: Month) -> Decimal:
    """Return how much of its year has passed at the end of *month* (序时进度), in percent with one decimal."""
    return (Decimal(month.number) * 100 / 12).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def for_year(targets: Iterable[Target], year: int) -> tuple[Target, ...]:
    """Return the targets that hold in *year*; none means not issued, never last year's."""
    return tuple(target for target in targets if target.year_from <= year <= target.year_to)


def within(
    targets: Iterable[Target],
    dimension: Dimension | None,
    *,
    measure: TargetMeasure = TargetMeasure.NET_INCREASE,
    kind: TargetKind = TargetKind.OFFICIAL,
) -> tuple[Target, ...]:
    """Return the rows of single units in one *dimension*: what may be added up."""
    return tuple(
        target
        for target in targets
        if target.unit is not None
        and target.dimension is dimension
        and target.measure is measure
        and target.kind is kind
    )


def total_within(targets: Iterable[Target], dimension: Dimension | None) -> int:
    """Return the sum of *targets*, which must all lie in *dimension*.

    Raises ValueError where adding would count twice or mix: another dimension, a row of the whole region beside those
    of its units, two rows of one unit, different measures, kinds or years.
    """
    rows = tuple(targets)
    if any(row.dimension is not dimension for row in rows):
        raise ValueError("targets of another dimension")
    if any(row.unit is None for row in rows):
        raise ValueError("a target of the whole region")
    if len({row.unit for row in rows}) != len(rows):
        raise ValueError("a unit twice")
    if len({(row.measure, row.kind, row.year_from, row.year_to) for row in rows}) > 1:
        raise ValueError("targets of different measures, kinds or years")
    return sum(row.value for row in rows)


def meets(target: Target, achieved: int) -> bool:
    """Return whether *achieved* satisfies *target*."""
    match target.comparison:
        case Comparison.AT_LEAST:
            return achieved >= target.value
        case Comparison.MORE_THAN:
            return achieved > target.value
        case Comparison.EXACTLY:
            return achieved == target.value
        case Comparison.AT_MOST:
            return achieved <= target.value
