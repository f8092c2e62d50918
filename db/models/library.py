"""The libraries over the years: a record a cultivation year, years that were closed, words about coverage, links."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import LibraryStatus, Subject, Tier
from desktop.domain.library_codes import Way


class CultivationYear(Table, table=True):
    """One enterprise in one cultivation year as one unit keeps it; *closing_* say how it stood when the year closed."""

    subject: ClassVar[Subject] = Subject.CULTIVATION_YEAR
    __tablename__ = "cultivation_year"
    __table_args__: ClassVar[Any] = strict(
        is_day("closed_on"),
        Index("cultivation_year_one", "enterprise", "year", "by_unit", unique=True),
        Index("cultivation_year_by_year", "year"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    year: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    category: str | None = Field(default=None, sa_type=Code)
    route: str | None = Field(default=None, sa_type=Code)
    expected_month: str | None = Field(default=None, sa_type=Code)
    way: str | None = Field(default=None, sa_type=code_of(Way))
    leader: str | None = Field(default=None, sa_type=Words)
    officer: str | None = Field(default=None, sa_type=Words)
    unit: str | None = Field(default=None, sa_type=Words)
    difficulty: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    carried_from: int | None = Field(default=None, sa_type=Count)
    closed_on: date | None = Field(default=None, sa_type=DayText)
    closing_tier: str | None = Field(default=None, sa_type=code_of(Tier))
    closing_status: str | None = Field(default=None, sa_type=code_of(LibraryStatus))


class YearRoll(Table, table=True):
    """One cultivation year closed and the next begun."""

    subject: ClassVar[Subject] = Subject.YEAR_ROLL
    __tablename__ = "year_roll"
    __table_args__: ClassVar[Any] = strict(
        is_day("rolled_on"), Index("year_roll_one", "year_from", "by_unit", unique=True)
    )

    year_from: int = Field(sa_type=Count)
    year_to: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    rolled_on: date = Field(sa_type=DayText)
    basis: str = Field(sa_type=Words)
    carried: int = Field(sa_type=Count)
    gone: int = Field(sa_type=Count)
    person: str = Field(sa_type=Code)


class CoverageStep(Table, table=True):
    """One word about an enterprise that reached the size and is not in the directory; it is never overwritten."""

    subject: ClassVar[Subject] = Subject.COVERAGE_STEP
    __tablename__ = "coverage_step"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), Index("coverage_step_by_enterprise", "enterprise", "year")
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    year: int = Field(sa_type=Count)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    handling: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)


class EnterpriseLink(Table, table=True):
    """What stands behind an enterprise's route: the household before, who merged, the unit before, the old sector.

    *other* is empty where this ledger does not have the far end; its name and code are kept as they were then.
    """

    subject: ClassVar[Subject] = Subject.ENTERPRISE_LINK
    __tablename__ = "enterprise_link"
    __table_args__: ClassVar[Any] = strict(
        is_day("linked_on"),
        is_flag("voided"),
        Index("enterprise_link_by_enterprise", "enterprise"),
        Index("enterprise_link_by_other", "other"),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    kind: str = Field(sa_type=Code)
    other: str | None = Field(default=None, foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    name: str | None = Field(default=None, sa_type=Words)
    credit_code: str | None = Field(default=None, sa_type=Words)
    sector: str | None = Field(default=None, sa_type=Words)
    linked_on: date = Field(sa_type=DayText)
    basis: str = Field(sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
