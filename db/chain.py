"""Verifies the chain of every site: each hash, each value, each place."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from desktop.domain.change import Cell, Change, ChangeId, link, seal
from desktop.domain.codes import ChangeKind, Subject

_LOST = "SELECT DISTINCT site FROM change WHERE site NOT IN (SELECT site FROM site)"
_LINES = (
    "SELECT c.*, v.site AS kept, v.value, v.salt, v.reason FROM change c LEFT JOIN change_value v USING (site, seq)"
    " WHERE c.site = :site ORDER BY c.seq"
)


def broken_links(connection: Connection) -> tuple[tuple[str, int, str], ...]:
    """Return (site, seq, what) for every Change whose hash, value or place in the chain does not verify.

    An erased value verifies; one that was edited, moved or taken away does not.
    """
    sites = connection.execute(text("SELECT site, next_seq, last_hash, last_hlc FROM site")).all()
    found = [broken for site in sites for broken in _broken_in(connection, *site)]
    found += [(site, 0, "end") for site in connection.execute(text(_LOST)).scalars()]
    return tuple(found)


def _broken_in(
    connection: Connection, site: str, next_seq: int, last_hash: str, last_hlc: str
) -> Iterator[tuple[str, int, str]]:
    parents = _parents(connection, site)
    previous, hlc, expected = "", "", 1
    for row in connection.execute(text(_LINES), {"site": site}):
        if row.seq != expected:
            yield site, expected, "gap"
        if _hash(previous, row, parents.get(row.seq, ())) != row.hash:
            yield site, row.seq, "hash"
        if not _value_holds(row):
            yield site, row.seq, "value"
        previous, hlc, expected = row.hash, row.hlc, row.seq + 1
    if (expected, previous, hlc) != (next_seq, last_hash, last_hlc):
        yield site, next_seq - 1, "end"


def _parents(connection: Connection, site: str) -> dict[int, tuple[ChangeId, ...]]:
    found: dict[int, tuple[ChangeId, ...]] = {}
    query = "SELECT seq, parent_site, parent_seq FROM change_parent WHERE site = :site ORDER BY 1, 2, 3"
    for seq, parent_site, parent_seq in connection.execute(text(query), {"site": site}):
        found[seq] = (*found.get(seq, ()), ChangeId(parent_site, parent_seq))
    return found


def _hash(previous: str, row: Any, parents: tuple[ChangeId, ...]) -> str:
    try:
        subject, kind = Subject(row.subject), ChangeKind(row.kind)
    except ValueError:
        return ""  # no code of ours, so not written by us
    change = Change(
        id=ChangeId(row.site, row.seq),
        cell=Cell(subject, row.entity, row.field, row.period, row.by_unit),
        kind=kind,
        parents=parents,
        who=row.who,
        save=row.save,
        hlc=row.hlc,
        wall=row.wall,
        tz=row.tz,
        sealed=row.sealed,
    )
    return link(previous, change)


def _value_holds(row: Any) -> bool:
    if row.kept is None:
        return False  # erasing leaves the row
    if row.salt is None:
        return row.value is None and row.reason is None
    return row.value is not None and seal(row.value, row.reason, row.salt) == row.sealed
