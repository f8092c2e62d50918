"""What a heading says besides its name: unit, year, month, and whether it is of the month or the year to date."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.money import fold
from desktop.intake.words import PeriodWords, Words

_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNSURE = re.compile(r"20[0-9]{2}\.1")
_GONE = "\x1f"  # where a word of time stood; what is left on both sides does not become one word
_EDGES = ";:,._-/*\\|、。·★※—–"


class Span(StrEnum):
    """What stretch of time a figure covers."""

    NONE = ""
    MONTH = "month"
    YTD = "ytd"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading; *text* as the file says it (parent;child), *bases* the names it may stand for."""

    column: int
    text: str
    key: str
    bases: tuple[str, ...]
    unit: str = ""
    year: int | None = None
    month: int | None = None
    span: Span = Span.NONE
    same: bool = False
    last_year: bool = False
    growth: bool = False
    odd_range: bool = False  # months 3 to 5 and the like: neither a month nor the year to date
    unsure: bool = False  # 2026.1 is January, or October without its last zero

    @property
    def only_time(self) -> bool:
        """True if the heading says a stretch of time and nothing else."""
        return len(self.bases) <= 1 and (self.month is not None or self.span is not Span.NONE)


@dataclass(slots=True)
class _Period:
    """What was found in a heading so far, and what is left of it."""

    rest: str
    year: int | None = None
    month: int | None = None
    span: Span = Span.NONE
    odd_range: bool = False


class HeadingReader:
    """Reads headings with the words of resources/intake."""

    def __init__(self, words: Words) -> None:
        self._period = words.period
        self._corner = words.rows.corner
        self._units = sorted({unit for group in words.units.values() for unit in group}, key=lambda unit: -len(unit))
        self._patterns = _patterns(words.period)
        self._numerals = {word: str(number) for number, word in enumerate(words.period.month_numerals, start=1)}
        self._numeral = _numeral(words.period)

    def read(self, column: int, parts: tuple[str, ...], unit: str = "") -> Heading:
        """Return what the joined *parts* say; *unit* is from a row of units below."""
        shown = ";".join(_shown(part) for part in parts)
        kept = [part for part in (fold(part).lower() for part in parts) if part not in self._units]
        below = next((fold(part).lower() for part in parts if fold(part).lower() in self._units), "")
        key = fold(";".join(parts)).lower()
        text, found = self._without_unit(";".join(kept))
        period = _Period(text)
        self._take_dates(period)
        rest, flags = self._take_words(period)
        bases = tuple(dict.fromkeys(base for base in (text.strip(_EDGES), *_names(rest)) if base))
        unsure = any(_UNSURE.fullmatch(part) for part in kept)
        return Heading(
            column,
            shown,
            key,
            bases,
            unit=found or below or unit,
            year=period.year,
            month=None if unsure else period.month,
            span=period.span or flags[0],
            same=flags[1],
            last_year=flags[2],
            growth=flags[3],
            odd_range=period.odd_range,
            unsure=unsure,
        )

    def unit_of(self, text: str) -> str:
        """Return the unit that is all *text* says, perhaps after 'unit:' or in brackets; empty if it says more."""
        folded = fold(text).lower().strip("()")
        for word in self._corner:
            folded = folded.removeprefix(word)
        folded = folded.lstrip(":").strip("()")
        return folded if folded in self._units else ""

    def corner_units(self, text: str) -> tuple[str, ...]:
        """Return the units a line above the header states, as in a corner or in brackets."""
        folded = fold(text).lower()
        found: list[str] = []
        for word in self._corner:
            for match in re.finditer(re.escape(word), folded):
                found.extend(self._leading_units(folded[match.end() :].lstrip(":(")))
        for match in _BRACKETS.finditer(folded):
            found.extend(unit for unit in (self.unit_of(match[1]),) if unit)
        return tuple(dict.fromkeys(found))

    def month_in(self, text: str) -> tuple[int | None, int | None]:
        """Return the year and month that a title or sheet name states."""
        period = _Period(fold(text).lower())
        self._take_dates(period)
        return period.year, period.month

    def _leading_units(self, text: str) -> list[str]:
        """Return the units at the start of *text*, separated by commas."""
        found: list[str] = []
        while unit := next((unit for unit in self._units if text.startswith(unit)), ""):
            found.append(unit)
            rest = text[len(unit) :]
            text = rest.lstrip("、,;/")
            if text == rest:
                break
        return found

    def _without_unit(self, text: str) -> tuple[str, str]:
        """Return *text* without its unit and without remarks such as 'required', and the unit."""
        unit = ""
        for match in list(_BRACKETS.finditer(text)):
            inner = self.unit_of(match[1])
            unit = unit or inner
            if inner or match[1] in self._period.noise:
                text = text.replace(match[0], "", 1)
        if unit:
            return text, unit
        for word in self._units:
            bare = text.removesuffix(word)
            if bare != text and bare and (len(word) > 1 or bare[-1] in ":/_,-;"):
                return bare.rstrip(":/_,-;"), word
        return text, ""

    def _take_dates(self, period: _Period) -> None:
        """Move years and months from the text to their fields."""
        period.rest = self._numeral.sub(lambda match: self._numerals[match[0]], period.rest)
        for pattern in self._patterns:
            match = pattern.search(period.rest)
            if match is None:
                continue
            found = match.groupdict()
            if found.get("year") and period.year is None:
                period.year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            if found.get("month") and period.month is None:
                period.month = int(found["month"])
                if found.get("start"):
                    period.span = Span.YTD if int(found["start"]) == 1 else Span.NONE
                    period.odd_range = int(found["start"]) != 1
            period.rest = period.rest[: match.start()] + _GONE + period.rest[match.end() :]

    def _take_words(self, period: _Period) -> tuple[str, tuple[Span, bool, bool, bool]]:
        """Return what is left without the words of time, and what those were."""
        words = self._period
        rest = period.rest
        found: dict[str, bool] = {}
        for name in ("growth", "until_now", "ytd", "last_year", "same", "this_year", "month", "noise"):
            group: tuple[str, ...] = getattr(words, name)
            # the words of last year and of its same period overlap, so both look at the whole text
            where = period.rest if name in ("last_year", "same") else rest
            found[name] = any(word in where for word in group)
            for word in group:
                rest = rest.replace(word, _GONE)
        span = Span.YTD if found["ytd"] or found["until_now"] else Span.MONTH if found["month"] else Span.NONE
        return rest, (span, found["same"], found["last_year"], found["growth"])


def _names(rest: str) -> tuple[str, ...]:
    """Return the names *rest* may be: whole, without brackets, and the lowest part that says something.

    Only a child that says nothing but a time takes its parent's name: expected revenue is not revenue.
    """
    plain = _BRACKETS.sub("", rest)
    whole = (text.replace(";", "").replace(_GONE, "").strip(_EDGES) for text in (rest, plain))
    parts = (part.replace(_GONE, "").strip(_EDGES) for part in reversed(plain.split(";")))
    return (*whole, next((part for part in parts if part), ""))


def _shown(text: str) -> str:
    """Return *text* on one line without what cannot be seen."""
    return "".join(char for char in "".join(text.split()) if unicodedata.category(char) not in ("Cf", "Cc"))


def _numeral(words: PeriodWords) -> re.Pattern[str]:
    """Return the pattern of a month's number in Chinese: before the word month, or the first of two such."""
    number = "(?:" + "|".join(map(re.escape, sorted(words.month_numerals, key=len, reverse=True))) + ")"
    month = "(?:" + "|".join(map(re.escape, words.month_endings)) + ")"
    alone = "".join(sorted({sign for word in words.month_numerals for sign in word}))
    return re.compile(f"(?<![{alone}]){number}(?={month}|[{re.escape(words.range_marks)}]{number}{month})")


def _patterns(words: PeriodWords) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of years and months, the longest first."""
    year = "(?:" + "|".join(map(re.escape, words.year_endings)) + ")"
    month = "(?:" + "|".join(map(re.escape, words.month_endings)) + ")"
    to = f"(?:{month})?[{re.escape(words.range_marks)}]"
    number = r"(?<![0-9])(?P<month>1[0-2]|0?[1-9])"
    start = r"(?<![0-9])(?P<start>1[0-2]|0?[1-9])"
    full = r"(?<![0-9])(?P<year>(?:20)?[0-9]{2})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            f"{full}{year}{start}{to}{number}{month}",
            f"{start}{to}{number}{month}",
            f"{full}{year}{number}{month}",
            r"(?<![0-9])(?P<year>20[0-9]{2})[-./](?P<month>1[0-2]|0?[1-9])(?![0-9])",
            r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>1[0-2]|0[1-9])(?![0-9])",
            f"{number}{month}",
            f"{full}{year}",
            r"(?<![0-9])(?P<year>20[0-9]{2})(?![0-9])",
        )
    )
