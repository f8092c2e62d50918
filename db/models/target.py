"""Targets that the clerk typed or took from a workbook, and how a year is assessed; a plan's stay in its preset."""

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, Flag, Table, Words, code_of, is_flag, strict
from desktop.domain.codes import Subject, TargetKind, TargetMeasure


class Target(Table, table=True):
    """One target of one unit for one year, as it was handed down; no *unit* means the whole region.

    *dimension* is empty where the paper names none; *share* is the percentage printed beside it, as written.
    """

    subject: ClassVar[Subject] = Subject.TARGET
    __table_args__: ClassVar[Any] = strict(
        is_flag("voided"), Index("target_one", "year", "unit", "dimension", "measure", "kind", unique=True)
    )

    unit: str = Field(default="", sa_type=Code)
    unit_name: str = Field(default="", sa_type=Words)
    year: int = Field(sa_type=Count)
    dimension: str = Field(default="", sa_type=Code)
    measure: str = Field(sa_type=code_of(TargetMeasure))
    kind: str = Field(default="official", sa_type=code_of(TargetKind))
    value: int = Field(sa_type=Count)
    share: str | None = Field(default=None, sa_type=Words)
    base_year: int | None = Field(default=None, sa_type=Count)
    base_value: int | None = Field(default=None, sa_type=Count)
    basis: str | None = Field(default=None, sa_type=Words)
    by_unit: str = Field(sa_type=Code)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class Assessment(Table, table=True):
    """In which year an admission of January counts, as this year's notice says (domain.md 4.2, P27)."""

    subject: ClassVar[Subject] = Subject.ASSESSMENT
    __table_args__: ClassVar[Any] = strict(Index("assessment_one", "year", unique=True))

    year: int = Field(sa_type=Count)
    january: str = Field(sa_type=Code)
    basis: str = Field(sa_type=Words)
    by_unit: str = Field(sa_type=Code)
