"""What every kind of file becomes: sheets of rows of cells, with the places a person sees in Excel."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.problems import Problem


class CellKind(StrEnum):
    """What a cell holds, as the file says it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; *raw* is its text as written, *merged* tells that the value belongs to the first cell of a merge.

    A date that no calendar has is of kind `DATE` with the value None.
    """

    value: str | Decimal | date | bool | None
    kind: CellKind
    raw: str = ""
    hidden: bool = False
    merged: bool = False

    @property
    def blank(self) -> bool:
        """True if there is nothing to read."""
        return self.kind is CellKind.BLANK or (self.kind is CellKind.TEXT and not self.raw.strip())


EMPTY = Cell(None, CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; *number* is the one a person sees."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell in *column* (0 is A); empty beyond the last."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; rows as a person counts them, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its rows that are not empty; *divided* tells that separators in text made its columns."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    hidden_columns: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    epoch_1904: bool = False
    notes: tuple[Problem, ...] = ()
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its sheets in order, and what to tell about the file."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Problem, ...] = ()


def letters(column: int) -> str:
    """Return the letters of *column* (0 is A)."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """Return the column that *name* (`C5` or `C`) stands in, 0 for A; -1 if it has no letters."""
    column = 0
    for char in name:
        if not ("A" <= char <= "Z"):
            break
        column = column * 26 + ord(char) - 64
    return column - 1


def fill_merged(rows: list[Row], spans: tuple[Span, ...]) -> list[Row]:
    """Return *rows* with the value of each merge in all its cells; rows that do not exist are not made."""
    if not spans:
        return rows
    index = {row.number: place for place, row in enumerate(rows)}
    changed: dict[int, list[Cell]] = {}
    for span in spans:
        if span.first_row not in index:
            continue
        first = rows[index[span.first_row]].cell(span.first_column)
        if first.blank:
            continue
        copy = Cell(first.value, first.kind, first.raw, first.hidden, merged=True)
        for number in range(span.first_row, span.last_row + 1):
            if number not in index:
                continue
            cells = changed.setdefault(number, list(rows[index[number]].cells))
            cells.extend([EMPTY] * (span.last_column + 1 - len(cells)))
            for column in range(span.first_column, span.last_column + 1):
                if (number, column) != (span.first_row, span.first_column):
                    cells[column] = copy
    filled = list(rows)
    for number, cells in changed.items():
        row = rows[index[number]]
        filled[index[number]] = Row(number, tuple(cells), row.hidden)
    return filled
