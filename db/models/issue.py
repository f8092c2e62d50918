"""Issues and the dated deeds on them."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import Subject, VisitMode
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)


class Issue(Table, table=True):
    """One problem an enterprise raised; *state*, *handler* and *due_on* are what its steps say now.

    One that was relayed (*relayed_from*) goes to the office *relayed_to*, which may not know the enterprise: what it
    needs to know of it stands here as it was then, and names no record that would have to be there.
    """

    subject: ClassVar[Subject] = Subject.ISSUE
    untracked: ClassVar[frozenset[str]] = frozenset({"state", "handler", "due_on"})
    __table_args__: ClassVar[Any] = strict(
        is_day("raised_on"),
        is_day("due_on"),
        is_flag("voided"),
        CheckConstraint("(enterprise IS NULL) = (relayed_from IS NOT NULL)", name="relayed_or_of_enterprise"),
        Index("issue_by_enterprise", "enterprise"),
        Index("issue_by_relayed_from", "relayed_from"),
        Index("issue_by_visit", "visit"),
        Index("issue_by_number", "number", "by_unit"),
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    enterprise: str | None = Field(default=None, foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    visit: str | None = Field(default=None, foreign_key="visit.uid", ondelete="RESTRICT", sa_type=Code)
    raised_on: date = Field(sa_type=DayText)
    category: str = Field(sa_type=code_of(IssueCategory))
    description: str = Field(sa_type=Words)
    expectation: str | None = Field(default=None, sa_type=Words)
    level: str = Field(sa_type=code_of(IssueLevel))
    handling: str | None = Field(default=None, sa_type=code_of(Handling))
    state: str = Field(sa_type=code_of(IssueState))
    handler: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    relayed_from: str | None = Field(default=None, sa_type=Code)
    relayed_to: str | None = Field(default=None, sa_type=Code)
    relayed_unit: str | None = Field(default=None, sa_type=Code)
    relayed_enterprise: str | None = Field(default=None, sa_type=Code)
    relayed_name: str | None = Field(default=None, sa_type=Words)
    relayed_code: str | None = Field(default=None, sa_type=Code)
    relayed_address: str | None = Field(default=None, sa_type=Words)
    relayed_contact: str | None = Field(default=None, sa_type=Words)
    relayed_phone: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class IssueStep(Table, table=True):
    """One dated deed on an issue; it belongs to the unit that wrote it and is never overwritten."""

    subject: ClassVar[Subject] = Subject.ISSUE_STEP
    __tablename__ = "issue_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"),
        is_day("due_on"),
        is_day("feedback_due_on"),
        Index("issue_step_by_issue", "issue", "place", "by_unit", unique=True),
    )

    issue: str = Field(foreign_key="issue.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    action: str = Field(sa_type=code_of(IssueAction))
    state: str = Field(sa_type=code_of(IssueState))
    done_on: date = Field(sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    handler: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    resolution: str | None = Field(default=None, sa_type=code_of(Resolution))
    satisfaction: str | None = Field(default=None, sa_type=code_of(Satisfaction))
    sharing: str | None = Field(default=None, sa_type=Words)
    assisting: str | None = Field(default=None, sa_type=Words)
    handling: str | None = Field(default=None, sa_type=code_of(Handling))
    approved_by: str | None = Field(default=None, sa_type=Words)
    asked: str | None = Field(default=None, sa_type=Words)
    mode: str | None = Field(default=None, sa_type=code_of(VisitMode))
    clock: str | None = Field(default=None, sa_type=Code)
    feedback_due_on: date | None = Field(default=None, sa_type=DayText)
    person: str = Field(sa_type=Code)


class IssueClock(Table, table=True):
    """Which scheme of deadlines this ledger goes by since a day, and the paper that says so."""

    subject: ClassVar[Subject] = Subject.ISSUE_CLOCK
    __tablename__ = "issue_clock"
    __table_args__: ClassVar[Any] = strict(is_day("since"), Index("issue_clock_one", "since", "by_unit", unique=True))

    scheme: str = Field(sa_type=Code)
    since: date = Field(sa_type=DayText)
    basis: str = Field(sa_type=Words)
    by_unit: str = Field(sa_type=Code)
