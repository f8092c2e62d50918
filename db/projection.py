"""How the fields of a record and a reported figure read in the journal."""

from collections.abc import Mapping
from typing import Any

from db.models.base import Column, Table
from desktop.domain.change import Value
from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES, FigureValue
from desktop.domain.money import plain


def tracked(model: type[Table], values: Mapping[str, Any]) -> dict[str, Value]:
    """Return the fields among *values* that the journal follows, each in its canonical form."""
    columns = model.__table__.c  # type: ignore[attr-defined]
    return {
        name: _kind(columns[name].type).to_journal(value)
        for name, value in values.items()
        if name != "uid" and name not in model.untracked
    }


def says_something(model: type[Table], name: str, value: Value) -> bool:
    """Return whether *value* of a new record needs a Change: a cell without one reads as nothing, or as "no"."""
    nullable = model.__table__.c[name].nullable  # type: ignore[attr-defined]
    return value is not None and value != [] and (value is not False or nullable)


def figure_value(measure: Measure, value: FigureValue | None) -> Value:
    """Return *value* as the one object the journal keeps."""
    if value is None:
        return None
    return {
        "amount": plain(value.amount, places=MEASURES[measure].places),
        "raw": value.raw,
        "scale": value.scale.value,
        "source": value.source.value,
        "obtained": value.obtained.value,
        "given_by": value.given_by,
        "on": value.on.isoformat(),
    }


def figure_columns(value: FigureValue | None) -> dict[str, Any]:
    """Return *value* as the columns of its row; all of them nothing where it is cleared."""
    names = ("amount", "raw", "scale", "source", "obtained", "given_by")
    if value is None:
        return dict.fromkeys((*names, "given_on"))
    return {**{name: getattr(value, name) for name in names}, "given_on": value.on}


def _kind(found: Any) -> Column:
    if not isinstance(found, Column):
        raise TypeError(f"column type {found!r} cannot be kept in the journal")
    return found
