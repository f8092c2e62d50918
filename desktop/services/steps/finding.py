"""What makes an enterprise findable: its pinyin initials, its sort name and one line of text to search in."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from desktop.domain.enterprise import name_key

_VARIANTS = 8  # a name with many characters of two readings keeps this many spellings


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
    letters = [sorted({reading[0] for reading in _readings(char)}) for char in folded(name) if char.isalnum()]
    first = "".join(_readings(char)[0][0] for char in folded(name) if char.isalnum())
    found = [first]
    for spelling in product(*letters):
        text = "".join(spelling)
        if text != first:
            found.append(text)
        if len(found) == _VARIANTS:
            break
    return found


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    # a sixth of a second that only saving an enterprise has to pay
    from pypinyin import Style, pinyin

    if char.isascii():
        return (char,)
    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))
