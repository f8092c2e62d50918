"""Takes the Changes of other ledgers in: the union of journals, after which the tables say what the whole set says."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text

from db.cells import cells_with_heads, of_cells
from db.projection import readable, unlisted
from db.reprojecting import Projected, project
from desktop.domain.carried import Carried, CarriedSave, check_run, has_seen, runs, sealed_right, unit_of
from desktop.domain.change import Cell, ChangeId
from desktop.domain.merge import heads
from desktop.kernel.errors import KnownError

_SITES = "SELECT site, next_seq, last_hash FROM site"
_NEXT = "SELECT site, next_seq FROM site WHERE own = 1"
_ADD_SAVE = "INSERT OR IGNORE INTO save (id, action, who, wall, result) VALUES (?, ?, ?, ?, '')"
_ADD_CHANGE = (
    "INSERT INTO change (site, seq, subject, entity, field, period, by_unit, kind, who, save, hlc, wall, tz, sealed,"
    " hash, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_VALUE = "INSERT OR IGNORE INTO change_value (site, seq, value, salt, reason) VALUES (?, ?, ?, ?, ?)"
_ADD_PARENT = "INSERT INTO change_parent (site, seq, parent_site, parent_seq) VALUES (?, ?, ?, ?)"
_DROP_HEADS = "DELETE FROM head WHERE entity = ? AND field = ? AND period = ? AND by_unit = ?"
_ADD_HEAD = "INSERT INTO head (entity, field, period, by_unit, site, seq) VALUES (?, ?, ?, ?, ?, ?)"
_KEEP_SITE = (
    "INSERT INTO site (site, own, next_seq, last_hash, last_hlc, machine) VALUES (?, 0, ?, ?, ?, '')"
    " ON CONFLICT (site) DO UPDATE SET next_seq = excluded.next_seq, last_hash = excluded.last_hash,"
    " last_hlc = excluded.last_hlc"
)
_KNOWN = text(
    "SELECT c.seq, c.hash, v.site IS NOT NULL AS told FROM change c LEFT JOIN change_value v USING (site, seq)"
    " WHERE c.site = :site AND c.seq BETWEEN :first AND :last"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many Changes were *new*, *known* already or *told* late, and what that did to the tables."""

    new: int
    known: int
    told: int
    projected: Projected


class _Place(NamedTuple):
    next_seq: int
    last_hash: str


def take_changes(
    connection: Connection, carried: Iterable[Carried], saves: Iterable[CarriedSave], *, county: str
) -> Taken:
    """Unite the journal with *carried* and let the tables follow; *county* is the unit id of the county office.

    Raise `KnownError`: `changes_gap` if numbers before the first are missing, `package_fork` if a known number comes
    with another content, `package_forged` if a chain or a seal does not hold, `package_hostile` if a value is not of
    the kind that its cell takes, `package_too_new` if it is a code that its closed list lacks, `ledger_behind` if this
    ledger wrote what it does not know any more. Nothing is kept then, since the caller's transaction ends.
    """
    by_site = runs(carried)
    places = {site: _Place(number, last) for site, number, last in connection.exec_driver_sql(_SITES)}
    fresh: list[Carried] = []
    late: list[Carried] = []
    known = 0
    for site, run in by_site.items():
        place = places.get(site, _Place(1, ""))
        old = [each for each in run if each.change.id.seq < place.next_seq]
        new = [each for each in run if each.change.id.seq >= place.next_seq]
        known += len(old)
        late += _told_late(connection, site, old)
        if new:
            if new[0].change.id.seq > place.next_seq:
                raise KnownError("changes_gap", place=f"{site}:{place.next_seq}")
            check_run(new, after=place.next_seq - 1, last_hash=place.last_hash)
            fresh += new
    _refuse_foretold(connection, fresh, county)
    _check_values((*fresh, *late))
    _write(connection, fresh, saves)
    _tell(connection, late)
    first, others = _first_words(connection, fresh)
    _move_heads(connection, first, others)
    projected = project(connection, others | {each.change.cell for each in late}, first, county=county)
    return Taken(len(fresh), known, len(late), projected)


def _refuse_foretold(connection: Connection, fresh: Sequence[Carried], county: str) -> None:
    """Raise `KnownError` where one of *fresh* has seen what this ledger will write: our next word would be lost.

    The county's reader takes that for a forgery; at a unit its own files were put back to older ones.
    """
    following = ChangeId(*connection.exec_driver_sql(_NEXT).one())
    for each in fresh:
        if has_seen(each, following):
            if unit_of(following.site) != county:
                raise KnownError("ledger_behind", seq=following.seq)
            raise KnownError("package_forged", place=f"{each.change.id.site}:{each.change.id.seq}")


def _told_late(connection: Connection, site: str, old: Sequence[Carried]) -> list[Carried]:
    """Return those of *old* whose value is told only now; a known number with another content is a fork."""
    if not old:
        return []
    span = {"site": site, "first": old[0].change.id.seq, "last": old[-1].change.id.seq}
    kept = {row.seq: row for row in connection.execute(_KNOWN, span)}
    late = []
    for each in old:
        row = kept.get(each.change.id.seq)
        if row is None or row.hash != each.hash:
            raise KnownError("package_fork", seq=each.change.id.seq)
        if each.told and not row.told:
            if not sealed_right(each):
                raise KnownError("package_forged", place=f"{site}:{each.change.id.seq}")
            late.append(each)
    return late


def _check_values(carried: Iterable[Carried]) -> None:
    """Raise `KnownError` where a told value is not one that its cell takes.

    `package_hostile` for another kind of value, `package_too_new` for a code that its closed list lacks.
    """
    for each in carried:
        if each.value is None:
            continue
        cell, value = each.change.cell, json.loads(each.value)
        if not readable(cell, value):
            raise KnownError("package_hostile", place=f"{each.change.id.site}:{each.change.id.seq} val")
        if (code := unlisted(cell, value)) is not None:
            raise KnownError("package_too_new", wanted=f"{cell.subject}.{cell.field}={code}")


def _write(connection: Connection, fresh: Sequence[Carried], saves: Iterable[CarriedSave]) -> None:
    # in the order they were done in: what this office did before it lost its ledger can be taken back from the last
    if kept := [tuple(save) for save in sorted(saves, key=lambda each: (each.wall, each.id))]:
        connection.exec_driver_sql(_ADD_SAVE, kept)
    if not fresh:
        return
    # a deed whose line is missing still groups its Changes
    missing = {each.change.save: each.change for each in fresh}
    connection.exec_driver_sql(_ADD_SAVE, [(save, "", change.who, change.wall) for save, change in missing.items()])
    connection.exec_driver_sql(_ADD_CHANGE, [_row(each) for each in fresh])
    _tell(connection, [each for each in fresh if each.told])
    parents = [(*each.change.id, *parent) for each in fresh for parent in each.change.parents]
    if parents:
        connection.exec_driver_sql(_ADD_PARENT, parents)
    ends = {each.change.id.site: each for each in fresh}  # runs are in order, so the last one stays
    connection.exec_driver_sql(
        _KEEP_SITE, [(site, end.change.id.seq + 1, end.hash, end.change.hlc) for site, end in ends.items()]
    )


def _row(each: Carried) -> tuple[str | int | None, ...]:
    change = each.change
    who = (change.who, change.save, change.hlc, change.wall, change.tz)
    return (*change.id, *change.cell, change.kind, *who, change.sealed, each.hash, each.extra_text)


def _tell(connection: Connection, told: Sequence[Carried]) -> None:
    if told:
        rows = [(*each.change.id, each.value, each.salt, each.reason) for each in told]
        connection.exec_driver_sql(_ADD_VALUE, rows)


def _first_words(connection: Connection, fresh: Sequence[Carried]) -> tuple[dict[Cell, Carried], set[Cell]]:
    """Return the only Change of each cell that had none before, and the cells with more to compare.

    Called before the heads are moved: a cell without a head has no Change but the new ones.
    """
    only: dict[Cell, Carried] = {}
    several: set[Cell] = set()
    for each in fresh:
        cell = each.change.cell
        if cell in only:
            several.add(cell)
        only[cell] = each
    known = cells_with_heads(connection, only)
    others = several | {cell for cell in only if tuple(cell[1:]) in known}
    return {cell: each for cell, each in only.items() if cell not in others}, others


def _move_heads(connection: Connection, first: Mapping[Cell, Carried], others: set[Cell]) -> None:
    """Find the heads of *others* anew from all their Changes, whatever order those came in."""
    rows: list[tuple[str | int, ...]] = [(*cell[1:], *each.change.id) for cell, each in first.items()]
    for cell, known in of_cells(connection, others).items():
        rows += [(*cell[1:], *change) for change in heads(known)]
    if others:
        connection.exec_driver_sql(_DROP_HEADS, [cell[1:] for cell in others])
    if rows:
        connection.exec_driver_sql(_ADD_HEAD, sorted(rows))  # in the order of the key
