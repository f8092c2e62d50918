"""A block of cells from the clipboard that brings its own headings: told from bare numbers, kept as a text table."""

import csv
from collections.abc import Sequence
from pathlib import Path

from desktop.intake.columns import names_what_is_needed
from desktop.intake.headings import HeadingReader
from desktop.intake.words import Kind, Words
from desktop.kernel.files import replacing

_SEARCHED = 15  # rows a header may stand in: titles, a line of units, headings of two or three levels

Block = Sequence[Sequence[str]]


def has_headings(block: Block, words: Words) -> bool:
    """Return whether one of the first rows of *block* names the column of enterprises, as a header of figures does."""
    table, reader = words.tables[Kind.FIGURES], HeadingReader(words)
    return any(
        names_what_is_needed(
            tuple(reader.read(place, (text,)) for place, text in enumerate(row) if text.strip()), table
        )
        for row in block[:_SEARCHED]
    )


def write_block(block: Block, path: Path) -> None:
    """Write *block* to *path* as a text table that `open_workbook` reads: its cells are what was on the clipboard."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(block)
