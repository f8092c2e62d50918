"""Figures that the county office gave back to a unit to be checked, and what the unit answers."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, DayText, Flag, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import Measure, Source, Subject


class Recheck(Table, table=True):
    """One request (退回核对) to one unit about its own figure; *said* is what that figure was then, as plain text."""

    subject: ClassVar[Subject] = Subject.RECHECK
    __table_args__: ClassVar[Any] = strict(
        is_day("asked_on"), is_flag("voided"), Index("recheck_by_figure", "enterprise", "period", "measure")
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    period: str = Field(sa_type=Code)
    measure: str = Field(sa_type=code_of(Measure))
    unit: str = Field(sa_type=Code)
    said: str = Field(sa_type=Words)
    asked_on: date = Field(sa_type=DayText)
    reason: str = Field(sa_type=Words)
    by_unit: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class RecheckAnswer(Table, table=True):
    """A unit's word that its figure stands (核对无误), with the source it was held against."""

    subject: ClassVar[Subject] = Subject.RECHECK_ANSWER
    __tablename__ = "recheck_answer"
    __table_args__: ClassVar[Any] = strict(
        is_day("answered_on"), is_flag("voided"), Index("recheck_answer_by_recheck", "recheck")
    )

    recheck: str = Field(foreign_key="recheck.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    said: str = Field(sa_type=Words)
    source: str = Field(sa_type=code_of(Source))
    reason: str = Field(sa_type=Words)
    answered_on: date = Field(sa_type=DayText)
    person: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
