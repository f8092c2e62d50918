"""The ledger of key projects and what hangs on one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from db.models.project import Project
from db.queries.enterprises import pattern
from desktop.domain.admission import ProjectNature
from desktop.domain.project import (
    ApprovalKind,
    Milestone,
    ProgressLine,
    ProjectDraft,
    ProjectFilter,
    ProjectRow,
    ProjectStage,
    StageStep,
)

_TEXTS = (
    "name",
    "builder",
    "township",
    "site",
    "goal",
    "approval_number",
    "responsible_unit",
    "responsible_person",
    "contact",
    "contact_phone",
    "production_month",
    "route",
    "note",
)
_LAST_MONTH = (
    " LEFT JOIN project_month m ON m.project = p.uid AND m.month = (SELECT max(x.month) FROM project_month x"
    " WHERE x.project = p.uid AND x.month <= :month)"
)
_TASK = "(SELECT count(*) FROM project_task t WHERE t.project = p.uid AND t.voided = 0{more})"
_LATE = _TASK.format(more=" AND t.done_on IS NULL AND t.planned_on < :today")
_ISSUES = (
    "(SELECT count(*) FROM project_issue l JOIN issue i ON i.uid = l.issue WHERE l.project = p.uid"
    " AND i.voided = 0 AND i.state <> 'closed')"
)
_ROWS = (
    "SELECT p.*, e.name AS enterprise_name, y.amount AS year_plan, m.month AS reported, m.month_done, m.total_done,"
    " m.look, m.needs,"
    " (SELECT s.done_on FROM project_step s WHERE s.project = p.uid ORDER BY s.place DESC LIMIT 1) AS stage_on,"
    f" {_TASK.format(more='')} AS tasks, {_TASK.format(more=' AND t.done_on IS NULL')} AS waiting,"
    f" {_LATE} AS late, {_ISSUES} AS issues"
    " FROM project p LEFT JOIN enterprise e ON e.uid = p.enterprise"
    " LEFT JOIN project_plan y ON y.project = p.uid AND y.year = :year" + _LAST_MONTH
)


def rows(connection: Connection, query: ProjectFilter, *, year: int, month: str, today: date) -> tuple[ProjectRow, ...]:
    """Return the projects that *query* finds as of *month*, by number."""
    where, values = _conditions(query)
    values |= {"year": year, "month": month, "today": today.isoformat()}
    sql = f"{_ROWS} WHERE {where} ORDER BY p.number"
    return tuple(_row(row) for row in connection.execute(text(sql), values).mappings())


def get(connection: Connection, uid: str, *, year: int, month: str, today: date) -> ProjectRow | None:
    """Return project *uid* as of *month*, or None."""
    values = {"uid": uid, "year": year, "month": month, "today": today.isoformat()}
    row = connection.execute(text(f"{_ROWS} WHERE p.uid = :uid"), values).mappings().first()
    return None if row is None else _row(row)


def _conditions(query: ProjectFilter) -> tuple[str, dict[str, Any]]:
    found, values = ["1"], dict[str, Any]()
    if not query.voided:
        found.append("p.voided = 0")
    if query.stages:
        # stages are codes of our own, never typed text
        found.append("p.stage IN ({})".format(", ".join(f"'{stage}'" for stage in sorted(query.stages))))
    if query.enterprise:
        found.append("p.enterprise = :enterprise")
        values["enterprise"] = query.enterprise
    if query.late:
        found.append(f"{_LATE} > 0")
    for place, word in enumerate(query.text.split()):
        found.append(f"(p.search LIKE :word{place} ESCAPE '\\' OR p.number LIKE :word{place} ESCAPE '\\')")
        values[f"word{place}"] = pattern(word)
    return " AND ".join(found), values


def steps(connection: Connection, uid: str) -> tuple[StageStep, ...]:
    """Return the stages of project *uid*, oldest first, with the name of who wrote each."""
    sql = (
        "SELECT s.*, coalesce(n.name, s.person) AS who FROM project_step s LEFT JOIN person n ON n.uid = s.person"
        " WHERE s.project = :uid ORDER BY s.place"
    )
    return tuple(
        StageStep(
            uid=row["uid"],
            stage=ProjectStage(row["stage"]),
            on=date.fromisoformat(row["done_on"]),
            basis=row["basis"] or "",
            note=row["note"] or "",
            who=row["who"],
        )
        for row in connection.execute(text(sql), {"uid": uid}).mappings()
    )


def months(connection: Connection, uid: str) -> tuple[ProgressLine, ...]:
    """Return the months that were reported of project *uid*, oldest first."""
    sql = "SELECT * FROM project_month WHERE project = :uid ORDER BY month"
    return tuple(
        ProgressLine(
            row["month"], row["month_done"], row["total_done"], row["look"] or "", row["needs"] or "", row["by_unit"]
        )
        for row in connection.execute(text(sql), {"uid": uid}).mappings()
    )


def tasks(connection: Connection, uid: str, *, voided: bool = False) -> tuple[Milestone, ...]:
    """Return the tasks of project *uid* by their day."""
    sql = "SELECT * FROM project_task WHERE project = :uid" + ("" if voided else " AND voided = 0")
    found = connection.execute(text(sql + " ORDER BY planned_on, name, uid"), {"uid": uid}).mappings()
    return tuple(_task(row) for row in found)


def task(connection: Connection, uid: str) -> tuple[str, Milestone] | None:
    """Return (project, task) of the task *uid*, or None."""
    row = connection.execute(text("SELECT * FROM project_task WHERE uid = :uid"), {"uid": uid}).mappings().first()
    return None if row is None else (row["project"], _task(row))


def late_tasks(connection: Connection, today: date) -> tuple[tuple[str, str, str, date], ...]:
    """Return (project, its name, task, planned day) of what is past its day, the oldest first."""
    sql = (
        "SELECT p.uid, p.name, t.name, t.planned_on FROM project_task t JOIN project p ON p.uid = t.project"
        " WHERE t.voided = 0 AND p.voided = 0 AND p.stage <> 'dropped' AND t.done_on IS NULL AND t.planned_on < :today"
        " ORDER BY t.planned_on, p.number"
    )
    found = connection.execute(text(sql), {"today": today.isoformat()})
    return tuple((row[0], row[1], row[2], date.fromisoformat(row[3])) for row in found)


def kept_uid(connection: Connection, table: str, project: str, column: str, value: str | int) -> str | None:
    """Return the record of *table* (plan, month or issue) for one project and *value*, or None."""
    sql = f"SELECT uid FROM project_{table} WHERE project = :project AND {column} = :value"
    found = connection.execute(text(sql), {"project": project, "value": value}).scalar()
    return None if found is None else str(found)


def issues_of(connection: Connection, uid: str) -> tuple[str, ...]:
    """Return the issues linked to project *uid*, by number."""
    sql = "SELECT i.uid FROM project_issue l JOIN issue i ON i.uid = l.issue WHERE l.project = :uid ORDER BY i.number"
    return tuple(row[0] for row in connection.execute(text(sql), {"uid": uid}))


def became(connection: Connection, enterprise: str) -> Iterable[tuple[str, str, date | None]]:
    """Return (project, its name, day) of the projects that became *enterprise* (前身)."""
    table = Project.__table__  # type: ignore[attr-defined]
    query = table.select().where(table.c.enterprise == enterprise, table.c.voided == 0).order_by(table.c.number)
    return tuple((row.uid, row.name, row.became_on) for row in connection.execute(query))


def _task(row: RowMapping) -> Milestone:
    return Milestone(
        uid=row["uid"],
        name=row["name"],
        planned_on=date.fromisoformat(row["planned_on"]),
        done_on=_day(row["done_on"]),
        responsible=row["responsible"] or "",
        note=row["note"] or "",
        voided=bool(row["voided"]),
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _row(row: RowMapping) -> ProjectRow:
    return ProjectRow(
        uid=row["uid"],
        number=row["number"],
        draft=_draft(row),
        stage=ProjectStage(row["stage"]),
        stage_on=date.fromisoformat(row["stage_on"]),
        enterprise=row["enterprise"] or "",
        enterprise_name=row["enterprise_name"] or "",
        became_on=_day(row["became_on"]),
        done=row["total_done"],
        month_done=row["month_done"],
        reported=row["reported"] or "",
        look=row["look"] or "",
        needs=row["needs"] or "",
        tasks=row["tasks"],
        waiting=row["waiting"],
        late=row["late"],
        issues=row["issues"],
        voided=bool(row["voided"]),
        void_reason=row["void_reason"] or "",
    )


def _draft(row: RowMapping) -> ProjectDraft:
    return ProjectDraft(
        **{name: row[name] or "" for name in _TEXTS},
        approval_kind=ApprovalKind(row["approval_kind"]) if row["approval_kind"] else None,
        approved_on=_day(row["approved_on"]),
        nature=ProjectNature(row["nature"]) if row["nature"] else None,
        total_investment=row["total_investment"],
        year_plan=row["year_plan"],
        stated_revenue=row["stated_revenue"],
        invited=bool(row["invited"]),
        first_upgrade=bool(row["first_upgrade"]),
    )
