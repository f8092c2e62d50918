"""What stands in a ledger, for comparing before and after an undo: void records and what hangs on them left out."""

from sqlalchemy import Connection, select

from db.models.figure import Figure
from db.projection import models
from db.unit_of_work import Database


def standing(database: Database) -> dict[str, object]:
    """Return table → its rows that are not void and hang on nothing void, derived columns included."""
    return database.read(_standing)


def _standing(connection: Connection) -> dict[str, object]:
    found: dict[str, object] = {}
    void: set[str] = set()
    tables = [model.__table__ for model in models().values()]  # type: ignore[attr-defined]
    for table in tables:
        if "voided" in table.c:
            void |= set(connection.execute(select(table.c.uid).where(table.c.voided == 1)).scalars())
    for table in tables:
        links = [column.name for column in table.c if column.foreign_keys]
        for row in connection.execute(select(table)).mappings():
            if row["uid"] not in void and not void & {row[name] for name in links}:
                found[f"{table.name} {row['uid']}"] = dict(row)
    for row in connection.execute(select(Figure.__table__)):  # type: ignore[attr-defined]
        if row.enterprise not in void:
            found[f"figure {row[:4]}"] = tuple(row)
    return found
