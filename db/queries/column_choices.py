"""What people said the headings of a sender's tables are."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from db.models.intake import ColumnChoice

_CHOICE = ColumnChoice.__table__  # type: ignore[attr-defined]


def of_sender(connection: Connection, sender: str, kind: str) -> dict[str, str]:
    """Return heading → what it is, as a person last said of tables of this *kind* from *sender*.

    Nothing is known of tables that nobody is named for: they come from anywhere.
    """
    if not sender:
        return {}
    query = select(_CHOICE.c.heading, _CHOICE.c.choice).where(_CHOICE.c.sender == sender, _CHOICE.c.kind == kind)
    return {row.heading: row.choice for row in connection.execute(query)}


def senders(connection: Connection) -> tuple[str, ...]:
    """Return the senders of whose tables anything was said."""
    query = select(_CHOICE.c.sender).where(_CHOICE.c.sender != "").distinct().order_by(_CHOICE.c.sender)
    return tuple(connection.execute(query).scalars())


def keep(connection: Connection, sender: str, kind: str, choices: Mapping[str, str]) -> None:
    """Remember *choices* (heading → what it is) in place of what was said before; nothing without a *sender*."""
    if not sender:
        return
    for heading in choices:
        connection.execute(
            delete(_CHOICE).where(_CHOICE.c.sender == sender, _CHOICE.c.kind == kind, _CHOICE.c.heading == heading)
        )
    rows = [
        {"sender": sender, "kind": kind, "heading": heading, "choice": choice} for heading, choice in choices.items()
    ]
    if rows:
        connection.execute(insert(_CHOICE), rows)
