"""Keeping admitted enterprises in: the library of risk, the words about it, plans with measures, estimates, exits."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Fen, Flag, JsonText, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import LibraryStatus, Subject
from desktop.domain.risk_codes import RiskAction, RiskGrade


class RiskStay(Table, table=True):
    """One stay in the library of enterprises at risk; *grade* and *help_class* are what its last step says.

    *until* and *reason_out* are of the first step that let it go: the unit's own, or the county's.
    """

    subject: ClassVar[Subject] = Subject.RISK_STAY
    untracked: ClassVar[frozenset[str]] = frozenset({"grade", "help_class", "until", "reason_out"})
    __tablename__ = "risk_stay"
    __table_args__: ClassVar[Any] = strict(
        is_day("since"),
        is_day("until"),
        Index("risk_stay_by_enterprise", "enterprise"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    reason: str | None = Field(default=None, sa_type=Words)
    reason_out: str | None = Field(default=None, sa_type=Words)
    grade: str = Field(sa_type=code_of(RiskGrade))
    help_class: str | None = Field(default=None, sa_type=Code)


class RiskStep(Table, table=True):
    """One person's word about a risk; *found* is what the program had computed then, of *month*."""

    subject: ClassVar[Subject] = Subject.RISK_STEP
    __tablename__ = "risk_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"),
        Index("risk_step_one", "enterprise", "place", "by_unit", unique=True),
        Index("risk_step_by_stay", "stay"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    stay: str | None = Field(default=None, foreign_key="risk_stay.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    action: str = Field(sa_type=code_of(RiskAction))
    done_on: date = Field(sa_type=DayText)
    month: str = Field(sa_type=Code)
    grade: str | None = Field(default=None, sa_type=code_of(RiskGrade))
    computed: str | None = Field(default=None, sa_type=code_of(RiskGrade))
    signs: list[str] = Field(default_factory=list, sa_type=JsonText)
    found: list[Any] = Field(default_factory=list, sa_type=JsonText)
    help_class: str | None = Field(default=None, sa_type=Code)
    reason: str = Field(sa_type=Words)
    person: str = Field(sa_type=Code)


class RevenueEstimate(Table, table=True):
    """What an enterprise itself expects of a whole year; a later word is a record beside the earlier one."""

    subject: ClassVar[Subject] = Subject.REVENUE_ESTIMATE
    __tablename__ = "revenue_estimate"
    __table_args__: ClassVar[Any] = strict(
        is_day("told_on"), is_flag("voided"), Index("revenue_estimate_by_enterprise", "enterprise", "year")
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    amount: int = Field(sa_type=Fen)
    told_on: date = Field(sa_type=DayText)
    told_by: str = Field(sa_type=Words)
    obtained: str = Field(sa_type=Code)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class LibraryExit(Table, table=True):
    """One exit from the directory as told; *status_before* and *month_before* are what it replaced."""

    subject: ClassVar[Subject] = Subject.LIBRARY_EXIT
    __tablename__ = "library_exit"
    __table_args__: ClassVar[Any] = strict(
        is_day("exited_on"),
        is_flag("voided"),
        Index("library_exit_by_enterprise", "enterprise"),
        Index("library_exit_by_day", "exited_on"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    exited_on: date = Field(sa_type=DayText)
    ground: str = Field(sa_type=Code)
    basis: str = Field(sa_type=Words)
    told_by: str = Field(sa_type=Words)
    effective_year: int = Field(sa_type=Count)
    note: str | None = Field(default=None, sa_type=Words)
    status_before: str = Field(sa_type=code_of(LibraryStatus))
    month_before: str | None = Field(default=None, sa_type=Code)
    person: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class RetentionPlan(Table, table=True):
    """The plan for one enterprise at risk (一企一策); *outcome* and *ended_on* are what its last step says."""

    subject: ClassVar[Subject] = Subject.RETENTION_PLAN
    untracked: ClassVar[frozenset[str]] = frozenset({"outcome", "ended_on"})
    __tablename__ = "retention_plan"
    __table_args__: ClassVar[Any] = strict(
        is_day("made_on"),
        is_day("ended_on"),
        is_flag("voided"),
        Index("retention_plan_by_enterprise", "enterprise"),
        Index("retention_plan_by_stay", "stay"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    stay: str = Field(foreign_key="risk_stay.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    made_on: date = Field(sa_type=DayText)
    difficulty: str = Field(sa_type=Words)
    approach: str | None = Field(default=None, sa_type=Words)
    leader: str | None = Field(default=None, sa_type=Words)
    unit: str = Field(sa_type=Words)
    officer: str = Field(sa_type=Words)
    outlook: str | None = Field(default=None, sa_type=Words)
    chain_leader: str | None = Field(default=None, sa_type=Words)
    outcome: str | None = Field(default=None, sa_type=Code)
    ended_on: date | None = Field(default=None, sa_type=DayText)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class RetentionMeasure(Table, table=True):
    """One measure of a plan; *state* and *due_on* are what its steps say now."""

    subject: ClassVar[Subject] = Subject.RETENTION_MEASURE
    untracked: ClassVar[frozenset[str]] = frozenset({"state", "due_on"})
    __tablename__ = "retention_measure"
    __table_args__: ClassVar[Any] = strict(
        is_day("due_on"), Index("retention_measure_one", "plan", "place", unique=True)
    )

    plan: str = Field(foreign_key="retention_plan.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    what: str = Field(sa_type=Words)
    unit: str = Field(sa_type=Words)
    officer: str = Field(sa_type=Words)
    state: str = Field(sa_type=Code)
    due_on: date = Field(sa_type=DayText)


class RetentionStep(Table, table=True):
    """One dated step of a plan or of one of its measures; it is never overwritten."""

    subject: ClassVar[Subject] = Subject.RETENTION_STEP
    __tablename__ = "retention_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"),
        is_day("due_on"),
        Index("retention_step_one", "plan", "place", unique=True),
        Index("retention_step_by_measure", "measure"),
    )

    plan: str = Field(foreign_key="retention_plan.uid", ondelete="RESTRICT", sa_type=Code)
    measure: str | None = Field(default=None, foreign_key="retention_measure.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    action: str = Field(sa_type=Code)
    state: str | None = Field(default=None, sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    outcome: str | None = Field(default=None, sa_type=Code)
    person: str = Field(sa_type=Code)
