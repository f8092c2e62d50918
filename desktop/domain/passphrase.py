"""A passphrase (口令) that closes a letter where no key is known: told by telephone, and too long to be guessed."""

import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from itertools import count, pairwise

_GROUPS, _DIGITS = 5, 4
_ENOUGH = 60  # bits; twenty digits have 66
_DIFFERENT = 5  # characters; fewer are a run of one key
_COUNTING = frozenset({-9, -1, 0, 1, 9})  # up, down, the same key, and from 9 on to 0
_DASHES = frozenset("-‐‑‒–—―")
_HAN = range(0x4E00, 0xA000)


def fresh_passphrase(seed: str) -> str:
    """Return five groups of four digits for *seed*, which nobody can foresee: easy to say, and 66 bits."""
    drawn = (_drawn(f"{seed}{again or ''}") for again in count())
    return next(each for each in drawn if not is_weak(each))


def as_heard(passphrase: str) -> str:
    """Return *passphrase* as it closes and opens a letter: whoever hears it need not know where the gaps were."""
    said = unicodedata.normalize("NFKC", passphrase)
    return "".join(each for each in said if not each.isspace() and each not in _DASHES)


def is_weak(passphrase: str) -> bool:
    """Return whether *passphrase* could be guessed; a digit counts 3.3 bits, a letter 5, a Chinese character 9."""
    said = as_heard(passphrase)
    bits = sum(3.3 if each.isdigit() else 9 if ord(each) in _HAN else 5 for each in said)
    return bits < _ENOUGH or len(set(said)) < _DIFFERENT or 3 * _unforeseen(said) < len(said) - 1


def _unforeseen(said: Sequence[str]) -> int:
    """Return how many steps from one character to the next are neither counting nor the same step again."""
    steps = {step for step in pairwise(said) if (ord(step[1]) - ord(step[0])) not in _COUNTING}
    return len(steps)


def _drawn(seed: str) -> str:
    number = int.from_bytes(sha256(seed.encode()).digest(), "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS))
