"""Visits that two offices paid to one enterprise shortly after each other (重复走访)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DoubleVisit:
    """Two visits to one enterprise: who came first and when, who came then."""

    enterprise: str
    name: str
    first_on: date
    first_unit: str
    then_on: date
    then_unit: str

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.then_on - self.first_on).days
