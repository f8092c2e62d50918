"""Reads keys of a form file one by one and knows the path of what is wrong with them."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from desktop.kernel.errors import KnownError
from desktop.wording.sheets import STATISTICAL_MARKS

_E = TypeVar("_E", bound=StrEnum)
_GAP = re.compile(r"\{([^{}]*)\}")


class Keys:
    """One table of a form file; every read either gives the value asked for or raises `KnownError` with its path."""

    def __init__(self, form: str, table: Mapping[str, Any], path: str = "") -> None:
        self.form = form
        self._table = table
        self._path = path
        self._read: set[str] = set()

    def place(self, key: str) -> str:
        """Return the whole path of *key*: `columns[3].width`."""
        return f"{self._path}.{key}" if self._path else key

    def broken(self, key: str) -> KnownError:
        """Return the error that says *key* is missing or wrong."""
        return KnownError("form_broken", form=self.form, key=self.place(key))

    def has(self, key: str) -> bool:
        """Return whether the file says anything under *key*."""
        return key in self._table

    def text(self, key: str, default: str | None = None, *, gaps: frozenset[str] = frozenset()) -> str:
        """Return a text whose `{gaps}` are all among *gaps*."""
        return self._checked(key, self._take(key, default), gaps)

    def texts(self, key: str, *, gaps: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return a list of texts, empty if the file has none."""
        found = self._take(key, [])
        if not isinstance(found, list):
            raise self.broken(key)
        return tuple(self._checked(key, each, gaps) for each in found)

    def whole(self, key: str, default: int | None = None, *, low: int = 0, high: int = 1000) -> int:
        """Return a whole number between *low* and *high*."""
        found = self._take(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            raise self.broken(key)
        return found

    def exact(self, key: str, default: str, *, low: int, high: int) -> Decimal:
        """Return a number written as text, so that no float ever stands between."""
        try:
            found = Decimal(self.text(key, default))
        except InvalidOperation as error:
            raise self.broken(key) from error
        if not (found.is_finite() and low <= found <= high):
            raise self.broken(key)
        return found

    def yes(self, key: str) -> bool:
        """Return whether the file says true; absent is false."""
        found = self._take(key, False)
        if not isinstance(found, bool):
            raise self.broken(key)
        return found

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        """Return one of the codes of *kind*."""
        found = self._take(key, default)
        if not isinstance(found, str) or found not in set(kind):
            raise self.broken(key)
        return kind(found)

    def table(self, key: str) -> "Keys":
        """Return the table under *key*, empty if the file has none."""
        found = self._take(key, {})
        if not isinstance(found, dict):
            raise self.broken(key)
        return Keys(self.form, found, self.place(key))

    def tables(self, key: str) -> tuple["Keys", ...]:
        """Return the list of tables under *key*, empty if the file has none."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.broken(key)
        return tuple(Keys(self.form, each, f"{self.place(key)}[{number}]") for number, each in enumerate(found, 1))

    def finish(self) -> None:
        """Raise if the file says something nobody asked for: a slip must not be passed over."""
        for key in self._table:
            if key not in self._read:
                raise KnownError("form_unknown_key", form=self.form, key=self.place(key))

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        found = self._table.get(key, default)
        if found is None:
            raise self.broken(key)
        return found

    def _checked(self, key: str, found: object, gaps: frozenset[str]) -> str:
        if not isinstance(found, str) or not gaps.issuperset(_GAP.findall(found)):
            raise self.broken(key)
        for word in STATISTICAL_MARKS:
            if word in found.replace(" ", "").replace("　", ""):
                raise KnownError("form_imitates_statistics", form=self.form, word=word)
        return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return *text* with its `{gaps}` filled; never `str.format`, which would let a file look into objects."""
    return _GAP.sub(lambda gap: values[gap[1]], text)
