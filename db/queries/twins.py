"""Enterprises that may be one: the same code, or the same name."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, text

from desktop.domain.question import United

_PAIRS = (
    "SELECT a.uid, b.uid FROM enterprise a JOIN enterprise b ON a.uid < b.uid"
    " AND (a.credit_code = b.credit_code OR (a.name_key <> '' AND a.name_key = b.name_key))"
    " WHERE a.voided = 0 AND b.voided = 0 ORDER BY a.sort_name, a.uid, b.uid"
)

_UNITED = (
    "SELECT o.uid, o.name, k.uid, k.name FROM enterprise o JOIN enterprise k ON k.uid = o.alias_of"
    " ORDER BY k.sort_name, o.uid"
)
_STAND = text("SELECT uid, voided = 0 AND alias_of IS NULL FROM enterprise WHERE uid IN :uids").bindparams(
    bindparam("uids", expanding=True)
)
# who entered it said its name first; the county may have written it since
_MAKERS = text(
    "SELECT c.entity, c.site FROM change c WHERE c.subject = 'enterprise' AND c.field = 'name' AND c.entity IN :uids"
    " AND NOT EXISTS (SELECT 1 FROM change_parent p WHERE p.site = c.site AND p.seq = c.seq) ORDER BY c.site DESC"
).bindparams(bindparam("uids", expanding=True))
_CHUNK = 400


def pairs(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return the pairs of enterprises with one credit code or one name, void ones left out."""
    return tuple((first, second) for first, second in connection.exec_driver_sql(_PAIRS))


def united(connection: Connection) -> tuple[United, ...]:
    """Return the enterprises that were found to be the same as another one."""
    return tuple(United(*row) for row in connection.exec_driver_sql(_UNITED))


def standing(connection: Connection, uids: Sequence[str]) -> Mapping[str, bool]:
    """Return uid → whether that enterprise stands for itself: neither void nor found to be another one."""
    return {uid: bool(stands) for uid, stands in connection.execute(_STAND, {"uids": list(uids)})}


def makers(connection: Connection, uids: Sequence[str]) -> Mapping[str, str]:
    """Return uid → the site that entered that enterprise."""
    found: dict[str, str] = {}
    for start in range(0, len(uids), _CHUNK):
        rows = connection.execute(_MAKERS, {"uids": list(uids[start : start + _CHUNK])})
        found |= {row.entity: row.site for row in rows}
    return found
