"""To which offices enterprises were assigned on a day, one in each dimension."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, text

from desktop.domain.codes import Dimension

# where nobody ever wrote down since when, the unit on the enterprise's own record has always had it
_OWNER = (
    "coalesce((SELECT a.unit FROM assignment a WHERE a.enterprise = e.uid AND a.dimension = '{dimension}'"
    " AND a.since <= :day AND (a.until IS NULL OR a.until > :day) ORDER BY a.since DESC LIMIT 1),"
    " CASE WHEN NOT EXISTS (SELECT 1 FROM assignment a WHERE a.enterprise = e.uid AND a.dimension = '{dimension}')"
    " THEN e.{column} END, '')"
)
_OWNERS = text(
    f"SELECT e.uid, {_OWNER.format(dimension='territory', column='township')},"
    f" {_OWNER.format(dimension='sector', column='department')} FROM enterprise e WHERE e.voided = 0"
)


def owners_on(connection: Connection, day: date) -> Mapping[str, Mapping[Dimension, str]]:
    """Return enterprise → dimension → the unit that had it on *day*, empty for none."""
    return {
        uid: {Dimension.TERRITORY: territory, Dimension.SECTOR: sector}
        for uid, territory, sector in connection.execute(_OWNERS, {"day": day.isoformat()})
    }
