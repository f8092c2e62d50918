"""Applications, their steps, materials and what was handed in; and the windows a clerk typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models.admission import AdmissionWindow as WindowTable
from db.models.admission import Application, ApplicationMaterial, ApplicationSnapshot, ApplicationStep
from db.models.enterprise import Enterprise
from db.models.setting import Person
from db.queries.enterprises import pattern
from desktop.domain.admission import (
    AdmissionAction,
    AdmissionFilter,
    AdmissionRow,
    AdmissionState,
    AdmissionStep,
    PaperNotes,
    ProjectNature,
)
from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus
from desktop.domain.handed_in import Snapshot
from desktop.domain.materials import MaterialMark
from desktop.domain.month import Month
from desktop.domain.windows import AdmissionWindow, Procedure, WindowKind, WindowOrigin

_APPLICATION = Application.__table__  # type: ignore[attr-defined]
_STEP = ApplicationStep.__table__  # type: ignore[attr-defined]
_MATERIAL = ApplicationMaterial.__table__  # type: ignore[attr-defined]
_SNAPSHOT = ApplicationSnapshot.__table__  # type: ignore[attr-defined]
_WINDOW = WindowTable.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]

_REASONED = frozenset({AdmissionAction.RETURN, AdmissionAction.REFUSE, AdmissionAction.WITHDRAW})


def windows(connection: Connection, year: int) -> tuple[AdmissionWindow, ...]:
    """Return the windows of *year* that were typed; one that is not held may have no day."""
    found = connection.execute(select(_WINDOW).where(_WINDOW.c.year == year).order_by(_WINDOW.c.kind, _WINDOW.c.month))
    return tuple(_window(row) for row in found)


def rows(connection: Connection, query: AdmissionFilter, unit_names: Mapping[str, str]) -> tuple[AdmissionRow, ...]:
    """Return the applications that *query* finds, the latest step first."""
    found = _joined()
    if not query.voided:
        found = found.where(_APPLICATION.c.voided == 0)
    if query.year:
        found = found.where(_APPLICATION.c.year == query.year)
    if query.enterprise:
        found = found.where(_APPLICATION.c.enterprise == query.enterprise)
    if query.states:
        found = found.where(_APPLICATION.c.state.in_(sorted(query.states)))
    for word in query.text.split():
        columns = (_ENTERPRISE.c.search, _APPLICATION.c.note, _APPLICATION.c.paper_name)
        found = found.where(or_(*(column.like(pattern(word), escape="\\") for column in columns)))
    listed = connection.execute(found).all()
    steps = _steps_of(connection, [row.uid for row in listed] if len(listed) <= 500 else None)
    made = [_row(row, steps.get(row.uid, []), unit_names) for row in listed]
    return tuple(sorted(made, key=lambda row: (row.state_on, row.begun_on, row.uid), reverse=True))


def get(connection: Connection, uid: str, unit_names: Mapping[str, str]) -> AdmissionRow | None:
    """Return application *uid*, or None."""
    row = connection.execute(_joined().where(_APPLICATION.c.uid == uid)).first()
    return None if row is None else _row(row, _steps_of(connection, [uid]).get(uid, []), unit_names)


def steps(connection: Connection, uid: str) -> tuple[AdmissionStep, ...]:
    """Return the steps of application *uid*, oldest first, with the name of who wrote each."""
    query = (
        select(_STEP, _PERSON.c.name)
        .join(_PERSON, _PERSON.c.uid == _STEP.c.person, isouter=True)
        .where(_STEP.c.application == uid)
        .order_by(_STEP.c.place)
    )
    return tuple(
        AdmissionStep(
            uid=row.uid,
            action=AdmissionAction(row.action),
            state=AdmissionState(row.state),
            on=row.done_on,
            told_by=row.told_by or "",
            basis=row.basis or "",
            note=row.note or "",
            due_on=row.due_on,
            admitted_month=row.admitted_month or "",
            who=row.name or row.person,
        )
        for row in connection.execute(query)
    )


def replaced_by_admission(connection: Connection, uid: str) -> tuple[str, str | None] | None:
    """Return the library status and admitted month that the last admission of application *uid* replaced."""
    query = select(_STEP.c.status_before, _STEP.c.month_before).where(
        _STEP.c.application == uid, _STEP.c.action == AdmissionAction.ADMIT
    )
    row = connection.execute(query.order_by(_STEP.c.place.desc()).limit(1)).first()
    return None if row is None or row.status_before is None else (row.status_before, row.month_before)


def library_of(connection: Connection, enterprise: str) -> tuple[str, str | None]:
    """Return the library status and admitted month that the ledger has of *enterprise*."""
    query = select(_ENTERPRISE.c.library_status, _ENTERPRISE.c.admitted_month).where(_ENTERPRISE.c.uid == enterprise)
    row = connection.execute(query).one()
    return row.library_status, row.admitted_month


def marks(connection: Connection, applications: Iterable[str]) -> dict[str, dict[str, MaterialMark]]:
    """Return what is noted of materials: application → material → mark."""
    query = select(_MATERIAL).where(_MATERIAL.c.application.in_(list(applications)))
    found: dict[str, dict[str, MaterialMark]] = {}
    for row in connection.execute(query):
        mark = MaterialMark(row.wanted, bool(row.have), row.pages, row.problem or "", row.mend_by)
        found.setdefault(row.application, {})[row.item] = mark
    return found


def mark_uid(connection: Connection, application: str, item: str) -> str | None:
    """Return the uid of what is noted of *item*, or None."""
    query = select(_MATERIAL.c.uid).where(_MATERIAL.c.application == application, _MATERIAL.c.item == item)
    return connection.execute(query).scalar()


def twice(connection: Connection, enterprise: str, year: int, route: str, window: str, month: int) -> bool:
    """Return whether such an application is kept already."""
    table = _APPLICATION.c
    query = select(table.uid).where(
        table.enterprise == enterprise,
        table.year == year,
        table.route == route,
        table.window_kind == window,
        table.window_month == month,
        table.voided == 0,
    )
    return connection.execute(query).first() is not None


def window_uid(connection: Connection, year: int, kind: str, month: int) -> str | None:
    """Return the uid of the typed window, or None."""
    query = select(_WINDOW.c.uid).where(_WINDOW.c.year == year, _WINDOW.c.kind == kind, _WINDOW.c.month == month)
    return connection.execute(query).scalar()


def snapshots(connection: Connection, application: str) -> tuple[Snapshot, ...]:
    """Return what was handed in with *application*, first to last."""
    query = select(_SNAPSHOT, _PERSON.c.name).join(_PERSON, _PERSON.c.uid == _SNAPSHOT.c.made_by, isouter=True)
    found = connection.execute(query.where(_SNAPSHOT.c.application == application).order_by(_SNAPSHOT.c.number))
    return tuple(
        Snapshot(
            uid=row.uid,
            number=row.number,
            taken_on=row.taken_on,
            cutoff=Month.parse(row.cutoff),
            digest=row.digest,
            content=row.content,
            made_by=row.name or row.made_by,
        )
        for row in found
    )


def all_snapshots(connection: Connection) -> tuple[tuple[str, str, str, Any], ...]:
    """Return (uid, cut-off, digest, content) of everything that was handed in, for the check."""
    query = select(_SNAPSHOT.c.uid, _SNAPSHOT.c.cutoff, _SNAPSHOT.c.digest, _SNAPSHOT.c.content)
    return tuple((row.uid, row.cutoff, row.digest, row.content) for row in connection.execute(query))


def _window(row: Any) -> AdmissionWindow:
    return AdmissionWindow(
        year=row.year,
        kind=WindowKind(row.kind),
        month=row.month,
        closes_on=row.closes_on or date(row.year, 12, 31),
        accepts=tuple(Procedure(code) for code in row.accepts),
        origin=WindowOrigin.NOTICE,
        basis=row.basis,
        opens_on=row.opens_on,
        held=bool(row.held),
        uid=row.uid,
    )


def _joined() -> Any:
    columns = ("name", "credit_code", "township", "library_status", "kind", "status")
    return select(_APPLICATION, *(_ENTERPRISE.c[name].label(f"e_{name}") for name in columns)).join(
        _ENTERPRISE, _ENTERPRISE.c.uid == _APPLICATION.c.enterprise
    )


def _steps_of(connection: Connection, applications: list[str] | None) -> dict[str, list[Any]]:
    query = select(_STEP).order_by(_STEP.c.application, _STEP.c.place)
    if applications is not None:
        query = query.where(_STEP.c.application.in_(applications))
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.application, []).append(row)
    return found


def _row(row: Any, taken: list[Any], unit_names: Mapping[str, str]) -> AdmissionRow:
    moved = next((step for step in reversed(taken) if step.state != _state_before(taken, step)), taken[-1])
    reasoned = moved if AdmissionAction(moved.action) in _REASONED else None
    admitted = next((step.admitted_month for step in reversed(taken) if step.admitted_month), "")
    state = AdmissionState(taken[-1].state)
    return AdmissionRow(
        uid=row.uid,
        enterprise=row.enterprise,
        enterprise_name=row.e_name,
        credit_code=row.e_credit_code or "",
        township=unit_names.get(row.e_township or "", row.e_township or ""),
        year=row.year,
        route=row.route,
        window=WindowKind(row.window_kind),
        window_month=row.window_month,
        cutoff=row.cutoff,
        begun_on=row.begun_on,
        state=state,
        state_on=moved.done_on,
        basis=moved.basis or "",
        reason=(reasoned.note or "") if reasoned is not None else "",
        due_on=moved.due_on,
        admitted_month=admitted if state is AdmissionState.ADMITTED else "",
        papers=_papers(row),
        note=row.note or "",
        library_status=LibraryStatus(row.e_library_status),
        kind=EnterpriseKind(row.e_kind),
        status=OperatingStatus(row.e_status),
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )


def _state_before(taken: list[Any], step: Any) -> str:
    return taken[step.place - 2].state if step.place > 1 else ""


def _papers(row: Any) -> PaperNotes:
    return PaperNotes(
        paper_name=row.paper_name or "",
        scope_covers=row.scope_covers,
        enterprise_accounting=row.enterprise_accounting,
        project_nature=ProjectNature(row.project_nature) if row.project_nature else None,
        approved_on=row.approved_on,
    )
