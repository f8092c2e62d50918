"""What makes an enterprise findable: its pinyin initials, its sort name and one line of text to search in."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, combinations, islice
from typing import NamedTuple

from desktop.domain.enterprise import name_key

_SPELLINGS = 16  # the usual ending of a company's name has six rare readings; those before it must find their place


class Findable(NamedTuple):
    """The derived columns of an enterprise."""

    name_key: str
    sort_name: str
    search: str


def findable(name: str, former_names: Sequence[str], credit_code: str) -> Findable:
    """Return the derived columns for an enterprise of these names and this code."""
    names = (name, *former_names)
    initials = [spelling for each in names for spelling in _initials(each)]
    lines = (*(folded(each) for each in names), folded(credit_code), *initials)
    return Findable(name_key(name), sort_name(name), "\n".join(line for line in lines if line))


def folded(text: str) -> str:
    """Return *text* as it is searched: half-width, small letters."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def sort_name(name: str) -> str:
    """Return the key that puts names in the order of their pinyin."""
    return " ".join(_readings(char)[0] for char in folded(name))


def _initials(name: str) -> list[str]:
    """Return the spellings of *name*: the usual one, then those with one other reading, then with two."""
    letters = [_letters(char) for char in folded(name) if char.isalnum()]
    usual = "".join(each[0] for each in letters)
    swaps = [(place, other) for place, each in enumerate(letters) for other in each[1:]]
    others = (_swapped(usual, chosen) for count in (1, 2) for chosen in combinations(swaps, count))
    return list(dict.fromkeys(islice(chain([usual], others), _SPELLINGS)))


def _swapped(usual: str, swaps: Sequence[tuple[int, str]]) -> str:
    spelling = list(usual)
    for place, other in swaps:
        spelling[place] = other
    return "".join(spelling)


def _letters(char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading[0] for reading in _readings(char)))


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    # a sixth of a second that only saving an enterprise has to pay
    from pypinyin import Style, pinyin

    if char.isascii():
        return (char,)
    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))
