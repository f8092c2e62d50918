"""What a ledger tells of itself on the label of a copy."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection, text

from desktop.domain.attachment import file_name
from desktop.domain.copies import LedgerFacts, SiteHead

_HEADS = "SELECT site, next_seq, last_hash FROM site ORDER BY site"
_STORE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'attachment'"


def ledger_facts(connection: Connection, findings: tuple[tuple[str, str], ...] = ()) -> LedgerFacts:
    """Return what the ledger holds, with the *findings* of whoever looked it through."""
    heads = tuple(SiteHead(*row) for row in connection.execute(text(_HEADS)))
    whose = connection.execute(text("SELECT unit, unit_name FROM workspace")).first()
    unit, unit_name = ("", "") if whose is None else whose
    return LedgerFacts(
        schema=_number(connection, "PRAGMA user_version"),
        unit=str(unit),
        unit_name=str(unit_name),
        enterprises=_number(connection, "SELECT count(*) FROM enterprise WHERE voided = 0"),
        visits=_number(connection, "SELECT count(*) FROM visit WHERE voided = 0"),
        changes=_number(connection, "SELECT count(*) FROM change"),
        saves=_number(connection, "SELECT count(*) FROM save"),
        last_change=str(connection.exec_driver_sql("SELECT max(wall) FROM save").scalar() or ""),
        mark=ledger_mark(connection),
        heads=heads,
        findings=findings,
    )


def ledger_mark(connection: Connection) -> str:
    """Return a digest that is another one after every deed: how far each site wrote, and how many deeds there were."""
    heads = [tuple(row) for row in connection.execute(text(_HEADS))]
    return sha256(repr((heads, _number(connection, "SELECT count(*) FROM save"))).encode()).hexdigest()


def changes_after(connection: Connection, heads: Sequence[SiteHead]) -> int:
    """Return how many Changes stand in the ledger that one with *heads* does not have."""
    return written_after(tuple(SiteHead(*row) for row in connection.execute(text(_HEADS))), heads)


def written_after(now: Sequence[SiteHead], heads: Sequence[SiteHead]) -> int:
    """Return how many Changes a ledger that has come to *now* holds beyond *heads*."""
    known = {head.site: head.next_seq for head in heads}
    return sum(max(0, head.next_seq - known.get(head.site, 1)) for head in now)


def first_deed(connection: Connection) -> str:
    """Return the wall clock of the ledger's first deed, or nothing."""
    return str(connection.exec_driver_sql("SELECT min(wall) FROM save").scalar() or "")


def last_deed(connection: Connection) -> str:
    """Return the wall clock of the ledger's latest deed in the order of writing, or nothing."""
    return str(connection.exec_driver_sql("SELECT wall FROM save ORDER BY rowid DESC LIMIT 1").scalar() or "")


def brought_back(connection: Connection, action: str) -> str | None:
    """Return the wall clock of the last deed of the copy that was brought back, if nothing was saved since.

    *action* is the deed that brings one back; empty for a copy without a deed, None where something was saved since.
    """
    rows = connection.exec_driver_sql("SELECT action, wall FROM save ORDER BY rowid DESC LIMIT 2").all()
    if not rows or rows[0].action != action:
        return None
    return str(rows[1].wall) if len(rows) > 1 else ""


def kept_files(connection: Connection) -> tuple[str, ...]:
    """Return the name in the store of every kept file, each once; a ledger of an old schema may know none."""
    if not _number(connection, _STORE):
        return ()
    rows = connection.exec_driver_sql("SELECT DISTINCT sha256, kind FROM attachment ORDER BY 1, 2")
    return tuple(file_name(digest, kind) for digest, kind in rows)


def _number(connection: Connection, query: str) -> int:
    return int(connection.exec_driver_sql(query).scalar_one())
