"""One row of the table of figures as the figure it holds."""

from datetime import date
from typing import Any

from db.models.figure import Figure
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureValue
from desktop.domain.money import Scale

FIGURE = Figure.__table__  # type: ignore[attr-defined]
_SAID = ("amount", "raw", "scale", "source", "obtained", "given_by", "given_on")
WHOLE = [FIGURE.c[name] for name in ("enterprise", "period", "measure", *_SAID)]

# thousands of rows a page: looking a code up is much quicker than calling its enumeration
MEASURES = {measure.value: measure for measure in Measure}
_SCALES = {scale.value: scale for scale in Scale}
_SOURCES = {source.value: source for source in Source}
_WAYS = {way.value: way for way in Obtained}


def value_of(row: Any) -> FigureValue:
    """Return the figure that *row* of the table holds."""
    return value(row.amount, row.raw, row.scale, row.source, row.obtained, row.given_by, row.given_on)


def value(amount: int, raw: str, scale: str, source: str, obtained: str, giver: str, on: date) -> FigureValue:
    """Return the figure of these columns, in the order of `WHOLE` after its first three."""
    return FigureValue(amount, raw, _SCALES[scale], _SOURCES[source], _WAYS[obtained], giver, on)
