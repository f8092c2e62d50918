"""Enterprises that are or were in the directory, their stays in the library of risk, estimates and exits."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from db.models.enterprise import Enterprise
from db.models.retention import LibraryExit, RevenueEstimate
from db.models.retention import RiskStay as StayTable
from db.models.retention import RiskStep as StepTable
from db.models.setting import Person
from db.queries.enterprises import pattern
from desktop.domain.codes import LibraryStatus, Obtained, OperatingStatus
from desktop.domain.library_exit import ExitRow
from desktop.domain.retention import Estimate, RiskStay, RiskStep
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign

_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_STAY = StayTable.__table__  # type: ignore[attr-defined]
_STEP = StepTable.__table__  # type: ignore[attr-defined]
_ESTIMATE = RevenueEstimate.__table__  # type: ignore[attr-defined]
_EXIT = LibraryExit.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]


class Listed(NamedTuple):
    """What the ledger itself says of one enterprise that is or was in the directory."""

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    status: OperatingStatus
    library_status: LibraryStatus
    admitted_month: str


def listed(connection: Connection, unit_names: Mapping[str, str], uid: str = "", words: str = "") -> tuple[Listed, ...]:
    """Return the enterprises that are or were in the directory, by name; only *uid*, or those with *words*, if said."""
    query = select(_ENTERPRISE).where(
        _ENTERPRISE.c.voided == 0, _ENTERPRISE.c.library_status != LibraryStatus.BELOW.value
    )
    if uid:
        query = query.where(_ENTERPRISE.c.uid == uid)
    for word in words.split():
        query = query.where(_ENTERPRISE.c.search.like(pattern(word), escape="\\"))
    return tuple(
        Listed(
            row.uid,
            row.name,
            row.credit_code or "",
            unit_names.get(row.township or "", row.township or ""),
            unit_names.get(row.department or "", row.department or ""),
            OperatingStatus(row.status),
            LibraryStatus(row.library_status),
            row.admitted_month or "",
        )
        for row in connection.execute(query.order_by(_ENTERPRISE.c.sort_name, _ENTERPRISE.c.uid))
    )


def stays(
    connection: Connection, enterprises: Iterable[str], unit_names: Mapping[str, str]
) -> dict[str, list[RiskStay]]:
    """Return the stays of *enterprises* in the library of risk, oldest first."""
    found: dict[str, list[RiskStay]] = {}
    for row in _of(connection, _STAY, enterprises, _STAY.c.since, _STAY.c.until.is_(None), _STAY.c.uid):
        stay = RiskStay(
            uid=row.uid,
            enterprise=row.enterprise,
            since=row.since,
            until=row.until,
            reason=row.reason or "",
            reason_out=row.reason_out or "",
            grade=RiskGrade(row.grade),
            help_class=row.help_class or "",
            by_unit=row.by_unit,
            unit=unit_names.get(row.by_unit, row.by_unit),
        )
        found.setdefault(row.enterprise, []).append(stay)
    return found


def steps(
    connection: Connection, enterprises: Iterable[str], unit_names: Mapping[str, str]
) -> dict[str, list[RiskStep]]:
    """Return what people said of the risk of *enterprises*, oldest first; of one day, who knew more is the later."""
    found: dict[str, list[RiskStep]] = {}
    for row in _of(connection, _STEP, enterprises, _STEP.c.done_on, _STEP.c.place, _STEP.c.uid):
        step = RiskStep(
            uid=row.uid,
            action=RiskAction(row.action),
            on=row.done_on,
            grade=RiskGrade(row.grade) if row.grade else None,
            computed=RiskGrade(row.computed) if row.computed else None,
            signs=tuple(RiskSign(sign) for sign in row.signs),
            help_class=row.help_class or "",
            reason=row.reason,
            who=row.who or row.person,
            stay=row.stay or "",
            by_unit=row.by_unit,
            unit=unit_names.get(row.by_unit, row.by_unit),
        )
        found.setdefault(row.enterprise, []).append(step)
    return found


def next_place(connection: Connection, enterprise: str) -> int:
    """Return the place of the next word about the risk of *enterprise*, behind all that are known here."""
    last = connection.execute(select(func.max(_STEP.c.place)).where(_STEP.c.enterprise == enterprise)).scalar()
    return int(last or 0) + 1


def estimates(connection: Connection, enterprises: Iterable[str]) -> dict[str, list[Estimate]]:
    """Return what *enterprises* expected of whole years, oldest word first; void ones are left out."""
    found: dict[str, list[Estimate]] = {}
    rows = _of(connection, _ESTIMATE, enterprises, _ESTIMATE.c.told_on, _ESTIMATE.c.uid, kept=True)
    for row in rows:
        estimate = Estimate(
            uid=row.uid,
            year=row.year,
            amount=row.amount,
            told_on=row.told_on,
            told_by=row.told_by,
            obtained=Obtained(row.obtained),
            note=row.note or "",
            who=row.who or row.person,
        )
        found.setdefault(row.enterprise, []).append(estimate)
    return found


def exits_of(
    connection: Connection, enterprises: Iterable[str], unit_names: Mapping[str, str]
) -> dict[str, list[ExitRow]]:
    """Return the exits of *enterprises*, oldest first; void ones are left out."""
    found: dict[str, list[ExitRow]] = {}
    query = _exits().where(_EXIT.c.voided == 0, _EXIT.c.enterprise.in_(bindparam("enterprises", expanding=True)))
    for row in connection.execute(query, {"enterprises": list(enterprises)}):
        found.setdefault(row.enterprise, []).append(_exit(row, unit_names))
    return found


def exits_in(
    connection: Connection, year: int, unit_names: Mapping[str, str], *, voided: bool = False
) -> tuple[ExitRow, ...]:
    """Return the exits of *year* by day; with *voided* those too that were entered by mistake. Year 0 means all."""
    query = _exits()
    if year:
        query = query.where(func.substr(_EXIT.c.exited_on, 1, 4) == str(year))
    if not voided:
        query = query.where(_EXIT.c.voided == 0)
    return tuple(_exit(row, unit_names) for row in connection.execute(query))


def exit_of(connection: Connection, uid: str, unit_names: Mapping[str, str]) -> ExitRow | None:
    """Return the exit *uid*, void or not, or None."""
    row = connection.execute(_exits().where(_EXIT.c.uid == uid)).first()
    return None if row is None else _exit(row, unit_names)


def status_before(connection: Connection, exit_uid: str) -> tuple[str, str | None]:
    """Return the library status and admitted month that the exit replaced."""
    query = select(_EXIT.c.status_before, _EXIT.c.month_before).where(_EXIT.c.uid == exit_uid)
    row = connection.execute(query).one()
    return row.status_before, row.month_before


def estimate_year(connection: Connection, uid: str) -> tuple[str, bool] | None:
    """Return whose the estimate *uid* is and whether it is void, or None."""
    row = connection.execute(select(_ESTIMATE.c.enterprise, _ESTIMATE.c.voided).where(_ESTIMATE.c.uid == uid)).first()
    return None if row is None else (row.enterprise, bool(row.voided))


def _of(connection: Connection, table: Any, enterprises: Iterable[str], *order: Any, kept: bool = False) -> Any:
    """Return the rows of *table* that hang on *enterprises*, with the name of the person where it names one."""
    wanted = table.c.enterprise.in_(bindparam("enterprises", expanding=True))
    if "person" in table.c:
        query = select(table, _PERSON.c.name.label("who")).join(_PERSON, _PERSON.c.uid == table.c.person, isouter=True)
    else:
        query = select(table)
    if kept:
        query = query.where(table.c.voided == 0)
    return connection.execute(query.where(wanted).order_by(*order), {"enterprises": list(enterprises)})


def _exits() -> Any:
    columns = ("name", "township", "department")
    return (
        select(_EXIT, *(_ENTERPRISE.c[name].label(f"e_{name}") for name in columns), _PERSON.c.name.label("who"))
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _EXIT.c.enterprise)
        .join(_PERSON, _PERSON.c.uid == _EXIT.c.person, isouter=True)
        .order_by(_EXIT.c.exited_on, _EXIT.c.uid)
    )


def _exit(row: Any, unit_names: Mapping[str, str]) -> ExitRow:
    return ExitRow(
        uid=row.uid,
        enterprise=row.enterprise,
        name=row.e_name,
        township=unit_names.get(row.e_township or "", row.e_township or ""),
        department=unit_names.get(row.e_department or "", row.e_department or ""),
        on=row.exited_on,
        ground=row.ground,
        basis=row.basis,
        told_by=row.told_by,
        effective_year=row.effective_year,
        note=row.note or "",
        admitted_month=row.month_before or "",
        who=row.who or row.person,
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )
