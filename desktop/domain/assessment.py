"""How a year is assessed (考核年度): what joined and left the directory, month by month, against what was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class JanuaryYear(StrEnum):
    """In which year an admission of January counts; it reports last year's figures (domain.md 4.2)."""

    SAME = "same"
    PREVIOUS = "previous"


class MoveKind(StrEnum):
    """Whether an enterprise joined the directory or left it."""

    ADDITION = "addition"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The rule of one year and the paper it stands on; *typed* tells that a person entered it."""

    january: JanuaryYear
    basis: str
    to_confirm: bool
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One enterprise that joined or left in *month* (`YYYY-MM`), and whose it was then; no unit is empty text."""

    enterprise: str
    name: str
    kind: MoveKind
    month: str
    territory: str
    sector: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One month of an assessment year: what happened in it, and the sums since the year began."""

    month: str
    additions: int
    exits: int
    additions_so_far: int
    exits_so_far: int

    @property
    def net_so_far(self) -> int:
        """The net increase since the year began."""
        return self.additions_so_far - self.exits_so_far


def assessment_year(kind: MoveKind, month: str, january: JanuaryYear) -> int:
    """Return the year in which a move of *month* counts; only an admission of January may count in the year before."""
    year = int(month[:4])
    early = kind is MoveKind.ADDITION and month[5:] == "01" and january is JanuaryYear.PREVIOUS
    return year - 1 if early else year


def moves_of(moves: Iterable[Move], year: int, january: JanuaryYear, *, until: str = "") -> tuple[Move, ...]:
    """Return the moves that count in *year*, each enterprise once a kind, by month; none after *until* if given."""
    found: dict[tuple[str, MoveKind], Move] = {}
    for move in sorted(moves, key=lambda each: (each.month, each.name, each.enterprise)):
        if assessment_year(move.kind, move.month, january) == year and (not until or move.month <= until):
            found.setdefault((move.enterprise, move.kind), move)
    return tuple(found.values())


def count(moves: Iterable[Move], kind: MoveKind) -> int:
    """Return how many enterprises moved so; one counts once."""
    return len({move.enterprise for move in moves if move.kind is kind})


def by_month(moves: Iterable[Move], year: int, january: JanuaryYear) -> tuple[MonthCount, ...]:
    """Return the months of *year*; where January counts back, the one after December stands at the end."""
    counted = moves_of(moves, year, january)
    months = [f"{year:04d}-{number:02d}" for number in range(1, 13)]
    if january is JanuaryYear.PREVIOUS:
        months.append(f"{year + 1:04d}-01")
    found, additions, exits = [], 0, 0
    for month in months:
        inside = [move for move in counted if move.month == month]
        joined, left = count(inside, MoveKind.ADDITION), count(inside, MoveKind.EXIT)
        additions, exits = additions + joined, exits + left
        found.append(MonthCount(month, joined, left, additions, exits))
    return tuple(found)


def reserve_ratio(candidates: int, target: int | None) -> Decimal | None:
    """Return how many candidates stand behind one of the target (储备比), one decimal; None without a target."""
    if not target:
        return None
    return (Decimal(candidates) / target).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


class CapState(StrEnum):
    """How exits stand to their cap."""

    NONE = "none"
    UNDER = "under"
    REACHED = "reached"
    OVER = "over"


def cap_state(exits: int, cap: int | None) -> CapState:
    """Return how *exits* stand to *cap* (退库上限); a cap that is just reached leaves no room and is said."""
    if cap is None:
        return CapState.NONE
    if exits > cap:
        return CapState.OVER
    return CapState.REACHED if exits == cap else CapState.UNDER
