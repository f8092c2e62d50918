"""Reads tables that are plain text (csv and its kin): encoding and separator by content."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from desktop.domain.problems import Problem, Severity
from desktop.intake import limits
from desktop.intake.grid import EMPTY, Cell, CellKind, Row, Sheet, Workbook
from desktop.intake.sniff import decode
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

_SEPARATORS = (",", "\t", ";", "|")
_SUFFIXES = (".csv", ".txt", ".tsv")


def read_text_table(data: bytes, path: Path, progress: Progress) -> Workbook:
    """Return the one sheet in *data*; every cell is text. A table under another suffix is told."""
    decoded = decode(data)
    if decoded is None:
        raise KnownError("not_excel", file=path.name)
    text, encoding = decoded
    separator = _separator(text)
    sheet = _sheet(text, separator, path, progress)
    notes = []
    if path.suffix.lower() not in _SUFFIXES:
        notes.append(Problem("file", "text_table", {"file": path.name}, Severity.CHECK))
    if encoding == "gb18030" and sum(char > "\x7f" for char in text) < 8:
        notes.append(Problem("file", "encoding_uncertain", {"file": path.name}, Severity.CHECK))
    return Workbook((sheet,), tuple(notes))


def _sheet(text: str, separator: str, path: Path, progress: Progress) -> Sheet:
    """Return the records of *text*; a record counts as one row, as it does in Excel."""
    records = list(_records(text, separator, path, progress))
    notes: list[Problem] = []
    if any(len(record) > limits.COLUMNS for _, record in records):
        values = {"sheet": path.stem, "limit": str(limits.COLUMNS)}
        notes.append(Problem("sheet", "columns_cut", values, Severity.CHECK))
    rows = tuple(Row(number, tuple(map(_cell, record[: limits.COLUMNS]))) for number, record in records)
    return Sheet(path.stem, hidden=False, rows=rows, notes=tuple(notes), divided=True)


def _records(text: str, separator: str, path: Path, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Return the records that say something, with their number; raise `KnownError` where a quote is never closed."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        begun = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise KnownError("broken_text_table", file=path.name, row=begun) from error
        if record is None:
            return
        number += 1
        if number % 500 == 0:
            progress.step(number, 0, path.name)
        if number > limits.ROWS:
            raise KnownError("too_many_rows", file=path.name, sheet=path.stem, limit=limits.ROWS)
        if any(value.strip() for value in record):
            yield number, record


def _cell(text: str) -> Cell:
    """Return a text cell; ="123" is how some programs keep Excel from making a number of it."""
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    return Cell(text, CellKind.TEXT, text) if text else EMPTY


def _separator(text: str) -> str:
    """Return the separator that most of the first lines hold most evenly."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    return max(_SEPARATORS, key=lambda separator: sum(min(line.count(separator), 50) for line in lines))
