"""A disk that fails a call: what was told as kept is there, what was told as not kept is not."""

import random
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from db.ledger import FILE
from desktop.kernel.errors import KnownError
from desktop.wiring import Services, open_ledger
from tests.services.making import OCTOBER, enter, figures, kept, visit
from tests.torture import SEED, Row, part_of
from tests.torture.dying import READY, Tell
from tests.torture.failing import Fault, can_inject, failed
from tests.torture.ledgers import Examiner, looked_through, template, world

FULL = 300
SAVES = 4
NAME = "errors of the disk while saving"
# call, error, whether it stays, the last call that is failed: as many as a few saves and the closing make
KINDS = (
    ("pwrite64", "EIO", False, 160),
    ("fdatasync", "EIO", False, 6),
    ("pwrite64", "ENOSPC", False, 160),
    ("fdatasync", "EIO", True, 4),
    ("pwrite64", "EIO", True, 160),
    ("pread64", "EIO", False, 30),
)


def run(share: int) -> list[Row]:
    """Fail one call of many kinds in the middle of real saves."""
    count, chance, examiner = part_of(FULL, share, least=6), random.Random(SEED), Examiner()
    if not can_inject():
        return [Row(NAME, 0, 0, 0, missing="strace is not there, or may not watch a process")]
    said: dict[str, int] = {}
    lost = corrupt = 0
    with TemporaryDirectory() as name:
        begun, folder = template(Path(name) / "begun", firms=3), Path(name) / "ledger"
        for number in range(count):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(begun, folder)
            call, error, stays, last = KINDS[number % len(KINDS)]
            fault = Fault(call, error, chance.randint(1, last), stays)
            told = failed(lambda tell, wait: saves(folder, tell, wait), fault)
            untrue, broken = judged(examiner, folder, told)
            lost += bool(untrue)
            corrupt += bool(broken)
            if untrue or broken:
                print(fault, told, untrue, broken)
            for line in told:
                word = line.split("\t")[0].split(" ")[0]
                said[word] = said.get(word, 0) + 1
    words = ", ".join(f"{many} {word}" for word, many in sorted(said.items()))
    return [Row(NAME, count, lost, corrupt, f"lost: told what was not so; answers: {words}")]


def saves(folder: Path, tell: Tell, wait: Callable[[], None], many: int = SAVES) -> None:
    """Save *many* times, and tell after each what a person is told; what fails does not end the work."""
    with closing(open_ledger(folder, world())) as services:
        firm = enter(services, "演示厂", contact="演示甲")
        tell(READY)
        wait()
        for number in range(many):
            for save in (_visit, _figure):
                told_of(lambda save_id, save=save, number=number: save(services, firm, number, save_id), tell)


def told_of(save: Callable[[str], str], tell: Tell) -> bool:
    """Do *save* and *tell* what came of it; return whether it was kept."""
    save_id = secrets.token_hex(16)
    try:
        save(save_id)
    except KnownError as error:
        tell(f"{error.code}\t{save_id}")
        return False
    tell(f"kept save\t{save_id}\t{save_id}")
    return True


def _visit(services: Services, firm: str, number: int, save_id: str) -> str:
    return kept(services.visits.save(visit(firm, summary=f"看报表{number}" * 20), save_id=save_id))


def _figure(services: Services, firm: str, number: int, save_id: str) -> str:
    return kept(services.figures.save(figures(firm, OCTOBER, main_revenue_ytd=100 + number), save_id=save_id))


def judged(examiner: Examiner, folder: Path, told: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return what was *told* and is not so, and what is not whole."""
    promised = [line for line in told if line.startswith("kept ")]
    refused = [line for line in told if "\t" in line and not line.startswith(("kept ", "save_unclear"))]
    broken = [line for line in told if line.startswith("fell")]
    try:
        gone, found, _ = looked_through(examiner, folder, promised)
    except KnownError as error:
        return [], [*broken, error.code]
    there = [line for line in refused if examiner.knows(folder / FILE, line.split("\t")[1])]
    return [*[f"{gone} lost"] * bool(gone), *there], [*broken, *map(str, found)]
