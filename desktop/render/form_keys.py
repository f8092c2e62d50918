"""Reads keys of a form file one by one, knows the path of what is wrong with them, and goes on to the next."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from desktop.domain.problems import Problem, Severity
from desktop.wording.form_places import place_words, table_of
from desktop.wording.sheets import NAMES_JOINED, STATISTICAL_MARKS

_E = TypeVar("_E", bound=StrEnum)
LONGEST = 500  # characters of one text; a note of ten lines has fewer

_GAP = re.compile(r"\{([^{}]*)\}")


class Faults:
    """Everything that was found wrong with the form file *form*, in the order it was read."""

    def __init__(self, form: str, lines: Mapping[str, int]) -> None:
        self._form = form
        self._lines = lines
        self.found: list[Problem] = []

    def add(self, place: str, code: str, severity: Severity = Severity.ERROR, /, **values: str | int) -> None:
        """Note that what stands at *place* is wrong, with the line of the file where it is known."""
        told = {name: str(value) for name, value in values.items()}
        line = str(line_at(place, self._lines) or 1)
        where = {"key": place, "where": place_words(place), "table": table_of(place), "line": line}
        self.found.append(Problem(place, code, {"form": self._form, **where, **told}, severity))


class Keys:
    """One table of a form file; a read that fails notes the fault and gives a value that only lets reading go on."""

    def __init__(self, table: Mapping[str, Any], faults: Faults, path: str = "") -> None:
        self.faults = faults
        self._table = table
        self._path = path
        self.read: set[str] = set()

    def place(self, key: str) -> str:
        """Return the whole path of *key*: `columns[3].width`."""
        return f"{self._path}.{key}" if self._path else key

    def broken(self, key: str, code: str = "form_broken", **values: str | int) -> None:
        """Note that *key* is wrong."""
        self.faults.add(self.place(key), code, **values)

    def warn(self, key: str, code: str, **values: str | int) -> None:
        """Note something about *key* that hinders nothing."""
        self.faults.add(self.place(key), code, Severity.CHECK, **values)

    def has(self, key: str) -> bool:
        """Return whether the file says anything under *key*."""
        return key in self._table

    def text(self, key: str, default: str | None = None, *, gaps: frozenset[str] = frozenset()) -> str:
        """Return a text whose `{gaps}` are all among *gaps*."""
        found = self._take(key, default)
        return "" if found is None else self._checked(key, found, gaps)

    def texts(self, key: str, *, gaps: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return a list of texts, empty if the file has none."""
        found = self._take(key, [])
        if not isinstance(found, list):
            self.broken(key, "form_not_list")
            return ()
        return tuple(self._checked(key, each, gaps) for each in found)

    def whole(self, key: str, default: int | None = None, *, low: int = 0, high: int = 1000) -> int:
        """Return a whole number between *low* and *high*."""
        found = self._take(key, default)
        if found is None:
            return low
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            self.broken(key, "form_not_whole", low=low, high=high)
            return low
        return found

    def exact(self, key: str, default: str, *, low: int, high: int) -> Decimal:
        """Return a number written as text, so that no float ever stands between."""
        found = self._take(key, default)
        try:
            number = Decimal(found) if isinstance(found, str) else None
        except InvalidOperation:
            number = None
        if number is None or not (number.is_finite() and low <= number <= high):
            self.broken(key, "form_not_number", low=low, high=high)
            return Decimal(default)
        return number

    def yes(self, key: str, default: bool = False) -> bool:
        """Return whether the file says true; absent is *default*."""
        found = self._take(key, default)
        if not isinstance(found, bool):
            self.broken(key, "form_not_yes")
            return default
        return found

    def choice(self, key: str, kind: type[_E], default: _E | None = None, among: Iterable[_E] = ()) -> _E:
        """Return one of the codes of *kind*, or of those *among* it that fit here."""
        allowed = sorted(among or kind)
        found = self._take(key, default)
        if found is None:
            return allowed[0]
        if not isinstance(found, str) or found not in allowed:
            self.broken(key, "form_bad_choice", words=NAMES_JOINED.join(allowed))
            return default or allowed[0]
        return kind(found)

    def table(self, key: str) -> "Keys":
        """Return the table under *key*, empty if the file has none."""
        found = self._take(key, {})
        if not isinstance(found, dict):
            self.broken(key, "form_not_table")
            found = {}
        return Keys(found, self.faults, self.place(key))

    def tables(self, key: str) -> tuple["Keys", ...]:
        """Return the list of tables under *key*, empty if the file has none."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.broken(key, "form_not_tables")
            found = []
        return tuple(Keys(each, self.faults, f"{self.place(key)}[{number}]") for number, each in enumerate(found, 1))

    def finish(self) -> None:
        """Note what the file says and nobody asked for: a slip must not be passed over."""
        for key in self._table:
            if key not in self.read:
                if near := nearest(key, self.read):
                    self.broken(key, "form_unknown_key_near", near=near)
                else:
                    self.broken(key, "form_unknown_key")

    def _take(self, key: str, default: object) -> object:
        self.read.add(key)
        found = self._table.get(key, default)
        if found is None:
            self.broken(key, "form_key_missing")
        return found

    def _checked(self, key: str, found: object, gaps: frozenset[str]) -> str:
        if not isinstance(found, str):
            self.broken(key, "form_not_text")
            return ""
        if len(found) > LONGEST:
            self.broken(key, "form_too_long", most=LONGEST)
        for gap in _GAP.findall(found):
            if gap not in gaps:
                words = NAMES_JOINED.join(f"{{{each}}}" for each in sorted(gaps)) or "-"
                self.broken(key, "form_bad_gap", gap=f"{{{gap}}}", words=words)
        for word in STATISTICAL_MARKS:
            if word in found.replace(" ", "").replace("　", ""):
                self.broken(key, "form_imitates_statistics", word=word)
        return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return *text* with its `{gaps}` filled; never `str.format`, which would let a file look into objects."""
    return _GAP.sub(lambda gap: values[gap[1]], text)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of *known* that *word* was probably meant to be, empty for none."""
    return next(iter(get_close_matches(word, sorted(known), 1, 0.6)), "")


def line_at(place: str, lines: Mapping[str, int]) -> int:
    """Return the line of *place*, or of the nearest table around it; 0 where nothing is known."""
    while place not in lines and place:
        place = place.rpartition(".")[0] if "." in place else place.rpartition("[")[0]
    return lines.get(place, 0)
