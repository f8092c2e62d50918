"""Bringing a copy back while nobody has the ledger open, and what may be done with one that does not open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.ledger import BACKUPS, FILE, has_ledger
from db.queries import copies
from db.restore import Rebirth, finish_restore, quarantined
from db.salvage import look_into
from desktop.domain.copies import CopyRow
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import DataLock
from desktop.kernel.progress import Progress
from desktop.services.steps.copying import list_copies, row_of
from desktop.services.steps.notebook import note_down
from desktop.services.steps.restoring import Restored, may_come, restore


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What bringing *row* back would do: *changes* since it would no longer be in the ledger (None: nobody can tell).

    *last_change* is the wall clock of the latest deed in the ledger that is there now, empty where it does not open.
    """

    row: CopyRow
    changes: int | None
    last_change: str


class RestoreService:
    """Works on the files of *folder*; takes its lock for as long as each deed lasts."""

    def __init__(
        self,
        folder: Path,
        *,
        lock: Callable[[], DataLock],
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        salt: Callable[[], str],
    ) -> None:
        self._folder = folder
        self._lock = lock
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
        with self._held():
            facts = look_into(self._folder / FILE) if has_ledger(self._folder) else None
        if facts is None:
            return RestorePlan(row_of(path), None, "")
        return RestorePlan(row_of(path), copies.written_after(facts.heads, label.facts.heads), facts.last_change)

    def restore(self, path: Path, progress: Progress, *, reason: str = "") -> Restored:
        """Let the copy at *path* be the ledger; the present files go to quarantine. Raises `KnownError`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._held():
            finish_restore(self._folder)
            rebirth = Rebirth(self._new_id()[:8], self._new_id(), self._clock(), self._salt)
            done = restore(self._folder, path, rebirth, progress, reason=reason)
            note_down(self._folder, checked_at="")  # another ledger: the next start looks it through
        return done

    def quarantined(self) -> tuple[Path, ...]:
        """Return the ledgers that were moved aside, latest first."""
        return quarantined(self._folder)

    @contextmanager
    def _held(self) -> Iterator[None]:
        lock = self._lock()
        lock.acquire()
        try:
            yield
        finally:
            lock.release()
