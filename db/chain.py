"""Verifies the chain of every site: each hash, each value, each place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from desktop.domain.change import Cell, Change, ChangeId, link, seal
from desktop.domain.codes import ChangeKind, Subject

_OWN = "SELECT site FROM site WHERE own = 1"
_MARKER = "SELECT v.value FROM change c JOIN change_value v USING (site, seq) WHERE c.site = :site AND c.kind = :kind"
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
    ours = _written_here(connection, {site.site: site.next_seq - 1 for site in sites})
    found = [
        broken
        for site, following, last, hlc in sites
        for broken in _broken_in(connection, site, following, last, hlc, ours.get(site, 0))
    ]
    found += [(site, 0, "end") for site in connection.execute(text(_LOST)).scalars()]
    return tuple(found)


def _written_here(connection: Connection, known: Mapping[str, int]) -> Mapping[str, int]:
    """Return site → up to which number this ledger wrote it: its own, and those that a copy of it went on from.

    What this office wrote in a ledger that was lost came back by a letter, and was never told whole.
    """
    site: str | None = str(connection.execute(text(_OWN)).scalar() or "")
    ours: dict[str, int] = {}
    while site and site not in ours:
        ours[site] = known.get(site, 0)
        kept = connection.execute(text(_MARKER), {"site": site, "kind": ChangeKind.RESTORE_MARKER}).scalar()
        before = json.loads(kept) if kept else {}
        site = before.get("site")
        known = {**known, **({site: before["seq"]} if site else {})}
    return ours


def _broken_in(
    connection: Connection, site: str, next_seq: int, last_hash: str, last_hlc: str, ours: int
) -> Iterator[tuple[str, int, str]]:
    parents = _parents(connection, site)
    previous, hlc, expected = "", "", 1
    lines = connection.execute(text(_LINES), {"site": site})
    names = tuple(lines.keys())
    for line in lines:
        row = dict(zip(names, line, strict=True))  # looked into a dozen times each, of perhaps a hundred thousand
        if row["seq"] != expected:
            yield site, expected, "gap"
        if expected_hash(previous, row, parents.get(row["seq"], ())) != row["hash"]:
            yield site, row["seq"], "hash"
        # erasing leaves the row; what another office withholds has none
        if row["seq"] <= ours if row["kept"] is None else not value_holds(row, row["sealed"]):
            yield site, row["seq"], "value"
        previous, hlc, expected = row["hash"], row["hlc"], row["seq"] + 1
    if (expected, previous, hlc) != (next_seq, last_hash, last_hlc):
        yield site, next_seq - 1, "end"


def _parents(connection: Connection, site: str) -> dict[int, tuple[ChangeId, ...]]:
    found: dict[int, tuple[ChangeId, ...]] = {}
    query = "SELECT seq, parent_site, parent_seq FROM change_parent WHERE site = :site ORDER BY 1, 2, 3"
    for seq, parent_site, parent_seq in connection.execute(text(query), {"site": site}):
        found[seq] = (*found.get(seq, ()), ChangeId(parent_site, parent_seq))
    return found


def expected_hash(previous: str, row: Mapping[Any, Any], parents: Sequence[tuple[str, int]]) -> str:
    """Return the hash that the line *row* of the journal must have after *previous*; nothing for one never ours."""
    try:
        subject, kind = Subject(row["subject"]), ChangeKind(row["kind"])
    except ValueError:
        return ""
    change = Change(
        id=ChangeId(row["site"], row["seq"]),
        cell=Cell(subject, row["entity"], row["field"], row["period"], row["by_unit"]),
        kind=kind,
        parents=tuple(ChangeId(*parent) for parent in parents),
        who=row["who"],
        save=row["save"],
        hlc=row["hlc"],
        wall=row["wall"],
        tz=row["tz"],
        sealed=row["sealed"],
    )
    return link(previous, change)


def value_holds(row: Mapping[Any, Any], sealed: str) -> bool:
    """Return whether value, reason and salt of *row* are those that were *sealed*, or were erased together."""
    if row["salt"] is None:
        return row["value"] is None and row["reason"] is None
    return row["value"] is not None and seal(row["value"], row["reason"], row["salt"]) == sealed
