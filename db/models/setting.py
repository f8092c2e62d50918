"""Whose ledger this is, who works in it, and forms left half-typed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from db.models.base import Code, Count, Flag, JsonText, Plain, StampText, Table, Words, is_flag, strict
from desktop.domain.codes import Subject


class Workspace(Table, table=True):
    """The ledger's own unit, plan and year; one row. *outlook* shows the coarse band for planning visits.

    *figure_leads* says at the county whose word counts where units differ (字段归口), as `measure=unit`.
    """

    subject: ClassVar[Subject] = Subject.WORKSPACE
    untracked: ClassVar[frozenset[str]] = frozenset({"current_person"})
    __table_args__: ClassVar[Any] = strict(is_flag("demo"), is_flag("outlook"))

    unit: str = Field(sa_type=Code)
    unit_name: str = Field(sa_type=Words)
    unit_kind: str = Field(sa_type=Code)
    preset: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    demo: bool = Field(default=False, sa_type=Flag)
    outlook: bool = Field(default=False, sa_type=Flag)
    figure_leads: list[str] = Field(default_factory=list, sa_type=JsonText)
    current_person: str = Field(default="", sa_type=Code)


class Person(Table, table=True):
    """Somebody who works in the ledger of *by_unit*; those of other offices come with their letters."""

    subject: ClassVar[Subject] = Subject.PERSON

    by_unit: str | None = Field(default=None, sa_type=Code)
    name: str = Field(sa_type=Words)
    post: str | None = Field(default=None, sa_type=Words)
    phone: str | None = Field(default=None, sa_type=Words)


class Draft(Plain, table=True):
    """A form as it stood when it was last kept by itself; not business data and not in the journal."""

    __table_args__: ClassVar[Any] = strict()

    key: str = Field(primary_key=True, sa_type=Code)
    body: dict[str, str] = Field(default_factory=dict, sa_type=JsonText)
    saved_at: datetime = Field(sa_type=StampText)
