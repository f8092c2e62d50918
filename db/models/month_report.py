"""The month told in sentences, as a person keeps it."""

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Table, Words, strict
from desktop.domain.codes import Subject


class MonthReport(Table, table=True):
    """What one unit wrote of one month, in three parts; one record a month, mended through the journal."""

    subject: ClassVar[Subject] = Subject.MONTH_REPORT
    __tablename__ = "month_report"
    __table_args__: ClassVar[Any] = strict(Index("month_report_one", "month", "by_unit", unique=True))

    month: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    indicators: str | None = Field(default=None, sa_type=Words)
    cultivation: str | None = Field(default=None, sa_type=Words)
    next_steps: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)
