"""Reported figures: one value a row, whole, by enterprise, period, measure and reporting unit."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Plain, Words, is_day, strict


class Figure(Plain, table=True):
    """What one unit reported for one enterprise, period and measure.

    *period* is `2026-10`, or `2025` for a whole year; *amount* is an integer with the measure's decimals.
    """

    __table_args__: ClassVar[Any] = strict(
        is_day("given_on"), Index("figure_by_period", "period", "measure", "enterprise")
    )

    enterprise: str = Field(primary_key=True, foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    period: str = Field(primary_key=True, sa_type=Code)
    measure: str = Field(primary_key=True, sa_type=Code)
    by_unit: str = Field(primary_key=True, sa_type=Code)
    amount: int = Field(sa_type=Count)
    raw: str = Field(default="", sa_type=Words)
    scale: str = Field(sa_type=Code)
    source: str = Field(sa_type=Code)
    obtained: str = Field(sa_type=Code)
    given_by: str = Field(default="", sa_type=Words)
    given_on: date = Field(sa_type=DayText)
