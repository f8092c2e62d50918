"""Totals that a sheet states, checked against what its columns add up to."""

from desktop.domain.money import Amount, Scale
from desktop.intake.cells import CellReader
from desktop.intake.columns import ColumnMapping, FieldColumn
from desktop.intake.readings import ControlTotal
from desktop.intake.rows import Sorted
from desktop.intake.words import FieldKind

_SUMMED = frozenset((FieldKind.MONEY, FieldKind.ELECTRICITY, FieldKind.COUNT))


def totals(rows: list[Sorted], mapping: ColumnMapping, reader: CellReader, sheet: str) -> tuple[ControlTotal, ...]:
    """Return each stated total with the sum that comes nearest in meaning: since the last total, or of all rows.

    A total may stand above its rows; then it is compared with what follows.
    """
    columns = [column for column in mapping.fields.values() if column.kind in _SUMMED]
    return tuple(total for column in columns for total in _of_column(column, rows, reader, sheet))


def _of_column(column: FieldColumn, rows: list[Sorted], reader: CellReader, sheet: str) -> list[ControlTotal]:
    """Return the stated totals of one column."""
    read = [(one, _value(one, column, reader, sheet)) for one in rows if one.reason in ("", "total")]
    whole = sum(amount.value for one, amount in read if amount and not one.reason)
    found: list[ControlTotal] = []
    since = 0
    for one, amount in read:
        if not one.reason:
            since += amount.value if amount else 0
            continue
        if amount is not None:
            summed = since if amount.value == since else whole
            found.append(ControlTotal(one.row.number, column.heading, amount, summed))
        since = 0
    return found


def _value(one: Sorted, column: FieldColumn, reader: CellReader, sheet: str) -> Amount | None:
    """Return the amount in one cell, if there is one."""
    value = reader.read(one.row.cell(column.column), column, sheet, one.row.number).value
    if isinstance(value, int):
        return Amount(value, str(value), Scale.ONE)
    return value if isinstance(value, Amount) else None
