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
from desktop.wiring import open_ledger
from tests.services.making import enter, kept, visit
from tests.torture import SEED, Row, part_of
from tests.torture.disk_errors import judged, told_of
from tests.torture.dying import READY, Tell, child_of, told_in
from tests.torture.ledgers import Examiner, template, world

LIMITS, DISKS = 60, 20
MOST = 400  # saves, if the disk never fills up


def run(share: int) -> list[Row]:
    """Fill the ledger up to a limit of its files' size, and a small disk of its own."""
    with TemporaryDirectory() as name:
        place = Path(name)
        begun = template(place / "begun", firms=3)
        limited = _filled("a limit to the size of a file", begun, place, part_of(LIMITS, share), _limited)
        return [limited, _small_disks(begun, place, part_of(DISKS, share))]


def _filled(
    name: str, begun: Path, place: Path, count: int, work: Callable[[Path, int, Tell], None], size: int = 0
) -> Row:
    chance, examiner = random.Random(SEED), Examiner()
    lost = corrupt = kept_ones = refused = 0
    full = (begun / FILE).stat().st_size
    for number in range(count):
        folder = place / "ledger"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(begun, folder)
        limit = full + chance.randint(1 << 12, 1 << 20)
        child = child_of(lambda tell, _, folder=folder, limit=limit: work(folder, limit, tell))
        told = told_in(child.until(READY) + child.rest())
        fell = child.status != 0
        untrue, broken = judged(examiner, folder, told)
        after = [line for line in told if line.startswith("later ")]
        kept_ones += sum(line.startswith("kept ") for line in told)
        refused += sum(not line.startswith(("kept ", "later ")) for line in told)
        lost += bool(untrue) or after != ["later kept"]
        corrupt += bool(broken) or fell
        if untrue or broken or fell or after != ["later kept"]:
            print(name, number, limit, untrue, broken, told[-3:])
    return Row(f"disk full: {name}", count, lost, corrupt, f"{kept_ones} saves told as kept, {refused} refused")


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


def _fill(services, firm: str, tell: Tell) -> None:
    refused = 0
    for number in range(MOST):
        words = f"看报表{number}" * 300

        def save(save_id: str, words: str = words) -> str:
            return kept(services.visits.save(visit(firm, summary=words), save_id=save_id))

        refused += not told_of(save, tell)
        if refused == 3:
            return


def _later(services, firm: str, tell: Tell) -> None:
    try:
        kept(services.visits.save(visit(firm, summary="又有地方了")))
    except KnownError as error:
        tell(f"later {error.code}")
    else:
        tell("later kept")


def _small_disks(begun: Path, place: Path, count: int) -> Row:
    """Fill a disk of its own, which the system lets only its administrator mount."""
    name = "a small disk of its own"
    with _small_disk(place / "try", 4) as mounted:
        if not mounted:
            return Row(f"disk full: {name}", 0, 0, 0, missing="this user may not mount a disk")
    (place / "ledger").mkdir(exist_ok=True)
    chance, examiner = random.Random(SEED), Examiner()
    lost = corrupt = kept_ones = refused = 0
    for number in range(count):
        with _small_disk(place / "disk", chance.randint(3, 6)):
            folder = place / "disk" / "ledger"
            shutil.copytree(begun, folder)
            child = child_of(lambda tell, _, folder=folder: _on_small_disk(folder, tell))
            told = told_in(child.until(READY) + child.rest())
            untrue, broken = judged(examiner, folder, told)
            after = [line for line in told if line.startswith("later ")]
            kept_ones += sum(line.startswith("kept ") for line in told)
            refused += sum(not line.startswith(("kept ", "later ")) for line in told)
            lost += bool(untrue) or after != ["later kept"]
            corrupt += bool(broken) or child.status != 0
            if untrue or broken or child.status or after != ["later kept"]:
                print(name, number, untrue, broken, told[-3:])
    return Row(f"disk full: {name}", count, lost, corrupt, f"{kept_ones} saves told as kept, {refused} refused")


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
