"""Help visits, and the campaigns (专项活动) they belong to."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, DayText, Flag, JsonText, Table, Words, code_of, codes_of, is_day, is_flag, strict
from desktop.domain.codes import Delivery, Subject, VisitMode, VisitPurpose
from desktop.domain.visit_codes import Appointment, DayPart, VisitNature


class Visit(Table, table=True):
    """One help visit to one enterprise; it belongs to the unit that made it."""

    subject: ClassVar[Subject] = Subject.VISIT
    __table_args__: ClassVar[Any] = strict(
        is_day("visited_on"),
        is_day("next_on"),
        is_flag("voided"),
        Index("visit_by_enterprise", "enterprise", "visited_on"),
        Index("visit_by_day", "visited_on"),
        # a ledger brought back from a copy counts on from there: the county may hold a number twice
        Index("visit_by_number", "number", "by_unit"),
        Index("visit_by_trip", "trip"),
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    visited_on: date = Field(sa_type=DayText)
    day_part: str | None = Field(default=None, sa_type=code_of(DayPart))
    mode: str = Field(sa_type=code_of(VisitMode))
    nature: str = Field(default="service", sa_type=code_of(VisitNature))
    appointment: str | None = Field(default=None, sa_type=code_of(Appointment))
    campaign: str | None = Field(default=None, sa_type=Code)
    trip: str | None = Field(default=None, sa_type=Code)
    purposes: list[str] = Field(default_factory=list, sa_type=codes_of(VisitPurpose))
    deliveries: list[str] = Field(default_factory=list, sa_type=codes_of(Delivery))
    visitors: str = Field(sa_type=Words)
    leader: str | None = Field(default=None, sa_type=Words)
    received_by: str | None = Field(default=None, sa_type=Words)
    received_phone: str | None = Field(default=None, sa_type=Words)
    situation: str | None = Field(default=None, sa_type=Words)
    summary: str = Field(sa_type=Words)
    topics: list[str] = Field(default_factory=list, sa_type=JsonText)
    policies: str | None = Field(default=None, sa_type=Words)
    next_step: str | None = Field(default=None, sa_type=Words)
    next_on: date | None = Field(default=None, sa_type=DayText)
    opinion: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class Campaign(Table, table=True):
    """A campaign of visits that the office runs beside those its plan names."""

    subject: ClassVar[Subject] = Subject.CAMPAIGN
    __table_args__: ClassVar[Any] = strict(is_day("since"), is_day("until"), is_flag("voided"))

    by_unit: str = Field(sa_type=Code)
    name: str = Field(sa_type=Words)
    document: str | None = Field(default=None, sa_type=Words)
    since: date | None = Field(default=None, sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
