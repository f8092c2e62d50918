"""What an enterprise was recognised as, and the taxes it paid before and after admission."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Fen, Flag, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class Recognition(Table, table=True):
    """One recognition (资质) or research fact of an enterprise, from a day until its validity ends."""

    subject: ClassVar[Subject] = Subject.RECOGNITION
    __table_args__: ClassVar[Any] = strict(
        is_day("since"), is_day("until"), is_flag("voided"), Index("recognition_by_enterprise", "enterprise", "kind")
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    kind: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    basis: str = Field(sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    reason_out: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class TaxPair(Table, table=True):
    """The taxes of one enterprise in a year before admission and in one after it, as they were told."""

    subject: ClassVar[Subject] = Subject.TAX_PAIR
    __tablename__ = "tax_pair"
    __table_args__: ClassVar[Any] = strict(
        is_day("told_on"), is_flag("voided"), Index("tax_pair_by_enterprise", "enterprise")
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    year_before: int = Field(sa_type=Count)
    before: int = Field(sa_type=Fen)
    source_before: str = Field(sa_type=Code)
    year_after: int = Field(sa_type=Count)
    after: int = Field(sa_type=Fen)
    source_after: str = Field(sa_type=Code)
    told_by: str = Field(sa_type=Words)
    told_on: date = Field(sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
