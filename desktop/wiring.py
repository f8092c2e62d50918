"""Builds the services for either face; knows every room, no Qt and no rule."""

import contextlib
from pathlib import Path

from db.ledger import Means, discard_ledger, has_ledger, make_ledger
from db.models.setting import Person, Workspace
from db.queries import settings as setting_queries
from db.unit_of_work import Database
from desktop.domain.problems import Problem
from desktop.domain.text import tidied
from desktop.domain.workspace import FirstStart, check_first_start
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import DataLock
from desktop.kernel.progress import Progress
from desktop.logs import close_security, open_security
from desktop.services.presets import PresetService
from desktop.services.restores import RestoreService
from desktop.services.steps.starting import refuse_place, start_ledger
from desktop.wiring_services import Services
from desktop.world import World

__all__ = [
    "Services",
    "World",
    "create_ledger",
    "create_sample",
    "has_ledger",
    "open_ledger",
    "presets_only",
    "restorer",
]

DESK = "looked-at"  # papers that were only looked at; emptied when the ledger is closed
SAMPLE_LIST = "sample-list.xlsx"


def presets_only(world: World) -> PresetService:
    """Return the plans, for a first start that has no ledger yet."""
    return PresetService(world.resources)


def open_ledger(folder: Path, world: World) -> Services:
    """Open the ledger in *folder* and hold it until `close`; raise `KnownError` for what forbids it."""
    folder = folder.absolute()  # it stays this one wherever the program goes
    if not has_ledger(folder):
        raise KnownError("no_ledger", path=folder)
    reference = world.resources / "reference"
    refuse_place(folder, reference)
    lock = _locked(folder, world)
    try:
        started = start_ledger(folder, _means(world), reference=reference, unclean=lock.unclean)
    except BaseException:
        lock.release()
        raise
    return _services(folder, started.database, lock, world, started.notes)


def restorer(folder: Path, world: World) -> RestoreService:
    """Return what brings a copy back into *folder* while nobody has its ledger open."""
    folder = folder.absolute()
    reference = world.resources / "reference"
    return RestoreService(
        folder,
        lock=lambda place: _lock(place, world),
        fit=lambda place: refuse_place(place, reference),
        clock=world.clock,
        new_id=world.new_id,
        salt=world.salt,
    )


def create_ledger(
    folder: Path, start: FirstStart, world: World, *, demo: bool = False
) -> Services | tuple[Problem, ...]:
    """Make a new ledger in *folder* and open it, or return what *start* still lacks; nothing is made then.

    *demo* marks it as holding invented data (演示).
    """
    start = tidied(start)
    if problems := check_first_start(start):
        return tuple(problems)
    return _create(folder.absolute(), start, world, demo=demo)


def create_sample(folder: Path, world: World) -> Services:
    """Make a ledger of invented enterprises (演示) in *folder* and open it."""
    # openpyxl is slow to load, and only the sample needs it here
    from desktop.services.sample import play
    from desktop.services.sample_data import read_sample
    from desktop.services.sample_list import write_list

    sample = read_sample(world.resources)
    services = create_ledger(folder, sample.start, world, demo=True)
    if isinstance(services, tuple):
        raise LookupError(services)
    try:
        listed = folder / SAMPLE_LIST
        write_list(sample, listed, world.resources)
        play(services, sample, listed, Progress())
    except BaseException:
        services.close()
        discard_ledger(folder)  # half a sample is none
        raise
    return services


def _create(folder: Path, start: FirstStart, world: World, *, demo: bool) -> Services | tuple[Problem, ...]:
    preset = PresetService(world.resources).load(start.preset)
    unit = preset.find_unit(start.unit_name)
    kind = start.unit_kind if unit is None else unit.kind
    if kind is None:
        return (Problem("unit_kind", "missing"),)
    if has_ledger(folder):
        raise KnownError("ledger_exists", path=folder)
    # a unit the plan does not list gets an id of its own, which an alias can bind later
    unit_id = f"{preset.region_code}-{world.new_id()[:8]}" if unit is None else unit.id
    workspace = Workspace(
        uid=world.new_id(),
        unit=unit_id,
        unit_name=start.unit_name if unit is None else unit.name,
        unit_kind=kind,
        preset=preset.id,
        year=start.year,
        demo=demo,
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("data_folder_not_writable", path=folder) from error
    refuse_place(folder, world.resources / "reference")
    lock = _locked(folder, world)
    try:
        database = _begun(folder, workspace, start, world)
    except BaseException:
        lock.release()
        raise
    return _services(folder, database, lock, world)


def _begun(folder: Path, workspace: Workspace, start: FirstStart, world: World) -> Database:
    if has_ledger(folder):  # another program was quicker
        raise KnownError("ledger_exists", path=folder)
    try:
        database = make_ledger(folder, workspace.unit, world.new_id()[:8], _means(world))
        try:
            _begin(database, workspace, start, world)
        except BaseException:
            database.close()
            raise
    except BaseException:
        # a ledger without its unit could neither be opened nor begun anew
        discard_ledger(folder)
        raise
    return database


def _begin(database: Database, workspace: Workspace, start: FirstStart, world: World) -> None:
    person = world.new_id()
    with database.work("workspace.begin", person) as work:
        work.add(
            Person(
                uid=person,
                by_unit=workspace.unit,
                name=start.person_name,
                post=start.person_post or None,
                phone=start.person_phone or None,
            )
        )
        work.add(workspace)
    database.note(setting_queries.sit_down, person)


def _locked(folder: Path, world: World) -> DataLock:
    lock = _lock(folder, world)
    lock.acquire()
    return lock


def _lock(folder: Path, world: World) -> DataLock:
    return DataLock(folder, pid=world.pid, host=world.host, started=world.clock())


def _means(world: World) -> Means:
    return Means(clock=world.clock, new_id=world.new_id, salt=world.salt, machine=world.machine)


def _services(
    folder: Path, database: Database, lock: DataLock, world: World, notes: tuple[KnownError, ...] = ()
) -> Services:
    desk = folder / DESK
    log = open_security(folder, f"{world.clock():%Y-%m}")

    def close() -> None:
        try:
            database.close()
        finally:
            close_security(log)
            lock.release()
        _sweep(desk)

    return Services(folder, desk, database, world, close=close, notes=notes)


def _sweep(desk: Path) -> None:
    # a paper that another program still shows stays until next time
    for path in desk.iterdir() if desk.is_dir() else ():
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        desk.rmdir()
