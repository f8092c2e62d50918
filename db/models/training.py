"""Trainings with who took part, and meetings with what was decided."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import (
    Code,
    Count,
    DayText,
    Flag,
    Table,
    Words,
    code_of,
    codes_of,
    is_day,
    is_flag,
    strict,
)
from desktop.domain.codes import Subject
from desktop.domain.policy_codes import Audience, TrainingKind, TrainingTopic


class Training(Table, table=True):
    """One training (培训)."""

    subject: ClassVar[Subject] = Subject.TRAINING
    __table_args__: ClassVar[Any] = strict(
        is_day("held_on"), is_flag("voided"), Index("training_number", "number", "by_unit", unique=True)
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    held_on: date = Field(sa_type=DayText)
    title: str = Field(sa_type=Words)
    kind: str = Field(sa_type=code_of(TrainingKind))
    topics: list[str] = Field(default_factory=list, sa_type=codes_of(TrainingTopic))
    audiences: list[str] = Field(default_factory=list, sa_type=codes_of(Audience))
    organiser: str = Field(sa_type=Words)
    venue: str | None = Field(default=None, sa_type=Words)
    people: int | None = Field(default=None, sa_type=Count)
    materials: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class TrainingSeat(Table, table=True):
    """One enterprise that took part in one training."""

    subject: ClassVar[Subject] = Subject.TRAINING_SEAT
    __tablename__ = "training_seat"
    __table_args__: ClassVar[Any] = strict(
        is_flag("voided"),
        Index("training_seat_one", "training", "enterprise", unique=True),
        Index("training_seat_by_enterprise", "enterprise"),
    )

    training: str = Field(foreign_key="training.uid", ondelete="RESTRICT", sa_type=Code)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    people: int = Field(sa_type=Count)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class Meeting(Table, table=True):
    """One meeting, dispatch or bulletin (联席会议、调度、通报)."""

    subject: ClassVar[Subject] = Subject.MEETING
    __table_args__: ClassVar[Any] = strict(
        is_day("held_on"), is_flag("voided"), Index("meeting_number", "number", "by_unit", unique=True)
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    held_on: date = Field(sa_type=DayText)
    kind: str = Field(sa_type=Code)
    title: str = Field(sa_type=Words)
    document: str | None = Field(default=None, sa_type=Words)
    organiser: str | None = Field(default=None, sa_type=Words)
    chair: str | None = Field(default=None, sa_type=Words)
    attended: str | None = Field(default=None, sa_type=Words)
    venue: str | None = Field(default=None, sa_type=Words)
    minutes: str = Field(sa_type=Words)
    addressed: str | None = Field(default=None, sa_type=Words)
    reported: str | None = Field(default=None, sa_type=Words)
    copied: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class MeetingAction(Table, table=True):
    """One decision of a meeting; *state* and *due_on* are what its last step says, *issue* what it became."""

    subject: ClassVar[Subject] = Subject.MEETING_ACTION
    untracked: ClassVar[frozenset[str]] = frozenset({"state"})
    __tablename__ = "meeting_action"
    __table_args__: ClassVar[Any] = strict(
        is_day("due_on"),
        is_flag("voided"),
        Index("meeting_action_place", "meeting", "ordinal", unique=True),
    )

    meeting: str = Field(foreign_key="meeting.uid", ondelete="RESTRICT", sa_type=Code)
    ordinal: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    content: str = Field(sa_type=Words)
    unit: str = Field(sa_type=Words)
    responsible: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    enterprise: str | None = Field(default=None, foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    issue: str | None = Field(default=None, foreign_key="issue.uid", ondelete="RESTRICT", sa_type=Code)
    state: str = Field(default="open", sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class ActionStep(Table, table=True):
    """One word on a decision, never overwritten."""

    subject: ClassVar[Subject] = Subject.ACTION_STEP
    __tablename__ = "action_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), is_day("due_on"), Index("action_step_place", "action", "place", unique=True)
    )

    action: str = Field(foreign_key="meeting_action.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    state: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    due_on: date | None = Field(default=None, sa_type=DayText)
    note: str = Field(sa_type=Words)
    person: str = Field(sa_type=Code)
