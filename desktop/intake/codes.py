"""Cells that hold codes: credit code, industry code, phone. A number in such a cell is never trusted."""

import re
import unicodedata
from decimal import Decimal

from desktop.domain.credit_code import LENGTH, CodeCheck, check, looks_numeric_damage, normalise, swaps
from desktop.domain.money import fold
from desktop.domain.problems import Severity
from desktop.intake.grid import Cell
from desktop.intake.outcome import Outcome
from desktop.intake.words import Words

_EXACT_DIGITS = 15  # a spreadsheet keeps no more
_OLD_LENGTHS = (13, 15)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_INDUSTRY = re.compile(r"([A-T]?)([0-9]{2,4})(?![0-9])")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:\+?86)?(?:0[0-9]{2,3})?[2-9][0-9]{6,7}")
_EXTENDED = re.compile(r"(?:\+?86-?)?(?:0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(?:-|x|ext)[0-9]{1,6}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_BETWEEN_PHONES = re.compile(r"[/,;|\n\u3001]|\s+")


def credit_code(cell: Cell, words: Words) -> Outcome:
    """Return the credit code, normalised; damaged ones are errors, doubtful ones are asked about."""
    if isinstance(cell.value, Decimal):
        if cell.value.adjusted() >= _EXACT_DIGITS or cell.value != cell.value.to_integral_value():
            return Outcome.wrong("code_damaged")
        return _odd_length(f"{cell.value:f}")
    text = cell.raw.strip()
    if "\x00" in text:
        return Outcome.wrong("nul_character")
    if fold(text).lower() in words.cells.no_code:
        return Outcome(None).told("code_absent")
    if looks_numeric_damage(text):
        return Outcome.wrong("code_damaged")
    code, changed = normalise(text)
    outcome = _checked(code)
    if changed and outcome.value == code:
        hidden = any(unicodedata.category(char) in ("Cf", "Cc") for char in text)
        outcome = outcome.told("code_cleaned" if hidden else "code_changed", code=code)
    return outcome


def _checked(code: str) -> Outcome:
    """Return *code* with what its check digits say."""
    if len(code) != LENGTH:
        return _odd_length(code)
    graded = check(code)
    if graded is CodeCheck.GOOD:
        return Outcome(code)
    if graded is CodeCheck.MILD:
        return Outcome(code).told("code_check_mild")
    meant = swaps(code)
    if graded is CodeCheck.MALFORMED and len(meant) == 1:
        return Outcome(meant[0]).told("code_swapped", severity=Severity.CHECK, code=meant[0])
    if graded is CodeCheck.MALFORMED:
        return Outcome(None).told("code_bad_character", severity=Severity.CHECK)
    outcome = Outcome(code)
    if meant:
        return outcome.told("code_check_suggest", severity=Severity.CHECK, code=" / ".join(meant))
    return outcome.told("code_check_strong", severity=Severity.CHECK)


def _odd_length(code: str) -> Outcome:
    """Return no code, and ask: an old registration number, or one character too many or too few."""
    kind = "code_old" if len(code) in _OLD_LENGTHS and code.isdecimal() else "code_length"
    return Outcome(None).told(kind, severity=Severity.CHECK, length=str(len(code)))


def industry_code(cell: Cell) -> Outcome:
    """Return the digits of an industry class (2 to 4), without the letter of its section."""
    match = _INDUSTRY.match(fold(cell.raw).upper())
    if match is None:
        return Outcome(None).told("industry_code_odd", severity=Severity.CHECK)
    outcome = Outcome(match[2])
    if isinstance(cell.value, Decimal) and len(match[2]) == 3:
        # 0610 typed as a number loses its first digit
        return outcome.told("industry_code_short", severity=Severity.CHECK)
    return outcome


def phone(cell: Cell) -> Outcome:
    """Return the phone number as written, half-width; what does not look like one is asked about."""
    raw = f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.raw
    folded = unicodedata.normalize("NFKC", raw)
    text = "".join(char for char in folded if unicodedata.category(char) not in ("Cf", "Cc")).strip()
    if holds_identity_number(text) or re.fullmatch(r"[1-8][0-9]{16}[0-9Xx]", fold(text)):
        return Outcome.refused("cell_identity_number")
    bare = re.sub(r"[()\s-]", "", text)
    if _is_phone(bare) or _EXTENDED.fullmatch(re.sub(r"[()\s]", "", text)):
        return Outcome(text)
    pieces = [re.sub(r"[()\s-]", "", piece) for piece in _BETWEEN_PHONES.split(text) if piece]
    if len(pieces) > 1 and all(_is_phone(piece) for piece in pieces):
        return Outcome(text).told("phones_many", severity=Severity.CHECK)
    return Outcome(text).told("phone_odd", severity=Severity.CHECK)


def _is_phone(digits: str) -> bool:
    """Return whether *digits* is a mobile, landline or service number."""
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) or _SERVICE.fullmatch(digits))


def holds_identity_number(text: str) -> bool:
    """Return whether a resident identity number with a right check digit stands in *text*."""
    for match in _IDENTITY.finditer(unicodedata.normalize("NFKC", text)):
        digits = match[0].upper()
        total = sum(int(char) * weight for char, weight in zip(digits, _IDENTITY_WEIGHTS, strict=False))
        if "10X98765432"[total % 11] == digits[17]:
            return True
    return False
