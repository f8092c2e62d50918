"""Bringing in other people's workbooks: look first, then take; nothing is written before."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.queries import column_choices, settings
from db.unit_of_work import Database
from desktop.domain.codes import Subject
from desktop.domain.importing import (
    TAKEN,
    Asked,
    Blanks,
    Bucket,
    ImportPlan,
    ImportResult,
    Mode,
    PlanProblem,
    PlanRow,
    PlanSheet,
)
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, stands_beside
from desktop.intake.grid import Workbook
from desktop.intake.pasted import Block, has_headings, write_block
from desktop.intake.read_as import read_as
from desktop.intake.reader import Wish
from desktop.intake.words import Field, Kind, Words, load_words
from desktop.kernel import security
from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.handing_out import made
from desktop.services.steps.import_notes import error_reasons, plan_notes, plan_sheets
from desktop.services.steps.import_plans import ImportPlanner, Readings
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.taking import Taker
from desktop.wording.fields import field_label
from desktop.wording.imports import ERROR_ROWS, PASTED
from desktop.wording.shown import month_text

__all__ = ["ErrorFile", "ImportPlan", "ImportResult", "IntakeService", "PlanProblem", "PlanRow", "PlanSheet"]

_YEARS_OFFERED = 3
_AT_ONCE = 200  # rows written before anybody is asked again whether to go on


@dataclass(frozen=True, slots=True)
class ErrorFile:
    """The workbook of *rows* that were not taken, and what is to be told of the file."""

    path: Path
    rows: int
    problems: tuple[Problem, ...]


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

    def senders(self) -> tuple[str, ...]:
        """Return the senders whose columns are remembered."""
        return self._database.read(column_choices.senders)

    def is_table(self, block: Block) -> bool:
        """Return whether a pasted *block* brings headings and enterprises of its own, and so is a table to import."""
        return has_headings(block, self._words)

    def keep_block(self, block: Block, folder: Path) -> Path:
        """Keep a pasted *block* as a text table in *folder*, to be looked at and taken like any other file."""
        path = made(folder) / PASTED
        write_block(block, path)
        return path

    def look(
        self,
        path: Path,
        kind: str,
        *,
        month: Month | None = None,
        scale: Scale | None = None,
        choices: Mapping[str, str] | None = None,
        hidden_sheets: Collection[str] = (),
        sender: str = "",
        mode: Mode = Mode.BOTH,
        blanks: Blanks = Blanks.KEEP,
        progress: Progress,
    ) -> ImportPlan:
        """Return what taking the workbook at *path* would do; nothing is written.

        *kind* is `enterprises`, `figures`, `visits`, `issues`, `targets`, `tax` or `power`; *choices* maps headings to
        fields or `ignore`, beside those remembered of *sender*; *scale* is the unit where the sheet states none;
        *month* the one of figures whose sheet states none; *hidden_sheets* are read although they are hidden.
        """
        progress.step(0, 3, path.name)
        workbook = self._open(path, progress)
        progress.step(1, 3, path.name)
        known = Kind(kind)
        said = Asked(month, scale, dict(choices or {}), frozenset(hidden_sheets), sender.strip(), mode, blanks)
        remembered = self._database.read(column_choices.of_sender, said.sender, kind)
        readings = self._read(workbook, known, said, remembered, progress)
        progress.step(2, 3, path.name)
        basis = self._database.read(settings.journal_size)[0]
        rows = ImportPlanner(self._database, self._office, said, path.name, progress).plan(known, readings)
        return ImportPlan(
            path=path,
            kind=kind,
            sheets=plan_sheets(readings),
            buckets=_buckets(rows, readings),
            rows=rows,
            notes=plan_notes(workbook, readings, known, self._words, remembered, said.choices),
            basis=basis,
            asked=said,
        )

    def take(
        self,
        plan: ImportPlan,
        progress: Progress,
        *,
        only_good: bool = True,
        confirmed: Collection[tuple[str, int]] = (),
    ) -> ImportResult:
        """Write the new and changed rows of *plan*, all of them or none, and remember how its columns were read.

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
            for start in range(0, len(wanted), _AT_ONCE):
                with work.together():
                    for place, row in enumerate(wanted[start : start + _AT_ONCE], start + 1):
                        progress.step(place, len(wanted), row.name)
                        taker.take(row)
                taker.finish()
            work.read(column_choices.keep, plan.asked.sender, plan.kind, plan.asked.choices)
        security.note("import", kind=plan.kind, rows=len(wanted))
        return ImportResult(Counter(row.bucket for row in wanted))

    def write_errors(self, plan: ImportPlan, path: Path) -> ErrorFile:
        """Write the workbook of *plan* to *path* again with a reason beside each row that was not taken.

        When it is imported again, only those are read.
        """
        # openpyxl is slow to load, and a window opens without it
        from desktop.intake.error_workbook import write_errors

        workbook, progress = self._open(plan.path, Progress()), Progress()
        remembered = self._database.read(column_choices.of_sender, plan.asked.sender, plan.kind)
        readings = self._read(workbook, Kind(plan.kind), plan.asked, remembered, progress)
        with placing(path) as place:
            rows = write_errors(workbook, readings, error_reasons(plan), place.part, self._words)
        draft = ExportDraft(ExportKind.LIST, ERROR_ROWS, ReleaseLevel.FULL, rows, recipient=plan.asked.sender)
        note_export(self._database, self._office, draft, place.path)
        return ErrorFile(place.path, rows, stands_beside(path, place.path))

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

    def _read(
        self, workbook: Workbook, kind: Kind, asked: Asked, remembered: Mapping[str, str], progress: Progress
    ) -> Readings:
        wish = Wish(
            choices={**remembered, **asked.choices},
            today=self._office.today,
            year=self._office.workspace.year if kind is Kind.ENTERPRISES else None,
            month=None if kind in (Kind.ENTERPRISES, Kind.TARGETS) else asked.month,
            scale=asked.scale,
            hidden_sheets=asked.hidden_sheets,
            progress=progress,
        )
        return read_as(kind, workbook, self._words, wish)


def _offered(field: Field, year: int) -> Iterator[tuple[str, str]]:
    if field.yearly:
        for each in range(year - 1, year - 1 - _YEARS_OFFERED, -1):
            yield f"{field.key}:{each}", f"{month_text(str(each))}{field.label}"
    elif field.spans:
        for _, measure in field.spans:
            yield measure, field_label(measure, Subject.FIGURE)
    else:
        yield field.key, field.label


def _buckets(rows: tuple[PlanRow, ...], readings: Readings) -> dict[Bucket, int]:
    counts = Counter(row.bucket for row in rows)
    counts[Bucket.IGNORED] += sum(len(reading.skipped) for reading in readings)
    return {bucket: counts.get(bucket, 0) for bucket in Bucket}
