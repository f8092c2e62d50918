"""Copies of an open ledger (备份): made when something changed, thinned, carried elsewhere, and rehearsed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from db.ledger import BACKUPS, FILE
from db.queries import copies
from db.unit_of_work import Database
from desktop.domain.copies import GUARDED, MONTH, WEEK, CopyCheck, CopyReason, CopyRow, is_due
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.copying import carry, check_copy, list_copies, make_copy, row_of, thin
from desktop.services.steps.handing_out import made
from desktop.services.steps.notebook import Notebook, moment, note_down, read_notebook
from desktop.services.steps.noting_exports import note_export
from desktop.wording.words_release import WHOLE_LEDGER

SCRATCH = "rehearsal"
_SINCE = timedelta(days=7)  # a ledger younger than this needs no nagging


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the keeping of this ledger stands: its newest copy, what happened since, the other place, the rehearsal.

    *changes* counts what was changed since the newest copy; times that never were are None.
    """

    newest: CopyRow | None
    count: int
    changes: int
    second_place: Path | None
    carried_at: datetime | None
    rehearsed_at: datetime | None
    rehearsed_copy: str
    rehearsal_ok: bool
    checked_at: datetime | None


class BackupService:
    """Everything a person or the program does with the copies of the ledger that is open."""

    def __init__(self, database: Database, folder: Path, clock: Callable[[], datetime], office: Office) -> None:
        self._database = database
        self._office = office
        self._folder = folder
        self._copies = folder / BACKUPS
        self._clock = clock

    def make(self, reason: CopyReason, progress: Progress) -> CopyRow:
        """Keep a copy now and let go of what the rule of keeping lets go; raise `KnownError` if it cannot be kept."""
        made = make_copy(self._database.copy_to, self._folder, reason=reason, at=self._clock(), progress=progress)
        thin(self._copies, self._clock(), ledger_size=self._size())
        return made

    def make_if_changed(self, reason: CopyReason, progress: Progress) -> CopyRow | None:
        """Keep a copy unless the newest one that can be relied on holds every deed."""
        return self.make(reason, progress) if self._changed() else None

    def make_if_due(self, progress: Progress) -> CopyRow | None:
        """Keep the copy of every half hour where one is due and something changed."""
        rows = self.list()
        last = rows[0].label.at if rows and rows[0].label is not None else None
        begun = moment(self._database.read(copies.first_deed))
        if not is_due(self._clock(), last, begun):
            return None
        return self.make_if_changed(CopyReason.INTERVAL, progress)

    def before(self, action: str) -> None:
        """Keep a copy before a deed that changes much; raise `KnownError` if it cannot be kept."""
        reason = GUARDED.get(action)
        if reason is not None:
            self.make_if_changed(reason, Progress())

    def list(self) -> tuple[CopyRow, ...]:
        """Return the copies kept beside the ledger, newest first."""
        return list_copies(self._copies)

    def check(self, path: Path, progress: Progress) -> CopyCheck:
        """Bring the copy at *path* back into a file of no consequence and look all of it through."""
        return check_copy(path, self._folder / SCRATCH, progress)

    def changes_after(self, row: CopyRow) -> int:
        """Return how many Changes this ledger holds that the copy *row* does not."""
        if row.label is None:
            return 0
        return self._database.read(copies.changes_after, row.label.facts.heads)

    def keeping(self) -> Keeping:
        """Return how the keeping of this ledger stands."""
        rows, notes = self.list(), read_notebook(self._folder)
        newest = next((row for row in rows if row.verified), None)
        return Keeping(
            newest=newest,
            count=len(rows),
            changes=self.changes_after(newest) if newest is not None else 0,
            second_place=Path(notes.second_place) if notes.second_place else None,
            carried_at=moment(notes.carried_at),
            rehearsed_at=moment(notes.rehearsed_at),
            rehearsed_copy=notes.rehearsed_copy,
            rehearsal_ok=notes.rehearsal_ok,
            checked_at=moment(notes.checked_at),
        )

    def set_second_place(self, place: Path | None) -> None:
        """Carry copies to the folder *place* from now on, or nowhere; raise `KnownError` for one that cannot serve."""
        if place is not None:
            if not place.is_dir():
                raise KnownError("second_place_missing", path=place)
            if place.resolve().is_relative_to(self._folder.resolve()):
                raise KnownError("second_place_same", path=place)
        note_down(self._folder, second_place="" if place is None else str(place))

    def carry(self, progress: Progress) -> Path | None:
        """Bring the ledger as it is now to the second place and thin what lies there; None where no place is set."""
        notes = read_notebook(self._folder)
        if not notes.second_place:
            return None
        self.make_if_changed(CopyReason.MANUAL, progress)
        row = next((row for row in self.list() if row.verified), None) or self.make(CopyReason.MANUAL, progress)
        place = Path(notes.second_place)
        carried = self._carried(row, place, progress)
        unit = "" if row.label is None else row.label.facts.unit
        thin(place, self._clock(), ledger_size=self._size(), unit=unit)
        note_down(self._folder, carried_at=self._clock().isoformat(timespec="seconds"), carried_copy=carried.name)
        return carried

    def hand_over(self, folder: Path, progress: Progress) -> Path:
        """Bring a copy made now, with its files, into *folder* for the next person, and return it read back there."""
        row = self.make(CopyReason.MANUAL, progress)
        return self._carried(row, made(folder), progress)

    def _carried(self, row: CopyRow, place: Path, progress: Progress) -> Path:
        """Bring the copy *row* to *place* and note that all of the ledger left this computer, once for each file."""
        there = set(place.glob(f"*{row.path.suffix}"))
        carried = carry(row.path, place, progress)
        if carried not in there:
            rows = 0 if row.label is None else row.label.facts.enterprises
            draft = ExportDraft(ExportKind.COPY, WHOLE_LEDGER, ReleaseLevel.FULL, rows)
            note_export(self._database, self._office, draft, carried)
        return carried

    def rehearse(self, progress: Progress) -> CopyCheck | None:
        """Bring the newest copy back into a file of no consequence, look it through, and remember how that went."""
        row = next((row for row in self.list() if row.label is not None), None)
        if row is None:
            return None
        at = self._clock().isoformat(timespec="seconds")
        try:
            found = self.check(row.path, progress)
        except KnownError:
            note_down(self._folder, rehearsed_at=at, rehearsed_copy=row.path.name, rehearsal_ok=False)
            raise
        note_down(self._folder, rehearsed_at=at, rehearsed_copy=row.path.name, rehearsal_ok=found.ok)
        return found

    def tend(self, reason: CopyReason, progress: Progress) -> None:
        """Do what is due beside the work: the copy, the second place once a week, the rehearsal once a month."""
        if reason is CopyReason.INTERVAL:
            self.make_if_due(progress)
        else:
            self.make_if_changed(reason, progress)
        notes, now = read_notebook(self._folder), self._clock()
        if notes.second_place and Path(notes.second_place).is_dir() and _older(notes.carried_at, now, WEEK):
            self.carry(progress)
        if _older(notes.rehearsed_at, now, MONTH) and self._begun_before(now - _SINCE):
            self.rehearse(progress)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what of the keeping waits for a person: a rehearsal that failed, copies that lie on this disk only."""
        notes, now = read_notebook(self._folder), self._clock()
        items = []
        if not notes.rehearsal_ok:
            items.append(TodoItem(TodoKind.REHEARSAL_FAILED, 1, on=_day(notes)))
        if self._begun_before(now - _SINCE) and _older(notes.carried_at, now, WEEK):
            kind = TodoKind.COPY_NOT_CARRIED if notes.second_place else TodoKind.COPY_HERE_ONLY
            items.append(TodoItem(kind, 1))
        return tuple(items)

    def row(self, path: Path) -> CopyRow:
        """Return the line of the copy at *path*, wherever it lies; raise `KnownError` if there is no file."""
        if not path.is_file():
            raise KnownError("no_such_copy", path=path)
        return row_of(path)

    def _changed(self) -> bool:
        newest = next((row.label for row in self.list() if row.verified), None)
        return newest is None or newest.facts.mark != self._database.read(copies.ledger_mark)

    def _begun_before(self, moment_: datetime) -> bool:
        begun = moment(self._database.read(copies.first_deed))
        return begun is not None and begun < moment_

    def _size(self) -> int:
        return (self._folder / FILE).stat().st_size


def _older(noted: str, now: datetime, span: timedelta) -> bool:
    at = moment(noted)
    return at is None or now - at >= span


def _day(notes: Notebook) -> date | None:
    at = moment(notes.rehearsed_at)
    return None if at is None else at.date()
