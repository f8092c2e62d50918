"""Amounts: integers of hundredths (分), read from text without a float and shown in 元, 千元 or 万元."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LIMIT = 10**16  # 1e6 亿元 in 分; what is larger is a slip (bad-input.md 81)

# [0-9] and not \d, and no float() or int(): they would take Arabic digits too
_NUMBER = re.compile(r"([+-]?)(?:([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.([0-9]{1,12}))?)")
_DASHES = frozenset("-/—–―－")


class Scale(StrEnum):
    """The unit an amount is written in."""

    YUAN = "yuan"
    THOUSAND = "thousand"
    TEN_THOUSAND = "ten_thousand"
    HUNDRED_MILLION = "hundred_million"
    ONE = "one"  # a plain count: people, kilowatt hours

    @property
    def factor(self) -> int:
        """How many units one of this scale makes."""
        return _FACTORS[self]


_FACTORS = {
    Scale.ONE: 1,
    Scale.YUAN: 1,
    Scale.THOUSAND: 1_000,
    Scale.TEN_THOUSAND: 10_000,
    Scale.HUNDRED_MILLION: 100_000_000,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as read: *value* in hundredths, the text it came from and the scale it was written in."""

    value: int
    raw: str
    scale: Scale


class NotAnAmount(ValueError):
    """The text is no amount; *reason* is a problem code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fold(text: str) -> str:
    """Return *text* in half-width, without spaces, thin spaces and invisible characters."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isalnum():  # most cells; nothing in them can be dropped
        return folded
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf")


def is_blank(text: str) -> bool:
    """Return whether *text* says nothing: empty or only dashes. A blank is never 0."""
    folded = fold(text)
    return not folded or all(char in _DASHES for char in folded)


def read_amount(text: str, *, scale: Scale | None, words: Mapping[str, Scale], places: int = 2) -> Amount:
    """Return the amount that *text* states; a unit word inside it (*words*: word → scale) wins over *scale*.

    Raises `NotAnAmount` with `not_a_number` (ranges, 约, 1_000, nan), `unit_missing` (no word and *scale* is None),
    `too_precise` (not a whole number of hundredths) or `too_large`. *places* 0 makes a whole count.
    """
    folded = fold(text)
    word = next((word for word in sorted(words, key=len, reverse=True) if word and folded.endswith(word)), "")
    number = folded[: len(folded) - len(word)] if word else folded
    used = words[word] if word else scale
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise NotAnAmount("not_a_number")
    if used is None:
        raise NotAnAmount("unit_missing")
    return Amount(to_hundredths(Decimal(number.replace(",", "")), used, places=places), text.strip(), used)


def to_hundredths(number: Decimal, scale: Scale, *, places: int = 2) -> int:
    """Return *number* written in *scale* as an integer with *places* decimals; raise `NotAnAmount`."""
    if not number.is_finite():
        raise NotAnAmount("not_a_number")
    exact = number * scale.factor * 10**places
    if abs(exact) > LIMIT:
        raise NotAnAmount("too_large")
    if exact != exact.to_integral_value():
        raise NotAnAmount("too_precise")
    return int(exact)


def show(value: int, scale: Scale, *, decimals: int = 2, places: int = 2) -> str:
    """Return *value* (an integer with *places* decimals) in *scale*, rounded half up, with thousands separators."""
    return f"{scaled(value, scale, decimals=decimals, places=places):,f}"


def scaled(value: int, scale: Scale, *, decimals: int = 2, places: int = 2) -> Decimal:
    """Return *value* (an integer with *places* decimals) in *scale*, rounded half up to *decimals*."""
    exact: Decimal = Decimal(value) / (scale.factor * 10**places)
    rounded: Decimal = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded + 0  # never a minus before a zero


def plain(value: int, *, places: int = 2) -> str:
    """Return *value* as the one plain decimal string that packages and `--json` use: `18500000.00`."""
    digits = str(abs(value)).zfill(places + 1)
    minus = "-" if value < 0 else ""
    return f"{minus}{digits[:-places]}.{digits[-places:]}" if places else f"{value}"


def from_plain(text: str, *, places: int = 2) -> int:
    """Return the integer that `plain` wrote; raise ValueError if *text* is not such a string."""
    value = int(text.replace(".", ""))
    if plain(value, places=places) != text:
        raise ValueError(text)
    return value
