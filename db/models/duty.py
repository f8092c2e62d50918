"""What is done once a year, and the working days an office typed itself."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, JsonText, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class DutyStep(Table, table=True):
    """One word that a yearly duty (年度事项) was done."""

    subject: ClassVar[Subject] = Subject.DUTY_STEP
    __tablename__ = "duty_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), is_flag("voided"), Index("duty_step_by_year", "duty", "year")
    )

    duty: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    note: str = Field(sa_type=Words)
    person: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class CalendarYear(Table, table=True):
    """The days off (each `[from, to, name]`) and the weekends worked of one year, as the office typed them."""

    subject: ClassVar[Subject] = Subject.CALENDAR_YEAR
    __tablename__ = "calendar_year"
    __table_args__: ClassVar[Any] = strict(
        is_flag("voided"), Index("calendar_year_one", "year", "by_unit", unique=True)
    )

    year: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    off: list[Any] = Field(default_factory=list, sa_type=JsonText)
    working: list[str] = Field(default_factory=list, sa_type=JsonText)
    basis: str = Field(sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
