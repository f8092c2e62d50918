"""The table of figures as the journal says it: new ones straight in, those of enterprises that are one at one place."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from db import cells as journal
from db.models.enterprise import Enterprise
from db.models.figure import Figure
from db.projection import figure_columns, figure_said
from desktop.domain.carried import Carried
from desktop.domain.change import Cell, Value
from desktop.domain.codes import Measure, Subject
from desktop.domain.merge import authority, view

_FIGURE = Figure.__table__  # type: ignore[attr-defined]
_CHUNK = 400  # uids in one look-up; SQLite's limit of variables stays far away
_KEY = ("enterprise", "period", "measure", "by_unit")
_SAME = [_FIGURE.c[name] == bindparam(f"key_{name}") for name in _KEY]
# the driver's own statement: a county takes in hundreds of thousands of them
_ADD_FIGURE = (
    "INSERT INTO figure (enterprise, period, measure, by_unit, amount, raw, scale, source, obtained, given_by,"
    " given_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_Place = tuple[str, str, str, str]  # enterprise, period, measure, reporting unit


def put_figures(
    connection: Connection, first: Mapping[Cell, Carried], shown_as: Mapping[str, str]
) -> tuple[set[Cell], set[str]]:
    """Put the figures of *first* straight into the table; return the cells done by it and the enterprises they are of.

    An enterprise that is shown as another, or as which another is shown, takes the longer way.
    """
    merged = {uid for pair in shown_as.items() for uid in pair}
    mine = [cell for cell in first if cell.subject is Subject.FIGURE and cell.entity not in merged]
    here = _enterprises(connection, {cell.entity for cell in mine})
    rows = []
    for cell in mine:
        text = first[cell].value
        value = None if text is None else figure_said(Measure(cell.field), json.loads(text))
        if value is not None and cell.entity in here:
            said = (value.amount, value.raw, value.scale, value.source, value.obtained, value.given_by)
            place = (cell.entity, cell.period, cell.field, cell.by_unit)
            rows.append((*place, *said, value.on.isoformat()))
    if rows:
        connection.exec_driver_sql(_ADD_FIGURE, sorted(rows))  # in the order of the key
    return set(mine), {row[0] for row in rows}


def show_figures(connection: Connection, cells: Iterable[Cell], shown_as: Mapping[str, str], county: str) -> list[str]:
    """Let the table say what the journal says of *cells*; return the enterprises where they stand."""
    places = _places(cells, shown_as)
    found = journal.of_cells(connection, {cell for known in places.values() for cell in known})
    here = _enterprises(connection, {place[0] for place in places})
    gone, rows = [], []
    standing = sorted(place for place in places if place[0] in here)
    for place in standing:
        shown = figure_shown({cell: found[cell] for cell in places[place]}, place[0], county)
        value = figure_said(Measure(place[2]), shown)
        stood = {(cell.entity, place[1], place[2], place[3]) for cell in places[place]}
        gone += [dict(zip((f"key_{name}" for name in _KEY), each, strict=True)) for each in {place} | stood]
        if value is not None:
            rows.append(dict(zip(_KEY, place, strict=True)) | figure_columns(value))
    if gone:
        connection.execute(delete(_FIGURE).where(*_SAME), gone)
    if rows:
        connection.execute(insert(_FIGURE), rows)
    return [place[0] for place in standing]


def _places(cells: Iterable[Cell], shown_as: Mapping[str, str]) -> dict[_Place, set[Cell]]:
    """Return where *cells* stand in the table, each place with all cells of enterprises that are one."""
    places: dict[_Place, set[Cell]] = {}
    for cell in cells:
        place = (shown_as.get(cell.entity, cell.entity), cell.period, cell.field, cell.by_unit)
        places.setdefault(place, set()).add(cell)
    same: dict[str, list[str]] = {}
    for uid, other in shown_as.items():
        same.setdefault(other, []).append(uid)
    for place, known in places.items():
        known.update(
            Cell(Subject.FIGURE, uid, place[2], place[1], place[3]) for uid in (place[0], *same.get(place[0], ()))
        )
    return places


def figure_shown(cells: Mapping[Cell, journal.Known], place: str, county: str) -> Value:
    """Return what is shown of *cells*, one figure of enterprises that are one; that of *place* itself comes first."""
    for cell in sorted(cells, key=lambda each: (each.entity != place, each.entity)):
        seen = view(list(cells[cell].values()), authority(cell.subject, cell.field), county).value
        if seen is not None and seen != "null":
            said: Value = json.loads(seen)
            return said
    return None


def _enterprises(connection: Connection, uids: set[str]) -> set[str]:
    """Return those of *uids* that stand in the tables; the figures of others wait in the journal."""
    column = Enterprise.__table__.c.uid  # type: ignore[attr-defined]
    wanted, found = sorted(uids), set[str]()
    for start in range(0, len(wanted), _CHUNK):
        query = select(column).where(column.in_(wanted[start : start + _CHUNK]))
        found |= set(connection.execute(query).scalars())
    return found
