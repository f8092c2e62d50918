"""What every table shares: STRICT, a uid, and column types that STRICT accepts and the journal can read."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from desktop.domain.change import Value
from desktop.domain.codes import Subject
from desktop.domain.money import from_plain, plain


class Column(TypeDecorator[Any]):
    """A column type that knows its value's canonical form in the journal."""

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def to_journal(self, value: Any) -> Value:
        """Return *value* as the journal keeps it; None is absent."""
        return None if value is None else str(value)

    def from_journal(self, value: Value) -> Any:
        """Return what `to_journal` was given, read from the journal's *value*."""
        return value

    def reads(self, value: Value) -> bool:
        """Return whether *value*, which is not None, is of the kind that `to_journal` writes."""
        return isinstance(value, str) and "\0" not in value

    def unlisted(self, value: Value) -> str | None:
        """Return the first code in *value*, which this column reads, that its closed list lacks."""
        return None


class _Characters(Column):
    """Text without NUL, after which SQLite's length() stops counting."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuse NUL."""
        if value is not None and "\0" in value:
            raise ValueError("NUL in text")
        return None if value is None else str(value)


class Code(_Characters):
    """An ASCII code or id."""

    cache_ok = True


class OneOf(Code):
    """A code of a closed list, with which the program computes; another one needs a newer program."""

    cache_ok = True
    known: ClassVar[frozenset[str]]

    def unlisted(self, value: Value) -> str | None:
        """Return *value* if it is not of the list."""
        return None if value in self.known else str(value)


def code_of(known: type[StrEnum]) -> type[OneOf]:
    """Return the column type of a code of *known*."""
    return type(f"{known.__name__}Code", (OneOf,), {"cache_ok": True, "known": frozenset(known)})


class Words(_Characters):
    """Text a person wrote."""

    cache_ok = True


class DayText(Column):
    """A date without time, as ISO text."""

    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the date as `2026-10-31`."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read the date back."""
        return None if value is None else date.fromisoformat(value)

    def to_journal(self, value: date | None) -> Value:
        """Return the date as ISO text."""
        return None if value is None else value.isoformat()

    def from_journal(self, value: Value) -> date | None:
        """Return the date again."""
        return None if value is None else date.fromisoformat(str(value))

    def reads(self, value: Value) -> bool:
        """Return whether *value* names a day in the one way it is written."""
        return _goes_back(self, value)


class StampText(Column):
    """A moment, as UTC ISO text."""

    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment in UTC; a naive one is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read the moment back."""
        return None if value is None else datetime.fromisoformat(value)

    def to_journal(self, value: datetime | None) -> Value:
        """Return the moment as UTC ISO text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="milliseconds")

    def from_journal(self, value: Value) -> datetime | None:
        """Return the moment again."""
        return None if value is None else datetime.fromisoformat(str(value))

    def reads(self, value: Value) -> bool:
        """Return whether *value* names a moment in the one way it is written."""
        return _goes_back(self, value)


class Fen(Column):
    """Money in 分."""

    cache_ok = True
    impl = Integer

    def to_journal(self, value: int | None) -> Value:
        """Return the amount as decimal text in 元."""
        return None if value is None else plain(value)

    def from_journal(self, value: Value) -> int | None:
        """Return the amount in 分 again."""
        return None if value is None else from_plain(str(value))

    def reads(self, value: Value) -> bool:
        """Return whether *value* is an amount in the one way it is written, and not beyond what is exact everywhere."""
        return _goes_back(self, value) and is_exact(self.from_journal(value) or 0)


class Count(Column):
    """A whole number."""

    cache_ok = True
    impl = Integer

    def to_journal(self, value: int | None) -> Value:
        """Return the number itself."""
        return value

    def reads(self, value: Value) -> bool:
        """Return whether *value* is a whole number."""
        return isinstance(value, int) and not isinstance(value, bool)


class Flag(Column):
    """Yes or no."""

    cache_ok = True
    impl = Integer

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Write 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read 0 or 1."""
        return None if value is None else bool(value)

    def to_journal(self, value: bool | None) -> Value:
        """Return true, false or null."""
        return None if value is None else bool(value)

    def reads(self, value: Value) -> bool:
        """Return whether *value* is yes or no."""
        return isinstance(value, bool)


class JsonText(Column):
    """Lists and small maps, as canonical JSON text."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write canonical JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the JSON back."""
        return None if value is None else json.loads(value)

    def to_journal(self, value: Any) -> Value:
        """Return the list or map; a map becomes pairs, since its keys may be Chinese."""
        if isinstance(value, dict):
            return [[key, item] for key, item in sorted(value.items())]
        return None if value is None else list(value)

    def reads(self, value: Value) -> bool:
        """Return whether *value* is a list; what may stand in it is for the model to say."""
        return isinstance(value, list)


class SomeOf(JsonText):
    """A list of codes of a closed list."""

    cache_ok = True
    known: ClassVar[frozenset[str]]

    def unlisted(self, value: Value) -> str | None:
        """Return the first of *value* that is not of the list."""
        return next((str(each) for each in value if each not in self.known), None) if isinstance(value, list) else None


def codes_of(known: type[StrEnum]) -> type[SomeOf]:
    """Return the column type of a list of codes of *known*."""
    return type(f"{known.__name__}Codes", (SomeOf,), {"cache_ok": True, "known": frozenset(known)})


class Bytes(Column):
    """A file's bytes."""

    cache_ok = True
    impl = LargeBinary


def is_exact(amount: int) -> bool:
    """Return whether *amount*, in its smallest parts, is a number that every reader of JSON holds exactly."""
    return abs(amount) < 2**53


def _goes_back(column: Column, value: Value) -> bool:
    try:
        return column.to_journal(column.from_journal(value)) == value
    except (ValueError, AttributeError, TypeError):
        return False


class Plain(SQLModel):
    """A STRICT table with a key of its own."""

    # its checks of types are built when a model first needs them: together they are a tenth of the start
    model_config = SQLModelConfig(defer_build=True)
    __table_args__: ClassVar[Any] = {"sqlite_strict": True}


class Table(Plain):
    """A STRICT table of records with a uid whose fields the journal follows.

    *subject* names it in the journal; columns in *untracked* are derived or frozen elsewhere.
    """

    subject: ClassVar[Subject]
    untracked: ClassVar[frozenset[str]] = frozenset()

    uid: str = Field(primary_key=True, sa_type=Code)


def strict(*items: SchemaItem) -> Any:
    """Return the table arguments of a STRICT table with *items*."""
    return (*items, {"sqlite_strict": True})


def is_day(column: str) -> CheckConstraint:
    """Return the check that *column* is a date that exists; plain date(x) lets 2023-02-29 in on older SQLite."""
    return CheckConstraint(f"{column} IS date({column}, '+0 days')", name=f"{column}_is_day")


def is_flag(column: str) -> CheckConstraint:
    """Return the check that *column* is 0, 1 or null."""
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_is_flag")
