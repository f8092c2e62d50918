"""Forms that the office added (表样版次), and forms that are not used any more."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.models.base import Code, Count, Flag, StampText, Table, Words, is_flag, strict
from desktop.domain.codes import Subject


class FormText(Table, table=True):
    """One edition of one form, its file word for word; frozen by triggers, since rounds were filed with it.

    *issued_by* is the office whose letter brought it, nothing where it was added here.
    """

    subject: ClassVar[Subject] = Subject.FORM
    untracked: ClassVar[frozenset[str]] = frozenset({"added_at"})
    __table_args__: ClassVar[Any] = strict(Index("form_text_one_edition", "form", "edition", unique=True))
    __tablename__ = "form_text"

    form: str = Field(sa_type=Code)
    edition: int = Field(sa_type=Count)
    text: str = Field(sa_type=Words)
    digest: str = Field(sa_type=Code)
    effective_from: str = Field(sa_type=Code)
    added_at: datetime = Field(sa_type=StampText)
    added_by: str = Field(sa_type=Code)
    issued_by: str | None = Field(default=None, sa_type=Code)


class FormRetirement(Table, table=True):
    """From which month on a form is not used, as *by_unit* says; a void one means that it is used again there."""

    subject: ClassVar[Subject] = Subject.FORM_RETIREMENT
    __table_args__: ClassVar[Any] = strict(is_flag("voided"))
    __tablename__ = "form_retirement"

    by_unit: str = Field(sa_type=Code)
    form: str = Field(index=True, sa_type=Code)
    since: str = Field(sa_type=Code)
    reason: str = Field(sa_type=Words)
    voided: bool = Field(default=False, sa_type=Flag)
    void_reason: str | None = Field(default=None, sa_type=Words)
