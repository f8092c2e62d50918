"""The county's own workbooks: templates that the office keeps and fills."""

from datetime import date
from typing import Any, ClassVar

from sqlmodel import Field

from db.models.base import Bytes, Code, Count, DayText, Flag, Plain, Table, Words, is_day, is_flag, strict
from desktop.domain.codes import Subject


class WorkbookTemplate(Table, table=True):
    """One template; its bytes stand beside it, so that a copy of the ledger carries them."""

    __tablename__ = "workbook_template"
    subject: ClassVar[Subject] = Subject.WORKBOOK
    __table_args__: ClassVar[Any] = strict(is_day("added_on"), is_flag("voided"))

    by_unit: str = Field(sa_type=Code)
    name: str = Field(sa_type=Words)
    form: str = Field(sa_type=Code)
    file_name: str = Field(sa_type=Words)
    sha256: str = Field(sa_type=Code)
    size: int = Field(sa_type=Count)
    note: str | None = Field(default=None, sa_type=Words)
    added_on: date = Field(sa_type=DayText)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)


class WorkbookContent(Plain, table=True):
    """The bytes of a template as they came from the county."""

    __tablename__ = "workbook_content"
    __table_args__: ClassVar[Any] = strict()

    template: str = Field(primary_key=True, foreign_key="workbook_template.uid", ondelete="RESTRICT", sa_type=Code)
    content: bytes = Field(sa_type=Bytes)
