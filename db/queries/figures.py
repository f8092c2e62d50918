"""Reported figures of a period, and of one enterprise over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

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
_SAID = ("amount", "raw", "scale", "source", "obtained", "given_by", "given_on")
_WHOLE = [_FIGURE.c[name] for name in ("enterprise", "period", "measure", *_SAID)]

# thousands of rows a page: looking a code up is much quicker than calling its enumeration
_MEASURES = {measure.value: measure for measure in Measure}
_SCALES = {scale.value: scale for scale in Scale}
_SOURCES = {source.value: source for source in Source}
_WAYS = {way.value: way for way in Obtained}

Figures = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]


def by_enterprise(
    connection: Connection, periods: Iterable[str], unit: str, enterprises: Sequence[str] | None = None
) -> Figures:
    """Return what *unit* reported in *periods*: enterprise → period → measure → value."""
    wanted = _FIGURE.c.period.in_(bindparam("periods", expanding=True))
    return _gathered(connection, wanted, {"periods": list(periods)}, unit, enterprises)


def of_month(
    connection: Connection, month: str, beside: Sequence[str], unit: str, enterprises: Sequence[str]
) -> Figures:
    """Return what *unit* reported in *month*, and of the months *beside* it the cumulative revenue alone."""
    there = _FIGURE.c.period.in_(bindparam("beside", expanding=True))
    wanted = or_(_FIGURE.c.period == month, and_(_FIGURE.c.measure == Measure.MAIN_REVENUE_YTD, there))
    return _gathered(connection, wanted, {"beside": list(beside)}, unit, enterprises)


def _gathered(
    connection: Connection, wanted: Any, values: dict[str, Any], unit: str, enterprises: Sequence[str] | None
) -> Figures:
    query = select(*_WHOLE).where(_FIGURE.c.by_unit == unit, wanted)
    if enterprises is not None and len(enterprises) <= 500:
        query = query.where(_FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values = values | {"enterprises": list(enterprises)}
    found: dict[str, dict[str, dict[Measure, FigureValue]]] = {}
    for enterprise, period, measure, *said in connection.execute(query, values).all():
        periods = found.setdefault(enterprise, {})
        periods.setdefault(period, {})[_MEASURES[measure]] = _value(*said)
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
    return _value(row.amount, row.raw, row.scale, row.source, row.obtained, row.given_by, row.given_on)


def _value(amount: int, raw: str, scale: str, source: str, obtained: str, giver: str, on: date) -> FigureValue:
    return FigureValue(amount, raw, _SCALES[scale], _SOURCES[source], _WAYS[obtained], giver, on)


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


def told(connection: Connection, enterprise: str, period: str, measure: Measure) -> dict[str, FigureValue]:
    """Return reporting unit → what it told of one figure."""
    query = select(_FIGURE).where(
        _FIGURE.c.enterprise == enterprise, _FIGURE.c.period == period, _FIGURE.c.measure == measure
    )
    return {row.by_unit: value_of(row) for row in connection.execute(query.order_by(_FIGURE.c.by_unit))}
