"""Records set aside (暂时放在一边): what came in a letter and cannot be shown in the ledger yet, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.change import Value
from desktop.domain.codes import Subject

OVERRULED = "overruled"
"""The county has its own word there: nothing is to be waited for."""


@dataclass(frozen=True, slots=True)
class Aside:
    """One record of *unit* that is set aside; what was said of it last was said *at*.

    *because* is `untold` (not all of it came), `unhung` (what it belongs to, *waits_for*, did not come), `taken`
    (another record has its place) or `overruled`. *said* are the fields that are known of it, but for the records it
    hangs on; *enterprise* is the one it is about, where that is in the ledger.
    """

    subject: Subject
    uid: str
    because: str
    unit: str
    at: datetime
    said: Mapping[str, Value]
    enterprise: str = ""
    waits_for: Subject | None = None
