"""What the ledger keeps about a person outside the office, and its erasure."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection, or_, select, text, update

from db.projection import models
from db.queries.titles import titles
from desktop.domain.codes import Subject
from desktop.domain.person_data import FIELDS, PersonLine

# what stands between two people in one field; Chinese marks as their numbers
_BETWEEN = re.compile("[\\s,;/\uff0c\uff1b\u3001\uff08\uff09()]+")
_BLANK = (
    "UPDATE change_value SET value = NULL, salt = NULL, reason = NULL WHERE value IS NOT NULL AND (site, seq) IN"
    " (SELECT site, seq FROM change WHERE subject = :subject AND entity = :entity AND field = :field)"
)
_SPOKEN = (
    "SELECT count(*) FROM filing WHERE instr(CAST(facts AS TEXT), :text) > 0 OR instr(CAST(sheet AS TEXT), :text) > 0"
)


def lines(connection: Connection, name: str) -> tuple[PersonLine, ...]:
    """Return every contact field of a record in which one of its contact fields names *name* whole.

    A part of a name finds nobody: 王演 is not 王演示.
    """
    found: list[PersonLine] = []
    for subject, columns in FIELDS.items():
        table = models()[subject].__table__  # type: ignore[attr-defined]
        says = or_(*(table.c[column].contains(name, autoescape=True) for column in columns))
        kept = connection.execute(select(table).where(says)).mappings()
        rows = [row for row in kept if any(name in _people(row[column]) for column in columns)]
        called = titles(connection, [(subject, row["uid"]) for row in rows])
        found += [
            PersonLine(subject, row["uid"], called.get(row["uid"], ""), column, str(row[column]))
            for row in rows
            for column in columns
            if row[column]
        ]
    return tuple(found)


def _people(text: str | None) -> list[str]:
    """Return the names or numbers that *text* lists."""
    return [part for part in _BETWEEN.split(text or "") if part]


def filed_with(connection: Connection, name: str) -> int:
    """Return how many kept rounds name *name*: they are frozen and stay."""
    return int(connection.execute(text(_SPOKEN), {"text": name}).scalar_one())


def clear(connection: Connection, subject: Subject, uid: str, field: str) -> None:
    """Empty one field of the table without a Change: the record is another office's, of which we may say nothing."""
    table = models()[subject].__table__  # type: ignore[attr-defined]
    connection.execute(update(table).where(table.c.uid == uid).values({field: None}))


def blank(connection: Connection, cells: Iterable[tuple[Subject, str, str]]) -> None:
    """Erase value, salt and reason of everything the journal said of *cells* so far; the chain still verifies."""
    for subject, entity, field in cells:
        connection.execute(text(_BLANK), {"subject": subject, "entity": entity, "field": field})
