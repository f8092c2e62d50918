"""Figures as the county sees them: what every office told, and what counts of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal, select, text

from db.queries.figure_values import FIGURE, MEASURES, WHOLE, value
from db.queries.settings import leads_of
from desktop.domain.codes import Measure
from desktop.domain.effective import Cells, effective
from desktop.domain.figure import FigureValue

FEW = 500
"""More enterprises than these are not named one by one."""

CountyFigures = Mapping[str, Mapping[str, Cells]]

_OFFICE = text("SELECT unit, figure_leads FROM workspace")
_COUNTY = text("SELECT 1 FROM workspace WHERE unit = :unit AND unit_kind = 'county'")


def at_county(connection: Connection, unit: str) -> bool:
    """Return whether *unit* is the county office and this its own ledger."""
    return connection.execute(_COUNTY, {"unit": unit}).first() is not None


def of_periods(
    connection: Connection, periods: Iterable[str], enterprises: Sequence[str] | None = None
) -> CountyFigures:
    """Return what every office told in *periods* and what counts of it: enterprise → period → cells."""
    wanted = FIGURE.c.period.in_(bindparam("periods", expanding=True))
    return counting(connection, wanted, {"periods": list(periods)}, enterprises)


def counting(
    connection: Connection, wanted: Any, values: dict[str, Any], enterprises: Sequence[str] | None
) -> CountyFigures:
    """Return the same of the figures that *wanted* finds with *values*; one read, whatever their number."""
    county, kept = connection.execute(_OFFICE).one()
    leads = leads_of(json.loads(kept))
    query = select(*WHOLE, FIGURE.c.by_unit).where(wanted)
    if enterprises is not None and len(enterprises) <= FEW:
        query = query.where(FIGURE.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values = values | {"enterprises": list(enterprises)}
    told: dict[str, dict[str, dict[Measure, dict[str, FigureValue]]]] = {}
    for enterprise, period, measure, *said, unit in connection.execute(query, values).all():
        cells = told.setdefault(enterprise, {}).setdefault(period, {})
        cells.setdefault(MEASURES[measure], {})[unit] = value(*said)
    return {
        uid: {
            period: Cells({each: effective(words, county, leads.get(each, "")) for each, words in cells.items()})
            for period, cells in periods.items()
        }
        for uid, periods in told.items()
    }


def amount_counting(connection: Connection) -> ColumnElement[int | None]:
    """Return the amount that counts of one figure, over the rows of all offices: as `domain/effective.py` has it."""
    county, kept = connection.execute(_OFFICE).one()
    leads = leads_of(json.loads(kept))
    lead = case(leads, value=FIGURE.c.measure, else_="") if leads else literal("")
    alike = case((func.min(FIGURE.c.amount) == func.max(FIGURE.c.amount), func.min(FIGURE.c.amount)))
    return func.coalesce(_of(county), alike, _of(lead))


def _of(unit: Any) -> ColumnElement[int | None]:
    return func.max(case((FIGURE.c.by_unit == unit, FIGURE.c.amount)))


def values_of(found: CountyFigures) -> dict[str, dict[str, Mapping[Measure, FigureValue]]]:
    """Return what counts of *found*, in the shape of one unit's figures; what is open is not there."""
    return {uid: {period: cells.values for period, cells in kept.items()} for uid, kept in found.items()}


def units_telling(connection: Connection, period: str) -> tuple[str, ...]:
    """Return the offices that told a figure of *period*."""
    query = select(FIGURE.c.by_unit).distinct().where(FIGURE.c.period == period).order_by(FIGURE.c.by_unit)
    return tuple(connection.execute(query).scalars())


def of_month(
    connection: Connection, month: str, beside: Iterable[str], enterprises: Sequence[str] | None = None
) -> CountyFigures:
    """Return the same of *month*, and of the months *beside* it the cumulative revenue alone."""
    there = FIGURE.c.period.in_(bindparam("beside", expanding=True)) & (FIGURE.c.measure == Measure.MAIN_REVENUE_YTD)
    return counting(connection, (FIGURE.c.period == month) | there, {"beside": list(beside)}, enterprises)
