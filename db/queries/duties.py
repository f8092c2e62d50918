"""Yearly duties that were done, and the calendars an office typed itself."""

from datetime import date

from sqlalchemy import Connection, select

from db.county import heard_offices
from db.models.duty import CalendarYear, DutyStep
from db.models.setting import Person
from desktop.domain.calendar_year import CalendarDraft, OffSpan
from desktop.domain.duty import DutyDone, DutyDraft

_STEP = DutyStep.__table__  # type: ignore[attr-defined]
_YEAR = CalendarYear.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]


def done(connection: Connection) -> tuple[DutyDone, ...]:
    """Return every word that a duty was done, void ones left out, oldest first."""
    query = (
        select(_STEP, _PERSON.c.name.label("who"))
        .join(_PERSON, _PERSON.c.uid == _STEP.c.person, isouter=True)
        .where(_STEP.c.voided == 0)
        .order_by(_STEP.c.done_on, _STEP.c.uid)
    )
    return tuple(
        DutyDone(row.uid, DutyDraft(row.duty, row.year, row.done_on, row.note), row.who or row.person)
        for row in connection.execute(query)
    )


def calendars(connection: Connection) -> tuple[CalendarDraft, ...]:
    """Return the years whose days off the county or this office typed, by year: the county's word where it has one."""
    own, county = heard_offices(connection)
    query = select(_YEAR).where(_YEAR.c.voided == 0, _YEAR.c.by_unit.in_((own, county)))
    found = connection.execute(query.order_by(_YEAR.c.year, _YEAR.c.by_unit != own)).all()
    return tuple(
        CalendarDraft(
            year=row.year,
            off=tuple(
                OffSpan(date.fromisoformat(first), date.fromisoformat(last), name) for first, last, name in row.off
            ),
            working=tuple(date.fromisoformat(day) for day in row.working),
            basis=row.basis,
            by_county=row.by_unit != own,
        )
        for row in {row.year: row for row in found}.values()  # the county's comes last of a year
    )


def calendar_uid(connection: Connection, year: int, unit: str) -> str | None:
    """Return the calendar of *year* that *unit* typed, a void one included, or None."""
    query = select(_YEAR.c.uid).where(_YEAR.c.year == year, _YEAR.c.by_unit == unit)
    return connection.execute(query).scalar()
