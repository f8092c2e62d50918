"""What of the ledger was changed lately, read from the journal in the order of arrival."""

from typing import NamedTuple

from sqlalchemy import Connection, text

# the journal is only added to, so its row numbers tell what came later, from whichever site
_LATELY = "SELECT subject, period, max(rowid) FROM change WHERE rowid > :after GROUP BY subject, period"


class Stirring(NamedTuple):
    """The latest Change of a *subject*, for figures of a *period*."""

    subject: str
    period: str
    place: int


def since(connection: Connection, after: int) -> tuple[Stirring, ...]:
    """Return what was changed later than place *after*, each subject and period once."""
    return tuple(Stirring(*row) for row in connection.execute(text(_LATELY), {"after": after}))
