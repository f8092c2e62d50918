"""What a printer hands back, and the characters of a sheet that paper cannot show."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from desktop.domain.problems import Problem, Severity
from desktop.domain.release import stands_beside
from desktop.render.fonts import Fonts
from desktop.render.prose import Prose
from desktop.render.sheet import RecordSheet, Sheet


@dataclass(frozen=True, slots=True)
class Printed:
    """A file written whole; *problems* tell what it shows otherwise than the ledger."""

    path: Path
    pages: int
    problems: tuple[Problem, ...]


def printed(asked: Path, path: Path, pages: int, problems: tuple[Problem, ...] = ()) -> Printed:
    """Return what became of a file that was to stand at *asked* and stands at *path*; where they differ it is told."""
    return Printed(path, pages, (*stands_beside(asked, path), *problems))


def glyph_problems(sheet: Sheet | RecordSheet | Prose, fonts: Fonts) -> tuple[Problem, ...]:
    """Return one note for every character of *sheet* that is printed □, with its place."""
    texts = list(_texts(sheet))
    missing = fonts.missing_characters("".join(text for _, _, text in texts))
    if not missing:
        return ()
    return tuple(_problem(fact, row, char) for fact, row, text in texts for char in sorted(missing.intersection(text)))


def _problem(fact: str, row: str, char: str) -> Problem:
    values = {"char": f"U+{ord(char):04X}"}
    if category(char) == "Cc":
        code = "not_printable"
    else:
        code = "glyph_missing" if row else "glyph_missing_in_heading"
    return Problem(fact, code, {**values, "row": row or "0"}, Severity.NOTE)


def _texts(sheet: Sheet | RecordSheet | Prose) -> Iterator[tuple[str, str, str]]:
    yield "title", "", sheet.title
    if isinstance(sheet, Prose):
        for number, paragraph in enumerate(sheet.paragraphs, 1):
            yield "paragraph", str(number), paragraph.text
        yield "signed", "", "".join(sheet.signed)
        return
    yield "annex", "", sheet.annex
    yield "corners", "", sheet.corner_left + sheet.corner_right
    if isinstance(sheet, Sheet):
        yield "corners", "", sheet.corner_middle
        yield "header", "", "".join(cell.text for level in sheet.header for cell in level)
        yield "group", "", "".join(group.heading for group in sheet.groups)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in zip(sheet.columns, row, strict=True):
                yield column.fact, str(number), cell.text
    else:
        for number, line in enumerate(sheet.lines, 1):
            for box in line.boxes:
                yield box.fact, str(number), box.label + box.value
    yield "notes", "", "".join(sheet.notes)
    yield "footer", "", "".join(sheet.footer.fields) + sheet.footer.seal
