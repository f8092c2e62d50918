"""Which enterprises there are, void ones told apart."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from db.models.enterprise import Enterprise

_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_CHUNK = 400  # SQLite's limit of variables stays far away
_FIND = select(_ENTERPRISE.c.uid, _ENTERPRISE.c.voided).where(_ENTERPRISE.c.uid.in_(bindparam("uids", expanding=True)))


def present(connection: Connection, uids: Sequence[str]) -> Mapping[str, bool]:
    """Return those of *uids* that are enterprises, and whether each is void."""
    found: dict[str, bool] = {}
    for start in range(0, len(uids), _CHUNK):
        for uid, voided in connection.execute(_FIND, {"uids": list(uids[start : start + _CHUNK])}):
            found[uid] = bool(voided)
    return found
