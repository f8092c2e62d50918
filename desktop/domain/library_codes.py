"""The codes of the libraries (培育库): why one is on the list, what a plan proposes, how a route came about."""

from enum import StrEnum

from desktop.domain.codes import OperatingStatus

# whoever is so works no more and is in no count
GONE = frozenset({OperatingStatus.CLOSED, OperatingStatus.DEREGISTERED})


class CategorySign(StrEnum):
    """What a category of cultivation (培育类别) looks at."""

    REVENUE = "revenue"
    REACHED_BEFORE = "reached_before"
    NEW = "new"
    EXITED = "exited"


class ProposalKind(StrEnum):
    """What the plan's rules say of one enterprise; nothing of it happens unless a person ticks it."""

    ENTER = "enter"  # a rule is met, in no library
    RAISE = "raise"  # a rule is met for the higher library
    JUDGE = "judge"  # a supplement that a person decides
    LOWER = "lower"  # the revenue meets only the lower library's rule
    LEAVE = "leave"  # admitted, or no longer there
    OUTSIDE = "outside"  # in a library, no rule met
    STAYS = "stays"  # in the library its revenue points to
    UNKNOWN = "unknown"  # last year's revenue not collected
    BELOW = "below"  # no rule met, in no library
    BARRED = "barred"  # admitted or gone, in no library


class Way(StrEnum):
    """In which window an application is meant to go in (申报方式)."""

    MONTHLY = "monthly"
    ANNUAL_FIRST = "annual_first"
    ANNUAL_SECOND = "annual_second"
    JANUARY = "january"
    SECTOR = "sector"


class LinkKind(StrEnum):
    """What another enterprise, or an old sector, is to the one that applies."""

    PREDECESSOR = "predecessor"  # the household it was (个转企)
    PARTICIPANT = "participant"  # who took part in a merger (兼并重组)
    ORIGIN = "origin"  # the unit it was part of (产业活动单位转法人、产能剥离、改制)
    OLD_SECTOR = "old_sector"  # where it was counted before (转专业)


class Handling(StrEnum):
    """What is done about an enterprise that reached the size and is not in the directory; all are normal."""

    GUIDED = "guided"
    APPLYING = "applying"
    WAITING = "waiting"
    UNWILLING = "unwilling"
    INELIGIBLE = "ineligible"
    DOUBTED = "doubted"
    ELSEWHERE = "elsewhere"


class Likelihood(StrEnum):
    """A coarse band for planning visits (仅供工作研判): no figure, never on paper."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    UNKNOWN = "unknown"


class LadderBasis(StrEnum):
    """Which collected figure sorts the list into bands (梯次)."""

    LAST_YEAR = "last_year"
    YEAR_TO_DATE = "year_to_date"
