"""The unified social credit code (统一社会信用代码, GB 32100-2015): its check digits, slips, and what Excel ruins."""

import re
import unicodedata
from enum import StrEnum
from itertools import product

LENGTH = 18

_SET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {char: value for value, char in enumerate(_SET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER_SET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What is typed → what may stand in a code. U is in the set, V is not; the others look like a digit.
_LOOKALIKES = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,3}")


class CodeCheck(StrEnum):
    """What the two check digits say."""

    GOOD = "good"
    MILD = "mild"  # genuine codes of 2015 fail only the outer digit (domain.md 11.1)
    STRONG = "strong"  # probably a typing error
    MALFORMED = "malformed"  # not 18 characters of the set


def normalise(text: str) -> tuple[str, bool]:
    """Return *text* as codes are written (half-width, capitals, nothing invisible), and whether that changed it."""
    code = _bare(text)
    # what was between two characters may have kept them from becoming one
    while (again := _bare(code)) != code:
        code = again
    return code, code != text


def check(code: str) -> CodeCheck:
    """Return what the check digits of *code* (as `normalise` gives it) say."""
    if len(code) != LENGTH or any(char not in _VALUE for char in code):
        return CodeCheck.MALFORMED
    if code[17] == _outer(code):
        return CodeCheck.GOOD
    return CodeCheck.MILD if code[16] == _inner(code) else CodeCheck.STRONG


def swaps(code: str) -> tuple[str, ...]:
    """Return the codes that *code* may have meant where O stands for 0, I for 1, Z for 2, S for 5, V for U.

    Only letters that no code can hold are exchanged first; if there is none, one look-alike pair is tried at a time.
    Only codes with a good check digit come back.
    """
    if len(code) != LENGTH:
        return ()
    if any(char in _LOOKALIKES for char in code):
        candidates = {"".join(_LOOKALIKES.get(char, char) for char in code)}
    else:
        candidates = {
            code[:place] + other + code[place + 1 :]
            for place, other in product(range(LENGTH), "UY0125")
            if {code[place], other} in ({"U", "Y"}, {"0", "U"})
        }
    return tuple(sorted(found for found in candidates if found != code and check(found) is CodeCheck.GOOD))


def looks_numeric_damage(text: str) -> bool:
    """Return whether *text* is a code that a spreadsheet turned into a number: 9.1E+17, or ended in .0 or zeros."""
    code, _ = normalise(text)
    if _SCIENTIFIC.fullmatch(code):
        return True
    whole = code[:-2] if code.endswith(".0") else code
    # 15 significant digits are all a spreadsheet keeps; the last three become 0
    return whole.isdecimal() and len(whole) == LENGTH and whole.endswith("000") and check(whole) is not CodeCheck.GOOD


def _bare(text: str) -> str:
    """Return *text* folded once."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(
        char for char in folded if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc") and char != "'"
    )


def _outer(code: str) -> str:
    """Return the check character the first 17 characters ask for."""
    total = sum(_VALUE[char] * weight for char, weight in zip(code, _WEIGHTS, strict=False))
    # the standard's text says 31 - MOD; 31 itself means 0
    return _SET[(31 - total % 31) % 31]


def _inner(code: str) -> str:
    """Return the check character of the organisation code (GB 11714) in places 9 to 17."""
    total = sum(_INNER_SET.index(char) * weight for char, weight in zip(code[8:16], _INNER_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
