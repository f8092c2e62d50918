"""What the next person at this desk has to know: open issues, months not filed, letters without an answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Pending(StrEnum):
    """What kind of thing is open."""

    ISSUE = "issue"
    MONTH = "month"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One open thing in words: what, of whom, by which day, and where it stands."""

    kind: Pending
    content: str
    party: str
    due_on: date | None
    state: str
