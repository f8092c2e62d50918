"""Keeps reported figures, many at a time: the rows of the table, and what the journal has to say of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db.journal import Edit
from db.models.figure import Figure
from db.projection import figure_columns, figure_value
from desktop.domain.change import Cell
from desktop.domain.codes import Measure, Subject
from desktop.domain.figure import FigureValue

_CHUNK = 400  # enterprises in one look-up; SQLite's limit of variables stays far away
_KEY = ("enterprise", "period", "measure", "by_unit")

_FIGURE = Figure.__table__  # type: ignore[attr-defined]
_SAID = tuple(column.name for column in _FIGURE.c if column.name not in _KEY)
_FIND = select(_FIGURE).where(
    _FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)),
    _FIGURE.c.period.in_(bindparam("periods", expanding=True)),
    _FIGURE.c.by_unit == bindparam("unit"),
)
_SAME = [_FIGURE.c[name] == bindparam(f"key_{name}") for name in _KEY]

_Key = tuple[str, str, str]
_Columns = dict[str, Any] | None  # None where nothing is reported


class Statement(NamedTuple):
    """What a unit says in one cell, whole; None clears it."""

    enterprise: str
    period: str
    measure: Measure
    value: FigureValue | None
    reason: str | None = None

    @property
    def key(self) -> _Key:
        """Which cell."""
        return self.enterprise, self.period, self.measure.value


def state(connection: Connection, statements: Sequence[Statement], by_unit: str) -> list[Edit]:
    """Keep *statements* of *by_unit* in the table and return the edits of those that said something new.

    The same value again says something new only where it gives a reason.
    """
    before = _kept(connection, statements, by_unit)
    after, edits = dict(before), []
    for each in statements:
        columns = None if each.value is None else figure_columns(each.value)
        if columns == after.get(each.key) and (columns is None or each.reason is None):
            continue
        after[each.key] = columns
        cell = Cell(Subject.FIGURE, each.enterprise, each.measure, each.period, by_unit)
        edits.append(Edit(cell, figure_value(each.measure, each.value), reason=each.reason))
    _write(connection, before, after, by_unit)
    return edits


def _kept(connection: Connection, statements: Sequence[Statement], by_unit: str) -> dict[_Key, _Columns]:
    enterprises = sorted({each.enterprise for each in statements})
    periods = sorted({each.period for each in statements})
    found: dict[_Key, _Columns] = {}
    for start in range(0, len(enterprises), _CHUNK):
        values = {"enterprises": enterprises[start : start + _CHUNK], "periods": periods, "unit": by_unit}
        for row in connection.execute(_FIND, values).mappings():
            found[row["enterprise"], row["period"], row["measure"]] = {name: row[name] for name in _SAID}
    return found


def _write(connection: Connection, before: dict[_Key, _Columns], after: dict[_Key, _Columns], by_unit: str) -> None:
    inserted, changed, cleared = [], [], []
    for key, columns in after.items():
        old = before.get(key)
        where = {f"key_{name}": part for name, part in zip(_KEY, (*key, by_unit), strict=True)}
        if columns == old:
            continue
        if columns is None:
            cleared.append(where)
        elif old is None:
            inserted.append(dict(zip(_KEY, (*key, by_unit), strict=True)) | columns)
        else:
            changed.append(where | columns)
    if cleared:
        connection.execute(delete(_FIGURE).where(*_SAME), cleared)
    if inserted:
        connection.execute(insert(_FIGURE), inserted)
    if changed:
        connection.execute(update(_FIGURE).where(*_SAME), changed)
