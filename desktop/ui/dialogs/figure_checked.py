"""A figure that somebody checked, typed whole with its source in a small form."""

from __future__ import annotations

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureInput, FigureValue
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk


def checked_figure(
    read: FigureInput | Problem,
    measure: Measure,
    source: Source | None,
    obtained: Obtained | None,
    given_by: str,
    desk: Desk,
) -> FigureValue | list[Problem]:
    """Return the figure somebody checked, whole with its source, or what is still missing."""
    problems = [read] if isinstance(read, Problem) else []
    if isinstance(read, FigureInput) and read.amount is None:
        problems.append(Problem(measure, "missing"))
    if source is None:
        problems.append(Problem("source", "missing"))
    if obtained is None:
        problems.append(Problem("obtained", "missing"))
    if isinstance(read, Problem) or read.amount is None or source is None or obtained is None:
        return problems
    return FigureValue(read.amount, read.raw, read.scale, source, obtained, given_by.strip(), desk.today())
