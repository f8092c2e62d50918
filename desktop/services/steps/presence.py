"""Refuses what is about an enterprise that is not there, or no longer counts."""

from collections.abc import Iterable

from db.queries.presence import present
from db.unit_of_work import Database
from desktop.kernel.errors import KnownError


def refuse_absent(database: Database, enterprises: Iterable[str]) -> None:
    """Raise `KnownError` unless every one of *enterprises* is in the ledger (`no_such_enterprise`) and not `voided`."""
    wanted = tuple(dict.fromkeys(enterprises))
    found = database.read(present, wanted)
    for uid in wanted:
        if uid not in found:
            raise KnownError("no_such_enterprise", uid=uid)
        if found[uid]:
            raise KnownError("voided", uid=uid)
