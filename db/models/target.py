"""Targets that the clerk typed; those of a plan stay in its preset."""

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, Table, Words, strict
from desktop.domain.codes import Subject


class Target(Table, table=True):
    """One target of one unit for one year, as it was handed down."""

    subject: ClassVar[Subject] = Subject.TARGET
    __table_args__: ClassVar[Any] = strict(Index("target_one", "unit", "year", "measure", unique=True))

    unit: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    measure: str = Field(sa_type=Code)
    value: int = Field(sa_type=Count)
    basis: str | None = Field(default=None, sa_type=Words)
