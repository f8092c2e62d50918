"""Policies of the office's own, what was found out for rewards, claims with their states, lists that go out."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Fen, Flag, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class PolicyEntry(Table, table=True):
    """One clause that the office entered itself; those of the plans stand in the reference."""

    subject: ClassVar[Subject] = Subject.POLICY_ENTRY
    __tablename__ = "policy_entry"
    __table_args__: ClassVar[Any] = strict(is_day("valid_from"), is_day("valid_to"), is_flag("voided"))

    by_unit: str = Field(sa_type=Code)
    title: str = Field(sa_type=Words)
    document: str = Field(sa_type=Words)
    clause: str | None = Field(default=None, sa_type=Words)
    level: str = Field(sa_type=Code)
    topic: str = Field(sa_type=Code)
    issuer: str | None = Field(default=None, sa_type=Words)
    condition: str | None = Field(default=None, sa_type=Words)
    amount: str | None = Field(default=None, sa_type=Words)
    valid_from: date | None = Field(default=None, sa_type=DayText)
    valid_to: date | None = Field(default=None, sa_type=DayText)
    text: str = Field(sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class RewardAnswer(Table, table=True):
    """What was found out about one question of one enterprise; a later one stands beside it, the last one counts."""

    subject: ClassVar[Subject] = Subject.REWARD_ANSWER
    __tablename__ = "reward_answer"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"),
        is_flag("yes"),
        Index("reward_answer_place", "enterprise", "question", "place", unique=True),
    )

    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    question: str = Field(sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    yes: bool = Field(sa_type=Flag)
    done_on: date = Field(sa_type=DayText)
    basis: str = Field(sa_type=Words)
    person: str = Field(sa_type=Code)


class RewardCounting(Table, table=True):
    """From where the office counts years without leaving, with what it asked; the last one counts."""

    subject: ClassVar[Subject] = Subject.REWARD_COUNTING
    __tablename__ = "reward_counting"
    __table_args__: ClassVar[Any] = strict(
        is_day("done_on"), Index("reward_counting_place", "by_unit", "place", unique=True)
    )

    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    start: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    basis: str = Field(sa_type=Words)
    person: str = Field(sa_type=Code)


class RewardClaim(Table, table=True):
    """One claim; *state* is what its last step says, the words of the rule are those of its day."""

    subject: ClassVar[Subject] = Subject.REWARD_CLAIM
    untracked: ClassVar[frozenset[str]] = frozenset({"state"})
    __tablename__ = "reward_claim"
    __table_args__: ClassVar[Any] = strict(
        is_day("begun_on"),
        is_flag("voided"),
        Index("reward_claim_number", "number", "by_unit", unique=True),
        Index("reward_claim_by_enterprise", "enterprise"),
    )

    number: str = Field(sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    rule: str = Field(sa_type=Code)
    label: str = Field(sa_type=Words)
    document: str = Field(sa_type=Words)
    clause: str = Field(sa_type=Words)
    admitted_month: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    begun_on: date = Field(sa_type=DayText)
    state: str = Field(sa_type=Code)
    contact: str | None = Field(default=None, sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class ClaimStep(Table, table=True):
    """One state of a claim, never overwritten; *amount* is what the paying office told."""

    subject: ClassVar[Subject] = Subject.CLAIM_STEP
    __tablename__ = "claim_step"
    __table_args__: ClassVar[Any] = strict(is_day("done_on"), Index("claim_step_place", "claim", "place", unique=True))

    claim: str = Field(foreign_key="reward_claim.uid", ondelete="RESTRICT", sa_type=Code)
    place: int = Field(sa_type=Count)
    by_unit: str = Field(sa_type=Code)
    state: str = Field(sa_type=Code)
    done_on: date = Field(sa_type=DayText)
    told_by: str | None = Field(default=None, sa_type=Words)
    basis: str | None = Field(default=None, sa_type=Words)
    amount: int | None = Field(default=None, sa_type=Fen)
    note: str | None = Field(default=None, sa_type=Words)
    person: str = Field(sa_type=Code)


class RosterStay(Table, table=True):
    """One stay of an enterprise on a list that goes out, of one cultivation year."""

    subject: ClassVar[Subject] = Subject.ROSTER_STAY
    __tablename__ = "roster_stay"
    __table_args__: ClassVar[Any] = strict(
        is_day("since"),
        is_day("until"),
        Index("roster_stay_by_enterprise", "enterprise"),
        Index(
            "roster_stay_one_now",
            "roster",
            "year",
            "enterprise",
            "by_unit",
            unique=True,
            sqlite_where=CheckConstraint("until IS NULL").sqltext,
        ),
    )

    roster: str = Field(sa_type=Code)
    year: int = Field(sa_type=Count)
    enterprise: str = Field(foreign_key="enterprise.uid", ondelete="RESTRICT", sa_type=Code)
    by_unit: str = Field(sa_type=Code)
    since: date = Field(sa_type=DayText)
    until: date | None = Field(default=None, sa_type=DayText)
    reason: str = Field(sa_type=Words)
    reason_out: str | None = Field(default=None, sa_type=Words)
    basis: str | None = Field(default=None, sa_type=Words)
    matter: str | None = Field(default=None, sa_type=Words)
