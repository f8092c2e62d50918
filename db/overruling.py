"""The county's word on who stands in which tier: its own stays of an enterprise count before what a unit wrote."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select

from db.county import county_of
from db.models.base import Table
from db.models.enterprise import TierStay
from desktop.domain.carried import unit_of
from desktop.domain.change import Cell
from desktop.domain.codes import Subject

_STAY = TierStay.__table__  # type: ignore[attr-defined]
_OWN_UNIT = "SELECT unit FROM workspace"
_MAKER = "SELECT site FROM change WHERE entity = ? ORDER BY site LIMIT 1"
_BY_COUNTY = (
    "SELECT 1 FROM tier_stay t JOIN change c ON c.entity = t.uid"
    " WHERE t.enterprise = ? AND t.uid <> ? AND substr(c.site, 1, length(?)) = ? LIMIT 1"
)
_WHOSE = "SELECT enterprise FROM tier_stay WHERE uid = ?"
_ASIDE = (
    "INSERT INTO set_aside (subject, entity, because) VALUES (?, ?, 'taken')"
    " ON CONFLICT (subject, entity) DO UPDATE SET because = excluded.because"
)


class UnitStay(NamedTuple):
    """A stay that lasts and that a unit wrote, as the county's ledger shows it."""

    uid: str
    tier: str
    category: str | None
    route: str | None
    since: date
    reason: str | None


def stay_of_unit(connection: Connection, enterprise: str) -> UnitStay | None:
    """Return the lasting stay of *enterprise* if this is the county's ledger and a unit wrote it, or None."""
    columns = (_STAY.c[name] for name in UnitStay._fields)
    row = connection.execute(select(*columns).where(_STAY.c.enterprise == enterprise, _STAY.c.until.is_(None))).first()
    own = connection.exec_driver_sql(_OWN_UNIT).scalar()
    if row is None or own != county_of(connection) or _maker(connection, row.uid) in {"", own}:
        return None
    return UnitStay(*row)


def step_aside(connection: Connection, stay: str) -> None:
    """Take *stay* out of the table; what the unit wrote stays in the journal."""
    connection.execute(delete(_STAY).where(_STAY.c.uid == stay))
    connection.exec_driver_sql(_ASIDE, (Subject.TIER, stay))


def heed_county(connection: Connection, cells: Iterable[Cell], county: str) -> tuple[str, ...]:
    """Let units' stays step aside where *cells*, just written, are a stay of the county's; return their enterprises."""
    stays = sorted({cell.entity for cell in cells if cell.subject is Subject.TIER})
    enterprises = {connection.exec_driver_sql(_WHOSE, (stay,)).scalar() for stay in stays} - {None}
    moved = []
    for enterprise in sorted(map(str, enterprises)):
        stay = stay_of_unit(connection, enterprise)
        if stay is not None and overruled(connection, TierStay, stay.uid, {"enterprise": enterprise}, county):
            step_aside(connection, stay.uid)
            moved.append(enterprise)
    return tuple(moved)


def overruled(connection: Connection, model: type[Table], uid: str, values: Mapping[str, Any], county: str) -> bool:
    """Return whether *uid* is a lasting stay of a unit, of an enterprise on whose stays the county has its own word."""
    if model is not TierStay or values.get("until") is not None or _maker(connection, uid) in {"", county}:
        return False
    head = county + "#"
    return connection.exec_driver_sql(_BY_COUNTY, (values["enterprise"], uid, head, head)).first() is not None


def _maker(connection: Connection, uid: str) -> str:
    return unit_of(str(connection.exec_driver_sql(_MAKER, (uid,)).scalar() or ""))
