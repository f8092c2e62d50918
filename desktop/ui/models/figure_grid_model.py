"""The grid of monthly figures: enterprises down, measures across, what is typed and what is asked about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.figure import FigureLine, FigureValue
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.ui.models.figure_columns import COLUMNS, FigureColumn, copied, exact, said, text_of, worked_out
from desktop.ui.models.table_model import CENTRE, LEFT, RIGHT
from desktop.ui.theme import COLOURS
from desktop.wording.messages import told

Index = QModelIndex | QPersistentModelIndex

MARK_ROLE = int(Qt.ItemDataRole.UserRole)  # `error`, `question` or nothing; the delegate draws it

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)

_NOWHERE = QModelIndex()
_MARK_WORDS = {"error": "须改正", "question": "请核实"}


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed into a cell and could not be kept; it stays to be mended."""

    text: str
    problem: Problem


class FigureGridModel(QAbstractTableModel):
    """Shows the lines of one month and hands on what is typed; it keeps nothing itself."""

    typed = Signal(int, int, str)  # row, column, the text as typed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[FigureLine, ...] = ()
        self.month = Month(2000, 12)
        self._refused: dict[tuple[Month, str, int], Refused] = {}
        self._faint, self._red, self._amber = (QColor(COLOURS[name]) for name in ("off", "red", "amber"))
        self._worked_out_ink = QColor(COLOURS["faint"])
        self._grounds = {"error": QColor(COLOURS["red_ground"]), "question": QColor(COLOURS["amber_ground"])}
        self._fixed_ground = QColor(COLOURS["ground"])
        self._by_role: dict[int, Callable[[int, int], Any]] = {
            _ALIGN: self._align,
            _INK: self._ink,
            _GROUND: self._ground,
            MARK_ROLE: self.mark,
            _EDIT: self._edited,
            _TIP: self._tip,
            _SPOKEN: self._spoken,
        }

    def show_lines(self, lines: Sequence[FigureLine], month: Month) -> None:
        """Show *lines* of *month*; the same rows again leave the cursor and an open editor alone."""
        same = [line.enterprise for line in lines] == [line.enterprise for line in self.lines]
        if same and month == self.month:
            self.lines = tuple(lines)
            self._tell(0, len(lines) - 1)
            return
        self.beginResetModel()
        self.lines, self.month = tuple(lines), month
        self.endResetModel()

    def put_line(self, line: FigureLine) -> None:
        """Show *line* in the place of the enterprise it is of, if it is on the screen."""
        row = self.row_of(line.enterprise)
        if row >= 0:
            self.lines = (*self.lines[:row], line, *self.lines[row + 1 :])
            self._tell(row, row)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def row_of(self, enterprise: str) -> int:
        """Return the row of *enterprise*, or -1 where it is not on the screen."""
        return next((row for row, line in enumerate(self.lines) if line.enterprise == enterprise), -1)

    def refuse(self, row: int, column: int, text: str, problem: Problem) -> None:
        """Leave *text* standing in its cell as it was typed, marked with what is wrong."""
        self._refused[self._place(row, column)] = Refused(text, problem)
        self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def forgive(self, row: int, column: int) -> None:
        """Take away what could not be kept in a cell; the kept figure shows again."""
        if self._refused.pop(self._place(row, column), None) is not None:
            self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def refused(self, row: int, column: int) -> Refused | None:
        """Return what stands in a cell without being kept."""
        return self._refused.get(self._place(row, column))

    def refused_for(self, code: str) -> tuple[tuple[int, int, str], ...]:
        """Return row, column and text of the cells on screen that were not kept because of *code*."""
        found = (
            (self.row_of(enterprise), column, refused.text)
            for (month, enterprise, column), refused in self._refused.items()
            if month == self.month and refused.problem.code == code
        )
        return tuple(cell for cell in found if cell[0] >= 0)

    @property
    def refusals(self) -> int:
        """How many cells of the month hold something that was not kept."""
        return sum(month == self.month for month, _, _ in self._refused)

    def _place(self, row: int, column: int) -> tuple[Month, str, int]:
        return self.month, self.lines[row].enterprise, column

    def value(self, row: int, column: int) -> FigureValue | None:
        """Return the figure that is kept for a cell."""
        measure = COLUMNS[column].measure
        return None if measure is None else self.lines[row].values.get(measure)

    def problems(self, row: int, column: int) -> tuple[Problem, ...]:
        """Return what is wrong with or asked about a cell."""
        refused = self.refused(row, column)
        if refused is not None:
            return (refused.problem,)
        measure = COLUMNS[column].measure
        return tuple(problem for problem in self.lines[row].problems if measure and problem.field == measure.value)

    def copied(self, row: int, column: int) -> str:
        """Return what a cell gives to the clipboard."""
        refused = self.refused(row, column)
        return refused.text if refused else copied(COLUMNS[column], self.lines[row])

    def mark(self, row: int, column: int) -> str:
        """Return how a cell is marked: `error`, `question` or not at all."""
        severities = {problem.severity for problem in self.problems(row, column)}
        if Severity.ERROR in severities:
            return "error"
        return "question" if Severity.CHECK in severities else ""

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()].typed:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            return COLUMNS[section].heading(self.month) if role == _DISPLAY else None
        if orientation == Qt.Orientation.Vertical and 0 <= section < len(self.lines):
            return self._name(self.lines[section], role)
        return None

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row, place = index.row(), index.column()
        if role == _DISPLAY:
            return self._text(row, place)
        say = self._by_role.get(role)
        return None if say is None else say(row, place)

    def _text(self, row: int, place: int) -> str:
        refused = self.refused(row, place) if self._refused else None
        return refused.text if refused else text_of(COLUMNS[place], self.lines[row])

    def _align(self, _row: int, place: int) -> Qt.AlignmentFlag:
        return CENTRE if COLUMNS[place].choice else RIGHT

    @override
    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        text = str(value).strip()
        if role != _EDIT or not index.isValid() or text == self._edited(index.row(), index.column()):
            return False
        self.typed.emit(index.row(), index.column(), text)
        return True

    def _edited(self, row: int, place: int) -> str:
        refused, column = self.refused(row, place), COLUMNS[place]
        if refused:
            return refused.text
        value = self.value(row, place)
        if value is not None and column.measure is not None:
            return exact(column.measure, value.amount)
        return text_of(column, self.lines[row]) if column.choice else ""

    def _ink(self, row: int, place: int) -> QColor | None:
        column, line = COLUMNS[place], self.lines[row]
        mark = self.mark(row, place)
        if mark:
            return self._red if mark == "error" else self._amber
        if column.measure is not None and column.measure not in line.values:
            return self._worked_out_ink if worked_out(column, line) is not None else self._faint
        return self._worked_out_ink if column.derived is not None else None

    def _ground(self, row: int, place: int) -> QColor | None:
        if COLUMNS[place].derived is not None:
            return self._fixed_ground
        return self._grounds.get(self.mark(row, place))

    def _tip(self, row: int, place: int) -> str | None:
        problems = self.problems(row, place)
        if problems:
            return "\n".join(told(problem, Subject.FIGURE) for problem in problems)
        column, line, value = COLUMNS[place], self.lines[row], self.value(row, place)
        if value is not None and column.measure is not None:
            return said(column.measure, value)
        return origin(column, line) or None

    def _spoken(self, row: int, place: int) -> str:
        heading = COLUMNS[place].heading(self.month).replace("\n", "")
        mark = _MARK_WORDS.get(self.mark(row, place), "")
        parts = (self.lines[row].name, heading, self._text(row, place), mark)
        return " ".join(part for part in parts if part)

    def _name(self, line: FigureLine, role: int) -> Any:
        if role == _DISPLAY:
            return line.name
        if role == _ALIGN:
            return LEFT
        return f"{line.name}\n{line.credit_code} {line.township}" if role == _TIP else None


def origin(column: FigureColumn, line: FigureLine) -> str:
    """Return where the amount of a cell comes from that nobody typed."""
    if column.derived is not None:
        return "由程序计算，不用填写"
    if column.measure is None or worked_out(column, line) is None:
        return ""
    if column.measure in line.values:
        return ""
    return "由累计数相减得出" if column.title == "当月" else "取自去年同月台账"
