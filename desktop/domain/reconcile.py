"""Whether a table of targets adds up as it says (核对): within one dimension, never across."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.preset import Level, Target

Group = tuple[Level, TargetMeasure, TargetKind, int, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """What the rows of one dimension add up to beside the total the paper states; None where it states none.

    The same three numbers for the base year's column (基期) and the percentages, where the paper has them.
    """

    level: Level
    dimension: Dimension | None
    measure: TargetMeasure
    kind: TargetKind
    year_from: int
    year_to: int
    rows: int
    total: int
    stated: int | None
    base_total: int | None
    base_stated: int | None
    share_total: Decimal | None
    share_stated: Decimal | None

    @property
    def agrees(self) -> bool | None:
        """Whether the rows add up to the stated total; None where nothing is stated."""
        return None if self.stated is None else self.total == self.stated

    @property
    def base_agrees(self) -> bool | None:
        """The same for the base year."""
        return None if self.base_stated is None or self.base_total is None else self.base_total == self.base_stated

    @property
    def share_agrees(self) -> bool | None:
        """The same for the percentages."""
        if self.share_stated is None or self.share_total is None:
            return None
        return self.share_total == self.share_stated


def reconcile(targets: Iterable[Target]) -> tuple[Balance, ...]:
    """Return one balance for each split that *targets* hold: a total split twice gives two, side by side."""
    listed = tuple(targets)
    splits: dict[tuple[Group, Dimension | None], list[Target]] = {}
    for target in listed:
        if target.unit is not None and target.measure is not TargetMeasure.EXIT_CAP:
            splits.setdefault((_group(target), target.dimension), []).append(target)
    return tuple(_balance(group, dimension, rows, listed) for (group, dimension), rows in splits.items())


def _group(target: Target) -> Group:
    return target.level, target.measure, target.kind, target.year_from, target.year_to


def _balance(group: Group, dimension: Dimension | None, rows: list[Target], listed: tuple[Target, ...]) -> Balance:
    wholes = [each for each in listed if each.unit is None and _group(each) == group and not each.route]
    whole = next((each for each in wholes if each.dimension is dimension), next(iter(wholes), None))
    bases = [row.base_value for row in rows if row.base_value is not None]
    shares = [share for row in rows if (share := _number(row.share)) is not None]
    return Balance(
        level=group[0],
        dimension=dimension,
        measure=group[1],
        kind=group[2],
        year_from=group[3],
        year_to=group[4],
        rows=len(rows),
        total=sum(row.value for row in rows),
        stated=None if whole is None else whole.value,
        base_total=sum(bases) if len(bases) == len(rows) else None,
        base_stated=None if whole is None else whole.base_value,
        share_total=sum(shares, Decimal(0)) if len(shares) == len(rows) else None,
        share_stated=None if whole is None else _number(whole.share),
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().rstrip("%"))
    except InvalidOperation:
        return None
