"""The journal's tables: Changes, their values apart, their parents, and the heads of every cell."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from db.models.base import Code, Count, Plain, Words, strict


class Site(Plain, table=True):
    """A writer of Changes: this unit on this computer since its last restore or copy (incarnation).

    *machine* is the mark of that computer, of an own site only; it goes into no package.
    """

    __table_args__: ClassVar[Any] = strict()

    site: str = Field(primary_key=True, sa_type=Code)
    own: int = Field(sa_type=Count)
    next_seq: int = Field(sa_type=Count)
    last_hash: str = Field(default="", sa_type=Code)
    last_hlc: str = Field(default="", sa_type=Code)
    machine: str = Field(default="", sa_type=Code)


class Save(Plain, table=True):
    """One deed of a person; its id makes a retry harmless. *undoes* is the deed that this one took back."""

    __table_args__: ClassVar[Any] = strict(Index("save_by_undone", "undoes"))

    id: str = Field(primary_key=True, sa_type=Code)
    action: str = Field(sa_type=Code)
    who: str = Field(sa_type=Code)
    wall: str = Field(sa_type=Code)
    result: str = Field(default="", sa_type=Code)
    undoes: str | None = Field(default=None, foreign_key="save.id", ondelete="RESTRICT", sa_type=Code)


class ChangeRow(Plain, table=True):
    """One immutable Change as the chain keeps it."""

    __tablename__ = "change"
    __table_args__: ClassVar[Any] = strict(
        Index("change_by_cell", "entity", "field", "period", "by_unit"), Index("change_by_save", "save")
    )

    site: str = Field(primary_key=True, sa_type=Code)
    seq: int = Field(primary_key=True, sa_type=Count)
    subject: str = Field(sa_type=Code)
    entity: str = Field(sa_type=Code)
    field: str = Field(sa_type=Code)
    period: str = Field(default="", sa_type=Code)
    by_unit: str = Field(default="", sa_type=Code)
    kind: str = Field(sa_type=Code)
    who: str = Field(sa_type=Code)
    save: str = Field(foreign_key="save.id", ondelete="RESTRICT", sa_type=Code)
    hlc: str = Field(sa_type=Code)
    wall: str = Field(sa_type=Code)
    tz: str = Field(sa_type=Code)
    sealed: str = Field(sa_type=Code)
    hash: str = Field(sa_type=Code)
    extra: str | None = Field(default=None, sa_type=Words)


def _of_change() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["site", "seq"], ["change.site", "change.seq"], ondelete="RESTRICT")


class ChangeValue(Plain, table=True):
    """Value, salt and reason of a Change, outside the chain so that they can be erased."""

    __tablename__ = "change_value"
    __table_args__: ClassVar[Any] = strict(_of_change())

    site: str = Field(primary_key=True, sa_type=Code)
    seq: int = Field(primary_key=True, sa_type=Count)
    value: str | None = Field(default=None, sa_type=Words)
    salt: str | None = Field(default=None, sa_type=Code)
    reason: str | None = Field(default=None, sa_type=Words)


class ChangeParent(Plain, table=True):
    """Which heads the author of a Change saw."""

    __tablename__ = "change_parent"
    __table_args__: ClassVar[Any] = strict(_of_change())

    site: str = Field(primary_key=True, sa_type=Code)
    seq: int = Field(primary_key=True, sa_type=Count)
    parent_site: str = Field(primary_key=True, sa_type=Code)
    parent_seq: int = Field(primary_key=True, sa_type=Count)


class Head(Plain, table=True):
    """A Change that no other Change of its cell has seen; one head is the value, several are a question."""

    __table_args__: ClassVar[Any] = strict(_of_change())

    entity: str = Field(primary_key=True, sa_type=Code)
    field: str = Field(primary_key=True, sa_type=Code)
    period: str = Field(primary_key=True, sa_type=Code)
    by_unit: str = Field(primary_key=True, sa_type=Code)
    site: str = Field(primary_key=True, sa_type=Code)
    seq: int = Field(primary_key=True, sa_type=Count)
