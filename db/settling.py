"""After a deed of this office: the county's word still counts, and what hangs on merged enterprises moves."""

from collections.abc import Iterable

from sqlalchemy import Connection

from db.county import county_of
from db.reprojecting import project
from desktop.domain.change import Cell
from desktop.domain.merge import Authority, authority

_OTHERS = "SELECT 1 FROM site WHERE own = 0 LIMIT 1"


def settle(connection: Connection, cells: Iterable[Cell]) -> None:
    """Let the tables say what counts in *cells*, which this office has just written.

    A unit's word against the county's stays in the journal as a proposal.
    """
    decided = {cell for cell in cells if authority(cell.subject, cell.field) is Authority.COUNTY}
    if not decided or connection.exec_driver_sql(_OTHERS).first() is None:
        return
    if county := county_of(connection):
        project(connection, decided, county=county)
