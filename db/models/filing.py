"""Filing rounds: what was filed, with its facts, its sheet and its papers; the words about it; reasons and dates."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import (
    Bytes,
    Code,
    Count,
    DayText,
    Flag,
    JsonText,
    Plain,
    StampText,
    Table,
    Words,
    is_day,
    is_flag,
    strict,
)
from desktop.domain.codes import Subject


class Filing(Table, table=True):
    """One round of one form for one month; everything but its state is frozen by a trigger.

    *code* stands on its papers; *correction* is the how manyth 更正 it is, 0 for none, and *reason* says why; *permit*
    is the county's permission it was made under, where it needed one and had one. *knew* is where the rounds before it
    stood for all that was known here when it was made: `accepted` if one was, else `sent`; empty for a first one.
    """

    subject: ClassVar[Subject] = Subject.FILING
    untracked: ClassVar[frozenset[str]] = frozenset({"facts", "sheet", "made_at"})
    __table_args__: ClassVar[Any] = strict(
        is_day("sent_on"),
        Index("filing_one_round", "month", "form", "round", unique=True),
        Index("filing_by_code", "code"),
    )

    month: str = Field(sa_type=Code)
    form: str = Field(sa_type=Code)
    edition: int = Field(sa_type=Count)
    round: int = Field(sa_type=Count)
    kind: str = Field(sa_type=Code)
    state: str = Field(sa_type=Code)
    digest: str = Field(sa_type=Code)
    code: str = Field(sa_type=Code)
    correction: int = Field(default=0, sa_type=Count)
    reason: str | None = Field(default=None, sa_type=Words)
    permit: str | None = Field(default=None, sa_type=Code)
    knew: str | None = Field(default=None, sa_type=Code)
    rows: int = Field(sa_type=Count)
    facts: list[Any] = Field(default_factory=list, sa_type=JsonText)
    sheet: dict[str, Any] = Field(default_factory=dict, sa_type=JsonText)
    made_at: datetime = Field(sa_type=StampText)
    made_by: str = Field(sa_type=Code)
    sent_on: date | None = Field(default=None, sa_type=DayText)


class FilingDocument(Plain, table=True):
    """A PDF of a round, byte for byte as it was handed out: the form itself, or what its 更正 changed."""

    __tablename__ = "filing_document"
    __table_args__: ClassVar[Any] = strict()

    filing: str = Field(primary_key=True, foreign_key="filing.uid", ondelete="RESTRICT", sa_type=Code)
    kind: str = Field(primary_key=True, sa_type=Code)
    sha256: str = Field(sa_type=Code)
    content: bytes = Field(sa_type=Bytes)


class FilingStep(Table, table=True):
    """One dated word about a round, as told; never overwritten."""

    subject: ClassVar[Subject] = Subject.FILING_STEP
    __tablename__ = "filing_step"
    __table_args__: ClassVar[Any] = strict(is_day("done_on"), Index("filing_step_one", "filing", "place", unique=True))

    filing: str = Field(foreign_key="filing.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    word: str = Field(sa_type=Code)
    state: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    told_by: str | None = Field(default=None, sa_type=Words)
    basis: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)


class FilingAnswer(Table, table=True):
    """Why a cell of a month is blank, or that an odd figure was checked; *said* is what stood there then."""

    subject: ClassVar[Subject] = Subject.FILING_ANSWER
    __tablename__ = "filing_answer"
    __table_args__: ClassVar[Any] = strict(
        is_day("answered_on"),
        Index("filing_answer_one", "by_unit", "month", "owner", "field", "question", unique=True),
    )

    by_unit: str = Field(sa_type=Code)
    month: str = Field(sa_type=Code)
    owner: str = Field(sa_type=Code)
    field: str = Field(sa_type=Code)
    question: str = Field(sa_type=Code)
    said: str = Field(sa_type=Words)
    why: str = Field(sa_type=Code)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)
    answered_on: date = Field(sa_type=DayText)


class FilingDate(Table, table=True):
    """The dates of a month as the office typed them from the notice; *onward* they hold for later months too."""

    subject: ClassVar[Subject] = Subject.FILING_DATE
    __tablename__ = "filing_date"
    __table_args__: ClassVar[Any] = strict(
        is_day("opens_on"),
        is_day("due_on"),
        is_day("closes_on"),
        is_flag("onward"),
        Index("filing_date_one", "by_unit", "month", unique=True),
    )

    by_unit: str = Field(sa_type=Code)
    month: str = Field(sa_type=Code)
    opens_on: date | None = Field(default=None, sa_type=DayText)
    due_on: date = Field(sa_type=DayText)
    closes_on: date | None = Field(default=None, sa_type=DayText)
    onward: bool = Field(default=False, sa_type=Flag)
    basis: str = Field(sa_type=Words)
