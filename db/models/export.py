"""What left this computer: one line for every export, never changed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, Flag, Plain, StampText, Words, is_flag, strict


class ExportNote(Plain, table=True):
    """One file that the program wrote for others: what, at which release level, how many rows, to whom.

    *kind* and *what* say which export it was, *fields* which columns went out; *folder* where the file was
    put and *sealed* whether it is encrypted, for the day a stick is lost.
    """

    __tablename__ = "export_note"
    __table_args__: ClassVar[Any] = strict(is_flag("sealed"), Index("export_note_by_time", "at"))

    uid: str = Field(primary_key=True, sa_type=Code)
    at: datetime = Field(sa_type=StampText)
    who: str = Field(sa_type=Code)
    kind: str = Field(sa_type=Code)
    what: str = Field(default="", sa_type=Words)
    level: str = Field(sa_type=Code)
    rows: int = Field(sa_type=Count)
    file: str = Field(sa_type=Words)
    size: int = Field(sa_type=Count)
    sha256: str = Field(sa_type=Code)
    recipient: str = Field(default="", sa_type=Words)
    fields: str = Field(default="", sa_type=Words)
    folder: str = Field(default="", sa_type=Words)
    sealed: bool = Field(default=False, sa_type=Flag)
