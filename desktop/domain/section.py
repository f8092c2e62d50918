"""Typed reading of a parsed TOML table: every value is checked, every unknown key is kept."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

Code = TypeVar("Code", bound=StrEnum)


class BrokenKey(ValueError):
    """A key of a data file is missing or has the wrong type; *path* names it (`targets[3].value`)."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Section:
    """One table of a data file; `rest` tells what was never asked for."""

    def __init__(self, data: Mapping[str, object], path: str = "") -> None:
        self._data = data
        self._path = path
        self._asked: set[str] = set()

    def path(self, key: str) -> str:
        """Return the full path of *key*."""
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        """Return whether *key* is there."""
        return key in self._data

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)

    def text(self, key: str) -> str:
        """Return the text of *key*, which must be there and say something."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise BrokenKey(self.path(key))
        return value

    def text_or(self, key: str, default: str = "") -> str:
        """Return the text of *key*, or *default* where it is absent."""
        return self.text(key) if self.has(key) else default

    def whole(self, key: str) -> int:
        """Return the whole number of *key*, 0 or more; a bool is none."""
        return _whole(self._take(key), self.path(key))

    def whole_or_none(self, key: str) -> int | None:
        """Return the whole number of *key*, or None where it is absent."""
        return self.whole(key) if self.has(key) else None

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return the whole numbers of *key*; none where it is absent."""
        return tuple(_whole(item, path) for item, path in self._items(key))

    def flag(self, key: str) -> bool:
        """Return the yes or no of *key*; no where it is absent."""
        value = self._take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise BrokenKey(self.path(key))
        return value

    def day(self, key: str) -> date:
        """Return the date of *key*, which must be there."""
        return _day(self._take(key), self.path(key))

    def day_or_none(self, key: str) -> date | None:
        """Return the date of *key*, or None where it is absent."""
        return self.day(key) if self.has(key) else None

    def days(self, key: str) -> tuple[date, ...]:
        """Return the dates of *key*; none where it is absent."""
        return tuple(_day(item, path) for item, path in self._items(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of *key*; none where it is absent."""
        found = []
        for item, path in self._items(key):
            if not isinstance(item, str) or not item.strip():
                raise BrokenKey(path)
            found.append(item)
        return tuple(found)

    def code(self, key: str, codes: type[Code]) -> Code:
        """Return the code of *key*, which must be one of *codes*."""
        text = self.text(key)
        try:
            return codes(text)
        except ValueError as error:
            raise BrokenKey(self.path(key)) from error

    def code_or_none(self, key: str, codes: type[Code]) -> Code | None:
        """Return the code of *key*, or None where it is absent."""
        return self.code(key, codes) if self.has(key) else None

    def codes(self, key: str, codes: type[Code]) -> tuple[Code, ...]:
        """Return the codes of *key*, each one of *codes*; none where it is absent."""
        try:
            return tuple(codes(text) for text in self.texts(key))
        except ValueError as error:
            raise error if isinstance(error, BrokenKey) else BrokenKey(self.path(key)) from error

    def section(self, key: str) -> "Section":
        """Return the table of *key*, which must be there."""
        return _section(self._take(key), self.path(key))

    def sections(self, key: str) -> tuple["Section", ...]:
        """Return the tables of *key*; none where it is absent."""
        return tuple(_section(item, path) for item, path in self._items(key))

    def rest(self) -> dict[str, object]:
        """Return what was never asked for, by path."""
        return {self.path(key): value for key, value in self._data.items() if key not in self._asked}

    def _items(self, key: str) -> list[tuple[object, str]]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise BrokenKey(self.path(key))
        return [(item, f"{self.path(key)}[{place}]") for place, item in enumerate(value)]


def _whole(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BrokenKey(path)
    return value


def _day(value: object, path: str) -> date:
    # a datetime is a date to isinstance, but not a day
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BrokenKey(path)
    return value


def _section(value: object, path: str) -> Section:
    if not isinstance(value, dict):
        raise BrokenKey(path)
    return Section(value, path)
