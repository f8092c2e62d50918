"""Plans what a row of a list says of the enterprise's cultivation year: who answers for it, when it is expected."""

from dataclasses import replace
from typing import Any

from desktop.domain.codes import Subject
from desktop.domain.cultivation import YEAR_FIELDS, YearDraft, check_year
from desktop.domain.library_codes import Way
from desktop.domain.preset import Preset
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow
from desktop.services.steps.planning import Columns, id_of, is_empty, placed, text_of
from desktop.wording.fields import field_label
from desktop.wording.labels import words
from desktop.wording.shown import history_value

_RECORD = ("unit", "leader", "officer", "expected_month", "difficulty")
_OF = "record_"  # of the keys of resources/intake/enterprises.toml


class RecordPlanner:
    """Plans the year's record of the rows of one sheet; with *clears* an empty cell clears what is kept."""

    def __init__(self, preset: Preset, year: int, columns: Columns, *, clears: bool) -> None:
        self._preset = preset
        self._year = year
        self._columns = columns
        self._clears = clears

    def plan(self, read: ReadRow, before: YearDraft | None, *, moved: bool) -> tuple[YearDraft | None, list[Problem]]:
        """Return the record as the row makes it, None where it says nothing new of it; and what to tell.

        Where the enterprise is *moved* into a tier, category and route go with that move.
        """
        old = before or YearDraft()
        values, problems = self._texts(read)
        if not moved:
            more, told = self._of_plan(read)
            values |= more
            problems += told
        new = replace(old, year=self._year, **values)
        if all(getattr(new, name) == getattr(old, name) for name in YEAR_FIELDS):
            return None, problems
        found = check_year(new, categories=[new.category], routes=[new.route])
        return new, problems + [self._placed(replace(each, field=f"{_OF}{each.field}"), read) for each in found]

    def _texts(self, read: ReadRow) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {}
        for name in _RECORD:
            if text := text_of(read.values.get(f"{_OF}{name}")):
                values[name] = text
            elif self._clears and is_empty(read, f"{_OF}{name}", self._columns):
                values[name] = ""
        way = text_of(read.values.get(f"{_OF}way"))
        if not way:
            return values, []
        if found := words(Way).get(way):
            return values | {"way": found}, []
        return values, [self._unknown(read, f"{_OF}way", way)]

    def _of_plan(self, read: ReadRow) -> tuple[dict[str, str], list[Problem]]:
        """Return category and route by the plan's words."""
        values: dict[str, str] = {}
        problems = []
        for name, items in (("category", self._preset.categories), ("route", self._preset.routes)):
            text = text_of(read.values.get(name))
            if found := id_of(items, text):
                values[name] = found
            elif text:
                problems.append(self._unknown(read, name, text))
        return values, problems

    def _unknown(self, read: ReadRow, field: str, text: str) -> Problem:
        return self._placed(Problem(field, "word_unknown", {"text": text[:40]}, Severity.CHECK), read)

    def _placed(self, problem: Problem, read: ReadRow) -> Problem:
        return placed(problem, read, self._columns)


def record_changes(before: YearDraft | None, after: YearDraft) -> tuple[tuple[str, str, str], ...]:
    """Return (heading, old, new) of what the record would say otherwise."""
    old = before or YearDraft()
    return tuple(
        (field_label(name, Subject.CULTIVATION_YEAR), _said(old, name), _said(after, name))
        for name in YEAR_FIELDS
        if getattr(old, name) != getattr(after, name)
    )


def _said(record: YearDraft, name: str) -> str:
    value = getattr(record, name)
    return history_value(Subject.CULTIVATION_YEAR, name, value) if value else ""
