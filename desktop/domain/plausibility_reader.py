"""From the reference file of plausibility to its rules; a rule whose own examples contradict it is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.codes import Measure
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.own_history import HistoryRule, is_far
from desktop.domain.section import BrokenKey, Section

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?(/[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule means by its words: the months before, and one month beside them."""

    before: tuple[str, ...]
    now: str


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule with an example that it does not ask about and one that it does."""

    rule: HistoryRule
    passes: Example
    fails: Example


@dataclass(frozen=True, slots=True)
class PlausibilityRules:
    """The questions from an enterprise's own history, and by how many per cent an explained figure may still change."""

    written: tuple[WrittenRule, ...]
    tolerance: int

    @property
    def rules(self) -> tuple[HistoryRule, ...]:
        """The rules without their examples."""
        return tuple(each.rule for each in self.written)

    @property
    def measures(self) -> frozenset[Measure]:
        """The figures that the rules look at."""
        return frozenset[Measure]().union(*(each.rule.measures for each in self.written))


def read_plausibility(data: Mapping[str, object]) -> PlausibilityRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    written = tuple(map(_written, root.sections("rules")))
    if len({each.rule.number for each in written}) < len(written):
        raise BrokenKey("rules")
    return PlausibilityRules(written, root.whole("tolerance_percent"))


def _written(row: Section) -> WrittenRule:
    rule = HistoryRule(
        number=row.text("number"),
        text=row.text("text"),
        measure=row.code("measure", Measure),
        over=row.code_or_none("over", Measure),
        points=row.whole("points"),
        spread=_fraction(row.text("spread"), row.path("spread")),
        times=_fraction(row.text("times"), row.path("times")),
        since=_month(row),
    )
    if rule.points < 1:
        raise BrokenKey(row.path("points"))
    if rule.times <= 1:
        raise BrokenKey(row.path("times"))
    return WrittenRule(rule, _example(row, "passes", rule, asks=False), _example(row, "fails", rule, asks=True))


def _example(row: Section, key: str, rule: HistoryRule, *, asks: bool) -> Example:
    part = row.section(key)
    found = Example(part.texts("before"), part.text("now"))
    before = [_fraction(text, part.path("before")) for text in found.before]
    if is_far(_fraction(found.now, part.path("now")), before, rule) is not asks:
        raise BrokenKey(row.path(key))
    return found


def _fraction(text: str, path: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise BrokenKey(path)
    above, _, below = text.partition("/")
    try:
        return Fraction(above) / Fraction(below or 1)
    except ZeroDivisionError as error:
        raise BrokenKey(path) from error


def _month(row: Section) -> str:
    try:
        return str(Month.parse(row.text("since")))
    except NoSuchMonth as error:
        raise BrokenKey(row.path("since")) from error
