"""Kills while a clerk saves: what was told as kept is there, and the ledger is whole."""

import random
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.kernel.errors import KnownError
from desktop.wiring import open_ledger
from tests.torture import SEED, Row, part_of
from tests.torture.dying import READY, Tell, killed
from tests.torture.ledgers import Examiner, days_work, looked_through, template, world

FULL = 1_000
LIVES = 25  # kills that one ledger goes through before a fresh one takes its place
LONGEST = 0.2  # seconds from the first save to the kill: several saves of every kind


def run(share: int) -> list[Row]:
    """Kill real saves; after each, open as every start does and read every page, reference, link and value."""
    count, chance = part_of(FULL, share), random.Random(SEED)
    examiner = Examiner()
    lost = corrupt = amid = acknowledged = unsaid = 0
    with TemporaryDirectory() as name:
        begun = template(Path(name) / "begun")
        folder, promised, saves = Path(name) / "ledger", [], 0
        for number in range(count):
            if number % LIVES == 0:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(begun, folder)
                promised, saves = [], looked_through(examiner, folder)[2]
            death = killed(lambda tell: _saves(folder, tell), chance.uniform(0, LONGEST))
            told = [line for line in death.told if line.startswith("kept ")]
            amid += death.told[-1:] == ("begins",)
            acknowledged += len(told)
            promised += told
            try:
                gone, found, kept = looked_through(examiner, folder, promised)
            except KnownError as error:
                print("kill", number, error.code)
                corrupt += 1
                shutil.rmtree(folder)
                shutil.copytree(begun, folder)
                promised, saves = [], looked_through(examiner, folder)[2]
                continue
            unsaid += kept - saves - len(told)
            saves = kept
            lost += gone > 0
            corrupt += bool(found)
            if gone or found:
                print("kill", number, gone, found[:3])
    told = f"{acknowledged} saves told as kept, {amid} kills inside a save, {unsaid} kept without being told"
    return [Row("kill -9 while saving", count, lost, corrupt, told)]


def _saves(folder: Path, tell: Tell) -> None:
    with closing(open_ledger(folder, world())) as services:
        tell(READY)
        days_work(services, tell)
