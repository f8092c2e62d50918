"""Turns every change of a tracked field into a Change with its parents, linked into the site's chain."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, text, update

from db.models.journal import ChangeParent, ChangeRow, ChangeValue, Head, Site
from desktop.domain.change import Cell, Change, ChangeId, Value, canonical, link, seal
from desktop.domain.codes import ChangeKind
from desktop.kernel.errors import KnownError

_CHUNK = 400  # entities in one look-up of heads; SQLite's limit of variables stays far away


_HEAD = Head.__table__  # type: ignore[attr-defined]
_FIND_HEADS = select(_HEAD).where(
    _HEAD.c.entity.in_(bindparam("entities", expanding=True)), _HEAD.c.period.in_(bindparam("periods", expanding=True))
)
_DROP_HEADS = text(
    "DELETE FROM head WHERE entity = :entity AND field = :field AND period = :period AND by_unit = :by_unit"
)


class Edit(NamedTuple):
    """One cell, what it becomes and why; *fresh* tells that the cell cannot have had a value before."""

    cell: Cell
    value: Value
    fresh: bool = False
    reason: str | None = None
    kind: ChangeKind = ChangeKind.EDIT


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

    def record(self, edits: Sequence[Edit]) -> None:
        """Write a Change for each of *edits*, make it the only head of its cell, and move the chain on.

        A cell may come more than once; each Change of it has seen the one before.
        """
        if not edits:
            return
        writer = self._writer()
        kept = self._heads([edit.cell for edit in edits if not edit.fresh])
        heads = dict(kept)
        changes, values, parents = [], [], []
        for edit in edits:
            seen = heads.get(edit.cell, ())
            change, value = self._compose(writer, edit, seen)
            changes.append(change)
            values.append(value)
            parents += [
                {"site": change["site"], "seq": change["seq"], "parent_site": old.site, "parent_seq": old.seq}
                for old in seen
            ]
            heads[edit.cell] = (ChangeId(change["site"], change["seq"]),)
        self._write(writer, changes, values, parents)
        self._move_heads(kept, {edit.cell: heads[edit.cell][-1] for edit in edits})

    def _writer(self) -> _Writer:
        row = self._connection.execute(
            select(Site.site, Site.next_seq, Site.last_hash, Site.last_hlc).where(Site.own == 1)  # type: ignore[call-overload]
        ).one()
        return _Writer(*row)

    def _compose(
        self, writer: _Writer, edit: Edit, seen: tuple[ChangeId, ...]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        at, value, salt = self._author.at, canonical(edit.value), self._salt()
        writer.last_hlc = tick(writer.last_hlc, at)
        change = Change(
            id=ChangeId(writer.site, writer.next_seq),
            cell=edit.cell,
            kind=edit.kind,
            parents=seen,
            who=self._author.who,
            save=self._author.save,
            hlc=writer.last_hlc,
            wall=at.isoformat(timespec="milliseconds"),
            tz=at.strftime("%z"),
            sealed=seal(value, edit.reason, salt),
        )
        writer.last_hash = link(writer.last_hash, change)
        writer.next_seq += 1
        row = {
            "site": change.id.site,
            "seq": change.id.seq,
            **edit.cell._asdict(),
            "kind": edit.kind,
            "who": change.who,
            "save": change.save,
            "hlc": change.hlc,
            "wall": change.wall,
            "tz": change.tz,
            "sealed": change.sealed,
            "hash": writer.last_hash,
        }
        kept = {"site": change.id.site, "seq": change.id.seq, "value": value, "salt": salt, "reason": edit.reason}
        return row, kept

    def _write(
        self,
        writer: _Writer,
        changes: list[dict[str, Any]],
        values: list[dict[str, Any]],
        parents: list[dict[str, Any]],
    ) -> None:
        connection = self._connection
        connection.execute(insert(ChangeRow), changes)
        connection.execute(insert(ChangeValue), values)
        if parents:
            connection.execute(insert(ChangeParent), parents)
        connection.execute(
            update(Site)
            .where(Site.site == writer.site)  # type: ignore[arg-type]
            .values(next_seq=writer.next_seq, last_hash=writer.last_hash, last_hlc=writer.last_hlc)
        )

    def _move_heads(self, kept: Mapping[Cell, tuple[ChangeId, ...]], latest: Mapping[Cell, ChangeId]) -> None:
        if kept:
            self._connection.execute(_DROP_HEADS, [cell._asdict() for cell in kept])
        rows = [cell._asdict() | change._asdict() for cell, change in latest.items()]
        self._connection.execute(insert(Head), [{column.name: row[column.name] for column in _HEAD.c} for row in rows])

    def _heads(self, cells: Sequence[Cell]) -> dict[Cell, tuple[ChangeId, ...]]:
        """Return the heads of those *cells* that have any."""
        wanted = {(cell.entity, cell.field, cell.period, cell.by_unit): cell for cell in cells}
        entities, periods = sorted({cell.entity for cell in cells}), sorted({cell.period for cell in cells})
        found: dict[Cell, list[ChangeId]] = {}
        for start in range(0, len(entities), _CHUNK):
            values = {"entities": entities[start : start + _CHUNK], "periods": periods}
            for row in self._connection.execute(_FIND_HEADS, values):
                cell = wanted.get((row.entity, row.field, row.period, row.by_unit))
                if cell is not None:
                    found.setdefault(cell, []).append(ChangeId(row.site, row.seq))
        return {cell: tuple(sorted(heads)) for cell, heads in found.items()}  # the chain names parents in one order


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
