"""The start of a ledger, step by step (data-safety of the folder): what forbids it, what is made good, what is told."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from db.ledger import BACKUPS, FILE, Means, has_ledger, keep_damaged
from db.ledger import open_ledger as open_database
from db.queries import copies, health, settings
from db.restore import Rebirth, begin_elsewhere, claim, finish_restore, machine_of, quarantined
from db.salvage import look_into
from db.unit_of_work import Database
from desktop.domain.clock import clock_doubtful
from desktop.domain.copies import WEEK, CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.files import sweep
from desktop.kernel.place import Place, place_of
from desktop.kernel.progress import Progress
from desktop.kernel.space import free_bytes, wanted_bytes
from desktop.services.steps.attaching import STORE
from desktop.services.steps.copying import make_copy
from desktop.services.steps.notebook import moment, note_down, read_notebook
from desktop.services.steps.restoring import ACTION, MOVED

CLOUDS = "cloud_folders.toml"
BUILT = "build.toml"
SCRATCH = "rehearsal"


@dataclass(frozen=True, slots=True)
class Started:
    """An open ledger and what its start has to tell: warnings, as values with a code."""

    database: Database
    notes: tuple[KnownError, ...]


def refuse_place(folder: Path, reference: Path) -> None:
    """Raise `KnownError` (`place_network`, `place_removable`, `place_cloud`, `place_read_only`) where none may work."""
    clouds = tomllib.loads((reference / CLOUDS).read_text(encoding="utf-8"))["names"]
    place = place_of(folder, clouds)
    if place is not Place.FIT:
        raise KnownError(f"place_{place}", path=folder)


def start_ledger(folder: Path, means: Means, *, reference: Path, unclean: bool) -> Started:
    """Open the ledger of *folder*, whose lock the caller holds: made good, migrated after a copy, looked through.

    *unclean* says that the program before did not sign off; then, and once a week, every page and link is read.
    Raises `KnownError`; a damaged ledger is copied aside first and never written to.
    """
    notes = _make_good(folder)
    if not has_ledger(folder):
        raise KnownError("no_ledger", path=folder)
    at = means.clock()
    try:
        database = open_database(folder, means, lambda write: _keep(folder, write, at))
    except KnownError as error:
        _keep_if_damaged(folder, at, error)
        raise
    try:
        notes += _look_through(database, folder, at, unclean=unclean) + _at_home(database, means)
        notes += _missing(database, folder, at) + _space(folder) + _clock(database, at, reference)
    except BaseException as error:
        _keep_if_damaged(folder, at, error)  # before closing, which folds the log into the file
        database.close()
        raise
    return Started(database, tuple(notes))


def _keep_if_damaged(folder: Path, at: datetime, error: BaseException) -> None:
    if isinstance(error, KnownError) and error.code in {"ledger_damaged", "not_a_ledger"}:
        keep_damaged(folder, at)


def _make_good(folder: Path) -> list[KnownError]:
    notes = []
    if finish_restore(folder):
        notes.append(KnownError("restore_finished"))
    if swept := sweep(folder, folder / BACKUPS, folder / BACKUPS / STORE, folder / STORE, folder / SCRATCH):
        notes.append(KnownError("swept", count=swept))
    return notes


def _keep(folder: Path, write: Callable[[Path], None], at: datetime) -> None:
    """Keep the copy before a migration, with every file the ledger knows."""
    make_copy(write, folder, reason=CopyReason.MIGRATION, at=at, progress=Progress())


def _look_through(database: Database, folder: Path, at: datetime, *, unclean: bool) -> list[KnownError]:
    notes = read_notebook(folder)
    last = moment(notes.checked_at) or moment(database.read(copies.first_deed))
    deep = unclean or (last is not None and not timedelta() <= at - last < WEEK)
    found = database.read(health.whole if deep else health.damage)
    if any(code == "file_damaged" for code, _ in found):
        raise KnownError("ledger_damaged", path=folder / FILE)
    if not deep:
        return []
    note_down(folder, checked_at=at.isoformat(timespec="seconds"))
    return [KnownError("ledger_findings", count=len(found))] if found else []


def _at_home(database: Database, means: Means) -> list[KnownError]:
    """Begin a new incarnation where the folder came from another computer.

    Both might be worked on, and two that go on as one would number different Changes alike (data-safety: restore trap).
    """
    known = database.read(machine_of)
    if not means.machine or known == means.machine:
        return []
    if not known:
        database.note(claim, means.machine)
        return []
    rebirth = Rebirth(means.new_id()[:8], means.new_id(), means.clock(), means.salt)
    database.note(begin_elsewhere, rebirth, means.machine, action=MOVED)
    return [KnownError("another_computer")]


def _missing(database: Database, folder: Path, at: datetime) -> list[KnownError]:
    """Tell after a restore, until something is saved, what may not be in the ledger and how to find it back."""
    since, aside = database.read(copies.brought_back, ACTION), quarantined(folder)
    if since is None or not aside:
        return []
    said = _minute(since, at)
    before = look_into(aside[0])
    if before is None:
        return [KnownError("restored_unknown", since=said)]
    count = copies.written_after(before.heads, database.read(copies.ledger_facts).heads)
    until = _minute(before.last_change, at)
    return [KnownError("restored_missing", since=said, until=until, count=count)] if count else []


def _minute(wall: str, at: datetime) -> str:
    found = moment(wall)
    return "" if found is None else found.astimezone(at.tzinfo).isoformat(" ", "minutes")[:16]


def _space(folder: Path) -> list[KnownError]:
    free, wanted = free_bytes(folder), wanted_bytes((folder / FILE).stat().st_size)
    return [] if free >= wanted else [KnownError("space_low", free=free >> 20, wanted=wanted >> 20)]


def _clock(database: Database, at: datetime, reference: Path) -> list[KnownError]:
    workspace = database.read(settings.workspace)
    if workspace is None or workspace[1].demo:  # the sample stays on its own day
        return []
    last = moment(database.read(copies.last_deed))
    built = built_on(reference)
    if not clock_doubtful(at, last, built):
        return []
    said = "" if last is None else last.astimezone(at.tzinfo).isoformat(" ", "minutes")[:16]
    return [KnownError("clock_doubtful", now=at.isoformat(" ", "minutes")[:16], last=said)]


def built_on(reference: Path) -> date:
    """Return the day this program was built, as far as its resources know: no clock that is right shows one before."""
    found = tomllib.loads((reference / BUILT).read_text(encoding="utf-8"))["built_on"]
    if not isinstance(found, date):
        raise TypeError(found)
    return found
