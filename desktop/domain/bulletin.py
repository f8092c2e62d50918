"""The month's bulletin (通报) of the county office: what each unit has reached and how punctually it filed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from desktop.domain.codes import Dimension
from desktop.domain.targets import Progress


class Received(NamedTuple):
    """A form of the month that reached the county office on *received_on*; an *empty* one tells nothing."""

    unit: str
    form: str
    received_on: date
    empty: bool


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many of the forms that were *due* came *on_time* and *late*; the rest is missing."""

    due: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def missing(self) -> int:
        """How many did not come."""
        return self.due - self.on_time - self.late

    @property
    def percent(self) -> Decimal | None:
        """On time ÷ due in percent with one decimal; None where nothing was due."""
        if not self.due:
            return None
        return (Decimal(self.on_time) * 100 / self.due).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    def __add__(self, other: "Punctuality") -> "Punctuality":
        """Return both counted together."""
        return Punctuality(self.due + other.due, self.on_time + other.on_time, self.late + other.late)


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """One unit in one dimension, or the sum of a dimension (*whole*)."""

    dimension: Dimension | None
    unit: str
    name: str
    reached: Progress
    filing: Punctuality
    whole: bool = False

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell: no target, no move, nothing to file."""
        reached = self.reached
        return reached.target is None and not (reached.additions or reached.exits or self.filing.due)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The bulletin of a month, by dimension in the order of the plan; dimensions are never added up.

    What is missing may still come in time while the day *due_on* is not *over*.
    """

    month: str
    year: int
    lines: tuple[BulletinLine, ...]
    filing: Punctuality
    missing: tuple[str, ...]
    due_on: date
    over: bool
    text: str = ""


def punctuality(
    units: Iterable[str], forms: Collection[str], received: Sequence[Received], due_on: date
) -> dict[str, Punctuality]:
    """Return unit → how it filed *forms*; the first that was not empty decides, an explicit 零报告 is not empty."""
    first: dict[tuple[str, str], date] = {}
    for each in received:
        if not each.empty and each.form in forms:
            key = each.unit, each.form
            first[key] = min(first.get(key, each.received_on), each.received_on)
    found = {}
    for unit in units:
        days = [first[unit, form] for form in forms if (unit, form) in first]
        on_time = sum(day <= due_on for day in days)
        found[unit] = Punctuality(len(forms), on_time, len(days) - on_time)
    return found
