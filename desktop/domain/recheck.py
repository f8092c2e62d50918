"""Figures that the county office gave back to the units that told them (退回核对), and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.codes import Source
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason

_LONGEST = 200


class RecheckState(StrEnum):
    """Where one request stands: computed from the figure and the answers, never kept."""

    OPEN = "open"
    CORRECTED = "corrected"  # the unit's figure is another one now
    CONFIRMED = "confirmed"  # the unit says that it stands
    SETTLED = "settled"  # the county adopted a value meanwhile


@dataclass(frozen=True, slots=True)
class RecheckAnswer:
    """What a unit answered: its figure *said* stands, held against *source*."""

    uid: str
    said: str
    source: Source
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class RecheckDraft:
    """The word of a unit that its figure stands (核对无误)."""

    source: Source | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """One request to *unit*: what its figure *said* when it was asked and says *now*, as plain text (None: nothing)."""

    uid: str
    enterprise: str
    name: str
    period: str
    measure: str
    unit: str
    said: str
    now: str | None
    asked_on: date
    reason: str
    adopted: bool
    answer: RecheckAnswer | None = None

    @property
    def state(self) -> RecheckState:
        """Where it stands."""
        if self.now != self.said:
            return RecheckState.CORRECTED
        if self.answer is not None and self.answer.said == self.said:
            return RecheckState.CONFIRMED
        return RecheckState.SETTLED if self.adopted else RecheckState.OPEN

    @property
    def figure(self) -> tuple[str, str, str]:
        """Which figure it is about: enterprise, period, measure."""
        return self.enterprise, self.period, self.measure


@dataclass(frozen=True, slots=True)
class Asked:
    """How far giving a figure back is: of *given* units so many have *answered*."""

    given: int = 0
    answered: int = 0


def check_ask(reason: str) -> list[Problem]:
    """Return what is wrong with why a figure is given back."""
    return _too_long(reason) + check_reason(reason)


def check_recheck_answer(draft: RecheckDraft) -> list[Problem]:
    """Return what is wrong with an answer: it names what the figure was held against, and why it stands."""
    problems = [] if draft.source is not None else [Problem("source", "missing")]
    return problems + _too_long(draft.reason) + check_reason(draft.reason)


def latest(rows: Sequence[RecheckRow]) -> tuple[RecheckRow, ...]:
    """Return the last request to each unit about each figure; those before it count no more."""
    found: dict[tuple[str, ...], RecheckRow] = {}
    for row in sorted(rows, key=lambda each: (each.asked_on, each.uid)):
        found[(*row.figure, row.unit)] = row
    return tuple(found.values())


def asked_of(rows: Sequence[RecheckRow]) -> Asked:
    """Return how far the requests *rows*, all about one figure, are."""
    return Asked(len(rows), sum(row.state is not RecheckState.OPEN for row in rows))


def _too_long(reason: str) -> list[Problem]:
    return [Problem("reason", "too_long", {"limit": str(_LONGEST)})] if len(reason) > _LONGEST else []
