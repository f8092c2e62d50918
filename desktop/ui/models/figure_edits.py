"""What was typed into the grid in this session, so that it can be taken back and done again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureEntry, FigureInput, FigureLine, FigureValue
from desktop.domain.month import Month

DEPTH = 100


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of one enterprise before and after an edit; None where nothing was reported."""

    enterprise: str
    month: Month
    measure: Measure
    before: FigureValue | None
    after: FigureValue | None

    @property
    def turned(self) -> "CellChange":
        """The same change the other way round."""
        return CellChange(self.enterprise, self.month, self.measure, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of the clerk: a cell left, a block pasted, a column filled down; *words* name it."""

    words: str
    changes: tuple[CellChange, ...]

    @property
    def turned(self) -> "Edit":
        """The act that takes this one back."""
        return Edit(self.words, tuple(change.turned for change in self.changes))


class EditStack:
    """Remembers acts in order; a new act forgets what was taken back."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """Remember *edit* as the last act; one that changed nothing is not remembered."""
        if edit.changes:
            self._done = [*self._done[1 - DEPTH :], edit]
            self._undone.clear()

    @property
    def last(self) -> Edit | None:
        """The act that would be taken back next."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Edit | None:
        """The act that would be done again next."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Move the last act to those that can be done again."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Move the act taken back last to those done."""
        self._done.append(self._undone.pop())

    def forget(self) -> None:
        """Forget everything: what is stored has changed from elsewhere."""
        self._done.clear()
        self._undone.clear()


def entries_for(changes: Sequence[CellChange]) -> tuple[FigureEntry, ...]:
    """Return what to keep so that every cell of *changes* becomes its *after*, each with the source it had."""
    groups: dict[tuple[str, Month, Source, Obtained, str], list[FigureInput]] = {}
    for change in changes:
        told = change.after or change.before
        if told is None:
            continue
        key = (change.enterprise, change.month, told.source, told.obtained, told.given_by)
        groups.setdefault(key, []).append(input_of(change.measure, change.after))
    return tuple(
        FigureEntry(enterprise, month, tuple(inputs), source, obtained, given_by)
        for (enterprise, month, source, obtained, given_by), inputs in groups.items()
    )


def input_of(measure: Measure, value: FigureValue | None) -> FigureInput:
    """Return the input that makes a cell hold *value* again, in the words it was typed in."""
    if value is None:
        return FigureInput(measure, None)
    return FigureInput(measure, value.amount, value.raw, value.scale)


def with_reason(entries: Sequence[FigureEntry], reason: str) -> tuple[FigureEntry, ...]:
    """Return *entries* with *reason* for every input that has none of its own."""
    return tuple(
        replace(entry, inputs=tuple(replace(each, reason=each.reason or reason) for each in entry.inputs))
        for entry in entries
    )


def retold(line: FigureLine, month: Month, source: Source | None, obtained: Obtained | None) -> tuple[CellChange, ...]:
    """Return the changes that give every figure of *line* another source or way of obtaining; None leaves it."""
    return tuple(
        CellChange(
            line.enterprise,
            month,
            measure,
            value,
            replace(value, source=source or value.source, obtained=obtained or value.obtained),
        )
        for measure, value in line.values.items()
    )
