"""Bringing in other people's workbooks: look first, then take; nothing is written before."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from db.queries import enterprises, figures, settings, targets, visits
from db.unit_of_work import Database
from desktop.domain.codes import Subject
from desktop.domain.importing import (
    TAKEN,
    Asked,
    Bucket,
    ImportPlan,
    ImportResult,
    PlanProblem,
    PlanRow,
    PlanSheet,
)
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.visit import VisitFilter
from desktop.intake.enterprises import read_enterprises
from desktop.intake.figures import read_figures
from desktop.intake.grid import Workbook
from desktop.intake.readings import SheetReading
from desktop.intake.targets import read_targets
from desktop.intake.visits import read_visits
from desktop.intake.words import Field, Kind, Words, load_words
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.import_enterprises import Ground, Kept, plan_enterprises
from desktop.services.steps.import_rest import FigureGround, VisitGround, plan_figures, plan_visits
from desktop.services.steps.import_targets import TargetGround, plan_targets
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import plan_problem
from desktop.services.steps.taking import Taker
from desktop.wording.fields import field_label
from desktop.wording.shown import month_text

__all__ = ["ImportPlan", "ImportResult", "IntakeService", "PlanProblem", "PlanRow", "PlanSheet"]

_YEARS_OFFERED = 3
_Readings = tuple[SheetReading, ...]


class IntakeService:
    """Everything a person does with somebody else's workbook.

    *words* is the folder of what intake recognises, *reader* what starts the process that reads; see `World`.
    """

    def __init__(self, database: Database, office: Office, words: Path, reader: tuple[str, ...] = ()) -> None:
        self._database = database
        self._office = office
        self._folder = words
        self._reader = reader
        self._loaded: Words | None = None

    def fields(self, kind: str) -> Mapping[str, str]:
        """Return what a column of *kind* may be, choice → word: a figure by its span, a whole year's by its year."""
        fields, year = self._words.tables[Kind(kind)].fields, self._office.workspace.year
        return {choice: word for field in fields for choice, word in _offered(field, year)}

    def look(
        self,
        path: Path,
        kind: str,
        *,
        month: Month | None = None,
        scale: Scale | None = None,
        choices: Mapping[str, str] | None = None,
        hidden_sheets: Collection[str] = (),
        progress: Progress,
    ) -> ImportPlan:
        """Return what taking the workbook at *path* would do; nothing is written.

        *kind* is `enterprises`, `figures`, `visits` or `targets`; *choices* maps headings to fields or `ignore`;
        *scale* is the unit where the sheet states none; *month* the one of figures whose sheet states none;
        *hidden_sheets* are read although they are hidden.
        """
        progress.step(0, 3, path.name)
        workbook = self._open(path, progress)
        progress.step(1, 3, path.name)
        asked = Asked(month, scale, dict(choices or {}), frozenset(hidden_sheets))
        readings = self._read(workbook, kind, asked)
        progress.step(2, 3, path.name)
        basis = self._database.read(settings.journal_size)[0]
        rows = self._plan(readings, kind, month, path.name)
        notes = [*workbook.notes, *(note for reading in readings for note in reading.notes)]
        return ImportPlan(
            path=path,
            kind=kind,
            sheets=tuple(_sheet(reading) for reading in readings),
            buckets=_buckets(rows, readings),
            rows=rows,
            notes=tuple(plan_problem(_truly(note, kind)) for note in notes),
            basis=basis,
            asked=asked,
        )

    def take(
        self,
        plan: ImportPlan,
        progress: Progress,
        *,
        only_good: bool = True,
        confirmed: Collection[tuple[str, int]] = (),
    ) -> ImportResult:
        """Write the new and changed rows of *plan*, all of them or none.

        *confirmed* names (sheet, row) of confirmable rows that a person has checked against the papers. With
        *only_good* False a single row in error refuses the whole. Raises `KnownError("plan_stale")` if the ledger has
        changed since the preview.
        """
        if not only_good and plan.buckets.get(Bucket.ERROR):
            raise KnownError("rows_in_error", count=plan.buckets[Bucket.ERROR])
        checked = set(confirmed)
        wanted = [
            row for row in plan.rows if row.bucket in TAKEN or (row.confirmable and (row.sheet, row.row) in checked)
        ]
        with self._database.work("import.take", self._office.who) as work:
            if work.read(settings.journal_size)[0] != plan.basis:
                raise KnownError("plan_stale")
            taker = Taker(work, self._office.workspace, self._office.today, plan.path.name)
            for place, row in enumerate(wanted, 1):
                progress.step(place, len(wanted), row.name)
                taker.take(row)
            taker.finish()
        return ImportResult(Counter(row.bucket for row in wanted))

    def write_errors(self, plan: ImportPlan, path: Path) -> int:
        """Write the rows of *plan* that were not taken to *path*, reasons beside them; return how many there are."""
        # openpyxl is slow to load, and a window opens without it
        from desktop.intake.error_workbook import write_errors

        workbook = self._open(plan.path, Progress())
        readings = self._read(workbook, plan.kind, plan.asked)
        reasons: dict[tuple[str, int], str] = {}
        for row in plan.rows:
            if row.bucket in {Bucket.ERROR, Bucket.TO_CHECK}:
                told = " ".join(f"{problem.code} {problem.message}" for problem in row.problems)
                place = (row.sheet, row.row)
                reasons[place] = f"{reasons[place]} {told}" if place in reasons else told
        return write_errors(workbook, readings, reasons, path, self._words)

    def _open(self, path: Path, progress: Progress) -> Workbook:
        # neither is needed to open a window
        from desktop.intake.apart import open_apart
        from desktop.intake.workbook import open_workbook

        return open_apart(self._reader, path, progress) if self._reader else open_workbook(path, progress)

    @property
    def _words(self) -> Words:
        if self._loaded is None:
            self._loaded = load_words(self._folder)
        return self._loaded

    def _read(self, workbook: Workbook, kind: str, asked: Asked) -> _Readings:
        words, today = self._words, self._office.today
        choices, month, hidden = asked.choices, asked.month, asked.hidden_sheets
        if kind == Kind.FIGURES:
            return read_figures(
                workbook, words, choices=choices, today=today, month=month, scale=asked.scale, hidden_sheets=hidden
            )
        if kind == Kind.VISITS:
            return read_visits(workbook, words, choices=choices, today=today, month=month, hidden_sheets=hidden)
        if kind == Kind.TARGETS:
            return read_targets(workbook, words, choices=choices, today=today)
        year = self._office.workspace.year
        return read_enterprises(
            workbook, words, choices=choices, today=today, year=year, scale=asked.scale, hidden_sheets=hidden
        )

    def _plan(self, readings: _Readings, kind: str, month: Month | None, file: str) -> tuple[PlanRow, ...]:
        matcher = Matcher(self._database.read(enterprises.identities))
        if kind == Kind.FIGURES:
            return plan_figures(readings, self._figure_ground(readings, matcher, month, file))
        if kind == Kind.VISITS:
            return plan_visits(readings, self._visit_ground(matcher))
        if kind == Kind.TARGETS:
            return plan_targets(readings, self._target_ground(file))
        return plan_enterprises(readings, self._ground(matcher))

    def _ground(self, matcher: Matcher) -> Ground:
        unit = self._office.workspace.unit
        revenues = self._database.read(figures.whole_years, unit)
        kept = {
            uid: Kept(draft, tier, revenues.get(uid, {}))
            for uid, draft, tier in self._database.read(enterprises.all_drafts)
        }
        office = self._office
        return Ground(office.workspace, office.preset, office.today, matcher, kept, office.unit_names)

    def _figure_ground(self, readings: _Readings, matcher: Matcher, month: Month | None, file: str) -> FigureGround:
        months = {row.values.get("month") for reading in readings for row in reading.rows} | {month}
        known = {each for each in months if isinstance(each, Month)}
        periods = known | {each.previous for each in known if each.previous is not None}
        kept = self._database.read(figures.by_enterprise, map(str, periods), self._office.workspace.unit)
        return FigureGround(matcher, kept, month, file)

    def _visit_ground(self, matcher: Matcher) -> VisitGround:
        rows = self._database.read(visits.rows, VisitFilter(), {})
        founded = {uid: draft.established_on for uid, draft, _ in self._database.read(enterprises.all_drafts)}
        return VisitGround(
            matcher=matcher,
            known=frozenset((row.enterprise, row.visited_on, row.summary) for row in rows),
            founded=founded,
            visitors=self._office.person.name,
            today=self._office.today,
        )

    def _target_ground(self, file: str) -> TargetGround:
        year, preset = self._office.workspace.year, self._office.preset
        kept = {draft.key: draft.value for draft in self._database.read(targets.every)}
        return TargetGround(preset, kept, year, file)


def _offered(field: Field, year: int) -> Iterator[tuple[str, str]]:
    if field.yearly:
        for each in range(year - 1, year - 1 - _YEARS_OFFERED, -1):
            yield f"{field.key}:{each}", f"{month_text(str(each))}{field.label}"
    elif field.spans:
        for _, measure in field.spans:
            yield measure, field_label(measure, Subject.FIGURE)
    else:
        yield field.key, field.label


def _sheet(reading: SheetReading) -> PlanSheet:
    read = dict.fromkeys(reading.extras, "extra") | {column.heading: column.field for column in reading.columns}
    columns = {heading: read.get(heading, "ignore") for heading in reading.headings if heading}
    kind = reading.kind.value if reading.header_rows else ""
    return PlanSheet(reading.sheet, kind, reading.header_rows, reading.hidden, columns)


def _truly(note: Problem, kind: str) -> Problem:
    # a month's figures have no place for what is no figure; lists and visits keep it
    return replace(note, code="columns_left_out") if (note.code, kind) == ("extra_columns", Kind.FIGURES) else note


def _buckets(rows: tuple[PlanRow, ...], readings: _Readings) -> dict[Bucket, int]:
    counts = Counter(row.bucket for row in rows)
    counts[Bucket.IGNORED] += sum(len(reading.skipped) for reading in readings)
    return {bucket: counts.get(bucket, 0) for bucket in Bucket}
