"""How the columns of somebody's workbooks were read the last time."""

from typing import Any, ClassVar

from sqlmodel import Field

from db.models.base import Code, Plain, Words, strict


class ColumnChoice(Plain, table=True):
    """What a person said a heading of one sender's tables is; no business data and not in the journal."""

    __tablename__ = "column_choice"
    __table_args__: ClassVar[Any] = strict()

    sender: str = Field(primary_key=True, sa_type=Words)
    kind: str = Field(primary_key=True, sa_type=Code)
    heading: str = Field(primary_key=True, sa_type=Words)
    choice: str = Field(sa_type=Code)
