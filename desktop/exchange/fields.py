"""Takes members of a JSON object by name and kind; what is missing or of another kind is told with its place."""

import re
from collections.abc import Mapping
from datetime import datetime

from desktop.domain.change import Value
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError

_LONGEST = 10_000


class Fields:
    """The members of one object of *place*; those not asked for are its `rest`."""

    def __init__(self, members: Mapping[str, Value], place: str) -> None:
        self._left = dict(members)
        self._place = place

    def text(self, name: str, *, low: int = 0) -> str:
        """Return a text of at least *low* characters."""
        found = self._take(name)
        if not isinstance(found, str) or not low <= len(found) <= _LONGEST or "\0" in found:
            raise self.broken(name)
        return found

    def like(self, name: str, pattern: re.Pattern[str]) -> str:
        """Return a text that as a whole is as *pattern* says."""
        found = self.text(name)
        if not pattern.fullmatch(found):
            raise self.broken(name)
        return found

    def moment(self, name: str) -> str:
        """Return the text of a moment with its offset from UTC."""
        found = self.text(name)
        try:
            known = datetime.fromisoformat(found).tzinfo is not None
        except ValueError:
            known = False
        if not known:
            raise self.broken(name)
        return found

    def text_or_empty(self, name: str) -> str:
        """Return a text; nothing where an older writer left the member out."""
        return self.text(name) if name in self._left else ""

    def text_or_none(self, name: str) -> str | None:
        """Return a text of any length, or None where null stands."""
        found = self._take(name)
        if found is None:
            return None
        if not isinstance(found, str) or "\0" in found:
            raise self.broken(name)
        return found

    def month(self, name: str) -> str:
        """Return the text of a reporting month."""
        found = self.text(name)
        try:
            Month.parse(found)
        except ValueError:
            raise self.broken(name) from None
        return found

    def month_or_empty(self, name: str) -> str:
        """Return the text of a reporting month, or nothing where the member is empty."""
        return self.text(name) if self._left.get(name) == "" else self.month(name)

    def whole(self, name: str, *, low: int = 0) -> int:
        """Return a whole number of at least *low*."""
        found = self._take(name)
        if isinstance(found, bool) or not isinstance(found, int) or found < low:
            raise self.broken(name)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._take(name)
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.broken(name)
        return tuple(str(each) for each in found)

    def value(self, name: str) -> Value:
        """Return whatever stands there."""
        return self._take(name)

    def wholes(self, name: str) -> dict[str, int]:
        """Return an object whose members are whole numbers."""
        found = self._take(name)
        if not isinstance(found, dict):
            raise self.broken(name)
        numbers: dict[str, int] = {}
        for key, each in found.items():
            if isinstance(each, bool) or not isinstance(each, int) or each < 0:
                raise self.broken(f"{name}.{key}")
            numbers[key] = each
        return numbers

    def text_map(self, name: str) -> dict[str, str]:
        """Return an object whose members are texts."""
        found = self._take(name)
        if not isinstance(found, dict):
            raise self.broken(name)
        texts: dict[str, str] = {}
        for key, each in found.items():
            if not isinstance(each, str):
                raise self.broken(f"{name}.{key}")
            texts[key] = each
        return texts

    def fields(self, name: str) -> "Fields":
        """Return the members of an object inside this one."""
        found = self._take(name)
        if not isinstance(found, dict):
            raise self.broken(name)
        return Fields(found, f"{self._place} {name}")

    def fields_or_none(self, name: str) -> "Fields | None":
        """Return the members of an object inside this one, or None where null stands."""
        if self._left.get(name, 0) is None:
            del self._left[name]
            return None
        return self.fields(name)

    def list_of_fields(self, name: str) -> tuple["Fields", ...]:
        """Return the members of every object of a list."""
        found = self._take(name)
        if not isinstance(found, list):
            raise self.broken(name)
        objects: list[Fields] = []
        for number, each in enumerate(found, start=1):
            if not isinstance(each, dict):
                raise self.broken(f"{name}.{number}")
            objects.append(Fields(each, f"{self._place} {name}.{number}"))
        return tuple(objects)

    def list_of_lists(self, name: str) -> list[Value]:
        """Return a list whose every item is a list."""
        found = self._take(name)
        if not isinstance(found, list) or not all(isinstance(each, list) for each in found):
            raise self.broken(name)
        return found

    def rest(self) -> dict[str, Value]:
        """Return the members nobody asked for."""
        return dict(self._left)

    def broken(self, name: str) -> KnownError:
        """Return the error that names member *name*."""
        return KnownError("package_damaged", place=f"{self._place} {name}")

    def _take(self, name: str) -> Value:
        if name not in self._left:
            raise self.broken(name)
        return self._left.pop(name)
