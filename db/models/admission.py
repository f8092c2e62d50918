"""Applications to be admitted: the year's windows, the steps, the materials, and the series handed in."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, JsonText, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.admission import AdmissionAction, AdmissionState, ProjectNature
from desktop.domain.codes import LibraryStatus, Subject
from desktop.domain.windows import WindowKind


class AdmissionWindow(Table, table=True):
    """One window of a year as the clerk typed it from the notice."""

    subject: ClassVar[Subject] = Subject.ADMISSION_WINDOW
    __tablename__ = "admission_window"
    __table_args__: ClassVar[Any] = strict(
        is_day("opens_on"),
        is_day("closes_on"),
        is_flag("held"),
        Index("admission_window_one", "year", "kind", "month", unique=True),
    )

    year: int = Field(sa_type=Count)
    kind: str = Field(sa_type=Code)
    month: int = Field(default=0, sa_type=Count)
    opens_on: date | None = Field(default=None, sa_type=DayText)
    closes_on: date | None = Field(default=None, sa_type=DayText)
    accepts: list[str] = Field(default_factory=list, sa_type=JsonText)
    basis: str = Field(sa_type=Words)
    held: bool = Field(default=True, sa_type=Flag)
    by_unit: str = Field(sa_type=Code)


class Application(Table, table=True):
    """One application of one enterprise by one route in one window; *state* is what its steps say now."""

    subject: ClassVar[Subject] = Subject.APPLICATION
    untracked: ClassVar[frozenset[str]] = frozenset({"state"})
    __table_args__: ClassVar[Any] = strict(
        is_day("begun_on"),
        is_day("approved_on"),
        is_flag("scope_covers"),
        is_flag("enterprise_accounting"),
        is_flag("voided"),
        Index("application_by_enterprise", "enterprise"),
        Index(
            "application_one",
            "enterprise",
            "year",
            "route",
            "window_kind",
            "window_month",
            "by_unit",
            unique=True,
            sqlite_where=CheckConstraint("voided = 0").sqltext,
        ),
    )

    by_unit: str = Field(sa_type=Code)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    year: int = Field(sa_type=Count)
    route: str = Field(sa_type=Code)
    window_kind: str = Field(sa_type=code_of(WindowKind))
    window_month: int = Field(default=0, sa_type=Count)
    cutoff: str = Field(sa_type=Code)
    begun_on: date = Field(sa_type=DayText)
    state: str = Field(sa_type=code_of(AdmissionState))
    paper_name: str | None = Field(default=None, sa_type=Words)
    scope_covers: bool | None = Field(default=None, sa_type=Flag)
    enterprise_accounting: bool | None = Field(default=None, sa_type=Flag)
    project_nature: str | None = Field(default=None, sa_type=code_of(ProjectNature))
    approved_on: date | None = Field(default=None, sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class ApplicationStep(Table, table=True):
    """One dated step of an application, as told; it belongs to the unit that wrote it and is never overwritten.

    *status_before* and *month_before* are what an admission replaced, so that a correction can put them back.
    """

    subject: ClassVar[Subject] = Subject.APPLICATION_STEP
    __tablename__ = "application_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), is_day("due_on"), Index("application_step_one", "application", "place", unique=True)
    )

    application: str = Field(foreign_key="application.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    action: str = Field(sa_type=code_of(AdmissionAction))
    state: str = Field(sa_type=code_of(AdmissionState))
    done_on: date = Field(sa_type=DayText)
    told_by: str | None = Field(default=None, sa_type=Words)
    basis: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    admitted_month: str | None = Field(default=None, sa_type=Code)
    status_before: str | None = Field(default=None, sa_type=code_of(LibraryStatus))
    month_before: str | None = Field(default=None, sa_type=Code)
    person: str = Field(sa_type=Code)


class ApplicationMaterial(Table, table=True):
    """What is noted of one material of an application."""

    subject: ClassVar[Subject] = Subject.APPLICATION_MATERIAL
    __tablename__ = "application_material"
    __table_args__: ClassVar[Any] = strict(
        is_flag("wanted"),
        is_flag("have"),
        is_day("mend_by"),
        Index("application_material_one", "application", "item", unique=True),
    )

    application: str = Field(foreign_key="application.uid", ondelete="RESTRICT", sa_type=Code)
    item: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    wanted: bool | None = Field(default=None, sa_type=Flag)
    have: bool = Field(default=False, sa_type=Flag)
    pages: int | None = Field(default=None, sa_type=Count)
    problem: str | None = Field(default=None, sa_type=Words)
    mend_by: date | None = Field(default=None, sa_type=DayText)


class ApplicationSnapshot(Table, table=True):
    """The twelve months as they were handed in; a trigger keeps every field as it is."""

    subject: ClassVar[Subject] = Subject.APPLICATION_SNAPSHOT
    untracked: ClassVar[frozenset[str]] = frozenset({"content"})
    __tablename__ = "application_snapshot"
    __table_args__: ClassVar[Any] = strict(
        is_day("taken_on"), Index("application_snapshot_one", "application", "number", unique=True)
    )

    application: str = Field(foreign_key="application.uid", ondelete="RESTRICT", sa_type=Code)
    number: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    taken_on: date = Field(sa_type=DayText)
    cutoff: str = Field(sa_type=Code)
    digest: str = Field(sa_type=Code)
    content: list[Any] = Field(default_factory=list, sa_type=JsonText)
    made_by: str = Field(sa_type=Code)
