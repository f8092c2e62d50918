"""What a letter of the county office sets for everybody (forms, plan, clock, dates, days off) or hands over."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.problems import Problem


class TermKind(StrEnum):
    """What is set."""

    FORM = "form"
    RETIREMENT = "retirement"
    PLAN = "plan"
    CLOCK = "clock"
    FILING_DATE = "filing_date"
    CALENDAR = "calendar"
    ISSUE = "issue"


class TermState(StrEnum):
    """What taking it does here."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"  # it is here already, the same to the letter
    CLASH = "clash"  # another thing stands here in its place and stays
    REFUSED = "refused"  # this program cannot use it
    DIFFERS = "differs"  # told only: this ledger goes by another
    LIFTED = "lifted"  # it does not hold any more: the county took it back


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is set; *since* is the month, year or day from which it holds, *problems* say why it is refused.

    *ours* is what this ledger goes by, where that is another: of a form out of use the month this office itself said.
    """

    kind: TermKind
    state: TermState
    id: str
    title: str
    edition: int = 0
    since: str = ""
    ours: str = ""
    problems: tuple[Problem, ...] = ()
