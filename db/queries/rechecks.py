"""Requests to check a figure (退回核对) with what the figure says now, and the last answer to each."""

from typing import Any

from sqlalchemy import Connection, select

from db.county import county_of
from db.models.enterprise import Enterprise
from db.models.figure import Figure
from db.models.recheck import Recheck
from db.models.recheck import RecheckAnswer as AnswerTable
from desktop.domain.codes import Measure, Source
from desktop.domain.figure import MEASURES
from desktop.domain.money import plain
from desktop.domain.recheck import RecheckAnswer, RecheckRow

_RECHECK = Recheck.__table__  # type: ignore[attr-defined]
_ANSWER = AnswerTable.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_FIGURE = Figure.__table__  # type: ignore[attr-defined]


def rows(connection: Connection, unit: str = "") -> tuple[RecheckRow, ...]:
    """Return the requests that stand, or those to *unit*, first to last; those of voided enterprises are left out."""
    county = county_of(connection)
    now = _figure_of(_RECHECK.c.unit).label("now")
    adopted = _figure_of(county).label("adopted")
    query = (
        select(_RECHECK, _ENTERPRISE.c.name, now, adopted)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _RECHECK.c.enterprise)
        .where(_RECHECK.c.voided == 0, _ENTERPRISE.c.voided == 0)
        .order_by(_RECHECK.c.asked_on, _RECHECK.c.uid)
    )
    query = query.where(_RECHECK.c.unit == unit) if unit else query
    answers = _answers(connection)
    return tuple(_row(row, answers.get(row.uid)) for row in connection.execute(query))


def told_amount(connection: Connection, enterprise: str, period: str, measure: Measure, unit: str) -> str | None:
    """Return what *unit* tells of a figure as plain text, None where it tells nothing."""
    query = select(_FIGURE.c.amount).where(
        _FIGURE.c.enterprise == enterprise,
        _FIGURE.c.period == period,
        _FIGURE.c.measure == measure,
        _FIGURE.c.by_unit == unit,
    )
    return _plain(measure, connection.execute(query).scalar())


def _figure_of(unit: Any) -> Any:
    return (
        select(_FIGURE.c.amount)
        .where(
            _FIGURE.c.enterprise == _RECHECK.c.enterprise,
            _FIGURE.c.period == _RECHECK.c.period,
            _FIGURE.c.measure == _RECHECK.c.measure,
            _FIGURE.c.by_unit == unit,
        )
        .scalar_subquery()
    )


def _answers(connection: Connection) -> dict[str, RecheckAnswer]:
    query = select(_ANSWER).where(_ANSWER.c.voided == 0).order_by(_ANSWER.c.answered_on, _ANSWER.c.uid)
    return {
        row.recheck: RecheckAnswer(row.uid, row.said, Source(row.source), row.reason, row.answered_on)
        for row in connection.execute(query)
    }


def _row(row: Any, answer: RecheckAnswer | None) -> RecheckRow:
    return RecheckRow(
        uid=row.uid,
        enterprise=row.enterprise,
        name=row.name,
        period=row.period,
        measure=row.measure,
        unit=row.unit,
        said=row.said,
        now=_plain(Measure(row.measure), row.now),
        asked_on=row.asked_on,
        reason=row.reason,
        adopted=row.adopted is not None,
        answer=answer,
    )


def _plain(measure: Measure, amount: int | None) -> str | None:
    return None if amount is None else plain(amount, places=MEASURES[measure].places)
