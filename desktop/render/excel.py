"""Prints a Sheet, or any plain list, as an Excel workbook, streamed row by row."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.problems import Problem, Severity
from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.render.excel_cells import TEXT_LIMIT, CellMaker, CellSheet, Look, PlainValue, new_workbook
from desktop.render.excel_form import STEP, FormWriter
from desktop.render.fonts import Fonts
from desktop.render.printed import Printed, glyph_problems, printed
from desktop.render.sheet import Align, Sheet


def print_excel(sheet: Sheet, path: Path, progress: Progress, *, fonts: Fonts) -> Printed:
    """Write *sheet* to *path*: numbers exact and as numbers, text as text, the header merged as on paper.

    The file at *path* is left as it was if anything fails or the user stops. A workbook has no pages of its own: 0.
    """
    workbook, target = new_workbook(sheet.title)
    writer = FormWriter(sheet, target)
    stands = _save(workbook, target, path, lambda: writer.write(progress))
    return printed(path, stands, 0, glyph_problems(sheet, fonts) + _cut(sheet))


def print_list(
    columns: Sequence[str], rows: Sequence[Sequence[PlainValue]], path: Path, progress: Progress, *, title: str
) -> Printed:
    """Write a plain list with one header row to *path*, as safely as `print_excel`."""
    workbook, target = new_workbook(title)
    target.freeze_panes = "A2"
    maker = CellMaker(target)
    head = Look(Align.CENTER, bold=True, boxed=False)

    def write() -> None:
        target.append(maker.make(place, name, head) for place, name in enumerate(columns, 1))
        for number, row in enumerate(rows):
            if number % STEP == 0:
                progress.step(number, len(rows))
            target.append(maker.make(place, value) for place, value in enumerate(row, 1) if value is not None)

    return printed(path, _save(workbook, target, path, write), 0)


def _save(workbook: Any, target: CellSheet, path: Path, write: Callable[[], None]) -> Path:
    try:
        with placing(path) as place:
            write()
            workbook.save(place.part)
        return place.path
    except BaseException:
        target.discard()
        raise


def _cut(sheet: Sheet) -> tuple[Problem, ...]:
    return tuple(
        Problem(column.fact, "cell_too_long", {"row": str(number), "limit": str(TEXT_LIMIT)}, Severity.NOTE)
        for number, row in enumerate(sheet.rows, 1)
        for column, cell in zip(sheet.columns, row, strict=True)
        if len(cell.text) > TEXT_LIMIT
    )
