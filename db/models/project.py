"""Key projects, the stages they reached, their tasks, their months and the issues they gave rise to."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Fen, Flag, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.admission import ProjectNature
from desktop.domain.codes import Subject
from desktop.domain.project import ApprovalKind, ProjectStage


class Project(Table, table=True):
    """One project; *stage* is what its steps say now, *enterprise* what it became or belongs to."""

    subject: ClassVar[Subject] = Subject.PROJECT
    untracked: ClassVar[frozenset[str]] = frozenset({"stage", "search"})
    __table_args__: ClassVar[Any] = strict(
        is_day("approved_on"),
        is_day("became_on"),
        is_flag("invited"),
        is_flag("first_upgrade"),
        is_flag("voided"),
        Index("project_by_number", "number", "by_unit", unique=True),
        Index("project_by_enterprise", "enterprise"),
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    name: str = Field(sa_type=Words)
    builder: str = Field(sa_type=Words)
    search: str = Field(sa_type=Words)
    stage: str = Field(sa_type=code_of(ProjectStage))
    enterprise: str | None = Field(default=None, foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    became_on: date | None = Field(default=None, sa_type=DayText)
    township: str | None = Field(default=None, sa_type=Code)
    site: str | None = Field(default=None, sa_type=Words)
    goal: str | None = Field(default=None, sa_type=Words)
    approval_kind: str | None = Field(default=None, sa_type=code_of(ApprovalKind))
    approval_number: str | None = Field(default=None, sa_type=Words)
    approved_on: date | None = Field(default=None, sa_type=DayText)
    nature: str | None = Field(default=None, sa_type=code_of(ProjectNature))
    total_investment: int | None = Field(default=None, sa_type=Fen)
    responsible_unit: str | None = Field(default=None, sa_type=Words)
    responsible_person: str | None = Field(default=None, sa_type=Words)
    contact: str | None = Field(default=None, sa_type=Words)
    contact_phone: str | None = Field(default=None, sa_type=Words)
    production_month: str | None = Field(default=None, sa_type=Code)
    stated_revenue: int | None = Field(default=None, sa_type=Fen)
    route: str | None = Field(default=None, sa_type=Code)
    invited: bool = Field(default=False, sa_type=Flag)
    first_upgrade: bool = Field(default=False, sa_type=Flag)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class ProjectStep(Table, table=True):
    """One stage reached; it belongs to the unit that wrote it and is never overwritten."""

    subject: ClassVar[Subject] = Subject.PROJECT_STEP
    __tablename__ = "project_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), Index("project_step_one", "project", "place", unique=True)
    )

    project: str = Field(foreign_key="project.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    stage: str = Field(sa_type=code_of(ProjectStage))
    done_on: date = Field(sa_type=DayText)
    basis: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)


class ProjectPlan(Table, table=True):
    """The investment planned for one year (年度计划投资)."""

    subject: ClassVar[Subject] = Subject.PROJECT_PLAN
    __tablename__ = "project_plan"
    __table_args__: ClassVar[Any] = strict(Index("project_plan_one", "project", "year", unique=True))

    project: str = Field(foreign_key="project.uid", ondelete="RESTRICT", sa_type=Code)
    year: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    amount: int | None = Field(default=None, sa_type=Fen)


class ProjectMonth(Table, table=True):
    """One month of one project: investment done, the look of the site, what is needed."""

    subject: ClassVar[Subject] = Subject.PROJECT_MONTH
    __tablename__ = "project_month"
    __table_args__: ClassVar[Any] = strict(Index("project_month_one", "project", "month", unique=True))

    project: str = Field(foreign_key="project.uid", ondelete="RESTRICT", sa_type=Code)
    month: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    month_done: int | None = Field(default=None, sa_type=Fen)
    total_done: int | None = Field(default=None, sa_type=Fen)
    look: str | None = Field(default=None, sa_type=Words)
    needs: str | None = Field(default=None, sa_type=Words)


class ProjectTask(Table, table=True):
    """One task on the way (节点任务)."""

    subject: ClassVar[Subject] = Subject.PROJECT_TASK
    __tablename__ = "project_task"
    __table_args__: ClassVar[Any] = strict(
        is_day("planned_on"), is_day("done_on"), is_flag("voided"), Index("project_task_by_project", "project")
    )

    project: str = Field(foreign_key="project.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    name: str = Field(sa_type=Words)
    planned_on: date = Field(sa_type=DayText)
    done_on: date | None = Field(default=None, sa_type=DayText)
    responsible: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class ProjectIssue(Table, table=True):
    """One issue of the issue ledger that a project gave rise to."""

    subject: ClassVar[Subject] = Subject.PROJECT_ISSUE
    __tablename__ = "project_issue"
    __table_args__: ClassVar[Any] = strict(Index("project_issue_one", "project", "issue", unique=True))

    project: str = Field(foreign_key="project.uid", ondelete="RESTRICT", sa_type=Code)
    issue: str = Field(foreign_key="issue.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
