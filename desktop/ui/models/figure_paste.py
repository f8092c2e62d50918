"""A block of cells about to be pasted into the grid: what would change and what is wrong, before anything is kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureEntry, FigureInput, FigureLine
from desktop.domain.importing import Bucket
from desktop.domain.money import Scale, is_blank
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.ui.models.figure_columns import COLUMNS, FigureColumn, copied, scale_of, text_of
from desktop.ui.models.figure_edits import entries_for, retold
from desktop.wording import shown
from desktop.wording.labels import label, obtained_words, source_words

Read = Callable[[Measure, str, Scale], FigureInput | Problem]
Ask = Callable[[FigureEntry], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell that would change: what it shows now, what it would show, and what is wrong with it."""

    enterprise: str
    name: str
    column: FigureColumn
    old: str
    new: str
    input: FigureInput | None = None
    code: Source | Obtained | None = None
    problem: Problem | None = None

    @property
    def bucket(self) -> Bucket:
        """What a preview of an import would call it."""
        if not self.good:
            return Bucket.ERROR
        if self.problem is not None:
            return Bucket.TO_CHECK
        return Bucket.NEW if self.old in {"", shown.BLANK} else Bucket.CHANGED

    @property
    def good(self) -> bool:
        """Whether it can be kept; a question does not stop it."""
        return self.problem is None or self.problem.severity is not Severity.ERROR


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do: *blank*, *same*, *fixed* and *outside* count the cells it leaves alone."""

    month: Month
    cells: tuple[PastedCell, ...]
    entries: tuple[FigureEntry, ...]
    blank: int = 0
    same: int = 0
    fixed: int = 0
    outside: int = 0

    @property
    def buckets(self) -> Mapping[Bucket, int]:
        """How many cells there are of each kind, as a preview of an import counts rows."""
        counts = Counter(cell.bucket for cell in self.cells)
        counts[Bucket.UNCHANGED], counts[Bucket.IGNORED] = self.same, self.blank + self.fixed + self.outside
        return {bucket: counts[bucket] for bucket in Bucket}


def plan_paste(
    block: Sequence[Sequence[str]],
    lines: Sequence[FigureLine],
    month: Month,
    at: tuple[int, int],
    told: tuple[Source, Obtained],
    read: Read,
    ask: Ask,
) -> PastePlan:
    """Return what pasting *block* with its first cell *at* (row, column) would do; *told* is the source chosen.

    A blank cell leaves what is there; it never clears and is never 0.
    """
    counts = dict.fromkeys(("blank", "same", "fixed", "outside"), 0)
    cells: list[PastedCell] = []
    entries: list[FigureEntry] = []
    for down, texts in enumerate(block):
        row = at[0] + down
        if row >= len(lines):
            counts["outside"] += len(texts)
            continue
        found = [_cell(lines[row], at[1] + across, text, read, counts) for across, text in enumerate(texts)]
        taken = [cell for cell in found if cell is not None]
        good = [cell for cell in taken if cell.good]
        problems = [problem for entry in _entries(lines[row], month, good, told) for problem in ask(entry)]
        taken = _questioned(taken, problems)
        cells += taken
        entries += _entries(lines[row], month, [cell for cell in taken if cell.good], told)
    return PastePlan(month, tuple(cells), tuple(entries), **counts)


def _cell(line: FigureLine, place: int, text: str, read: Read, counts: dict[str, int]) -> PastedCell | None:
    column = COLUMNS[place] if place < len(COLUMNS) else None
    if column is None:
        counts["outside"] += 1
    elif is_blank(text) or text.strip() == shown.BLANK:
        counts["blank"] += 1
    elif not column.typed:
        counts["fixed"] += 1
    else:
        cell = _figure(line, column, text, read) if column.measure else _word(line, column, text)
        if cell is not None:
            return cell
        counts["same"] += 1
    return None


def _figure(line: FigureLine, column: FigureColumn, text: str, read: Read) -> PastedCell | None:
    measure = column.measure
    assert measure is not None
    old, answer = text_of(column, line), read(measure, text, scale_of(measure))
    if isinstance(answer, Problem):
        return PastedCell(line.enterprise, line.name, column, old, text, problem=answer)
    value = line.values.get(measure)
    if value is not None and value.amount == answer.amount:
        return None
    return PastedCell(line.enterprise, line.name, column, old, shown.amount(measure, answer.amount), input=answer)


def _word(line: FigureLine, column: FigureColumn, text: str) -> PastedCell | None:
    words = source_words() if column.choice is Source else obtained_words()
    code = words.get(text.strip())
    old = copied(column, line)
    if code is None:
        names = "、".join(label(each) for each in column.choice or ())
        problem = Problem(
            "source" if column.choice is Source else "obtained", "bad_code_word", {"text": text, "words": names}
        )
        return PastedCell(line.enterprise, line.name, column, old, text, problem=problem)
    if label(code) == old:
        return None
    return PastedCell(line.enterprise, line.name, column, old, label(code), code=code)


def _entries(
    line: FigureLine, month: Month, cells: Sequence[PastedCell], told: tuple[Source, Obtained]
) -> tuple[FigureEntry, ...]:
    """Return what to keep of one row: new figures with their source, and those that are only told anew."""
    source = next((cell.code for cell in cells if isinstance(cell.code, Source)), None)
    obtained = next((cell.code for cell in cells if isinstance(cell.code, Obtained)), None)
    inputs = tuple(cell.input for cell in cells if cell.input is not None)
    typed = {each.measure for each in inputs}
    stood = retold(line, month, source, obtained) if source or obtained else ()
    entries = entries_for([change for change in stood if change.measure not in typed])
    if not inputs:
        return entries
    return (FigureEntry(line.enterprise, month, inputs, source or told[0], obtained or told[1]), *entries)


def _questioned(cells: Sequence[PastedCell], problems: Sequence[Problem]) -> list[PastedCell]:
    by_field = {problem.field: problem for problem in reversed(problems)}
    return [
        PastedCell(cell.enterprise, cell.name, cell.column, cell.old, cell.new, cell.input, cell.code, problem)
        if cell.column.measure is not None and (problem := by_field.get(cell.column.measure.value)) and cell.good
        else cell
        for cell in cells
    ]
