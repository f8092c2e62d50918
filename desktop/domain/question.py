"""What two offices say differently (待核对), and how a person may settle it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.change import Cell, ChangeId
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem
from desktop.domain.text import tidy

REASON = 5
"""The fewest characters of a reason (data-safety 5.1)."""

_IN_WORDS = frozenset(
    {
        "name",
        "address",
        "production_address",
        "activity",
        "products",
        "legal_person",
        "contact",
        "contact_post",
        "contact_phone",
        "accountant",
        "note",
    }
)


class QuestionKind(StrEnum):
    """Whether offices differ about a shared fact, or a unit proposes (变更申请) what only the county decides."""

    DIFFERENT = "different"
    PROPOSAL = "proposal"


class Saying(NamedTuple):
    """What one office said in a cell; *value* is canonical text, None where it is not told here."""

    change: ChangeId
    unit: str
    who: str
    at: datetime
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """One cell to decide: what is *shown* now, and what *others* say beside it."""

    kind: QuestionKind
    cell: Cell
    shown: Saying
    others: tuple[Saying, ...]

    @property
    def id(self) -> str:
        """A name for it that a person can hand back: entity and field."""
        return f"{self.cell.entity}:{self.cell.field}:{self.cell.period}:{self.cell.by_unit}".rstrip(":")

    @property
    def in_words(self) -> bool:
        """Whether a person may write the checked text; codes, days and money are chosen among what was said."""
        return self.cell.subject is Subject.ENTERPRISE and self.cell.field in _IN_WORDS


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """A figure that several *units* tell differently."""

    enterprise: str
    period: str
    measure: str
    units: tuple[str, ...]


def check_reason(reason: str) -> list[Problem]:
    """Return what is wrong with why something was decided; a word or two tell nobody anything."""
    return [Problem("reason", "reason_too_short")] if len(tidy(reason)) < REASON else []


class United(NamedTuple):
    """An enterprise that was found to be the same as the one that is kept; both by uid and name."""

    other: str
    other_name: str
    kept: str
    kept_name: str
