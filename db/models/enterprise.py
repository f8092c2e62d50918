"""Enterprises, who they are assigned to and which tier of the list they stand in."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.base import Code, DayText, Fen, Flag, JsonText, Table, Words, code_of, is_day, is_flag, strict
from desktop.domain.codes import Dimension, EnterpriseKind, LibraryStatus, OperatingStatus, Subject, Tier


class Enterprise(Table, table=True):
    """One enterprise; *township*, *department* and *tier* are what its assignments and tier spans say now.

    *alias_of* is the enterprise that the county office found to be the same (合并同一家企业): what hangs on this one is
    shown with that one.
    """

    subject: ClassVar[Subject] = Subject.ENTERPRISE
    untracked: ClassVar[frozenset[str]] = frozenset(
        {"search", "name_key", "sort_name", "township", "department", "tier"}
    )
    __table_args__: ClassVar[Any] = strict(
        is_day("established_on"),
        is_flag("code_seen"),
        is_flag("general_taxpayer"),
        is_flag("voided"),
        # a soft key: two records may share a code until a person says which is right
        Index("enterprise_by_code", "credit_code"),
        Index("enterprise_by_name_key", "name_key"),
        # the list is searched and sorted in this alone, without touching the wide rows
        Index("enterprise_for_search", "voided", "sort_name", "uid", "search"),
    )

    name: str = Field(sa_type=Words)
    credit_code: str | None = Field(default=None, sa_type=Words)
    no_code_reason: str | None = Field(default=None, sa_type=Words)
    code_seen: bool = Field(default=False, sa_type=Flag)
    former_names: list[str] = Field(default_factory=list, sa_type=JsonText)
    township: str | None = Field(default=None, sa_type=Code)
    department: str | None = Field(default=None, sa_type=Code)
    tier: str | None = Field(default=None, sa_type=Code)
    address: str | None = Field(default=None, sa_type=Words)
    production_address: str | None = Field(default=None, sa_type=Words)
    kind: str = Field(default="legal", sa_type=code_of(EnterpriseKind))
    established_on: date | None = Field(default=None, sa_type=DayText)
    production_month: str | None = Field(default=None, sa_type=Code)
    activity: str | None = Field(default=None, sa_type=Words)
    products: str | None = Field(default=None, sa_type=Words)
    industry_code: str | None = Field(default=None, sa_type=Code)
    legal_person: str | None = Field(default=None, sa_type=Words)
    contact: str | None = Field(default=None, sa_type=Words)
    contact_post: str | None = Field(default=None, sa_type=Words)
    contact_phone: str | None = Field(default=None, sa_type=Words)
    accountant: str | None = Field(default=None, sa_type=Words)
    registered_capital: int | None = Field(default=None, sa_type=Fen)
    general_taxpayer: bool | None = Field(default=None, sa_type=Flag)
    status: str = Field(default="normal", sa_type=code_of(OperatingStatus))
    library_status: str = Field(default="below", sa_type=code_of(LibraryStatus))
    admitted_month: str | None = Field(default=None, sa_type=Code)
    note: str | None = Field(default=None, sa_type=Words)
    extra: dict[str, str] = Field(default_factory=dict, sa_type=JsonText)
    alias_of: str | None = Field(default=None, sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
    name_key: str = Field(default="", sa_type=Words)
    sort_name: str = Field(default="", sa_type=Words)
    search: str = Field(default="", sa_type=Words)


class Assignment(Table, table=True):
    """To which unit an enterprise is assigned in one dimension, from when until when."""

    subject: ClassVar[Subject] = Subject.ASSIGNMENT
    __table_args__: ClassVar[Any] = strict(
        is_day("since"),
        is_day("until"),
        CheckConstraint("dimension IN ('territory', 'sector')", name="dimension_known"),
        Index("assignment_by_enterprise", "enterprise", "dimension"),
        Index(
            "assignment_one_now",
            "enterprise",
            "dimension",
            unique=True,
            sqlite_where=CheckConstraint("until IS NULL").sqltext,
        ),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    dimension: str = Field(sa_type=code_of(Dimension))
    unit: str = Field(sa_type=Code)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)


class TierStay(Table, table=True):
    """One stay of an enterprise in a tier of the list (调入、调出)."""

    subject: ClassVar[Subject] = Subject.TIER
    __tablename__ = "tier_stay"
    __table_args__: ClassVar[Any] = strict(
        is_day("since"),
        is_day("until"),
        Index("tier_stay_by_enterprise", "enterprise"),
        Index(
            "tier_stay_one_now",
            "enterprise",
            unique=True,
            sqlite_where=CheckConstraint("until IS NULL").sqltext,
        ),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    tier: str = Field(sa_type=code_of(Tier))
    category: str | None = Field(default=None, sa_type=Code)
    route: str | None = Field(default=None, sa_type=Code)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    reason: str | None = Field(default=None, sa_type=Words)
    reason_out: str | None = Field(default=None, sa_type=Words)
