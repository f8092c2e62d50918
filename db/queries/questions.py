"""What offices say differently (待核对): cells with several words, proposals to the county, figures of two units."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, text

from db.cells import of_cells
from db.county import county_of
from desktop.domain.carried import unit_of
from desktop.domain.change import Cell, ChangeId
from desktop.domain.codes import Subject
from desktop.domain.merge import authority, view
from desktop.domain.question import FigureQuestion, Question, QuestionKind, Saying

_SEVERAL = (
    "SELECT c.subject, h.entity, h.field, h.period, h.by_unit FROM head h JOIN change c USING (site, seq)"
    " GROUP BY h.entity, h.field, h.period, h.by_unit HAVING count(*) > 1"
)
# a unit's word that came after the county's is its only head, and a proposal all the same
_SINCE_COUNTY = text(
    "SELECT DISTINCT c.subject, h.entity, h.field, h.period, h.by_unit FROM head h JOIN change c USING (site, seq)"
    " WHERE c.subject IN ('enterprise', 'assignment', 'target') AND substr(h.site, 1, length(:head)) <> :head"
    " AND EXISTS (SELECT 1 FROM change k WHERE k.entity = h.entity AND k.field = h.field AND k.period = h.period"
    " AND k.by_unit = h.by_unit AND substr(k.site, 1, length(:head)) = :head)"
)
_SAID = text(
    "SELECT c.who, c.wall, v.value, v.reason FROM change c LEFT JOIN change_value v USING (site, seq)"
    " WHERE c.site = :site AND c.seq = :seq"
)
_FIGURES = text(
    "SELECT f.enterprise, f.period, f.measure, f.by_unit FROM figure f"
    " WHERE f.by_unit <> :county AND EXISTS (SELECT 1 FROM figure o WHERE o.enterprise = f.enterprise"
    " AND o.period = f.period AND o.measure = f.measure AND o.by_unit NOT IN (f.by_unit, :county)"
    " AND o.amount <> f.amount)"
    " AND NOT EXISTS (SELECT 1 FROM figure a WHERE a.enterprise = f.enterprise AND a.period = f.period"
    " AND a.measure = f.measure AND a.by_unit = :county)"
    " ORDER BY f.enterprise, f.period, f.measure, f.by_unit"
)


def questions(connection: Connection) -> tuple[Question, ...]:
    """Return every cell that a person has to decide, proposals to the county among them."""
    county = county_of(connection)
    cells = {_cell(row) for row in connection.exec_driver_sql(_SEVERAL)}
    if county:
        cells |= {_cell(row) for row in connection.execute(_SINCE_COUNTY, {"head": f"{county}#"})}
    found = of_cells(connection, cells)
    return tuple(
        question
        for cell in sorted(found)
        for question in _question(connection, cell, list(found[cell].values()), county)
    )


def figure_questions(connection: Connection) -> tuple[FigureQuestion, ...]:
    """Return the figures that two units tell differently and for which no value was adopted (采用值) yet."""
    county = county_of(connection)
    units: dict[tuple[str, str, str], list[str]] = {}
    for enterprise, period, measure, by_unit in connection.execute(_FIGURES, {"county": county}):
        units.setdefault((enterprise, period, measure), []).append(by_unit)
    return tuple(FigureQuestion(*key, tuple(by)) for key, by in units.items())


def _question(connection: Connection, cell: Cell, heard: list, county: str) -> Iterator[Question]:  # type: ignore[type-arg]
    seen = view(heard, authority(cell.subject, cell.field), county)
    if seen.effective is None:
        return
    shown = _saying(connection, seen.effective)
    if seen.open:
        others = tuple(_saying(connection, each) for each in seen.others)
        yield Question(QuestionKind.DIFFERENT, cell, shown, others)
    if seen.proposals:
        yield Question(QuestionKind.PROPOSAL, cell, shown, tuple(_saying(connection, each) for each in seen.proposals))


def _saying(connection: Connection, change: ChangeId) -> Saying:
    row = connection.execute(_SAID, {"site": change.site, "seq": change.seq}).one()
    return Saying(change, unit_of(change.site), row.who, datetime.fromisoformat(row.wall), row.value, row.reason or "")


def _cell(row: Mapping[str, str] | object) -> Cell:
    subject, entity, field, period, by_unit = row  # type: ignore[misc]
    return Cell(Subject(subject), entity, field, period, by_unit)
