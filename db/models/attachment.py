"""Files kept with a record: photographs, scans, signed papers."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, DayText, Flag, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class Attachment(Table, table=True):
    """One file of one record; its bytes stand in the data folder under their SHA-256.

    *about* and *record* name what it hangs on: a subject of the journal and a uid.
    """

    subject: ClassVar[Subject] = Subject.ATTACHMENT
    __table_args__: ClassVar[Any] = strict(
        is_day("added_on"), is_flag("voided"), Index("attachment_by_record", "record", "about")
    )

    by_unit: str = Field(sa_type=Code)
    about: str = Field(sa_type=Code)
    record: str = Field(sa_type=Code)
    sha256: str = Field(sa_type=Code)
    kind: str = Field(sa_type=Code)
    size: int = Field(sa_type=Count)
    name: str = Field(sa_type=Words)
    note: str | None = Field(default=None, sa_type=Words)
    added_on: date = Field(sa_type=DayText)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
