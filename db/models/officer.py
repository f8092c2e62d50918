"""Who answers for which enterprise (干部包联)."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class ContactOfficer(Table, table=True):
    """One enterprise in the care of one person from a day on; *every* is the required rhythm, None for none."""

    subject: ClassVar[Subject] = Subject.CONTACT_OFFICER
    __tablename__ = "contact_officer"
    __table_args__: ClassVar[Any] = strict(
        is_day("since"), is_day("until"), is_flag("voided"), Index("contact_officer_by_enterprise", "enterprise")
    )

    by_unit: str = Field(sa_type=Code)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    leader: str | None = Field(default=None, sa_type=Words)
    leader_post: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Words)
    post: str | None = Field(default=None, sa_type=Words)
    unit: str | None = Field(default=None, sa_type=Words)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    until_reason: str | None = Field(default=None, sa_type=Words)
    every: int | None = Field(default=None, sa_type=Count)
    rhythm: str | None = Field(default=None, sa_type=Code)
    way: str = Field(default="any", sa_type=Code)
    basis: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
