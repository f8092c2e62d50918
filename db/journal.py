"""Turns every change of a tracked field into a Change with its parents, linked into the site's chain."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, bindparam, insert, select, update

from db.models.journal import Head, Site
from desktop.domain.change import Cell, Change, ChangeId, Value, canonical, link, seal
from desktop.domain.codes import ChangeKind
from desktop.kernel.errors import KnownError

_CHUNK = 400  # entities in one look-up of heads; SQLite's limit of variables stays far away

_HEAD = Head.__table__  # type: ignore[attr-defined]
_FIND_HEADS = select(_HEAD).where(
    _HEAD.c.entity.in_(bindparam("entities", expanding=True)), _HEAD.c.period.in_(bindparam("periods", expanding=True))
)
# the driver's own statements: a deed writes hundreds of rows, and nothing in them needs translating
_WHERE_WE_ARE = "SELECT site, next_seq, last_hash, last_hlc FROM site WHERE own = 1"
_MOVE_ON = "UPDATE site SET next_seq = ?, last_hash = ?, last_hlc = ? WHERE site = ?"
_ADD_CHANGE = (
    "INSERT INTO change (site, seq, subject, entity, field, period, by_unit, kind, who, save, hlc, wall, tz, sealed,"
    " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_VALUE = "INSERT INTO change_value (site, seq, value, salt, reason) VALUES (?, ?, ?, ?, ?)"
_ADD_PARENT = "INSERT INTO change_parent (site, seq, parent_site, parent_seq) VALUES (?, ?, ?, ?)"
_DROP_HEADS = "DELETE FROM head WHERE entity = ? AND field = ? AND period = ? AND by_unit = ?"
_ADD_HEAD = "INSERT INTO head (entity, field, period, by_unit, site, seq) VALUES (?, ?, ?, ?, ?, ?)"
_BUSINESS = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT IN ('draft', 'alembic_version') ORDER BY name"
)

_Row: TypeAlias = tuple[str | int | None, ...]


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
class _Chain:
    """The site's place in its chain while a deed is written."""

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
        self._wall = author.at.isoformat(timespec="milliseconds")
        self._zone = author.at.strftime("%z")
        self._stamp = _stamp(author.at)

    def record(self, edits: Sequence[Edit]) -> None:
        """Write a Change for each of *edits*, make it the only head of its cell, and move the chain on.

        A cell may come more than once; each Change of it has seen the one before.
        """
        if not edits:
            return
        chain = _Chain(*self._connection.exec_driver_sql(_WHERE_WE_ARE).one())
        kept = self._heads([edit.cell for edit in edits if not edit.fresh])
        heads = dict(kept)
        changes: list[_Row] = []
        values: list[_Row] = []
        parents: list[_Row] = []
        for edit in edits:
            value, salt = canonical(edit.value), self._salt()
            change = self._change(chain, edit, heads.get(edit.cell, ()), seal(value, edit.reason, salt))
            when = (change.hlc, change.wall, change.tz)
            who = (change.who, change.save)
            changes.append((*change.id, *change.cell, change.kind, *who, *when, change.sealed, chain.last_hash))
            values.append((*change.id, value, salt, _kept(edit.reason)))
            parents += [(*change.id, *parent) for parent in change.parents]
            heads[edit.cell] = (change.id,)
        self._write(chain, changes, values, parents)
        self._move_heads(kept, {edit.cell: heads[edit.cell][-1] for edit in edits})

    def _change(self, chain: _Chain, edit: Edit, seen: tuple[ChangeId, ...], sealed: str) -> Change:
        """Return the next Change of *chain* and move *chain* on to it."""
        chain.last_hlc = _after(chain.last_hlc, self._stamp)
        change = Change(
            id=ChangeId(chain.site, chain.next_seq),
            cell=edit.cell,
            kind=edit.kind,
            parents=seen,
            who=self._author.who,
            save=self._author.save,
            hlc=chain.last_hlc,
            wall=self._wall,
            tz=self._zone,
            sealed=sealed,
        )
        chain.last_hash = link(chain.last_hash, change)
        chain.next_seq += 1
        return change

    def _write(self, chain: _Chain, changes: list[_Row], values: list[_Row], parents: list[_Row]) -> None:
        connection = self._connection
        connection.exec_driver_sql(_ADD_CHANGE, changes)
        connection.exec_driver_sql(_ADD_VALUE, values)
        if parents:
            connection.exec_driver_sql(_ADD_PARENT, parents)
        connection.exec_driver_sql(_MOVE_ON, (chain.next_seq, chain.last_hash, chain.last_hlc, chain.site))

    def _move_heads(self, kept: Mapping[Cell, tuple[ChangeId, ...]], latest: Mapping[Cell, ChangeId]) -> None:
        if kept:
            self._connection.exec_driver_sql(_DROP_HEADS, [cell[1:] for cell in kept])
        self._connection.exec_driver_sql(_ADD_HEAD, [(*cell[1:], *change) for cell, change in latest.items()])

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


def _kept(reason: str | None) -> str | None:
    if reason is not None and "\0" in reason:
        raise ValueError("NUL in text")  # SQLite's length() stops there
    return reason


def tick(last: str, now: datetime) -> str:
    """Return the next reading of the hybrid clock: later than *last* whatever the computer's clock says."""
    return _after(last, _stamp(now))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _after(last: str, wall: str) -> str:
    stamp, _, counter = last.partition("+")
    if wall > stamp:
        return f"{wall}+0000"
    number = int(counter, 16) + 1
    if number > 0xFFFF:  # one millisecond on, so that the text still sorts
        return f"{_stamp(datetime.fromisoformat(stamp) + timedelta(milliseconds=1))}+0000"
    return f"{stamp}+{number:04x}"


def start_site(connection: Connection, unit: str, incarnation: str, *, machine: str = "") -> None:
    """Begin the chain of *unit* on the computer *machine*; a new incarnation follows every restore and copy."""
    site = f"{unit}#{incarnation}"
    if connection.execute(select(Site.site).where(Site.site == site)).first():  # type: ignore[call-overload]
        raise KnownError("site_exists", site=site)
    connection.execute(update(Site).values(own=0))
    begun = {"site": site, "own": 1, "next_seq": 1, "last_hash": "", "last_hlc": "", "machine": machine}
    connection.execute(insert(Site), [begun])


def content_digest(connection: Connection) -> str:
    """Return a digest of all business tables read through SQL: equal before and after means nothing was written."""
    digest = hashlib.sha256()
    cursor = connection.connection.cursor()  # the driver's own: tests ask before and after every deed
    names = cursor.execute(_BUSINESS).fetchall()
    for (name,) in names:
        digest.update(name.encode())
        for row in sorted(map(repr, cursor.execute(f'SELECT * FROM "{name}"'))):
            digest.update(row.encode())
    cursor.close()
    return digest.hexdigest()
