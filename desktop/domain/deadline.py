"""A deadline (时限): what has to be done by which day, and how near that day is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """What a clock waits for: to be assigned, a first answer, the end, or the next look at a parked issue."""

    STUDY = "study"
    FEEDBACK = "feedback"
    FINISH = "finish"
    NEXT = "next"


class Urgency(StrEnum):
    """How near a deadline is; computed, never stored (逾期)."""

    NONE = "none"
    AHEAD = "ahead"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What has to be done by which day, and how many days are left (below zero: past)."""

    stage: Stage | None = None
    on: date | None = None
    urgency: Urgency = Urgency.NONE
    days: int = 0

    def __lt__(self, other: "Deadline") -> bool:
        """The nearer one comes first; one without a day comes last."""
        return (self.on or date.max) < (other.on or date.max)


NO_DEADLINE = Deadline()
