"""What is wrong with an input, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"  # cannot be kept
    CHECK = "check"  # asks (核实); can be kept
    NOTE = "note"  # tells (提示)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one field; `desktop.wording.messages` has its sentence.

    *field* is the name of the draft's field (or the heading of a column); *values* fill the gaps of the sentence.
    """

    field: str
    code: str
    values: Mapping[str, str] = made(default_factory=dict)
    severity: Severity = Severity.ERROR


def blocks(problems: list[Problem]) -> bool:
    """Return whether any of *problems* forbids keeping the input."""
    return any(problem.severity is Severity.ERROR for problem in problems)
