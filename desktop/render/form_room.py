"""Looks at whether a form fits its paper: columns beyond the width, headings and figures without room."""

from desktop.domain.problems import Severity
from desktop.render.fact_kinds import Kind
from desktop.render.form_keys import Faults
from desktop.render.form_parts import Column, Form
from desktop.render.sheet import Page, PaperSize

PAPER = {PaperSize.A4: (210, 297), PaperSize.A3: (297, 420)}  # millimetres, upright

_MM_PER_POINT = 25.4 / 72
_PAD = 1.6  # left and right of a cell's text
_SMALLEST = 70  # per cent of the widths asked for that still read well
_HEADING_LINES = 5  # more lines than this, and the heading is a tower
_DIGITS = {Kind.MONEY: 6, Kind.KWH: 6, Kind.RATIO: 4}  # characters a figure must have room for without shrinking


def check_room(form: Form, faults: Faults) -> None:
    """Note in *faults* what will be cramped on paper; nothing of it hinders printing."""
    if not form.columns:
        return
    room, asked = across(form.page), sum(column.width for column in form.columns)
    percent = 100 * room // asked
    if percent < _SMALLEST:
        faults.add(
            "columns",
            "form_beyond_paper",
            Severity.CHECK,
            asked=asked,
            room=room,
            percent=percent,
        )
    size = float(form.page.text_size) * _MM_PER_POINT
    for number, column in enumerate(form.columns, 1):
        _check_column(column, number, column.width * room / asked - _PAD, size, faults)


def across(page: Page) -> int:
    """Return how many millimetres wide a table on *page* is."""
    upright = PAPER[page.size]
    return (upright[1] if page.landscape else upright[0]) - page.margins.left - page.margins.right


def _check_column(column: Column, number: int, width: float, size: float, faults: Faults) -> None:
    heading = column.header[-1] if column.header else ""
    need = sum(size if ord(char) > 0x2000 else size * 0.55 for char in heading)
    figures = size * 0.55 * _DIGITS.get(column.fact.kind, 0)
    if need > _HEADING_LINES * max(width, size) or width < max(size, figures):
        faults.add(
            f"columns[{number}].width",
            "form_narrow",
            Severity.CHECK,
            header=heading,
            width=column.width,
        )
