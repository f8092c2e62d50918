"""Letters between offices: keys, what was sent, what came in, rounds and answers; none of it is in the journal."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, JsonText, Plain, StampText, Words, is_day, is_flag, strict


class OwnKey(Plain, table=True):
    """Both halves of a key of this office; the newest that is not retired signs."""

    __tablename__ = "own_key"
    __table_args__: ClassVar[Any] = strict()

    key_id: str = Field(primary_key=True, sa_type=Code)
    sign: str = Field(sa_type=Code)
    receive: str = Field(sa_type=Code)
    made_at: datetime = Field(sa_type=StampText)
    retired_at: datetime | None = Field(default=None, sa_type=StampText)


class OfficeKey(Plain, table=True):
    """The public key of another office, bound to its unit by a person who compared the fingerprint."""

    __tablename__ = "office_key"
    __table_args__: ClassVar[Any] = strict(is_flag("county"), Index("office_key_by_unit", "unit"))

    key_id: str = Field(primary_key=True, sa_type=Code)
    unit: str = Field(sa_type=Code)
    unit_name: str = Field(sa_type=Words)
    unit_kind: str = Field(sa_type=Code)
    county: bool = Field(default=False, sa_type=Flag)
    sign: str = Field(sa_type=Code)
    receive: str = Field(sa_type=Code)
    incarnation: str = Field(default="", sa_type=Code)
    compared_at: datetime = Field(sa_type=StampText)
    compared_by: str = Field(sa_type=Code)
    retired_from: int | None = Field(default=None, sa_type=Count)
    retired_why: str | None = Field(default=None, sa_type=Words)


class LetterSent(Plain, table=True):
    """A package that was written here; its bytes stand in the outbox under *file*.

    *upto* is the last Change of each own site in it, *told* the enterprises it told everything about.
    """

    __tablename__ = "letter_sent"
    __table_args__: ClassVar[Any] = strict(Index("letter_sent_by_seq", "recipient", "seq"))

    package_id: str = Field(primary_key=True, sa_type=Code)
    type: str = Field(sa_type=Code)
    recipient: str = Field(sa_type=Code)
    incarnation: str = Field(sa_type=Code)
    seq: int = Field(sa_type=Count)
    period: str = Field(default="", sa_type=Code)
    manifest_sha256: str = Field(sa_type=Code)
    made_at: datetime = Field(sa_type=StampText)
    save: str = Field(foreign_key="save.id", ondelete="RESTRICT", sa_type=Code)
    upto: dict[str, int] = Field(default_factory=dict, sa_type=JsonText)
    told: list[str] = Field(default_factory=list, sa_type=JsonText)
    rounds: list[str] = Field(default_factory=list, sa_type=JsonText)
    file: str = Field(sa_type=Words)
    file_sha256: str = Field(sa_type=Code)


class LetterIn(Plain, table=True):
    """A package that was taken here; *have* is what its sender had read then."""

    __tablename__ = "letter_in"
    __table_args__: ClassVar[Any] = strict(is_flag("signed"), Index("letter_in_by_seq", "unit", "seq"))

    package_id: str = Field(primary_key=True, sa_type=Code)
    type: str = Field(sa_type=Code)
    unit: str = Field(sa_type=Code)
    incarnation: str = Field(sa_type=Code)
    key_id: str = Field(sa_type=Code)
    signed: bool = Field(sa_type=Flag)
    seq: int = Field(sa_type=Count)
    period: str = Field(default="", sa_type=Code)
    manifest_sha256: str = Field(sa_type=Code)
    made_at: str = Field(sa_type=Code)
    taken_at: datetime = Field(sa_type=StampText)
    save: str = Field(foreign_key="save.id", ondelete="RESTRICT", sa_type=Code)
    have: dict[str, int] = Field(default_factory=dict, sa_type=JsonText)
    counts: dict[str, int] = Field(default_factory=dict, sa_type=JsonText)


class PlanIn(Plain, table=True):
    """The plan as a letter of the county's set it, its file word for word; the last one that came is in force."""

    __tablename__ = "plan_in"
    __table_args__: ClassVar[Any] = strict()

    package_id: str = Field(primary_key=True, sa_type=Code)
    plan: str = Field(sa_type=Code)
    digest: str = Field(sa_type=Code)
    text: str = Field(sa_type=Words)
    taken_at: datetime = Field(sa_type=StampText)


class RoundIn(Plain, table=True):
    """A filing round of another office as it came: frozen facts, and what was decided on it here."""

    __tablename__ = "round_in"
    __table_args__: ClassVar[Any] = strict(
        is_day("due_on"), is_day("decided_on"), Index("round_in_by_month", "month", "form", "unit", "round")
    )

    uid: str = Field(primary_key=True, sa_type=Code)
    unit: str = Field(sa_type=Code)
    month: str = Field(sa_type=Code)
    form: str = Field(sa_type=Code)
    edition: int = Field(sa_type=Count)
    round: int = Field(sa_type=Count)
    kind: str = Field(sa_type=Code)
    correction: int = Field(default=0, sa_type=Count)
    reason: str | None = Field(default=None, sa_type=Words)
    permit: str = Field(default="", sa_type=Code)
    knew: str = Field(default="", sa_type=Code)
    digest: str = Field(sa_type=Code)
    code: str = Field(sa_type=Code)
    rows: int = Field(sa_type=Count)
    facts: list[Any] = Field(default_factory=list, sa_type=JsonText)
    package: str = Field(foreign_key="letter_in.package_id", ondelete="RESTRICT", sa_type=Code)
    state: str = Field(sa_type=Code)
    comment: str | None = Field(default=None, sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)
    decided_on: date | None = Field(default=None, sa_type=DayText)
    decided_by: str | None = Field(default=None, sa_type=Code)


class Answer(Plain, table=True):
    """One line of a receipt: what the county says of a letter, or of one record or cell in it."""

    __table_args__: ClassVar[Any] = strict(is_day("due_on"), Index("answer_by_letter", "letter"))

    receipt: str = Field(primary_key=True, sa_type=Code)
    place: int = Field(primary_key=True, sa_type=Count)
    letter: str = Field(sa_type=Code)
    decision: str = Field(sa_type=Code)
    subject: str = Field(default="", sa_type=Code)
    record: str = Field(default="", sa_type=Code)
    field: str = Field(default="", sa_type=Code)
    period: str = Field(default="", sa_type=Code)
    text: str = Field(default="", sa_type=Words)
    due_on: date | None = Field(default=None, sa_type=DayText)


class SetAside(Plain, table=True):
    """A record that the journal holds and the tables cannot: what it hangs on is unknown, or its place is taken."""

    __tablename__ = "set_aside"
    __table_args__: ClassVar[Any] = strict()

    subject: str = Field(primary_key=True, sa_type=Code)
    entity: str = Field(primary_key=True, sa_type=Code)
    because: str = Field(sa_type=Code)
