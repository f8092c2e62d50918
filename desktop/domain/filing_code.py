"""The short code on a filed paper (核对码): which round it is, with a check letter for slips of the hand.

Nine characters of an alphabet without I, L, O and U: eight name the round, the ninth checks them. The check is a
weighted sum in GF(32) with another weight for each place, so that one wrong character and any two that changed places
are noticed.
"""

from hashlib import sha256
from unicodedata import normalize

from desktop.domain.month import Month

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 9

_BITS = 5
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1 is primitive: the powers of x are all different up to the 31st
_PLACE = {char: value for value, char in enumerate(ALPHABET)}
_TAKEN_FOR = str.maketrans("OIL", "011")
_GAPS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212_.\u00b7/")


class NotACode(ValueError):
    """The text is no code; *reason* is `paper_code_length`, `paper_code_character` or `paper_code_mistyped`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def paper_code(unit: str, form: str, month: Month, number: int, digest: str) -> str:
    """Return the code of round *number* of *form* that *unit* filed for *month* with the content *digest*."""
    named = "\n".join(("SG1", unit, form, str(month), str(number), digest))
    bits = int.from_bytes(sha256(named.encode()).digest()[:5], "big")
    values = [bits >> _BITS * place & 31 for place in range(LENGTH - 2, -1, -1)]
    return "".join(ALPHABET[value] for value in (*values, _check(values)))


def read_code(text: str) -> str:
    """Return the code that *text* means, or raise `NotACode`.

    Lower case, full width, gaps and hyphens do not matter; O is read as 0, I and L as 1.
    """
    plain = normalize("NFKC", text).upper().translate(_TAKEN_FOR)
    plain = "".join(char for char in plain if not char.isspace() and char not in _GAPS)
    if any(char not in _PLACE for char in plain):
        raise NotACode("paper_code_character")
    if len(plain) != LENGTH:
        raise NotACode("paper_code_length")
    values = [_PLACE[char] for char in plain]
    if _check(values[:-1]) != values[-1]:
        raise NotACode("paper_code_mistyped")
    return plain


def spaced(code: str) -> str:
    """Return *code* as paper shows it: 7K3M-9QPT-V."""
    return "-".join(part for part in (code[:4], code[4:8], code[8:]) if part)


def _check(values: list[int]) -> int:
    # Horner's way: the check makes the whole sum nothing
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
