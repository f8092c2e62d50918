"""Days and months as people write them; what could be read two ways is asked, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.money import fold

_LAST_SERIAL = 2_958_465  # 9999-12-31
FAKE_DAY = 60  # 1900-02-29, which never was
_THREE = re.compile(r"([0-9]{1,4})[-./]([0-9]{1,2})[-./]([0-9]{1,4})")
_TWO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})")
_PLAIN_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PLAIN_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_CLOCK = re.compile(r"[T ]?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?$")


class NotADay(ValueError):
    """The text or number is no day; *reason* is a problem code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words a written date is made of; they come from resources/intake."""

    year: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    digits: Mapping[str, int] | None = None  # written digits, 0 to 9
    ten: str = ""


def read_day(text: str, *, words: DayWords, today: date) -> date:
    """Return the day that *text* names.

    Raises `NotADay` with `day_ambiguous` (03/04/2024), `no_such_day` (2023-02-29), `year_missing` or `not_a_day`.
    """
    folded = _CLOCK.sub("", _figures(fold(text), words))
    if match := _PLAIN_DAY.fullmatch(folded):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _THREE.fullmatch(_separated(folded, words)):
        return _from_parts(match[1], match[2], match[3], today)
    if re.fullmatch(r"[0-9]{1,2}[-./][0-9]{1,2}", _separated(folded, words)):
        raise NotADay("year_missing")
    raise NotADay("not_a_day")


def read_year_month(text: str, *, words: DayWords, today: date) -> tuple[int, int]:
    """Return the year and month that *text* names (2024年5月, 202405, 2024.11, or a whole day); raise `NotADay`.

    2024.1 asks (`month_ambiguous`): as a number it may have been 2024.10.
    """
    folded = _figures(fold(text), words)
    if match := _PLAIN_MONTH.fullmatch(folded):
        return _month(int(match[1]), int(match[2]))
    written = _separated(folded, words)
    if match := _TWO.fullmatch(written):
        if folded == f"{match[1]}.1":
            raise NotADay("month_ambiguous")
        return _month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"([0-9]{2})-([0-9]{1,2})", written):
        if not any(word in folded for word in words.year):
            raise NotADay("year_missing")  # 10月9日 is no month of 2010
        return _month(_century(int(match[1]), today), int(match[2]))
    if re.fullmatch(r"[0-9]{1,2}-?", written) and written != folded:
        raise NotADay("year_missing")
    try:
        day = read_day(text, words=words, today=today)
    except NotADay as error:
        raise NotADay("not_a_month" if error.reason == "not_a_day" else error.reason) from error
    return day.year, day.month


def from_serial(number: Decimal, *, epoch_1904: bool = False) -> date:
    """Return the day a spreadsheet means by *number*; the time of day is dropped. Raises `NotADay`."""
    whole = int(number)
    if epoch_1904:
        if not 0 <= number <= _LAST_SERIAL - 1462:
            raise NotADay("no_such_day")
        return date(1904, 1, 1) + timedelta(days=whole)
    if whole < 1 or whole == FAKE_DAY or whole > _LAST_SERIAL:
        raise NotADay("no_such_day")
    return date(1899, 12, 31 if whole < FAKE_DAY else 30) + timedelta(days=whole)


def _figures(text: str, words: DayWords) -> str:
    """Return *text* with written figures as digits: year digit by digit, month and day up to thirty-one."""
    if not words.digits or not words.ten:
        return text
    digits, ten = words.digits, words.ten
    one = "[" + "".join(digits) + "]"
    text = re.sub(
        f"({one})?{ten}({one})?",
        lambda match: str((digits[match[1]] if match[1] else 1) * 10 + (digits[match[2]] if match[2] else 0)),
        text,
    )
    return "".join(str(digits[char]) if char in digits else char for char in text)


def _separated(text: str, words: DayWords) -> str:
    """Return *text* with the words for year and month as dashes and the word for day dropped."""
    for word in (*words.year, *sorted(words.month, key=len, reverse=True)):
        text = text.replace(word, "-")
    for word in words.day:
        text = text.removesuffix(word)
    return text.removesuffix("-")


def _from_parts(first: str, second: str, third: str, today: date) -> date:
    """Return the day of three numbers, if there is only one way to read them."""
    if len(first) >= 3:
        return _day(int(first), int(second), int(third))
    if len(third) == 4:
        return _month_and_day(int(third), int(first), int(second))
    # 24/6/3: a year of two digits stands first, as it does in Chinese, and cannot be a month
    if len(first) == 2 and int(first) > 12 and len(third) <= 2:
        return _day(_century(int(first), today), int(second), int(third))
    raise NotADay("day_ambiguous")


def _month_and_day(year: int, first: int, second: int) -> date:
    """Return the day of *year* that *first* and *second* give in the only possible order."""
    if first <= 12 and second <= 12 and first != second:
        raise NotADay("day_ambiguous")
    return _day(year, min(first, second), max(first, second)) if max(first, second) > 12 else _day(year, first, second)


def _century(year: int, today: date) -> int:
    """Return the full year of two digits: not later than ten years from *today*."""
    century = today.year - today.year % 100
    return century + year if century + year <= today.year + 10 else century - 100 + year


def _month(year: int, month: int) -> tuple[int, int]:
    """Return *year* and *month* if there is such a month."""
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        raise NotADay("not_a_month")
    return year, month


def _day(year: int, month: int, day: int) -> date:
    """Return the day, or raise `NotADay`."""
    if not 1900 <= year <= 2199:
        raise NotADay("no_such_day")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADay("no_such_day") from error
