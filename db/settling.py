"""After a deed of this office: the county's word still counts, and what hangs on merged enterprises moves."""

from collections.abc import Iterable

from sqlalchemy import Connection

from db.aliases import ALIAS
from db.county import county_of
from db.derived import work_out
from db.overruling import heed_county
from db.queries.explained import others_wrote
from db.reprojecting import project
from desktop.domain.change import Cell
from desktop.domain.merge import Authority, authority


def settle(connection: Connection, cells: Iterable[Cell]) -> None:
    """Let the tables say what counts in *cells*, which this office has just written.

    A unit's word against the county's stays in the journal as a proposal. A record that was set aside stands as soon as
    its place is free.
    """
    written = tuple(cells)
    decided = {cell for cell in written if authority(cell.subject, cell.field) is Authority.COUNTY}
    merged = any(cell.field == ALIAS for cell in decided)
    if not (merged or others_wrote(connection)):
        return
    if county := county_of(connection):
        work_out(connection, heed_county(connection, written, county))
        if decided or _some_aside(connection):
            project(connection, decided, county=county)


def _some_aside(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM set_aside LIMIT 1").first() is not None
