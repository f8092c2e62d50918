"""What the county office permits a unit after the usual time: filing late, or correcting an accepted month."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, DayText, Flag, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import Subject
from desktop.domain.permit import PermitKind


class Permit(Table, table=True):
    """One permission (更正许可、补报许可) for a unit and a month until a day; *form* None stands for all forms."""

    subject: ClassVar[Subject] = Subject.PERMIT
    __table_args__: ClassVar[Any] = strict(
        is_day("given_on"), is_day("until"), is_flag("voided"), Index("permit_by_month", "month", "unit")
    )

    unit: str = Field(sa_type=Code)
    month: str = Field(sa_type=Code)
    form: str | None = Field(default=None, sa_type=Code)
    kind: str = Field(sa_type=code_of(PermitKind))
    given_on: date = Field(sa_type=DayText)
    until: date = Field(sa_type=DayText)
    reason: str = Field(sa_type=Words)
    by_unit: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
