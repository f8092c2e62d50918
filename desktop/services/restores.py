"""Bringing a copy back while nobody has the ledger open, and what may be done with one that does not open."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.ledger import BACKUPS, FILE, has_ledger
from db.plain_tables import PlainTable, plain_tables
from db.queries import copies
from db.restore import RESTORING, Rebirth, finish_restore, quarantined
from db.salvage import look_into
from desktop.domain.copies import CopyRow
from desktop.domain.listing import ListColumn, ListFormat, Listing
from desktop.exchange.fault_bundle import write_bundle
from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing
from desktop.kernel.lock import DataLock
from desktop.kernel.progress import Progress
from desktop.services.steps.copying import list_copies, row_of
from desktop.services.steps.handing_out import made
from desktop.services.steps.notebook import NOTEBOOK, note_down
from desktop.services.steps.restoring import Restored, may_come, move_in, restore
from desktop.wording.plain_tables import README, column_word, readme, table_word


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What bringing *row* back would do: *changes* since it would no longer be in the ledger (None: nobody can tell).

    *here* tells that a ledger lies in the folder now.
    *last_change* is the wall clock of the latest deed in the ledger that is there now, empty where it does not open.
    """

    row: CopyRow
    changes: int | None
    last_change: str
    here: bool = True


class RestoreService:
    """Works on the files of *folder*; takes its lock for as long as each deed lasts.

    *fit* raises `KnownError` for a folder where no ledger may lie.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lock: Callable[[Path], DataLock],
        fit: Callable[[Path], None],
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        salt: Callable[[], str],
    ) -> None:
        self._folder = folder
        self._lock = lock
        self._fit = fit
        self._clock = clock
        self._new_id = new_id
        self._salt = salt

    def copies(self) -> tuple[CopyRow, ...]:
        """Return the copies kept beside the ledger, newest first."""
        return list_copies(self._folder / BACKUPS)

    def look(self, path: Path) -> RestorePlan:
        """Return what bringing the copy at *path* back would do; nothing is changed.

        Raises `KnownError` where this program cannot bring it back.
        """
        if not path.is_file():
            raise KnownError("no_such_copy", path=path)
        label = may_come(path, self._folder)
        facts = None
        if has_ledger(self._folder):
            with self._held():
                facts = look_into(self._folder / FILE)
        if facts is None:
            return RestorePlan(row_of(path), None, "", here=has_ledger(self._folder))
        return RestorePlan(row_of(path), copies.written_after(facts.heads, label.facts.heads), facts.last_change)

    def restore(self, path: Path, progress: Progress, *, reason: str = "") -> Restored:
        """Let the copy at *path* be the ledger; the present files go to quarantine. Raises `KnownError`."""
        self._fit(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._held():
            finish_restore(self._folder)
            rebirth = Rebirth(self._new_id()[:8], self._new_id(), self._clock(), self._salt)
            done = restore(self._folder, path, rebirth, progress, reason=reason)
            note_down(self._folder, checked_at="")  # another ledger: the next start looks it through
        return done

    def rescue(self, progress: Progress, *, reason: str) -> Restored:
        """Bring the newest copy that can be relied on back; what came after it can then be found back.

        Raises `KnownError("no_such_copy")` where there is none.
        """
        newest = next((row for row in self.copies() if row.verified), None)
        if newest is None:
            raise KnownError("no_such_copy", path=self._folder / BACKUPS)
        return self.restore(newest.path, progress, reason=reason)

    def changes_lost(self, row: CopyRow) -> int | None:
        """Return how many changes the ledger here holds beyond the copy *row*; None where that cannot be read."""
        if row.label is None or not (self._folder / FILE).is_file():
            return None
        facts = look_into(self._folder / FILE)
        return None if facts is None else copies.written_after(facts.heads, row.label.facts.heads)

    def move_to(self, target: Path, progress: Progress) -> None:
        """Copy this data folder, which is only read, to *target*, where it may be opened."""
        self._fit(target)
        target.mkdir(parents=True, exist_ok=True)
        lock = self._lock(target)
        lock.acquire()
        try:
            rebirth = Rebirth(self._new_id()[:8], self._new_id(), self._clock(), self._salt)
            move_in(self._folder, target, rebirth, progress)
        finally:
            lock.release()

    def bundle(self, target: Path, told: Mapping[str, str], progress: Progress) -> Path:
        """Write the ledger's files as they are, with its logs and what was *told*, into the zip *target*."""
        names = [FILE, f"{FILE}-wal", f"{FILE}-journal", RESTORING, NOTEBOOK]
        files = [self._folder / name for name in names if (self._folder / name).is_file()]
        files += sorted((self._folder / "logs").glob("*.log*"))
        return write_bundle(target, self._folder, files, told, progress)

    def tables(self, folder: Path, progress: Progress, kind: ListFormat = ListFormat.XLSX) -> tuple[Path, ...]:
        """Write what stands in the tables of a ledger that does not open to *folder*, a file each, and return those.

        The ledger is read from a copy of its files; nothing of it is understood, and it stays as it is.
        """
        made(folder)
        written: list[Path] = []
        with self._held(), plain_tables(self._folder / FILE) as tables:
            for table in tables:
                progress.step(len(written), 0, table_word(table.name))
                written.append(_write_table(table, folder / f"{table_word(table.name)}.{kind}", kind, progress))
        with placing(folder / README) as place:
            at = self._clock().isoformat(" ", "minutes")[:16]
            place.part.write_text(readme(len(written), at), encoding="utf-8-sig")
        return tuple(written)

    def quarantined(self) -> tuple[Path, ...]:
        """Return the ledgers that were moved aside, latest first."""
        return quarantined(self._folder)

    @contextmanager
    def _held(self) -> Iterator[None]:
        lock = self._lock(self._folder)
        lock.acquire()
        try:
            yield
        finally:
            lock.release()


def _write_table(table: PlainTable, path: Path, kind: ListFormat, progress: Progress) -> Path:
    # openpyxl is slow to load, and a window opens without it
    from desktop.render.excel import print_list
    from desktop.render.list_csv import print_csv

    heads, name = [column_word(table.name, column) for column in table.columns], table_word(table.name)
    if kind is ListFormat.XLSX:
        return print_list(heads, table.rows, path, progress, title=name).path
    texts = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in table.rows)
    return print_csv(Listing(name, tuple(map(ListColumn, heads)), texts), path, progress).path
