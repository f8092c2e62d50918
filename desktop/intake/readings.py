"""What reading a workbook gives: rows with values and problems, and everything that was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.money import Amount
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.intake.columns import FieldColumn
from desktop.intake.words import Kind


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is not read.

    *reason* is a code: total, signature, note, group, header_again, only_number, nameless, passed (good the last time).
    """

    row: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as read. A sheet with months side by side gives one for each month of an Excel row."""

    sheet: str
    row: int
    values: Mapping[str, object]
    raw: Mapping[str, str]  # heading → text as written
    problems: tuple[Problem, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A total the sheet states, and what its column adds up to; *unread* are rows whose figure could not be read."""

    row: int
    heading: str
    stated: Amount
    summed: int
    unread: tuple[int, ...] = ()

    @property
    def agrees(self) -> bool:
        """True if the stated total is the sum."""
        return self.stated.value == self.summed


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet as read. A note of severity ERROR means that its rows cannot be taken as they are."""

    sheet: str
    kind: Kind
    hidden: bool
    header_rows: tuple[int, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    notes: tuple[Problem, ...] = ()
    control_totals: tuple[ControlTotal, ...] = ()
    columns: tuple[FieldColumn, ...] = ()
    extras: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    refused: tuple[int, ...] = ()  # columns whose content the program must not hold
    month: Month | None = None  # the one month its title or name states
