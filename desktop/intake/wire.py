"""How a workbook travels between the process that reads it and the program: lines of JSON, nothing that could run."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from desktop.domain.problems import Problem, Severity
from desktop.intake import limits
from desktop.intake.grid import EMPTY, Cell, CellKind, Row, Sheet, Span, Workbook
from desktop.kernel.errors import KnownError

PROGRESS, FAILED, SHEET, ROWS, END = "progress", "failed", "sheet", "rows", "end"
_CHUNK = 200  # rows in one line
_PLAIN = 0


def line(kind: str, *parts: object) -> bytes:
    """Return one line; *parts* are texts, numbers and lists of them."""
    # ASCII, so that half a surrogate pair travels like everything else
    return json.dumps((kind, *parts), separators=(",", ":")).encode("ascii") + b"\n"


def parts_of(sent: bytes) -> list[Any]:
    """Return what `line` was given; raise ValueError for anything else."""
    parts = json.loads(sent)
    if not isinstance(parts, list) or not parts:
        raise ValueError("no line of a workbook")
    return parts


def lines_of(workbook: Workbook, file: str) -> Iterator[bytes]:
    """Return *workbook* as lines; raise `KnownError` too_many_cells where it holds more than can be looked at."""
    cells = 0
    for sheet in workbook.sheets:
        spans = [[span.first_row, span.first_column, span.last_row, span.last_column] for span in sheet.spans]
        head = (sheet.name, sheet.hidden, sorted(sheet.hidden_columns), spans, sheet.epoch_1904, sheet.divided)
        yield line(SHEET, *head, _problems(sheet.notes))
        for start in range(0, len(sheet.rows), _CHUNK):
            rows = sheet.rows[start : start + _CHUNK]
            cells += sum(len(row.cells) for row in rows)
            if cells > limits.CELLS:
                raise KnownError("too_many_cells", file=file, sheet=sheet.name, limit=limits.CELLS)
            yield line(ROWS, [[row.number, row.hidden, [_packed(cell) for cell in row.cells]] for row in rows])
    yield line(END, _problems(workbook.notes))


class Unpacker:
    """Puts a workbook together again from its lines."""

    def __init__(self) -> None:
        self._heads: list[tuple[list[Any], list[Row]]] = []
        self._texts: dict[str, Cell] = {}

    def take(self, kind: str, parts: Sequence[Any]) -> Workbook | None:
        """Take one line; the last one gives the workbook."""
        if kind == SHEET:
            self._heads.append((list(parts), []))
        elif kind == ROWS:
            rows = self._heads[-1][1]
            rows.extend(Row(number, tuple(map(self._cell, cells)), hidden) for number, hidden, cells in parts[0])
        elif kind == END:
            return Workbook(tuple(_sheet(head, rows) for head, rows in self._heads), _told(parts[0]))
        return None

    def _cell(self, packed: Any) -> Cell:
        if packed == _PLAIN:
            return EMPTY
        if isinstance(packed, str):
            # words repeat all over a table; one cell serves them all
            known = self._texts.get(packed)
            if known is None:
                known = self._texts[packed] = Cell(packed, CellKind.TEXT, packed)
            return known
        code, raw, value, hidden, merged = packed
        kind = CellKind(code)
        return Cell(_value(kind, raw, value), kind, raw, bool(hidden), bool(merged))


def _packed(cell: Cell) -> object:
    if cell is EMPTY:
        return _PLAIN
    raw = cell.raw[: limits.RAW_CHARACTERS]
    if cell.kind is CellKind.TEXT and not cell.hidden and not cell.merged:
        return raw
    value: object = None
    if isinstance(cell.value, bool):
        value = cell.value
    elif isinstance(cell.value, Decimal | date):
        value = str(cell.value)
    return [cell.kind.value, raw, value, int(cell.hidden), int(cell.merged)]


def _value(kind: CellKind, raw: str, value: object) -> str | Decimal | date | bool | None:
    if kind is CellKind.NUMBER:
        return Decimal(cast("str", value))
    if kind is CellKind.DATE:
        return date.fromisoformat(value) if isinstance(value, str) else None
    if kind in (CellKind.TEXT, CellKind.ERROR):
        return raw
    return bool(value) if kind is CellKind.BOOLEAN else None


def _sheet(head: list[Any], rows: list[Row]) -> Sheet:
    name, hidden, columns, spans, epoch_1904, divided, notes = head
    return Sheet(
        name,
        hidden,
        tuple(rows),
        hidden_columns=frozenset(columns),
        spans=tuple(Span(*span) for span in spans),
        epoch_1904=epoch_1904,
        notes=_told(notes),
        divided=divided,
    )


def _problems(notes: Sequence[Problem]) -> list[list[object]]:
    return [[note.field, note.code, dict(note.values), note.severity.value] for note in notes]


def _told(notes: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(field, code, values, Severity(severity)) for field, code, values, severity in notes)
