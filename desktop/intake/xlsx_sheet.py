"""One streaming pass over a sheet's XML: values as written, and what hides, merges or has no result."""

import re
from datetime import date
from decimal import Decimal
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from desktop.intake import limits
from desktop.intake.formats import Format, number_cell
from desktop.intake.gather import Gatherer
from desktop.intake.grid import EMPTY, Cell, CellKind, Sheet, Span, column_of
from desktop.intake.xlsx_package import ListedSheet, Package, local, text_of
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetReader:
    """Reads one sheet; the declared dimension is never looked at."""

    def __init__(
        self, listed: ListedSheet, texts: list[str], formats: list[Format], package: Package, progress: Progress
    ) -> None:
        self._listed = listed
        self._texts = texts
        self._formats = formats
        self._package = package
        self._gatherer = Gatherer(package.file, listed.name, progress)
        self._spans: list[Span] = []
        self._hidden_columns: set[int] = set()
        self._last_row = 0

    def read(self, stream: IO[bytes]) -> Sheet:
        """Return the sheet in *stream*."""
        names: dict[str, str] = {}
        data: Element | None = None
        row: Element | None = None
        # a row is whole when the next one begins: half as many events as waiting for ends
        for _, node in iterparse(stream, events=("start",), forbid_dtd=True):
            name = names.get(node.tag) or names.setdefault(node.tag, local(node.tag))
            if name == "row":
                if row is not None:
                    self._take_row(row)
                if data is not None:
                    data.clear()
                    data.append(node)
                row = node
            elif name == "sheetData":
                data = node
            elif name == "col":
                self._take_column(node)
            elif name == "mergeCell":
                self._take_span(node.get("ref", ""))
        if row is not None:
            self._take_row(row)
        return self._sheet()

    def _sheet(self) -> Sheet:
        """Return what was gathered."""
        spans = tuple(self._spans)
        return Sheet(
            name=self._listed.name,
            hidden=self._listed.hidden,
            rows=self._gatherer.rows(spans),
            hidden_columns=frozenset(self._hidden_columns),
            spans=spans,
            epoch_1904=self._package.epoch_1904,
            notes=self._gatherer.notes,
        )

    def _take_column(self, node: Element) -> None:
        """Remember hidden columns; one entry may span many."""
        if node.get("hidden") in ("1", "true") and (first := node.get("min", "")).isdecimal():
            last = node.get("max", first)
            end = min(int(last) if last.isdecimal() else int(first), limits.COLUMNS)
            self._hidden_columns.update(range(int(first) - 1, end))

    def _take_span(self, reference: str) -> None:
        """Remember a merged range."""
        match = _RANGE.fullmatch(reference)
        if match is None:
            return
        last_column = min(column_of(match[3]), limits.COLUMNS - 1)
        self._spans.append(Span(int(match[2]), column_of(match[1]), int(match[4]), last_column))

    def _take_row(self, node: Element) -> None:
        """Hand the row on; rows may leave out their number."""
        written = node.get("r", "")
        number = int(written) if written.isdecimal() else self._last_row + 1
        self._last_row = number
        if not len(node):  # formatted and empty, perhaps a million of them
            return
        hidden = node.get("hidden") in ("1", "true")
        self._gatherer.add(number, self._cells(node, number, hidden), hidden=hidden)

    def _cells(self, node: Element, number: int, hidden: bool) -> list[Cell]:
        """Return the cells of a row in their places."""
        cells: list[Cell] = []
        column = -1
        for child in node:
            if local(child.tag) != "c":
                continue
            place = column_of(child.get("r", ""))
            column = place if place >= 0 else column + 1
            if column >= limits.COLUMNS:
                if len(child):
                    self._gatherer.cut_columns()
                continue
            cell = self._cell(child, number, hidden or column in self._hidden_columns)
            if cell is EMPTY:
                continue
            cells.extend([EMPTY] * (column + 1 - len(cells)))
            cells[column] = cell
        return cells

    def _cell(self, node: Element, row: int, hidden: bool) -> Cell:
        """Return one cell."""
        value: str | None = None
        formula = False
        inline: str | None = None
        for child in node:
            name = local(child.tag)
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = True
            elif name == "is":
                inline = text_of(child)
        kind = node.get("t", "n")
        if kind == "inlineStr":
            return _text(inline or "", hidden)
        if value is None or (value == "" and kind != "str"):
            return Cell(None, CellKind.FORMULA_WITHOUT_RESULT, "", hidden) if formula else EMPTY
        if kind == "s":
            return _text(self._shared(value, node, row), hidden)
        if kind == "str":
            return _text(value, hidden)
        if kind == "e":
            return Cell(value, CellKind.ERROR, value, hidden)
        if kind == "b":
            return Cell(value.strip() in ("1", "true"), CellKind.BOOLEAN, value, hidden)
        if kind == "d":
            return _written_day(value, hidden)
        return self._number(value.strip(), node, row, hidden)

    def _shared(self, value: str, node: Element, row: int) -> str:
        """Return the shared text with this number."""
        if not value.strip().isdecimal() or int(value) >= len(self._texts):
            raise self._broken(node, row)
        return self._texts[int(value)]

    def _number(self, value: str, node: Element, row: int, hidden: bool) -> Cell:
        """Return a number exactly as written, or the day its format makes of it."""
        if len(value) > limits.NUMBER_CHARACTERS or _NUMBER.fullmatch(value) is None:
            raise self._broken(node, row)
        number = Decimal(value)
        style = node.get("s", "0")
        place = int(style) if style.isdecimal() else 0
        form = self._formats[place] if place < len(self._formats) else Format.PLAIN
        return number_cell(number, value, form, epoch_1904=self._package.epoch_1904, hidden=hidden)

    def _broken(self, node: Element, row: int) -> KnownError:
        """Return the error that names the cell."""
        cell = node.get("r", "") or str(row)
        return KnownError("broken_cell", file=self._package.file, sheet=self._listed.name, cell=cell)


def _text(text: str, hidden: bool) -> Cell:
    """Return a text cell; _x000D_ and the like are the characters they stand for."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return Cell(text, CellKind.TEXT, text, hidden) if text else EMPTY


def _written_day(text: str, hidden: bool) -> Cell:
    """Return a date cell written as 2024-06-03T00:00:00; its day is taken as it stands, in no time zone."""
    raw = text.strip().partition("T")[0]
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return Cell(None, CellKind.DATE, raw, hidden)
    return Cell(day, CellKind.DATE, raw, hidden)
