"""Totals that a sheet states, checked against what its columns add up to."""

from typing import NamedTuple

from desktop.domain.money import Amount, Scale
from desktop.domain.problems import Severity
from desktop.intake.cells import CellReader
from desktop.intake.columns import ColumnMapping, FieldColumn
from desktop.intake.readings import ControlTotal
from desktop.intake.rows import PASSED, Sorted
from desktop.intake.words import FieldKind

_DATA = ("", PASSED)
_SUMMED = frozenset((FieldKind.MONEY, FieldKind.ELECTRICITY, FieldKind.COUNT))


def totals(rows: list[Sorted], mapping: ColumnMapping, reader: CellReader, sheet: str) -> tuple[ControlTotal, ...]:
    """Return each stated total with the sum that comes nearest in meaning: since the last total, or of all rows.

    A total may stand above its rows; then it is compared with what follows.
    """
    columns = [column for column in mapping.fields.values() if column.kind in _SUMMED]
    return tuple(total for column in columns for total in _of_column(column, rows, reader, sheet))


def _of_column(column: FieldColumn, rows: list[Sorted], reader: CellReader, sheet: str) -> list[ControlTotal]:
    """Return the stated totals of one column."""
    read = [(one, _read(one, column, reader, sheet)) for one in rows if one.reason in ("total", *_DATA)]
    whole = sum(each.value for one, each in read if one.reason in _DATA)
    everywhere = tuple(one.row.number for one, each in read if one.reason in _DATA and each.wrong)
    found: list[ControlTotal] = []
    since = 0
    unread: list[int] = []
    for one, each in read:
        if one.reason in _DATA:
            since += each.value
            unread += [one.row.number] if each.wrong else []
            continue
        if each.amount is not None:
            whole_meant = each.value != since and not unread
            summed, lacking = (whole, everywhere) if whole_meant else (since, tuple(unread))
            found.append(ControlTotal(one.row.number, column.heading, each.amount, summed, lacking))
        since, unread = 0, []
    return found


class _Read(NamedTuple):
    """What one cell says, and whether something stands there that could not be read."""

    amount: Amount | None
    wrong: bool

    @property
    def value(self) -> int:
        return 0 if self.amount is None else self.amount.value


def _read(one: Sorted, column: FieldColumn, reader: CellReader, sheet: str) -> _Read:
    reading = reader.read(one.row.cell(column.column), column, sheet, one.row.number)
    value = reading.value
    if isinstance(value, int):
        return _Read(Amount(value, str(value), Scale.ONE), wrong=False)
    wrong = any(problem.severity is Severity.ERROR for problem in reading.problems)
    return _Read(value if isinstance(value, Amount) else None, wrong)
