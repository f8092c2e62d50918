"""A disk that fills up: every acknowledged row survives, and work goes on once there is room."""

import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from db.ledger import FILE
from desktop.kernel.errors import KnownError
from desktop.wiring import Services, open_ledger
from tests.services.making import enter, kept, visit
from tests.torture import SEED, Row, part_of
from tests.torture.disk_errors import judged, told_of
from tests.torture.dying import READY, Tell, child_of, told_in
from tests.torture.ledgers import Examiner, template, world

LIMITS, DISKS = 60, 20
LATER = "later kept"
MOST = 400  # saves, if the disk never fills up


class _Tally:
    """What came of every disk that filled up."""

    def __init__(self) -> None:
        self._examiner = Examiner()
        self._points = self._lost = self._corrupt = self._kept = self._refused = 0

    def fill(self, folder: Path, work: Callable[[Tell], None]) -> None:
        """Let a child do *work* on the ledger of *folder*, and count what it told against what is there."""
        child = child_of(lambda tell, _: work(tell))
        told = told_in(child.until(READY) + child.rest())
        untrue, broken = judged(self._examiner, folder, told)
        goes_on = LATER in told
        self._points += 1
        self._kept += sum(line.startswith("kept ") for line in told)
        self._refused += sum("\t" in line and not line.startswith("kept ") for line in told)
        self._lost += bool(untrue) or not goes_on
        self._corrupt += bool(broken) or child.status != 0
        if untrue or broken or child.status or not goes_on:
            print("full disk", self._points, untrue, broken, told[-3:])

    def row(self, name: str) -> Row:
        """Return the row of the table."""
        told = f"{self._kept} saves told as kept, {self._refused} refused"
        return Row(f"disk full: {name}", self._points, self._lost, self._corrupt, told)


def run(share: int) -> list[Row]:
    """Fill the ledger up to a limit of its files' size, and a small disk of its own."""
    with TemporaryDirectory() as name:
        place = Path(name)
        begun = template(place / "begun", firms=3)
        return [_limits(begun, place, part_of(LIMITS, share)), _small_disks(begun, place, part_of(DISKS, share))]


def _limits(begun: Path, place: Path, count: int) -> Row:
    """Fill a ledger whose files may not grow past a limit."""
    chance, tally, folder = random.Random(SEED), _Tally(), place / "ledger"
    full = (begun / FILE).stat().st_size
    for _ in range(count):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(begun, folder)
        limit = full + chance.randint(1 << 12, 1 << 20)
        tally.fill(folder, lambda tell, limit=limit: _limited(folder, limit, tell))
    return tally.row("a limit to the size of a file")


def _limited(folder: Path, limit: int, tell: Tell) -> None:
    """Save until the limit refuses, lift it, and save once more."""
    with closing(open_ledger(folder, world())) as services:
        firm = enter(services, "演示厂")
        tell(READY)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        _fill(services, firm, tell)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        _later(services, firm, tell)


def _fill(services: Services, firm: str, tell: Tell) -> None:
    refused = 0
    for number in range(MOST):
        words = f"看报表{number}" * 300

        def save(save_id: str, words: str = words) -> str:
            return kept(services.visits.save(visit(firm, summary=words), save_id=save_id))

        refused += not told_of(save, tell)
        if refused == 3:
            return


def _later(services: Services, firm: str, tell: Tell) -> None:
    try:
        kept(services.visits.save(visit(firm, summary="又有地方了")))
    except KnownError as error:
        tell(f"later {error.code}")
    else:
        tell(LATER)


def _small_disks(begun: Path, place: Path, count: int) -> Row:
    """Fill a disk of its own, which the system lets only its administrator mount."""
    name, disk = "a small disk of its own", place / "disk"
    chance, tally = random.Random(SEED), _Tally()
    for _ in range(count):
        with _small_disk(disk, chance.randint(3, 6)) as mounted:
            if not mounted:
                return Row(f"disk full: {name}", 0, 0, 0, missing="this user may not mount a disk")
            folder = disk / "ledger"
            shutil.copytree(begun, folder)
            tally.fill(folder, lambda tell, folder=folder: _on_small_disk(folder, tell))
    return tally.row(name)


def _on_small_disk(folder: Path, tell: Tell) -> None:
    """Save until the disk is full, take something else away, and save once more."""
    ballast = folder.parent / "ballast"
    ballast.write_bytes(bytes(1 << 20))
    with closing(open_ledger(folder, world())) as services:
        firm = enter(services, "演示厂")
        tell(READY)
        _fill(services, firm, tell)
        ballast.unlink()
        _later(services, firm, tell)


@contextmanager
def _small_disk(place: Path, megabytes: int) -> Iterator[bool]:
    """Mount a disk of *megabytes* at *place*; tell whether that could be done."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    may = sys.platform == "linux" and shutil.which("mount") is not None
    mounted = may and subprocess.call(command, stderr=subprocess.DEVNULL) == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.check_call(["umount", str(place)])
