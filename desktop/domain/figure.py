"""Monthly figures (月度数据): one value is one whole statement, and what follows from it by plain arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """How a measure is stored: *places* decimals in the integer, money or not, and what values it may take."""

    places: int
    money: bool
    cumulative: bool
    may_be_negative: bool = False


MEASURES: dict[Measure, MeasureRule] = {
    Measure.MAIN_REVENUE_MONTH: MeasureRule(2, money=True, cumulative=False),
    Measure.MAIN_REVENUE_YTD: MeasureRule(2, money=True, cumulative=True),
    Measure.MAIN_REVENUE_YTD_LAST: MeasureRule(2, money=True, cumulative=True),
    Measure.VAT_SALES_YTD: MeasureRule(2, money=True, cumulative=True),
    Measure.OUTPUT_YTD: MeasureRule(2, money=True, cumulative=True),
    Measure.ELECTRICITY_YTD: MeasureRule(2, money=False, cumulative=True),
    Measure.TAX_YTD: MeasureRule(2, money=True, cumulative=True),
    Measure.PROFIT_YTD: MeasureRule(2, money=True, cumulative=True, may_be_negative=True),
    Measure.STAFF: MeasureRule(0, money=False, cumulative=False),
    Measure.MAIN_REVENUE_YEAR: MeasureRule(2, money=True, cumulative=False),
}

MONTHLY = tuple(measure for measure in Measure if measure is not Measure.MAIN_REVENUE_YEAR)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One reported figure, whole: it never merges by part.

    *amount* is an integer with the measure's decimals; *raw* is the text it was typed as and *scale* its unit.
    """

    amount: int
    raw: str
    scale: Scale
    source: Source
    obtained: Obtained
    given_by: str
    on: date


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason that was given for a figure, and the *amount* it was then."""

    reason: str
    amount: int

    def holds(self, amount: int, tolerance: int) -> bool:
        """Return whether the reason still stands for *amount*: changed by *tolerance* per cent at most."""
        return abs(amount - self.amount) * 100 <= tolerance * abs(self.amount)


@dataclass(frozen=True, slots=True)
class FigureInput:
    """What a person types into one cell: *amount* None clears it; *reason* answers a question about it."""

    measure: Measure
    amount: int | None
    raw: str = ""
    scale: Scale = Scale.TEN_THOUSAND
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A row of figures about to be kept: one enterprise, one period, one source."""

    enterprise: str
    month: Month
    inputs: tuple[FigureInput, ...]
    source: Source
    obtained: Obtained
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row of the month's grid; derived values are None where they cannot be worked out.

    *ytd_last* is the typed 同期 or, where none was typed, last year's stored value (*ytd_last_stored*). A question that
    was answered is no longer among *problems*; *answers* has the reason given with the value as it stands.
    """

    enterprise: str  # uid
    name: str
    credit_code: str
    township: str
    values: Mapping[Measure, FigureValue]
    previous: Mapping[Measure, FigureValue]
    month_revenue: int | None
    month_derived: bool
    ytd_last: int | None
    ytd_last_stored: int | None
    growth: Decimal | None
    progress: Decimal | None
    problems: tuple[Problem, ...]
    answers: Mapping[Measure, str] = field(default_factory=dict)

    @property
    def source(self) -> Source | None:
        """The source the row's figures share, or None if they have none or differ."""
        found = {value.source for value in self.values.values()}
        return found.pop() if len(found) == 1 else None

    @property
    def obtained(self) -> Obtained | None:
        """How the row's figures were obtained, or None if they have none or differ."""
        found = {value.obtained for value in self.values.values()}
        return found.pop() if len(found) == 1 else None


def month_amount(ytd: int | None, previous_ytd: int | None, month: Month) -> int | None:
    """Return the month's own amount from cumulative ones; February's is January and February together."""
    if ytd is None:
        return None
    if month.previous is None:
        return ytd
    return None if previous_ytd is None else ytd - previous_ytd


def growth(now: int | None, then: int | None) -> Decimal | None:
    """Return (now - then) / then as a ratio, or None where the base is missing or not above 0 (domain.md 6)."""
    if now is None or then is None or then <= 0:
        return None
    return Decimal(now - then) / Decimal(then)


def progress(ytd: int | None, threshold: int) -> Decimal | None:
    """Return cumulative revenue over the threshold as a ratio; None where nothing was reported."""
    return None if ytd is None else Decimal(ytd) / Decimal(threshold)


def percent(ratio: Decimal | None, *, decimals: int = 1) -> Decimal | None:
    """Return *ratio* in percent, rounded half up."""
    if ratio is None:
        return None
    rounded: Decimal = (ratio * 100).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded + 0  # never a minus before a zero
