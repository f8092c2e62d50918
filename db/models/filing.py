"""Filing rounds: what was filed, with its facts, its sheet and its PDF."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Bytes, Code, Count, DayText, JsonText, Plain, StampText, Table, is_day, strict
from desktop.domain.codes import Subject


class Filing(Table, table=True):
    """One round of one form for one month; everything but its state is frozen by a trigger."""

    subject: ClassVar[Subject] = Subject.FILING
    untracked: ClassVar[frozenset[str]] = frozenset({"facts", "sheet", "made_at"})
    __table_args__: ClassVar[Any] = strict(
        is_day("sent_on"), Index("filing_one_round", "month", "form", "round", unique=True)
    )

    month: str = Field(sa_type=Code)
    form: str = Field(sa_type=Code)
    edition: int = Field(sa_type=Count)
    round: int = Field(sa_type=Count)
    kind: str = Field(sa_type=Code)
    state: str = Field(sa_type=Code)
    digest: str = Field(sa_type=Code)
    rows: int = Field(sa_type=Count)
    facts: list[Any] = Field(default_factory=list, sa_type=JsonText)
    sheet: dict[str, Any] = Field(default_factory=dict, sa_type=JsonText)
    made_at: datetime = Field(sa_type=StampText)
    made_by: str = Field(sa_type=Code)
    sent_on: date | None = Field(default=None, sa_type=DayText)


class FilingDocument(Plain, table=True):
    """The PDF of a round, byte for byte as it was handed out."""

    __tablename__ = "filing_document"
    __table_args__: ClassVar[Any] = strict()

    filing: str = Field(primary_key=True, foreign_key="filing.uid", ondelete="RESTRICT", sa_type=Code)
    sha256: str = Field(sa_type=Code)
    content: bytes = Field(sa_type=Bytes)
