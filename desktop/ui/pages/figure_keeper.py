"""Keeps what is typed into the grid of monthly figures, cell by cell, and takes it back on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import FigureEntry, FigureInput, FigureLine, FigureValue
from desktop.domain.money import is_blank
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_reason, ask_yes
from desktop.ui.models.figure_columns import COLUMNS, scale_of
from desktop.ui.models.figure_edits import CellChange, Edit, EditStack, entries_for, retold, with_reason
from desktop.ui.models.figure_grid_model import FigureGridModel
from desktop.ui.models.figure_paste import PastePlan
from desktop.ui.widgets.figure_grid import Cells
from desktop.wording import shown
from desktop.wording.labels import obtained_words, source_words
from desktop.wording.messages import told as sentence_of

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.figures import FigureService

WAITS = "source_first"

_FILED = "reason_after_filing"
_TO_COME = "future_month"
_FILED_TEXT = "这个月的报表已经报送。改动会记入修改记录，报表页上标明“报送后有改动”，再报就是更正。请写明为什么改。"

Values = dict[tuple[str, Measure], FigureValue | None]


class FigureKeeper(QObject):
    """One act of the clerk is one save and one step that can be taken back.

    *told* is the source chosen above the grid; it goes with every figure typed from then on.
    """

    kept = Signal(str)  # what was kept, in words
    stopped = Signal(str)  # why nothing was kept

    def __init__(self, figures: FigureService, model: FigureGridModel, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._figures = figures
        self._model = model
        self._desk = desk
        self.edits = EditStack()
        self.told: tuple[Source, Obtained] | None = None
        self.given_by = ""
        self._agreed: set[Month] = set()  # months to come that she meant

    def tell(self, told: tuple[Source, Obtained] | None, given_by: str) -> None:
        """Take *told* for what is typed from now on, and for what has been waiting for it."""
        self.told, self.given_by = told, given_by
        if told is not None:
            for row, place, text in self._model.refused_for(WAITS):
                self.type(row, place, text)

    def type(self, row: int, place: int, text: str) -> None:
        """Keep what was typed into one cell, or leave it standing with what is wrong."""
        line, column = self._model.lines[row], COLUMNS[place]
        if column.choice is not None:
            self._retell([line], text)
        elif column.measure is None:
            return
        elif is_blank(text):
            self.clear([(row, place)])
        elif self.told is None:
            self._model.refuse(row, place, text, Problem(column.measure.value, WAITS))
            self.stopped.emit("请先在上方选好数据口径和取得方式；已经填的数会在选好以后自动保存。")
        else:
            self._type_figure(row, place, column.measure, text)

    def _type_figure(self, row: int, place: int, measure: Measure, text: str) -> None:
        answer = self._figures.read(measure, text, scale_of(measure))
        if isinstance(answer, Problem):
            self._model.refuse(row, place, text, answer)
            return
        name = self._model.lines[row].name
        try:
            problem = self._keep(f"{name} {COLUMNS[place].title}", [self._entry(row, answer)])
        except KnownError as error:
            self._model.refuse(row, place, text, Problem(measure.value, error.code, error.values))
            self._desk.errors.show(error)
            return
        if problem is not None:
            self._model.refuse(row, place, text, problem)
        else:
            self._model.forgive(row, place)

    def _entry(self, row: int, answer: FigureInput) -> FigureEntry:
        source, obtained = self.told or (Source.ENTERPRISE, Obtained.ORAL)
        line = self._model.lines[row]
        return FigureEntry(line.enterprise, self._model.month, (answer,), source, obtained, self.given_by)

    def clear(self, cells: Cells) -> None:
        """Empty *cells*: nothing was reported there, which is not 0."""
        changes = []
        for row, place in cells:
            self._model.forgive(row, place)
            change = self._change(row, place, None)
            if change is not None and change.before is not None:
                changes.append(change)
        if changes:
            self._keep("清除", entries_for(changes))

    def fill(self, cells: Cells) -> None:
        """Give every one of *cells* what the first of its column holds, with its source."""
        changes: list[CellChange] = []
        first: dict[int, int] = {}
        for row, place in cells:
            pattern = first.setdefault(place, row)
            if pattern != row:
                changes += self._filled(pattern, row, place)
        if changes:
            self._keep("向下填充", entries_for(changes))

    def _filled(self, pattern: int, row: int, place: int) -> Sequence[CellChange]:
        lines, column = self._model.lines, COLUMNS[place]
        if column.choice is Source:
            return retold(lines[row], self._model.month, lines[pattern].source, None)
        if column.choice is Obtained:
            return retold(lines[row], self._model.month, None, lines[pattern].obtained)
        value = self._model.value(pattern, place)
        change = None if value is None else self._change(row, place, value)
        return () if change is None else (change,)

    def _retell(self, lines: Sequence[FigureLine], text: str) -> None:
        source, obtained = source_words().get(text), obtained_words().get(text)
        changes = [change for line in lines for change in retold(line, self._model.month, source, obtained)]
        if changes:
            self._keep("数据来源", entries_for(changes))
        else:
            self.stopped.emit("这一行还没有数。先填数，数据口径和取得方式会跟着记上。")

    def take(self, plan: PastePlan) -> None:
        """Keep what a block of pasted cells says, all of it or nothing."""
        self._keep(f"粘贴 {sum(cell.good for cell in plan.cells)} 格", plan.entries)

    def answer(self, row: int, place: int, reason: str) -> None:
        """Keep the reason for a figure that was asked about; the figure stays as it is."""
        measure, value = COLUMNS[place].measure, self._model.value(row, place)
        if measure is None or value is None:
            return
        told = FigureInput(measure, value.amount, value.raw, value.scale, reason)
        enterprise = self._model.lines[row].enterprise
        entry = FigureEntry(enterprise, self._model.month, (told,), value.source, value.obtained, value.given_by)
        self._keep("核实说明", [entry])

    def undo(self) -> None:
        """Take back the last act, unless what it kept has changed since."""
        edit = self.edits.last
        if edit is not None and self._turn(edit, f"已撤销：{edit.words}"):
            self.edits.undone()

    def redo(self) -> None:
        """Do again what was taken back last."""
        edit = self.edits.next
        if edit is not None and self._turn(edit.turned, f"已恢复：{edit.words}"):
            self.edits.redone()

    def _turn(self, edit: Edit, words: str) -> bool:
        now = self._values_of(entries_for(edit.changes))
        if any(_told(now.get((change.enterprise, change.measure))) != _told(change.after) for change in edit.changes):
            self.edits.forget()
            self.stopped.emit("这些数后来又改过，不能撤销。")
            return False
        refused = self._save(entries_for(edit.turned.changes))
        if refused is not None:
            self.stopped.emit(sentence_of(refused, Subject.FIGURE))
            return False
        self.kept.emit(words)
        return True

    def _keep(self, words: str, entries: Sequence[FigureEntry]) -> Problem | None:
        before = self._values_of(entries)
        refused = self._save(entries)
        after = self._values_of(entries)
        month = self._model.month
        self.edits.add(
            Edit(
                words,
                tuple(
                    CellChange(enterprise, month, measure, before[enterprise, measure], value)
                    for (enterprise, measure), value in after.items()
                    if before[enterprise, measure] != value
                ),
            )
        )
        if refused is None:
            self.kept.emit(words)
        return refused

    def _save(self, entries: Sequence[FigureEntry]) -> Problem | None:
        """Keep *entries* and show their rows anew; return the first error that forbade one."""
        entries = self._explained(entries)
        if not entries:
            return Problem("month", _TO_COME)
        one = len(entries) == 1
        results = (self._figures.save(entries[0]),) if one else self._figures.save_many(entries)
        for enterprise in {entry.enterprise for entry in entries if entry.month == self._model.month}:
            self._model.put_line(self._figures.line(enterprise, self._model.month))
        errors = [problem for saved in results for problem in saved.problems if problem.severity is Severity.ERROR]
        return errors[0] if errors else None

    def _explained(self, entries: Sequence[FigureEntry]) -> Sequence[FigureEntry]:
        """Return *entries* as the clerk wants them: with her reason where the month was filed already.

        Where she gives none they stay as they are and are refused. A month to come is asked about once.
        """
        codes = {problem.code for problem in self._figures.waits_for(entries)}
        page = self.parent()
        window = page if isinstance(page, QWidget) else None
        if _TO_COME in codes and self._model.month not in self._agreed:
            text = f"{shown.month(self._model.month)}还没有开始，怎么会有数？请先核对上方的所属期。"
            if not ask_yes(window, "还没有开始的月份", text, "确实要填", "不填", danger=True):
                return ()
            self._agreed.add(self._model.month)
        if _FILED in codes:
            reason = ask_reason(window, "改动已报送的数", _FILED_TEXT)
            return entries if reason is None else with_reason(entries, reason)
        return entries

    def _values_of(self, entries: Sequence[FigureEntry]) -> Values:
        found: Values = {}
        for entry in entries:
            values = self._figures.line(entry.enterprise, entry.month).values
            found |= {(entry.enterprise, each.measure): values.get(each.measure) for each in entry.inputs}
        return found

    def _change(self, row: int, place: int, after: FigureValue | None) -> CellChange | None:
        measure = COLUMNS[place].measure
        if measure is None:
            return None
        enterprise = self._model.lines[row].enterprise
        return CellChange(enterprise, self._model.month, measure, self._model.value(row, place), after)


def _told(value: FigureValue | None) -> tuple[int, Source, Obtained] | None:
    # the day and the words a figure was typed in differ once it was brought back
    return None if value is None else (value.amount, value.source, value.obtained)
