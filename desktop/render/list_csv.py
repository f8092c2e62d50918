"""A list as text for a spreadsheet: UTF-8 with its mark, and nothing in it that would be run as a formula."""

import csv
from pathlib import Path

from desktop.domain.listing import Listing, number_in
from desktop.domain.problems import Problem, Severity
from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.render.excel_cells import FORMULA_MARKS, storable, unwritable
from desktop.render.printed import Printed, printed

_STEP = 500
_MARK = "'"  # OWASP: what begins like a formula is made to begin like a text
_FORMULA = (*FORMULA_MARKS, *"＝＋－＠")  # a spreadsheet set to Chinese takes the wide ones too


def print_csv(listing: Listing, path: Path, progress: Progress) -> Printed:
    """Write *listing* to *path*: its headings and its rows, and nothing else, so that other programs read it too.

    A text that begins like a formula gets a quotation mark before it, which is told; a negative number does not.
    """
    guarded = 0
    problems: list[Problem] = []
    with placing(path) as place, place.part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([_guard(column.heading) + storable(column.heading) for column in listing.columns])
        for number, row in enumerate(listing.rows, 1):
            if number % _STEP == 0:
                progress.step(number, len(listing.rows))
            guards = [_guard(text) for text in row]
            guarded += sum(map(bool, guards))
            writer.writerow([guard + storable(text) for guard, text in zip(guards, row, strict=True)])
            problems += _changed(listing, row, number)
    if guarded:
        problems.append(Problem("", "list_guarded", {"count": str(guarded)}, Severity.NOTE))
    return printed(path, place.path, 0, tuple(problems))


def _guard(text: str) -> str:
    """Return what has to stand before *text*: nothing, or the mark that makes it a text."""
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return _MARK if begins and number_in(text) is None else ""


def _changed(listing: Listing, row: tuple[str, ...], number: int) -> list[Problem]:
    found = ((column.heading, unwritable(text)) for column, text in zip(listing.columns, row, strict=True))
    return [_character(heading, number, char) for heading, char in found if char]


def _character(heading: str, number: int, char: str) -> Problem:
    values = {"row": str(number), "column": heading, "char": f"U+{ord(char):04X}"}
    return Problem(heading, "list_character", values, Severity.NOTE)
