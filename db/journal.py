"""Turns every change of a tracked field into a Change with its parents, linked into the site's chain."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, insert, or_, select, text, update

from db.models.journal import ChangeParent, ChangeRow, ChangeValue, Head, Site
from desktop.domain.change import Cell, Change, ChangeId, Value, canonical, link, seal
from desktop.domain.codes import ChangeKind
from desktop.kernel.errors import KnownError

_CHUNK = 150  # cells in one look-up of heads; SQLite's expression depth and variable limits stay far away


class Edit(NamedTuple):
    """One cell and what it becomes; *fresh* tells that the cell cannot have had a value before."""

    cell: Cell
    value: Value
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, in which deed, and when."""

    who: str
    save: str
    at: datetime


@dataclass(slots=True)
class _Writer:
    """The site's place in its chain while a unit of work runs."""

    site: str
    next_seq: int
    last_hash: str
    last_hlc: str


class Journal:
    """Writes Changes inside the unit of work of *connection*."""

    def __init__(self, connection: Connection, author: Author, salt: Callable[[], str]) -> None:
        self._connection = connection
        self._author = author
        self._salt = salt

    def record(self, edits: Sequence[Edit], *, reason: str | None, kind: ChangeKind) -> None:
        """Write a Change for each of *edits*, make it the only head of its cell, and move the chain on."""
        if not edits:
            return
        writer = self._writer()
        heads = self._heads([edit.cell for edit in edits if not edit.fresh])
        changes, values, parents = [], [], []
        for edit in edits:
            seen = tuple(heads.get(edit.cell, ()))
            change, value = self._compose(writer, edit, seen, reason, kind)
            changes.append(change)
            values.append(value)
            parents += [
                {"site": change["site"], "seq": change["seq"], "parent_site": old.site, "parent_seq": old.seq}
                for old in seen
            ]
        self._write(writer, changes, values, parents, heads)

    def _writer(self) -> _Writer:
        row = self._connection.execute(
            select(Site.site, Site.next_seq, Site.last_hash, Site.last_hlc).where(Site.own == 1)  # type: ignore[call-overload]
        ).one()
        return _Writer(*row)

    def _compose(
        self, writer: _Writer, edit: Edit, seen: tuple[ChangeId, ...], reason: str | None, kind: ChangeKind
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        at, value, salt = self._author.at, canonical(edit.value), self._salt()
        writer.last_hlc = tick(writer.last_hlc, at)
        change = Change(
            id=ChangeId(writer.site, writer.next_seq),
            cell=edit.cell,
            kind=kind,
            parents=seen,
            who=self._author.who,
            save=self._author.save,
            hlc=writer.last_hlc,
            wall=at.isoformat(timespec="milliseconds"),
            tz=at.strftime("%z"),
            sealed=seal(value, reason, salt),
        )
        writer.last_hash = link(writer.last_hash, change)
        writer.next_seq += 1
        row = {
            "site": change.id.site,
            "seq": change.id.seq,
            **edit.cell._asdict(),
            "kind": kind,
            "who": change.who,
            "save": change.save,
            "hlc": change.hlc,
            "wall": change.wall,
            "tz": change.tz,
            "sealed": change.sealed,
            "hash": writer.last_hash,
        }
        return row, {"site": change.id.site, "seq": change.id.seq, "value": value, "salt": salt, "reason": reason}

    def _write(
        self,
        writer: _Writer,
        changes: list[dict[str, Any]],
        values: list[dict[str, Any]],
        parents: list[dict[str, Any]],
        heads: dict[Cell, list[ChangeId]],
    ) -> None:
        connection = self._connection
        connection.execute(insert(ChangeRow), changes)
        connection.execute(insert(ChangeValue), values)
        if parents:
            connection.execute(insert(ChangeParent), parents)
            for cell in heads:
                connection.execute(Head.__table__.delete().where(_same_cell(cell)))  # type: ignore[attr-defined]
        names = ("entity", "field", "period", "by_unit", "site", "seq")
        connection.execute(insert(Head), [{name: change[name] for name in names} for change in changes])
        connection.execute(
            update(Site)
            .where(Site.site == writer.site)  # type: ignore[arg-type]
            .values(next_seq=writer.next_seq, last_hash=writer.last_hash, last_hlc=writer.last_hlc)
        )

    def _heads(self, cells: Sequence[Cell]) -> dict[Cell, list[ChangeId]]:
        """Return the heads of those *cells* that have any."""
        subjects = {(cell.entity, cell.field, cell.period, cell.by_unit): cell for cell in cells}
        found: dict[Cell, list[ChangeId]] = {}
        for start in range(0, len(cells), _CHUNK):
            wanted = or_(*(_same_cell(cell) for cell in cells[start : start + _CHUNK]))
            for row in self._connection.execute(select(Head.__table__).where(wanted)):  # type: ignore[attr-defined]
                cell = subjects[(row.entity, row.field, row.period, row.by_unit)]
                found.setdefault(cell, []).append(ChangeId(row.site, row.seq))
        return {cell: sorted(heads) for cell, heads in found.items()}  # the chain names parents in one order


def _same_cell(cell: Cell) -> Any:
    return and_(
        Head.entity == cell.entity,  # type: ignore[arg-type]
        Head.field == cell.field,  # type: ignore[arg-type]
        Head.period == cell.period,  # type: ignore[arg-type]
        Head.by_unit == cell.by_unit,  # type: ignore[arg-type]
    )


def tick(last: str, now: datetime) -> str:
    """Return the next reading of the hybrid clock: later than *last* whatever the computer's clock says."""
    wall = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    stamp, _, counter = last.partition("+")
    if wall > stamp:
        return f"{wall}+0000"
    number = int(counter, 16) + 1
    if number > 0xFFFF:  # one millisecond on, so that the text still sorts
        later = datetime.fromisoformat(stamp.replace("Z", "+00:00")) + timedelta(milliseconds=1)
        return f"{later.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}+0000"
    return f"{stamp}+{number:04x}"


def start_site(connection: Connection, unit: str, incarnation: str) -> None:
    """Begin the chain of *unit* on this computer; a new incarnation follows every restore and copy."""
    site = f"{unit}#{incarnation}"
    if connection.execute(select(Site.site).where(Site.site == site)).first():  # type: ignore[call-overload]
        raise KnownError("site_exists", site=site)
    connection.execute(update(Site).values(own=0))
    connection.execute(insert(Site), [{"site": site, "own": 1, "next_seq": 1, "last_hash": "", "last_hlc": ""}])


def content_digest(connection: Connection) -> str:
    """Return a digest of all business tables read through SQL: equal before and after means nothing was written."""
    digest = hashlib.sha256()
    names = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ).scalars()
    for name in names.all():
        if name in {"draft", "alembic_version"}:
            continue
        digest.update(name.encode())
        columns = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY 1, 2')
        for row in columns:
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
