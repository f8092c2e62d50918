"""The libraries: who stands where with this year's record, years that were closed, words about coverage, links."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, or_, select

from db.models.enterprise import Enterprise, TierStay
from db.models.figure import Figure
from db.models.library import CoverageStep, CultivationYear, EnterpriseLink, YearRoll
from db.models.setting import Person
from db.queries.county_figures import at_county, of_periods, values_of
from desktop.domain.codes import LibraryStatus, Measure, OperatingStatus, Tier
from desktop.domain.coverage import HandlingStep
from desktop.domain.cultivation import Roll, YearDraft, YearRecord
from desktop.domain.enterprise_link import LinkRow
from desktop.domain.figure import FigureValue
from desktop.domain.library_codes import Handling, LinkKind, Way

_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_FIGURE = Figure.__table__  # type: ignore[attr-defined]
_STAY = TierStay.__table__  # type: ignore[attr-defined]
_YEAR = CultivationYear.__table__  # type: ignore[attr-defined]
_ROLL = YearRoll.__table__  # type: ignore[attr-defined]
_STEP = CoverageStep.__table__  # type: ignore[attr-defined]
_LINK = EnterpriseLink.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]

_TEXTS = ("category", "route", "expected_month", "way", "leader", "officer", "unit", "difficulty")


class Listed(NamedTuple):
    """What the ledger says of one enterprise and of its record of one year; units by name.

    Category and route are those of its present stay where the year's record names none.
    """

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    tier: Tier | None
    status: OperatingStatus
    library_status: LibraryStatus
    production_month: str
    draft: YearDraft


def listed(connection: Connection, unit: str, year: int, names: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return every enterprise that is not void with what *unit* keeps of it for *year*, by name."""
    record = (_YEAR.c.enterprise == _ENTERPRISE.c.uid) & (_YEAR.c.year == year) & (_YEAR.c.by_unit == unit)
    stay = (_STAY.c.enterprise == _ENTERPRISE.c.uid) & _STAY.c.until.is_(None)
    query = (
        select(
            _ENTERPRISE,
            *(_YEAR.c[name] for name in _TEXTS),
            _YEAR.c.note.label("year_note"),
            _STAY.c.category.label("stay_category"),
            _STAY.c.route.label("stay_route"),
        )
        .outerjoin(_YEAR, record)
        .outerjoin(_STAY, stay)
        .where(_ENTERPRISE.c.voided == 0)
        .order_by(_ENTERPRISE.c.sort_name, _ENTERPRISE.c.uid)
    )
    return tuple(_listed(row, year, names) for row in connection.execute(query).mappings())


def record(connection: Connection, enterprise: str, year: int, unit: str) -> YearRecord | None:
    """Return what *unit* keeps of *enterprise* for *year*, or None."""
    return next((each for each in records(connection, enterprise, unit) if each.draft.year == year), None)


def records(connection: Connection, enterprise: str, unit: str) -> tuple[YearRecord, ...]:
    """Return the years of *enterprise* as *unit* keeps them, latest first."""
    query = select(_YEAR).where(_YEAR.c.enterprise == enterprise, _YEAR.c.by_unit == unit)
    return tuple(_record(row) for row in connection.execute(query.order_by(_YEAR.c.year.desc())).mappings())


def records_of(connection: Connection, year: int, unit: str) -> tuple[YearRecord, ...]:
    """Return what *unit* keeps of *year*, of every enterprise."""
    query = select(_YEAR).where(_YEAR.c.year == year, _YEAR.c.by_unit == unit)
    return tuple(_record(row) for row in connection.execute(query).mappings())


def recorded(connection: Connection, year: int, unit: str) -> dict[str, str]:
    """Return the uid of the record of *year* that *unit* keeps, by enterprise."""
    query = select(_YEAR.c.enterprise, _YEAR.c.uid).where(_YEAR.c.year == year, _YEAR.c.by_unit == unit)
    return {row.enterprise: row.uid for row in connection.execute(query)}


def rolls(connection: Connection, unit: str) -> tuple[Roll, ...]:
    """Return the years that *unit* closed, oldest first."""
    query = select(_ROLL, _PERSON.c.name.label("who")).outerjoin(_PERSON, _PERSON.c.uid == _ROLL.c.person)
    return tuple(
        Roll(
            uid=row.uid,
            year_from=row.year_from,
            year_to=row.year_to,
            on=row.rolled_on,
            basis=row.basis,
            carried=row.carried,
            gone=row.gone,
            who=row.who or row.person,
        )
        for row in connection.execute(query.where(_ROLL.c.by_unit == unit).order_by(_ROLL.c.year_from))
    )


def reached(
    connection: Connection, unit: str, threshold: int, last_year: int, months: Iterable[str]
) -> tuple[str, ...]:
    """Return the enterprises of whose revenue *unit* collected at least *threshold*: of *last_year* or by *months*."""
    if at_county(connection, unit):
        kept = values_of(of_periods(connection, [str(last_year), *months]))
        return tuple(uid for uid, periods in kept.items() if _reached(periods.values(), threshold))
    year = (_FIGURE.c.measure == Measure.MAIN_REVENUE_YEAR) & (_FIGURE.c.period == str(last_year))
    so_far = (_FIGURE.c.measure == Measure.MAIN_REVENUE_YTD) & _FIGURE.c.period.in_(bindparam("months", expanding=True))
    query = select(_FIGURE.c.enterprise).distinct()
    query = query.where(_FIGURE.c.by_unit == unit, _FIGURE.c.amount >= threshold, or_(year, so_far))
    return tuple(connection.execute(query, {"months": list(months)}).scalars())


def _reached(periods: Iterable[Mapping[Measure, FigureValue]], threshold: int) -> bool:
    measures = (Measure.MAIN_REVENUE_YEAR, Measure.MAIN_REVENUE_YTD)
    return any(each in kept and kept[each].amount >= threshold for kept in periods for each in measures)


def words(connection: Connection, year: int, enterprises: Iterable[str] = ()) -> dict[str, list[HandlingStep]]:
    """Return what was said in *year* of enterprises that reached the size, oldest first; of all where none are said."""
    query = select(_STEP, _PERSON.c.name.label("who")).outerjoin(_PERSON, _PERSON.c.uid == _STEP.c.person)
    query = query.where(_STEP.c.year == year).order_by(_STEP.c.enterprise, _STEP.c.place)
    asked = list(enterprises)
    if asked:
        query = query.where(_STEP.c.enterprise.in_(bindparam("enterprises", expanding=True)))
    found: dict[str, list[HandlingStep]] = {}
    for row in connection.execute(query, {"enterprises": asked} if asked else {}):
        step = HandlingStep(
            uid=row.uid,
            enterprise=row.enterprise,
            year=row.year,
            handling=Handling(row.handling),
            on=row.done_on,
            note=row.note or "",
            who=row.who or row.person,
        )
        found.setdefault(row.enterprise, []).append(step)
    return found


def links(connection: Connection, enterprise: str) -> tuple[LinkRow, ...]:
    """Return what stands behind *enterprise*, and what it became itself, by day; void ones are left out."""
    ends = or_(_LINK.c.enterprise == enterprise, _LINK.c.other == enterprise)
    query = select(_LINK).where(ends, _LINK.c.voided == 0).order_by(_LINK.c.linked_on, _LINK.c.uid)
    rows = connection.execute(query).all()
    far = {row.enterprise if row.other == enterprise else row.other for row in rows} - {None}
    known = _named(connection, far)
    return tuple(_link(row, enterprise, known) for row in rows)


def link_owner(connection: Connection, uid: str) -> str | None:
    """Return whose route the link *uid* stands behind, or None."""
    return connection.execute(select(_LINK.c.enterprise).where(_LINK.c.uid == uid)).scalar()


def _listed(row: RowMapping, year: int, names: Mapping[str, str]) -> Listed:
    return Listed(
        uid=row["uid"],
        name=row["name"],
        credit_code=row["credit_code"] or "",
        township=names.get(row["township"] or "", row["township"] or ""),
        department=names.get(row["department"] or "", row["department"] or ""),
        tier=Tier(row["tier"]) if row["tier"] else None,
        status=OperatingStatus(row["status"]),
        library_status=LibraryStatus(row["library_status"]),
        production_month=row["production_month"] or "",
        draft=YearDraft(
            enterprise=row["uid"],
            year=year,
            category=row["category"] or row["stay_category"] or "",
            route=row["route"] or row["stay_route"] or "",
            expected_month=row["expected_month"] or "",
            way=Way(row["way"]) if row["way"] else None,
            leader=row["leader"] or "",
            officer=row["officer"] or "",
            unit=row["unit"] or "",
            difficulty=row["difficulty"] or "",
            note=row["year_note"] or "",
        ),
    )


def _record(row: RowMapping) -> YearRecord:
    texts = {name: row[name] or "" for name in (*_TEXTS, "note") if name != "way"}
    way = Way(row["way"]) if row["way"] else None
    return YearRecord(
        uid=row["uid"],
        draft=YearDraft(enterprise=row["enterprise"], year=row["year"], way=way, **texts),
        carried_from=row["carried_from"],
        closed_on=row["closed_on"],
        closing_tier=Tier(row["closing_tier"]) if row["closing_tier"] else None,
        closing_status=LibraryStatus(row["closing_status"]) if row["closing_status"] else None,
    )


def _named(connection: Connection, uids: Iterable[str | None]) -> dict[str, tuple[str, str]]:
    query = select(_ENTERPRISE.c.uid, _ENTERPRISE.c.name, _ENTERPRISE.c.credit_code)
    query = query.where(_ENTERPRISE.c.uid.in_(bindparam("uids", expanding=True)))
    rows = connection.execute(query, {"uids": [uid for uid in uids if uid]})
    return {row.uid: (row.name, row.credit_code or "") for row in rows}


def _link(row: Any, enterprise: str, known: Mapping[str, tuple[str, str]]) -> LinkRow:
    later = row.other == enterprise
    other = (row.enterprise if later else row.other) or ""
    name, code = known.get(other, (row.name or "", row.credit_code or ""))
    day: date = row.linked_on
    return LinkRow(
        uid=row.uid,
        kind=LinkKind(row.kind),
        other=other,
        name=name,
        credit_code=code,
        sector=row.sector or "",
        on=day,
        basis=row.basis,
        note=row.note or "",
        later=later,
    )
