"""Prints a Sheet as PDF: drawn straight on the canvas, because reportlab's tables are quadratic (facts.md T6)."""

from collections.abc import Sequence
from pathlib import Path

from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.render.fonts import Fonts
from desktop.render.paper import Paper
from desktop.render.pdf_prose import ProsePlan
from desktop.render.pdf_record import RecordPlan
from desktop.render.pdf_table import TablePlan
from desktop.render.printed import Printed, glyph_problems, printed
from desktop.render.prose import Prose
from desktop.render.sheet import RecordSheet, Sheet


def print_pdf(sheet: Sheet, path: Path, progress: Progress, *, fonts: Fonts) -> Printed:
    """Write *sheet* to *path*; the same sheet gives the same bytes.

    The file at *path* is left as it was if anything fails or the user stops.
    """
    fonts.load()
    plan = TablePlan(sheet, fonts)
    return _print(sheet, plan, path, progress, fonts)


def print_sheets(sheets: Sequence[Sheet], path: Path, progress: Progress, *, fonts: Fonts, mark: str) -> Printed:
    """Write several *sheets* of one form to *path*, each beginning a page and counting its own pages.

    *mark* is kept in the file's keywords, where `raster.keywords` finds it again.
    """
    fonts.load()
    plans = [TablePlan(sheet, fonts) for sheet in sheets]
    with placing(path) as place:
        first = sheets[0]
        paper = Paper(place.part, first.title, first.page, first.statement, fonts)
        paper.canvas.setKeywords(mark)
        for number_of_plan, plan in enumerate(plans, 1):
            progress.step(number_of_plan, len(plans))
            for number in range(plan.pages):
                paper.begin_page()
                plan.draw(number, paper)
                paper.end_page(number + 1, plan.pages)
        paper.save()
    problems = tuple(problem for sheet in sheets for problem in glyph_problems(sheet, fonts))
    return printed(path, place.path, sum(plan.pages for plan in plans), problems)


def print_record(record: RecordSheet, path: Path, progress: Progress, *, fonts: Fonts) -> Printed:
    """Write the form about one thing to *path*, as `print_pdf` does."""
    fonts.load()
    plan = RecordPlan(record, fonts)
    return _print(record, plan, path, progress, fonts)


def print_prose(prose: Prose, path: Path, progress: Progress, *, fonts: Fonts) -> Printed:
    """Write the paper in sentences to *path*, as `print_pdf` does."""
    fonts.load()
    plan = ProsePlan(prose, fonts)
    return _print(prose, plan, path, progress, fonts)


def _print(
    sheet: Sheet | RecordSheet | Prose,
    plan: TablePlan | RecordPlan | ProsePlan,
    path: Path,
    progress: Progress,
    fonts: Fonts,
) -> Printed:
    with placing(path) as place:
        code = sheet.code if isinstance(sheet, Sheet) else ""
        paper = Paper(place.part, sheet.title, sheet.page, sheet.statement, fonts, code)
        for number in range(plan.pages):
            progress.step(number + 1, plan.pages)
            paper.begin_page()
            plan.draw(number, paper)
            paper.end_page(number + 1, plan.pages)
        paper.save()
    return printed(path, place.path, plan.pages, glyph_problems(sheet, fonts))
