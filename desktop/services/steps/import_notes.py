"""What a preview tells about a workbook as a whole, and why rows of it were not taken."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.codes import Subject
from desktop.domain.importing import UNSAID_SPAN, Bucket, ImportPlan, PlanProblem, PlanSheet
from desktop.domain.money import fold
from desktop.domain.problems import Problem, Severity
from desktop.intake.grid import Workbook
from desktop.intake.kinds import guess_kind
from desktop.intake.readings import SheetReading
from desktop.intake.words import FieldTable, Kind, Words
from desktop.services.steps.planning import plan_problem
from desktop.wording.fields import field_label
from desktop.wording.imports import CHOICE_WORDS, IMPORT_KINDS, SPAN_WORDS

_LEFT = frozenset({Bucket.ERROR, Bucket.TO_CHECK})
_UNKNOWN = frozenset({"extra_columns", "columns_left_out"})
_KEPT, _NOT_READ = "extra", "ignore"
_NO_PLACE = frozenset({Kind.FIGURES, Kind.TAX, Kind.POWER})
_Readings = tuple[SheetReading, ...]


def plan_notes(
    workbook: Workbook,
    readings: _Readings,
    kind: Kind,
    words: Words,
    remembered: Mapping[str, str],
    said: Mapping[str, str],
) -> tuple[PlanProblem, ...]:
    """Return what to tell: of the file, of its sheets, of another kind it may be, of columns read as last time."""
    notes = [*workbook.notes, *(_truly(note, kind) for reading in readings for note in reading.notes)]
    # a list with columns that nobody knows may be of another kind; one that is known through and through is not asked
    if any(note.severity is Severity.ERROR or note.code in _UNKNOWN for note in notes):
        guess = guess_kind(workbook, words)
        if guess is not None and guess is not kind:
            values = {"guess": IMPORT_KINDS[guess], "kind": IMPORT_KINDS[kind]}
            notes.append(Problem("file", "other_kind", values, Severity.CHECK))
    notes += _remembered(readings, remembered, said, words.tables[kind])
    return tuple(plan_problem(note) for note in notes)


def plan_sheets(readings: _Readings) -> tuple[PlanSheet, ...]:
    """Return the sheets as a preview shows them."""
    return tuple(map(_sheet, readings))


def error_reasons(plan: ImportPlan) -> dict[tuple[str, int], str]:
    """Return why each row of *plan* was not taken, by sheet and row; several months of a row are told together."""
    reasons: dict[tuple[str, int], str] = {}
    for row in plan.rows:
        if row.bucket in _LEFT:
            told = " ".join(f"{problem.code} {problem.message}" for problem in row.problems)
            place = (row.sheet, row.row)
            reasons[place] = f"{reasons[place]} {told}" if place in reasons else told
    return reasons


def _remembered(
    readings: _Readings, remembered: Mapping[str, str], said: Mapping[str, str], table: FieldTable
) -> list[Problem]:
    """Return which columns are read as a person said the last time, so that nothing is read so unseen."""
    heard = {fold(heading).lower(): choice for heading, choice in remembered.items() if heading not in said}
    notes = []
    for reading in readings:
        for heading in reading.headings:
            if choice := heard.get(fold(heading).lower()):
                values = {"sheet": reading.sheet, "column": heading, "field": _field_word(choice, table)}
                notes.append(Problem(heading, "remembered_column", values, Severity.NOTE))
    if span := heard.get(UNSAID_SPAN):
        notes.append(Problem("file", "remembered_span", {"field": SPAN_WORDS.get(span, span)}, Severity.NOTE))
    return notes


def _field_word(choice: str, table: FieldTable) -> str:
    if choice in CHOICE_WORDS:
        return CHOICE_WORDS[choice]
    key, _, year = choice.partition(":")
    field = table.field(key)
    return field_label(choice, Subject.FIGURE) if field is None else f"{year}{field.label}"


def _sheet(reading: SheetReading) -> PlanSheet:
    read = dict.fromkeys(reading.extras, _KEPT) | {column.heading: column.field for column in reading.columns}
    columns = {heading: read.get(heading, _NOT_READ) for heading in reading.headings if heading}
    kind = reading.kind.value if reading.header_rows else ""
    return PlanSheet(reading.sheet, kind, reading.header_rows, reading.hidden, columns)


def _truly(note: Problem, kind: Kind) -> Problem:
    # a month's figures have no place for what is no figure; lists and visits keep it
    return replace(note, code="columns_left_out") if note.code == "extra_columns" and kind in _NO_PLACE else note
