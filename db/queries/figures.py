"""Reported figures of a period, and of one enterprise over time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.models.enterprise import Enterprise
from db.models.figure import Figure
from db.models.journal import ChangeValue, Head
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureValue
from desktop.domain.money import Scale

_FIGURE = Figure.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_HEAD = Head.__table__  # type: ignore[attr-defined]
_VALUE = ChangeValue.__table__  # type: ignore[attr-defined]

Figures = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]


def by_enterprise(
    connection: Connection, periods: Iterable[str], unit: str, enterprises: Sequence[str] | None = None
) -> Figures:
    """Return what *unit* reported in *periods*: enterprise → period → measure → value."""
    query = select(_FIGURE).where(_FIGURE.c.by_unit == unit, _FIGURE.c.period.in_(bindparam("periods", expanding=True)))
    values: dict[str, Any] = {"periods": list(periods)}
    if enterprises is not None and len(enterprises) <= 500:
        query = query.where(_FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values["enterprises"] = list(enterprises)
    found: dict[str, dict[str, dict[Measure, FigureValue]]] = {}
    for row in connection.execute(query, values):
        periods_of = found.setdefault(row.enterprise, {})
        periods_of.setdefault(row.period, {})[Measure(row.measure)] = value_of(row)
    return found


def all_of(connection: Connection, period: str | None) -> tuple[tuple[str, str, str, str, FigureValue], ...]:
    """Return (enterprise, period, measure, unit, value) of every monthly figure, or those of *period*."""
    query = select(_FIGURE).join(_ENTERPRISE, _ENTERPRISE.c.uid == _FIGURE.c.enterprise)
    query = query.where(_ENTERPRISE.c.voided == False)  # noqa: E712  (SQL, not Python)
    query = query.where(_FIGURE.c.period == period) if period else query.where(_FIGURE.c.period.like("____-__"))
    ordered = query.order_by(_ENTERPRISE.c.sort_name, _FIGURE.c.enterprise, _FIGURE.c.period, _FIGURE.c.by_unit)
    return tuple(
        (row.enterprise, row.period, row.measure, row.by_unit, value_of(row)) for row in connection.execute(ordered)
    )


def whole_years(connection: Connection, unit: str) -> dict[str, dict[int, int]]:
    """Return what *unit* reported for whole years: enterprise → year → 分."""
    query = select(_FIGURE).where(_FIGURE.c.by_unit == unit, _FIGURE.c.measure == Measure.MAIN_REVENUE_YEAR)
    found: dict[str, dict[int, int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.enterprise, {})[int(row.period)] = row.amount
    return found


def value_of(row: Any) -> FigureValue:
    """Return the figure that *row* of the table holds."""
    return FigureValue(
        amount=row.amount,
        raw=row.raw,
        scale=Scale(row.scale),
        source=Source(row.source),
        obtained=Obtained(row.obtained),
        given_by=row.given_by,
        on=row.given_on,
    )


def reasons(
    connection: Connection, period: str, unit: str, enterprises: Sequence[str]
) -> Mapping[str, Mapping[Measure, str]]:
    """Return the reasons given with the figures of *period* as they stand: enterprise → measure → reason."""
    query = (
        select(_HEAD.c.entity, _HEAD.c.field, _VALUE.c.reason)
        .join(_VALUE, (_VALUE.c.site == _HEAD.c.site) & (_VALUE.c.seq == _HEAD.c.seq))
        .where(_HEAD.c.period == period, _HEAD.c.by_unit == unit, _VALUE.c.reason.is_not(None))
        .where(_HEAD.c.entity.in_(bindparam("enterprises", expanding=True)))
    )
    found: dict[str, dict[Measure, str]] = {}
    for row in connection.execute(query, {"enterprises": list(enterprises)}):
        found.setdefault(row.entity, {})[Measure(row.field)] = row.reason
    return found
