"""Steps that take a save back: what it would come to, and putting back what can be."""

from collections.abc import Sequence

from db.derived import work_out
from db.projection import by_reference, figure_said, models
from db.putting_back import put_back, take_out
from db.queries import reversal
from db.statements import Statement
from db.unit_of_work import UnitOfWork
from desktop.domain.change import Value
from desktop.domain.codes import ChangeKind, Measure, Subject
from desktop.domain.undo import Act, Fate, Reversal, ReversalLine, Save, named, weigh
from desktop.kernel.progress import Progress
from desktop.services.steps.found_anew import make_findable

_FOUND_BY = frozenset({"name", "former_names", "credit_code", "builder", "approval_number"})


def planned(save: Save, found: reversal.Evidence) -> Reversal:
    """Return what taking *save* back comes to by the evidence *found*."""
    called = {each.entity: each.title for each in found.records}
    return Reversal(
        save=named(save, called.get(save.entity, "")),
        lines=weigh(found.steps, found.records),
        basis=found.basis,
        needs_reason=found.sent,
    )


def take_back(work: UnitOfWork, plan: Reversal, reason: str, progress: Progress) -> None:
    """Write what *plan* says can be put back; what it keeps stays as it is."""
    kinds, place = models(), by_reference()
    lines = [line for line in plan.lines if line.fate is Fate.REVERSED]
    plain = [line for line in lines if line.subject is not Subject.FIGURE]
    plain.sort(key=lambda line: place[line.subject])
    step = _Steps(progress, len(plain))
    for line in reversed(plain):
        if line.act is Act.REMOVE:
            step.next(line)
            take_out(work, kinds[line.subject], line.entity, reason)
    # what another took the place of ends before it comes back
    for line in [each for each in plain if each.act is Act.RESTORE] + [
        each for each in plain if each.act is Act.PUT_BACK
    ]:
        step.next(line)
        said: dict[str, Value] = {step.cell.field: step.before for step in line.cells}
        put_back(work, kinds[line.subject], line.entity, said, reason)
    for line in plain:
        if line.act is Act.VOID:
            step.next(line)
            work.void(kinds[line.subject], line.entity, reason)
    _restate(work, [line for line in lines if line.subject is Subject.FIGURE], reason)
    work.read(work_out, _touched(plain))
    make_findable(work, _renamed(plain))


class _Steps:
    """Tells how many of *total* records are done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def next(self, line: ReversalLine) -> None:
        """Tell that the record of *line* is next; raises `Cancelled`, which undoes all."""
        self._done += 1
        self._progress.step(self._done, self._total, line.title)


def _restate(work: UnitOfWork, lines: Sequence[ReversalLine], reason: str) -> None:
    """Keep again what each unit had reported before."""
    by_unit: dict[str, list[Statement]] = {}
    for step in (step for line in lines for step in line.cells):
        measure = Measure(step.cell.field)
        said = Statement(step.cell.entity, step.cell.period, measure, figure_said(measure, step.before), reason)
        by_unit.setdefault(step.cell.by_unit, []).append(said)
    for unit, statements in by_unit.items():
        work.set_figures(statements, unit, kind=ChangeKind.UNDO)


def _touched(lines: Sequence[ReversalLine]) -> set[str]:
    """Return the uids of the records of *lines* and of those they hang on."""
    return {uid for line in lines for uid in (line.entity, *line.links)}


def _renamed(lines: Sequence[ReversalLine]) -> list[tuple[Subject, str]]:
    """Return the records that are found under the name that they have again."""
    return [
        (line.subject, line.entity)
        for line in lines
        if line.act is Act.RESTORE and any(step.cell.field in _FOUND_BY for step in line.cells)
    ]
