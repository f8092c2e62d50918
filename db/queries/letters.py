"""What a letter needs of the journal: how far each site is known, and the Changes to carry."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from desktop.domain.carried import Carried, CarriedSave
from desktop.domain.change import Cell, Change, ChangeId
from desktop.domain.codes import ChangeKind, Subject

_KNOWN = "SELECT site, next_seq - 1, last_hash FROM site ORDER BY site"
_OWN = "SELECT site FROM site WHERE own = 1"
_CHANGES = text(
    "SELECT c.*, v.value, v.salt, v.reason FROM change c LEFT JOIN change_value v USING (site, seq)"
    " WHERE c.site = :site AND c.seq > :after ORDER BY c.seq"
)
_PARENTS = text(
    "SELECT seq, parent_site, parent_seq FROM change_parent WHERE site = :site AND seq > :after ORDER BY 1, 2, 3"
)
_SAVES = text(
    "SELECT id, action, who, wall FROM save WHERE id IN (SELECT save FROM change WHERE site = :site AND seq > :after)"
    " ORDER BY id"
)
_HEADS = (
    "SELECT h.entity, h.field, h.period, h.by_unit, h.site, h.seq, v.value FROM head h"
    " LEFT JOIN change_value v USING (site, seq) ORDER BY 1, 2, 3, 4, 5, 6"
)


def known(connection: Connection) -> Mapping[str, tuple[int, str]]:
    """Return site → the number of its last Change known here, and that Change's hash."""
    return {site: (last, digest) for site, last, digest in connection.exec_driver_sql(_KNOWN)}


def own_site(connection: Connection) -> str:
    """Return the site that this ledger writes as."""
    return str(connection.exec_driver_sql(_OWN).scalar_one())


def carried(connection: Connection, site: str, after: int) -> Iterator[Carried]:
    """Return the Changes of *site* behind number *after*, in order, with all their values."""
    where = {"site": site, "after": after}
    parents: dict[int, tuple[ChangeId, ...]] = {}
    for seq, parent_site, parent_seq in connection.execute(_PARENTS, where):
        parents[seq] = (*parents.get(seq, ()), ChangeId(parent_site, parent_seq))
    for row in connection.execute(_CHANGES, where):
        change = Change(
            id=ChangeId(row.site, row.seq),
            cell=Cell(Subject(row.subject), row.entity, row.field, row.period, row.by_unit),
            kind=ChangeKind(row.kind),
            parents=parents.get(row.seq, ()),
            who=row.who,
            save=row.save,
            hlc=row.hlc,
            wall=row.wall,
            tz=row.tz,
            sealed=row.sealed,
        )
        extra = {} if row.extra is None else json.loads(row.extra)
        yield Carried(change, row.hash, row.value, row.salt, row.reason, extra)


def saves(connection: Connection, site: str, after: int) -> tuple[CarriedSave, ...]:
    """Return the deeds that the Changes of *site* behind number *after* belong to."""
    return tuple(CarriedSave(*row) for row in connection.execute(_SAVES, {"site": site, "after": after}))


def state_digest(connection: Connection) -> str:
    """Return a digest of what all known Changes say together; the order in which they came does not matter."""
    digest = hashlib.sha256()
    for row in connection.exec_driver_sql(_HEADS):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
