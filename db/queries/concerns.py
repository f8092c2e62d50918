"""What concerns one unit: the records a letter of the county tells it, and those that are another unit's business."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, text

from desktop.domain.change import canonical

_CHUNK = 400  # values in one look-up; SQLite's limit of variables stays far away
_TERMS = text(
    "SELECT uid FROM filing_date WHERE by_unit = :unit UNION SELECT uid FROM calendar_year WHERE by_unit = :unit"
    " UNION SELECT uid FROM issue_clock WHERE by_unit = :unit"
    " UNION SELECT uid FROM form_retirement WHERE by_unit = :unit"
)
_HANGING = text(
    "SELECT DISTINCT c.entity FROM head h JOIN change c USING (site, seq) JOIN change_value v USING (site, seq)"
    " WHERE c.subject <> 'figure' AND v.value IN :values"
).bindparams(bindparam("values", expanding=True))
# CROSS: from the few that were taken back to their heads, never through every head
_HUNG = text(
    "SELECT DISTINCT v.value, c.entity FROM change u CROSS JOIN head h USING (site, seq)"
    " JOIN change_value n ON n.site = u.site AND n.seq = u.seq"
    " JOIN change c ON c.entity = u.entity AND c.field = u.field AND c.period = u.period AND c.by_unit = u.by_unit"
    " JOIN change_value v ON v.site = c.site AND v.seq = c.seq"
    " WHERE u.kind = 'undo' AND u.subject <> 'figure' AND n.value = 'null' AND v.value <> 'null'"
)
_RELAYED = text("SELECT uid FROM issue WHERE relayed_to = :unit")
_ELSEWHERE = text("SELECT uid FROM issue WHERE relayed_to <> :unit")
# from the journal: a step that was taken back is in no table any more, and is to be told to the same unit alone
_STEPS_OF_OTHERS = text(
    "SELECT DISTINCT c.entity FROM change c JOIN change_value v USING (site, seq)"
    " WHERE c.subject = 'issue_step' AND c.field = 'issue' AND v.value IN (SELECT '\"' || uid || '\"' FROM issue"
    " WHERE relayed_to IS NULL AND by_unit NOT IN (:unit, (SELECT unit FROM workspace)))"
)
_RISK_WORDS = text(
    "SELECT DISTINCT entity FROM change WHERE subject = 'risk_step' AND entity NOT IN (SELECT c.entity FROM change c"
    " JOIN change_value v USING (site, seq) WHERE c.subject = 'risk_step' AND c.field = 'stay'"
    " AND v.value IN (SELECT '\"' || uid || '\"' FROM risk_stay WHERE by_unit = :unit))"
)


def entities_of(connection: Connection, enterprises: Iterable[str]) -> frozenset[str]:
    """Return *enterprises* and every record whose Changes hang them on one of these, at any distance.

    One that was taken back hung on them until then, and that it is gone is told as well.
    """
    found = set(enterprises)
    waiting = set(found)
    hung: dict[str, set[str]] = {}
    for value, entity in connection.execute(_HUNG):
        hung.setdefault(value, set()).add(entity)
    while waiting:
        chunk = [canonical(uid) for uid in sorted(waiting)[:_CHUNK]]
        waiting -= set(sorted(waiting)[:_CHUNK])
        new = set(connection.execute(_HANGING, {"values": chunk}).scalars())
        new = new.union(*(hung.get(value, ()) for value in chunk)) - found
        found |= new
        waiting |= new
    return frozenset(found)


def assigned_to(connection: Connection, unit: str) -> frozenset[str]:
    """Return the enterprises that are or were assigned to *unit* in either dimension."""
    query = text("SELECT DISTINCT enterprise FROM assignment WHERE unit = :unit")
    return frozenset(connection.execute(query, {"unit": unit}).scalars())


def targets_of(connection: Connection, unit: str) -> frozenset[str]:
    """Return the targets that were typed for *unit*."""
    return frozenset(connection.execute(text("SELECT uid FROM target WHERE unit = :unit"), {"unit": unit}).scalars())


def permits_of(connection: Connection, unit: str) -> frozenset[str]:
    """Return the permissions that were given to *unit*, void ones among them."""
    return frozenset(connection.execute(text("SELECT uid FROM permit WHERE unit = :unit"), {"unit": unit}).scalars())


def rechecks_but_of(connection: Connection, unit: str) -> frozenset[str]:
    """Return the requests to check a figure that were made to others than *unit*."""
    return frozenset(connection.execute(text("SELECT uid FROM recheck WHERE unit <> :unit"), {"unit": unit}).scalars())


def terms_of(connection: Connection, unit: str) -> frozenset[str]:
    """Return what *unit* set for everybody: dates of months, days off, the scheme of deadlines, forms out of use."""
    return frozenset(connection.execute(_TERMS, {"unit": unit}).scalars())


def relayed_to(connection: Connection, unit: str) -> frozenset[str]:
    """Return the issues that were relayed to *unit*, and every record that hangs on them."""
    return entities_of(connection, connection.execute(_RELAYED, {"unit": unit}).scalars())


def relayed_elsewhere(connection: Connection, unit: str) -> frozenset[str]:
    """Return the issues that were relayed to others than *unit*, and every record that hangs on them."""
    return entities_of(connection, connection.execute(_ELSEWHERE, {"unit": unit}).scalars())


def steps_for_others(connection: Connection, unit: str) -> frozenset[str]:
    """Return the steps of issues that a unit other than *unit* registered; this office's own issues are not meant."""
    return frozenset(connection.execute(_STEPS_OF_OTHERS, {"unit": unit}).scalars())


def risk_words_but_for(connection: Connection, unit: str) -> frozenset[str]:
    """Return the words about risks that do not answer a stay that *unit* keeps."""
    return frozenset(connection.execute(_RISK_WORDS, {"unit": unit}).scalars())
