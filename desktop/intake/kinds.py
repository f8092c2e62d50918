"""Tells what a workbook is about when nobody said it."""

from desktop.intake.grid import Workbook
from desktop.intake.header import find_header
from desktop.intake.words import FieldTable, Kind, Words

_ORDER = (Kind.FIGURES, Kind.VISITS, Kind.TARGETS, Kind.ISSUES, Kind.TAX, Kind.POWER)


def guess_kind(workbook: Workbook, words: Words) -> Kind | None:
    """Return the kind whose headings the visible sheets know best; None if none is known."""
    scores = {kind: _score(workbook, words, words.tables[kind]) for kind in Kind}
    best = max(scores.values())
    if not best:
        return None
    # enterprises before the others where they know as much: a list of names is a list of names
    return next(kind for kind in (Kind.ENTERPRISES, *_ORDER) if scores[kind] == best)


def _score(workbook: Workbook, words: Words, table: FieldTable) -> int:
    """Return how much of the headings is known as *table*."""
    layouts = (find_header(sheet, table, words) for sheet in workbook.sheets if not sheet.hidden)
    return max((layout.known for layout in layouts if layout), default=0)
