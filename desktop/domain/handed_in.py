"""The twelve months handed in with an application (分月台账): one series, frozen when it goes out, compared later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise

from desktop.domain.change import Value, canonical
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureValue, month_amount
from desktop.domain.money import Scale, from_plain, plain
from desktop.domain.month import Month

PERIODS = 11  # January and February are one period, so eleven make twelve months
MEASURES = (
    Measure.MAIN_REVENUE_MONTH,
    Measure.MAIN_REVENUE_YTD,
    Measure.OUTPUT_YTD,
    Measure.VAT_SALES_YTD,
)

Kept = Mapping[str, Mapping[Measure, FigureValue]]  # period → measure → value


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the series; the month's own amounts are derived where they were not typed."""

    month: Month
    values: Mapping[Measure, FigureValue]
    revenue_month: int | None
    output_month: int | None
    vat_month: int | None
    derived: bool

    def amount(self, measure: Measure) -> int | None:
        """Return the collected amount of *measure*, or None."""
        found = self.values.get(measure)
        return None if found is None else found.amount


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The series as it was handed in; *digest* names its content."""

    uid: str
    number: int
    taken_on: date
    cutoff: Month
    digest: str
    content: Value
    made_by: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that is no longer what was handed in; None is nothing reported."""

    month: Month
    measure: Measure
    handed_in: int | None
    now: int | None


def months_of(cutoff: Month) -> tuple[Month, ...]:
    """Return the periods of the twelve months that end with *cutoff*, oldest first."""
    return tuple(cutoff.back(steps) for steps in reversed(range(PERIODS)))


def periods_of(cutoff: Month) -> tuple[str, ...]:
    """Return the periods whose figures the series needs: one more, so that the first month can be derived."""
    return tuple(str(cutoff.back(steps)) for steps in reversed(range(PERIODS + 1)))


def series(kept: Kept, cutoff: Month) -> tuple[MonthLine, ...]:
    """Return the twelve months up to *cutoff* from collected figures."""
    return tuple(_line(kept, month) for month in months_of(cutoff))


def content_of(kept: Kept, cutoff: Month) -> Value:
    """Return the series as the one value that is frozen: period, measure, amount and where it came from."""
    rows: list[Value] = []
    for period in periods_of(cutoff):
        for measure in MEASURES:
            found = kept.get(period, {}).get(measure)
            if found is not None:
                about: list[Value] = [plain(found.amount), found.source.value, found.obtained.value]
                rows.append([period, measure.value, *about, found.given_by, found.on.isoformat()])
    return rows


def digest_of(cutoff: Month, content: Value) -> str:
    """Return the digest that names what was handed in."""
    return sha256(canonical([str(cutoff), content]).encode()).hexdigest()


def kept_of(content: Value) -> Kept:
    """Return the figures that a frozen content holds."""
    found: dict[str, dict[Measure, FigureValue]] = {}
    for row in content if isinstance(content, list) else ():
        period, measure, amount, source, obtained, given_by, on = (str(item) for item in _items(row))
        value = FigureValue(
            from_plain(amount),
            amount,
            Scale.YUAN,
            Source(source),
            Obtained(obtained),
            given_by,
            date.fromisoformat(on),
        )
        found.setdefault(period, {})[Measure(measure)] = value
    return found


def disagreements(content: Value, kept: Kept, cutoff: Month) -> tuple[Disagreement, ...]:
    """Return what the ledger says otherwise now than what was handed in, by month."""
    frozen = kept_of(content)
    return tuple(
        Disagreement(month, measure, then, now)
        for month in months_of(cutoff)
        for measure in MEASURES
        if (then := _amount(frozen, month, measure)) != (now := _amount(kept, month, measure))
    )


def biggest_jump(lines: Sequence[MonthLine]) -> tuple[Month, int, int] | None:
    """Return the month whose own revenue grew most over the one before, with both amounts; sources name no limit."""
    pairs = [
        (later.month, earlier.revenue_month, later.revenue_month)
        for earlier, later in pairwise(lines)
        if earlier.revenue_month is not None and later.revenue_month is not None and later.month.number != 2
    ]
    risen = [(month, before, then) for month, before, then in pairs if 0 < before < then]
    return max(risen, key=lambda found: found[2] * 10_000 // found[1], default=None)


def _line(kept: Kept, month: Month) -> MonthLine:
    values = kept.get(str(month), {})
    typed = _amount(kept, month, Measure.MAIN_REVENUE_MONTH)
    derived = _derived(kept, month, Measure.MAIN_REVENUE_YTD)
    return MonthLine(
        month,
        values,
        derived if typed is None else typed,
        _derived(kept, month, Measure.OUTPUT_YTD),
        _derived(kept, month, Measure.VAT_SALES_YTD),
        derived=typed is None and derived is not None,
    )


def _derived(kept: Kept, month: Month, measure: Measure) -> int | None:
    before = None if month.previous is None else _amount(kept, month.previous, measure)
    return month_amount(_amount(kept, month, measure), before, month)


def _amount(kept: Kept, month: Month, measure: Measure) -> int | None:
    found = kept.get(str(month), {}).get(measure)
    return None if found is None else found.amount


def _items(row: Value) -> Iterable[Value]:
    if not isinstance(row, list):
        raise TypeError(row)
    return row
