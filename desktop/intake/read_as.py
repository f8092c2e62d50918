"""Reads a workbook as what a person says it is."""

from desktop.intake.enterprises import read_enterprises
from desktop.intake.figures import read_figures
from desktop.intake.grid import Workbook
from desktop.intake.reader import Wish
from desktop.intake.readings import SheetReading
from desktop.intake.targets import read_targets
from desktop.intake.visits import read_visits
from desktop.intake.words import Kind, Words

OF_BUREAUS = frozenset({Kind.TAX, Kind.POWER})


def read_as(kind: Kind, workbook: Workbook, words: Words, wish: Wish) -> tuple[SheetReading, ...]:
    """Return every sheet of *workbook* read as *kind*."""
    if kind in (Kind.FIGURES, *OF_BUREAUS):
        return read_figures(workbook, words, wish, kind)
    if kind in (Kind.VISITS, Kind.ISSUES):
        return read_visits(workbook, words, wish, kind)
    return read_targets(workbook, words, wish) if kind is Kind.TARGETS else read_enterprises(workbook, words, wish)
