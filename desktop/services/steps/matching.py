"""Finds the enterprise a row of somebody's workbook is about: the code decides, a name only where it is alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import NamedTuple

from desktop.domain.enterprise import name_key
from desktop.domain.money import fold
from desktop.domain.problems import Problem, Severity

_EXACT = 15  # digits that a spreadsheet keeps
_TELLING = 6  # the area of a code; fewer digits tell nothing
_SHOWN = 3
_LONGEST = Decimal(10) ** 18


class Identity(NamedTuple):
    """What tells enterprises apart."""

    uid: str
    name: str
    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Match:
    """The enterprise found (*uid* empty for none) and what a person has to decide or should know."""

    uid: str = ""
    problem: Problem | None = None


class Matcher:
    """Looks rows up among the enterprises of the ledger."""

    def __init__(self, identities: Iterable[tuple[str, str, str, str]]) -> None:
        self._by_code: dict[str, list[Identity]] = defaultdict(list)
        self._by_key: dict[str, list[Identity]] = defaultdict(list)
        for each in map(Identity._make, identities):
            if each.code:
                self._by_code[each.code].append(each)
            self._by_key[each.key].append(each)

    def find(self, name: str, code: str) -> Match:
        """Return the enterprise that *name* and *code* mean; never one that only looks alike."""
        named = self._by_key.get(name_key(name), []) if name else []
        if code and (coded := self._by_code.get(code, [])):
            return self._by_its_code(name, coded)
        if not named:
            return Match()
        if len(named) > 1:
            return Match(problem=_held("name", "ledger_name_twice", name))
        only = named[0]
        if code and only.code:
            return Match(problem=_held("credit_code", "name_other_code", only.name))
        return Match(only.uid, None if only.name == name or not name else _told("name", "matched_by_name", only.name))

    def holds(self, code: str) -> bool:
        """Return whether an enterprise of the ledger has this *code*."""
        return bool(code) and code in self._by_code

    def like_code(self, damaged: str) -> tuple[Identity, ...]:
        """Return the enterprises whose code begins with the digits that a spreadsheet left of *damaged*."""
        digits = _left_of(damaged)
        if len(digits) < _TELLING:
            return ()
        found = (each[0] for code, each in self._by_code.items() if code.startswith(digits))
        return tuple(islice(found, _SHOWN))

    def _by_its_code(self, name: str, coded: list[Identity]) -> Match:
        if len(coded) > 1:
            return Match(problem=_held("credit_code", "ledger_code_twice", coded[0].name))
        only = coded[0]
        if name and name_key(name) != only.key:
            return Match(problem=_held("name", "code_other_name", only.name))
        return Match(only.uid)


def _left_of(damaged: str) -> str:
    """Return the digits of a code that became a number, without the zeros that stand for lost ones."""
    try:
        number = Decimal(fold(damaged))
    except InvalidOperation:
        return ""
    if not number.is_finite() or not 0 < number < _LONGEST:
        return ""
    return f"{number:f}".partition(".")[0][:_EXACT].rstrip("0")


def _held(field: str, code: str, name: str) -> Problem:
    return Problem(field, code, {"name": name}, Severity.CHECK)


def _told(field: str, code: str, name: str) -> Problem:
    return Problem(field, code, {"name": name}, Severity.NOTE)
