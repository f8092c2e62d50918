"""Steps on a project: entering it, its stages, its months and tasks, and what it becomes."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from db.models.project import Project, ProjectIssue, ProjectMonth, ProjectPlan, ProjectStep, ProjectTask
from db.queries import projects
from db.queries.visits import next_number
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import Dimension, OperatingStatus
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.project import (
    MilestoneDraft,
    ProgressDraft,
    ProjectDraft,
    ProjectFilter,
    ProjectStage,
    StageDraft,
)
from desktop.services.office import Office
from desktop.services.steps.finding import findable
from desktop.services.steps.keeping import keep_enterprise

_APART = frozenset({"year_plan"})  # belongs to a year
_NEEDED = frozenset({"name", "builder"})


def enter_project(work: UnitOfWork, draft: ProjectDraft, first: StageDraft, *, unit: str, year: int) -> str:
    """Add the project with its first stage; return its uid."""
    if first.stage is None or first.on is None:
        raise ValueError("a project needs its first stage and day")
    number = work.read(next_number, "project", unit, first.on.year)
    uid = work.add(Project(uid=work.new_id(), number=number, by_unit=unit, stage=first.stage, **project_columns(draft)))
    _plan(work, uid, year, draft.year_plan, unit=unit)
    add_stage(work, uid, first, 1, unit=unit)
    return uid


def mend_project(work: UnitOfWork, uid: str, draft: ProjectDraft, *, unit: str, year: int) -> None:
    """Let project *uid* be what *draft* says."""
    work.change(Project, uid, project_columns(draft))
    _plan(work, uid, year, draft.year_plan, unit=unit)


def add_stage(work: UnitOfWork, uid: str, draft: StageDraft, place: int, *, unit: str) -> str:
    """Write the stage *draft* as the *place*-th of project *uid*, and move it there."""
    if draft.stage is None or draft.on is None:
        raise ValueError("a stage needs its name and day")
    step = ProjectStep(
        uid=work.new_id(),
        project=uid,
        place=place,
        by_unit=unit,
        stage=draft.stage,
        done_on=draft.on,
        basis=draft.basis or None,
        note=draft.note or None,
        person=work.who,
    )
    kept = work.add(step)
    work.change(Project, uid, {"stage": draft.stage})
    return kept


def keep_progress(work: UnitOfWork, uid: str, month: str, draft: ProgressDraft, *, unit: str) -> str:
    """Keep what *month* brought to project *uid*."""
    values: dict[str, Any] = {
        "month_done": draft.month_done,
        "total_done": draft.total_done,
        "look": draft.look or None,
        "needs": draft.needs or None,
    }
    kept = work.read(projects.kept_uid, "month", uid, "month", month)
    if kept is not None:
        work.change(ProjectMonth, kept, values)
        return kept
    return work.add(ProjectMonth(uid=work.new_id(), project=uid, month=month, by_unit=unit, **values))


def keep_task(work: UnitOfWork, project: str, uid: str, draft: MilestoneDraft, *, unit: str) -> str:
    """Add a task to *project*, or let task *uid* be what *draft* says."""
    values: dict[str, Any] = {name: None if value == "" else value for name, value in asdict(draft).items()}
    if uid:
        work.change(ProjectTask, uid, values)
        return uid
    return work.add(ProjectTask(uid=work.new_id(), project=project, by_unit=unit, **values))


def link_issue(work: UnitOfWork, project: str, issue: str, *, unit: str) -> str:
    """Let *issue* be one that *project* gave rise to; a second time changes nothing."""
    kept = work.read(projects.kept_uid, "issue", project, "issue", issue)
    return kept or work.add(ProjectIssue(uid=work.new_id(), project=project, issue=issue, by_unit=unit))


def become(work: UnitOfWork, project: str, enterprise: str, on: date | None) -> None:
    """Let *project* be the predecessor (前身) of *enterprise* since *on*; empty takes the link back."""
    work.change(Project, project, {"enterprise": enterprise or None, "became_on": on})


def own_units(office: Office) -> EnterpriseDraft:
    """Return a draft that belongs to the own unit in the dimension which that unit counts in."""
    unit = office.preset.unit(office.workspace.unit)
    match None if unit is None else unit.dimension:
        case Dimension.TERRITORY:
            return EnterpriseDraft(township=office.workspace.unit)
        case Dimension.SECTOR:
            return EnterpriseDraft(department=office.workspace.unit)
        case None:
            return EnterpriseDraft()


def make_enterprise(
    work: UnitOfWork, draft: ProjectDraft, name: str, *, on: date, year: int, own: EnterpriseDraft, producing: bool
) -> str:
    """Add the enterprise that builds the project; *own* has the units that it belongs to here.

    The project's contact is an official's and stays with the project.
    """
    status = OperatingStatus.NORMAL if producing else OperatingStatus.PREPARING
    made = replace(
        own,
        name=name or draft.builder,
        township=own.township or draft.township,
        production_address=draft.site,
        production_month=f"{on:%Y-%m}" if producing else draft.production_month,
        status=status,
    )
    return keep_enterprise(work, made, "", on=on, year=year)


def todo_of(database: Database, today: date) -> tuple[TodoItem, ...]:
    """Return the tasks past their day, and the projects that produce and are no enterprise yet."""
    late = database.read(projects.late_tasks, today)
    query = ProjectFilter(stages=frozenset({ProjectStage.PRODUCING, ProjectStage.EFFECTIVE}))
    rows = database.read(projects.rows, query, year=today.year, month=f"{today:%Y-%m}", today=today)
    return (
        *(TodoItem(TodoKind.PROJECT_TASK_LATE, 1, uid, f"{name} {task}", day) for uid, name, task, day in late),
        *(
            TodoItem(TodoKind.PROJECT_WITHOUT_ENTERPRISE, 1, row.uid, row.draft.name, row.stage_on)
            for row in rows
            if not row.enterprise
        ),
    )


def project_columns(draft: ProjectDraft) -> dict[str, Any]:
    """Return the columns that *draft* fills, empty text as nothing."""
    values = {name: value for name, value in asdict(draft).items() if name not in _APART}
    values = {name: None if value == "" and name not in _NEEDED else value for name, value in values.items()}
    return values | {"search": findable(draft.name, (draft.builder,), draft.approval_number).search}


def _plan(work: UnitOfWork, project: str, year: int, amount: int | None, *, unit: str) -> None:
    kept = work.read(projects.kept_uid, "plan", project, "year", year)
    if kept is not None:
        work.change(ProjectPlan, kept, {"amount": amount})
    elif amount is not None:
        work.add(ProjectPlan(uid=work.new_id(), project=project, year=year, by_unit=unit, amount=amount))
