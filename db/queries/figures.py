"""Reported figures of a period, and of one enterprise over time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select, true

from db.models.enterprise import Enterprise
from db.models.journal import ChangeRow, ChangeValue
from db.projection import figure_said
from db.queries.county_figures import FEW, amount_counting, at_county, counting, values_of
from db.queries.figure_values import FIGURE, MEASURES, WHOLE, value, value_of
from desktop.domain.codes import Measure, Subject
from desktop.domain.figure import Explained, FigureValue

_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_CHANGE = ChangeRow.__table__  # type: ignore[attr-defined]
_VALUE = ChangeValue.__table__  # type: ignore[attr-defined]

Figures = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]
Amounts = Mapping[str, Mapping[str, Mapping[Measure, int]]]


def by_enterprise(
    connection: Connection, periods: Iterable[str], unit: str, enterprises: Sequence[str] | None = None
) -> Figures:
    """Return what *unit* reported in *periods*: enterprise → period → measure → value.

    In the county office's own ledger these are the figures that count, whoever told them (`domain/effective.py`).
    """
    wanted = FIGURE.c.period.in_(bindparam("periods", expanding=True))
    return _gathered(connection, wanted, {"periods": list(periods)}, unit, enterprises)


def of_month(
    connection: Connection, month: str, beside: Sequence[str], unit: str, enterprises: Sequence[str]
) -> Figures:
    """Return what *unit* reported in *month*, and of the months *beside* it the cumulative revenue alone."""
    there = FIGURE.c.period.in_(bindparam("beside", expanding=True))
    wanted = or_(FIGURE.c.period == month, and_(FIGURE.c.measure == Measure.MAIN_REVENUE_YTD, there))
    return _gathered(connection, wanted, {"beside": list(beside)}, unit, enterprises)


def _gathered(
    connection: Connection, wanted: Any, values: dict[str, Any], unit: str, enterprises: Sequence[str] | None
) -> Figures:
    if at_county(connection, unit):
        return values_of(counting(connection, wanted, values, enterprises))
    return _told(connection, (FIGURE.c.by_unit == unit) & wanted, values, enterprises)


def of_unit(
    connection: Connection, periods: Iterable[str], unit: str, enterprises: Sequence[str] | None = None
) -> Figures:
    """Return what *unit* itself told in *periods*, in the county's ledger too."""
    wanted = (FIGURE.c.by_unit == unit) & FIGURE.c.period.in_(bindparam("periods", expanding=True))
    return _told(connection, wanted, {"periods": list(periods)}, enterprises)


def _told(connection: Connection, wanted: Any, values: dict[str, Any], enterprises: Sequence[str] | None) -> Figures:
    query = select(*WHOLE).where(wanted)
    if enterprises is not None and len(enterprises) <= FEW:
        query = query.where(FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values = values | {"enterprises": list(enterprises)}
    found: dict[str, dict[str, dict[Measure, FigureValue]]] = {}
    for enterprise, period, measure, *said in connection.execute(query, values).all():
        periods = found.setdefault(enterprise, {})
        periods.setdefault(period, {})[MEASURES[measure]] = value(*said)
    return found


def all_of(connection: Connection, period: str | None) -> tuple[tuple[str, str, str, str, FigureValue], ...]:
    """Return (enterprise, period, measure, unit, value) of every monthly figure, or those of *period*."""
    query = select(FIGURE).join(_ENTERPRISE, _ENTERPRISE.c.uid == FIGURE.c.enterprise)
    query = query.where(_ENTERPRISE.c.voided == False)  # noqa: E712  (SQL, not Python)
    query = query.where(FIGURE.c.period == period) if period else query.where(FIGURE.c.period.like("____-__"))
    ordered = query.order_by(_ENTERPRISE.c.sort_name, FIGURE.c.enterprise, FIGURE.c.period, FIGURE.c.by_unit)
    return tuple(
        (row.enterprise, row.period, row.measure, row.by_unit, value_of(row)) for row in connection.execute(ordered)
    )


def whole_years(connection: Connection, unit: str) -> dict[str, dict[int, int]]:
    """Return what *unit* reported for whole years, at the county what counts: enterprise → year → 分."""
    if at_county(connection, unit):
        years = counting(connection, FIGURE.c.measure == Measure.MAIN_REVENUE_YEAR, {}, None)
        return {
            uid: {int(period): each.amount for period, values in kept.items() for each in values.values()}
            for uid, kept in values_of(years).items()
        }
    query = select(FIGURE).where(FIGURE.c.by_unit == unit, FIGURE.c.measure == Measure.MAIN_REVENUE_YEAR)
    found: dict[str, dict[int, int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.enterprise, {})[int(row.period)] = row.amount
    return found


def amounts(
    connection: Connection,
    periods: Iterable[str],
    unit: str,
    measures: Iterable[Measure],
    enterprises: Sequence[str] | None = None,
) -> Amounts:
    """Return what *unit* reported of *measures* in *periods*: enterprise → period → measure → amount.

    At the county it is what counts; the statement says it as `domain/effective.py` does.
    """
    whole = at_county(connection, unit)
    amount = amount_counting(connection) if whole else FIGURE.c.amount
    key = [FIGURE.c[name] for name in ("enterprise", "period", "measure")]
    query: Any = select(*key, amount.label("amount")).where(
        true() if whole else FIGURE.c.by_unit == unit,
        FIGURE.c.period.in_(bindparam("periods", expanding=True)),
        FIGURE.c.measure.in_(bindparam("measures", expanding=True)),
    )
    values: dict[str, Any] = {"periods": list(periods), "measures": sorted(measures)}
    if enterprises is not None and len(enterprises) <= FEW:
        query = query.where(FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values["enterprises"] = list(enterprises)
    if whole:
        query = query.group_by(*key)
    found: dict[str, dict[str, dict[Measure, int]]] = {}
    for enterprise, period, measure, number in connection.execute(query, values).all():
        if number is not None:
            found.setdefault(enterprise, {}).setdefault(period, {})[MEASURES[measure]] = number
    return found


def explained(
    connection: Connection, period: str, unit: str, enterprises: Sequence[str]
) -> Mapping[str, Mapping[Measure, Explained]]:
    """Return the last reason given with each figure of *period*, and what the figure was then."""
    query = (
        select(_CHANGE.c.entity, _CHANGE.c.field, _VALUE.c.reason, _VALUE.c.value)
        .join(_VALUE, (_VALUE.c.site == _CHANGE.c.site) & (_VALUE.c.seq == _CHANGE.c.seq))
        .where(_CHANGE.c.subject == Subject.FIGURE, _CHANGE.c.period == period, _CHANGE.c.by_unit == unit)
        .where(_CHANGE.c.entity.in_(bindparam("enterprises", expanding=True)), _VALUE.c.reason.is_not(None))
        .order_by(_CHANGE.c.hlc, _CHANGE.c.site, _CHANGE.c.seq)
    )
    found: dict[str, dict[Measure, Explained]] = {}
    for row in connection.execute(query, {"enterprises": list(enterprises)}):
        measure = Measure(row.field)
        value = None if row.value is None else figure_said(measure, json.loads(row.value))
        if value is not None:
            found.setdefault(row.entity, {})[measure] = Explained(row.reason, value.amount)
    return found


def told(connection: Connection, enterprise: str, period: str, measure: Measure) -> dict[str, FigureValue]:
    """Return reporting unit → what it told of one figure."""
    query = select(FIGURE).where(
        FIGURE.c.enterprise == enterprise, FIGURE.c.period == period, FIGURE.c.measure == measure
    )
    return {row.by_unit: value_of(row) for row in connection.execute(query.order_by(FIGURE.c.by_unit))}
