"""A passphrase (口令) that closes a letter where no key is known: told by telephone, and too long to be guessed."""

from hashlib import sha256

_GROUPS, _DIGITS = 5, 4
_ENOUGH = 60  # bits; twenty digits have 66
_DIFFERENT = 5  # characters; fewer are a run of one key
_HAN = range(0x4E00, 0xA000)


def fresh_passphrase(seed: str) -> str:
    """Return five groups of four digits for *seed*, which nobody can foresee: easy to say, and 66 bits."""
    number = int.from_bytes(sha256(seed.encode()).digest(), "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS))


def is_weak(passphrase: str) -> bool:
    """Return whether *passphrase* could be guessed; a digit counts 3.3 bits, a letter 5, a Chinese character 9."""
    said = [each for each in passphrase if not each.isspace()]
    bits = sum(3.3 if each.isdigit() else 9 if ord(each) in _HAN else 5 for each in said)
    return bits < _ENOUGH or len(set(said)) < _DIFFERENT
