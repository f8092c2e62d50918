"""The workspace, its people, its typed targets and its drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from db.models.setting import Draft as DraftTable
from db.models.setting import Person as PersonTable
from db.models.setting import Workspace as WorkspaceTable
from db.models.target import Target
from desktop.domain.codes import Measure, TargetKind, TargetMeasure, UnitKind
from desktop.domain.draft import Draft
from desktop.domain.workspace import OwnTarget, Person, Workspace

_WORKSPACE = WorkspaceTable.__table__  # type: ignore[attr-defined]
_PERSON = PersonTable.__table__  # type: ignore[attr-defined]
_TARGET = Target.__table__  # type: ignore[attr-defined]
_DRAFT = DraftTable.__table__  # type: ignore[attr-defined]


def workspace(connection: Connection) -> tuple[str, Workspace, str] | None:
    """Return (uid, workspace, uid of the person sitting here), or None in a ledger not yet begun."""
    row = connection.execute(select(_WORKSPACE)).first()
    if row is None:
        return None
    kind = UnitKind(row.unit_kind)
    shown = bool(row.demo), bool(row.outlook)
    found = Workspace(row.unit, row.unit_name, kind, row.preset, row.year, *shown, leads=leads_of(row.figure_leads))
    return row.uid, found, row.current_person


def leads_of(kept: list[str]) -> dict[Measure, str]:
    """Return measure → unit of what the ledger keeps as `measure=unit`."""
    return {Measure(measure): unit for measure, _, unit in (each.partition("=") for each in kept)}


def people(connection: Connection) -> tuple[Person, ...]:
    """Return the people of this office, by name; those of others are known by their letters only."""
    own = select(_WORKSPACE.c.unit).scalar_subquery()
    query = select(_PERSON).where(or_(_PERSON.c.by_unit.is_(None), _PERSON.c.by_unit == own))
    rows = connection.execute(query.order_by(_PERSON.c.name, _PERSON.c.uid))
    return tuple(Person(row.uid, row.name, row.post or "", row.phone or "") for row in rows)


def sit_down(connection: Connection, person: str) -> None:
    """Note who is sitting here; the journal has no part in it."""
    connection.execute(update(_WORKSPACE).values(current_person=person))


def targets(connection: Connection, unit: str, year: int) -> tuple[tuple[str, OwnTarget], ...]:
    """Return (uid, target) of the targets that were typed for *unit* and *year*."""
    query = select(_TARGET).where(_TARGET.c.unit == unit, _TARGET.c.year == year, _TARGET.c.voided == 0)
    query = query.where(_TARGET.c.kind == TargetKind.OFFICIAL).order_by(_TARGET.c.measure)
    return tuple(
        (row.uid, OwnTarget(row.year, TargetMeasure(row.measure), row.value, row.basis or "", issued=False))
        for row in connection.execute(query)
    )


def keep_draft(connection: Connection, key: str, body: dict[str, str], at: datetime) -> None:
    """Keep the half-typed form *key*, replacing what it held."""
    connection.execute(delete(_DRAFT).where(_DRAFT.c.key == key))
    connection.execute(insert(_DRAFT), [{"key": key, "body": body, "saved_at": at}])


def drop_draft(connection: Connection, key: str) -> None:
    """Forget the half-typed form *key*."""
    connection.execute(delete(_DRAFT).where(_DRAFT.c.key == key))


def drafts(connection: Connection) -> tuple[Draft, ...]:
    """Return the forms left half-typed, latest first."""
    rows = connection.execute(select(_DRAFT).order_by(_DRAFT.c.saved_at.desc()))
    return tuple(_draft(row) for row in rows)


def _draft(row: Any) -> Draft:
    return Draft(row.key, row.body, row.saved_at)


def journal_size(connection: Connection) -> tuple[int, int]:
    """Return how many Changes the journal holds, and the schema number."""
    count = connection.execute(text("SELECT count(*) FROM change")).scalar_one()
    return int(count), int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
