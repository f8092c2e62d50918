"""Gathers the rows of a sheet while it is read: empty ones go, a long gap ends the reading, too many refuse it."""

from desktop.domain.problems import Problem, Severity
from desktop.intake import limits
from desktop.intake.grid import Cell, Row, Span, fill_merged
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress


class Gatherer:
    """The rows of one sheet of *file* as they come in, from the top down."""

    def __init__(self, file: str, sheet: str, progress: Progress) -> None:
        self._file = file
        self._sheet = sheet
        self._progress = progress
        self._rows: list[Row] = []
        self._notes: list[Problem] = []
        self._stopped = False
        self._cut = False

    def add(self, number: int, cells: list[Cell], *, hidden: bool = False) -> None:
        """Keep the row if anything stands in it and it is not far below the others."""
        if number % 500 == 0:
            self._progress.step(number, 0, self._sheet)
        if number > limits.LAST_ROW:
            raise KnownError("too_many_rows", file=self._file, sheet=self._sheet, limit=limits.ROWS)
        if self._stopped or all(cell.blank for cell in cells):
            return
        before = self._rows[-1].number if self._rows else 0
        if number - before > limits.EMPTY_ROWS + 1:
            self._stopped = True
            self._note("stopped_at_gap", row=str(before), limit=str(limits.EMPTY_ROWS))
            return
        if len(self._rows) >= limits.ROWS:
            raise KnownError("too_many_rows", file=self._file, sheet=self._sheet, limit=limits.ROWS)
        self._rows.append(Row(number, tuple(cells), hidden))

    def cut_columns(self) -> None:
        """Remember that something stands to the right of the columns that are read."""
        if not self._cut:
            self._cut = True
            self._note("columns_cut", limit=str(limits.COLUMNS))

    def rows(self, spans: tuple[Span, ...]) -> tuple[Row, ...]:
        """Return the rows with the value of each merge in all its cells."""
        return tuple(fill_merged(self._rows, spans))

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What to tell about the sheet."""
        return tuple(self._notes)

    def _note(self, code: str, **values: str) -> None:
        self._notes.append(Problem("sheet", code, {"sheet": self._sheet, **values}, Severity.CHECK))
