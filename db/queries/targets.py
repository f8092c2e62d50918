"""Targets that were typed, how a year is assessed, and what joined and left the directory."""

from typing import Any

from sqlalchemy import Connection, select, text

from db.models.target import Assessment as AssessmentTable
from db.models.target import Target as TargetTable
from desktop.domain.assessment import Assessment, JanuaryYear, Move, MoveKind
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.target_entry import TargetDraft

_TARGET = TargetTable.__table__  # type: ignore[attr-defined]
_ASSESSMENT = AssessmentTable.__table__  # type: ignore[attr-defined]

# the enterprise's own record, and earlier admissions that only an application remembers
_ADDITIONS = (
    "SELECT uid AS enterprise, admitted_month AS month, 'addition' AS kind FROM enterprise"
    " WHERE voided = 0 AND library_status IN ('admitted', 'exited') AND admitted_month IS NOT NULL"
    " UNION SELECT a.enterprise, s.admitted_month, 'addition' FROM application a JOIN application_step s"
    " ON s.application = a.uid WHERE a.voided = 0 AND a.state = 'admitted' AND s.action = 'admit'"
    " AND s.place = (SELECT max(x.place) FROM application_step x WHERE x.application = a.uid AND x.action = 'admit')"
)
# the exits as they were told; else the month in which it was recorded that the enterprise had left
_EXITS = (
    "SELECT x.enterprise, substr(x.exited_on, 1, 7), 'exit' FROM library_exit x"
    " JOIN enterprise e ON e.uid = x.enterprise WHERE x.voided = 0 AND e.voided = 0"
    " UNION SELECT x.enterprise, x.month_before, 'addition' FROM library_exit x"
    " WHERE x.voided = 0 AND x.month_before IS NOT NULL"
    " UNION SELECT e.uid, substr(max(c.wall), 1, 7), 'exit' FROM enterprise e JOIN change c ON c.entity = e.uid"
    " AND c.field = 'library_status' JOIN change_value v USING (site, seq) WHERE e.voided = 0"
    " AND e.library_status = 'exited' AND v.value = '\"exited\"'"
    " AND NOT EXISTS (SELECT 1 FROM library_exit x WHERE x.enterprise = e.uid AND x.voided = 0) GROUP BY e.uid"
)
_OWNER = (
    "coalesce((SELECT a.unit FROM assignment a WHERE a.enterprise = m.enterprise AND a.dimension = '{dimension}'"
    " AND a.since <= m.month || '-31' AND (a.until IS NULL OR a.until > m.month || '-31')"
    " ORDER BY a.since DESC LIMIT 1), e.{column}, '')"
)


def typed(connection: Connection, year: int) -> tuple[tuple[str, TargetDraft], ...]:
    """Return (uid, target) of the targets that were typed for *year*, in the order they came."""
    query = select(_TARGET).where(_TARGET.c.year == year, _TARGET.c.voided == 0)
    order = (_TARGET.c.dimension, _TARGET.c.unit != "", text("rowid"))
    return tuple((row.uid, _draft(row)) for row in connection.execute(query.order_by(*order)))


def every(connection: Connection) -> tuple[TargetDraft, ...]:
    """Return all targets that were typed, of every year."""
    return tuple(_draft(row) for row in connection.execute(select(_TARGET).where(_TARGET.c.voided == 0)))


def get(connection: Connection, uid: str) -> TargetDraft | None:
    """Return the typed target *uid*, or None."""
    row = connection.execute(select(_TARGET).where(_TARGET.c.uid == uid)).first()
    return None if row is None else _draft(row)


def kept_uid(connection: Connection, key: tuple[int, str, str, str, str]) -> str | None:
    """Return the target with this key (year, unit, dimension, measure, kind), void ones included, or None."""
    columns = (_TARGET.c.year, _TARGET.c.unit, _TARGET.c.dimension, _TARGET.c.measure, _TARGET.c.kind)
    query = select(_TARGET.c.uid).where(*(column == value for column, value in zip(columns, key, strict=True)))
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def assessment(connection: Connection, year: int) -> tuple[str, Assessment] | None:
    """Return (uid, rule) as a person typed it for *year*, or None."""
    row = connection.execute(select(_ASSESSMENT).where(_ASSESSMENT.c.year == year)).first()
    if row is None:
        return None
    return row.uid, Assessment(JanuaryYear(row.january), row.basis, to_confirm=False, typed=True)


def moves(connection: Connection) -> tuple[Move, ...]:
    """Return every enterprise that joined or left the directory, with the units it belonged to in that month."""
    owners = ", ".join(
        f"{_OWNER.format(dimension=dimension, column=column)} AS {dimension}"
        for dimension, column in ((Dimension.TERRITORY, "township"), (Dimension.SECTOR, "department"))
    )
    sql = (
        f"SELECT m.enterprise, e.name, m.kind, m.month, {owners} FROM ({_ADDITIONS} UNION {_EXITS}) m"
        " JOIN enterprise e ON e.uid = m.enterprise ORDER BY m.month, e.sort_name, e.uid"
    )
    return tuple(
        Move(row.enterprise, row.name, MoveKind(row.kind), row.month, row.territory, row.sector)
        for row in connection.execute(text(sql))
    )


def windows_of(connection: Connection) -> dict[tuple[str, str], str]:
    """Return by which kind of window each admission came that an application tells: (enterprise, month) → kind."""
    sql = (
        "SELECT a.enterprise, s.admitted_month, a.window_kind FROM application a JOIN application_step s"
        " ON s.application = a.uid WHERE a.voided = 0 AND a.state = 'admitted' AND s.action = 'admit'"
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(text(sql)) if row[1]}


def candidates(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (township, department) of each enterprise of the key list that is not admitted; no unit is empty."""
    sql = (
        "SELECT coalesce(township, ''), coalesce(department, '') FROM enterprise"
        " WHERE voided = 0 AND tier = 'key' AND library_status <> 'admitted'"
    )
    return tuple((row[0], row[1]) for row in connection.execute(text(sql)))


def _draft(row: Any) -> TargetDraft:
    return TargetDraft(
        unit=row.unit,
        unit_name=row.unit_name,
        year=row.year,
        dimension=Dimension(row.dimension) if row.dimension else None,
        measure=TargetMeasure(row.measure),
        kind=TargetKind(row.kind),
        value=row.value,
        share=row.share or "",
        basis=row.basis or "",
        base_year=row.base_year,
        base_value=row.base_value,
    )
