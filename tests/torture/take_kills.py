"""Kills while a package is taken: the ledger stands before it or after it, never between."""

import os
import random
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from db.ledger import FILE
from desktop.domain.codes import Subject
from desktop.wiring import Services, open_ledger
from tests.services.letter_hands import Post, assigned, introduced
from tests.services.making import Clock, begun, enter, figures, kept, make_world, visit
from tests.services.test_attachments import photograph
from tests.torture import SEED, Row, part_of
from tests.torture.dying import READY, Tell, dies_at, killed, traced
from tests.torture.ledgers import Examiner, looked_through

FULL = 300
LATE = 2.5  # a child's take lasts longer than one in a process that has taken before


def run(share: int) -> list[Row]:
    """Kill a take between its first and its last moment, by the clock and by the statement, and take it again."""
    count, chance, examiner = part_of(FULL, share, least=6), random.Random(SEED), Examiner()
    lost = between = befores = afters = 0
    with TemporaryDirectory() as name:
        place = Path(name)
        letter = written_letter(place)
        before, after = _ends(place, letter, examiner)
        statements, seconds = _length(place, letter)
        for number in range(count):
            folder = fresh_county(place)
            by_clock = number % 2 == 0
            delay = chance.uniform(0, seconds * LATE) if by_clock else None
            # the last statements keep the deed: half of the kills are there
            first = statements - 8 if number % 4 == 1 else 1
            statement = 0 if by_clock else chance.randint(first, statements + 4)
            told = killed(lambda tell, folder=folder, s=statement: _takes(folder, letter, tell, s), delay).told
            _, found, _ = looked_through(examiner, folder)
            state = examiner.digest(folder / FILE)
            befores += state == before
            afters += state == after
            torn = state not in {before, after} or bool(found)
            if number % 5 == 0 and not torn:
                torn = _taken_again(folder, letter, examiner) != after
            between += torn
            lost += "taken" in told and state != after
            if torn:
                print("kill", number, statement, told, found[:3])
    told_of = f"{befores} stood before, {afters} after; a take runs {statements} statements in {seconds:.2f} s"
    return [Row("kill -9 while taking a package", count, lost, between, told_of)]


def written_letter(place: Path, *, attachments: bool = False) -> Path:
    """Let a township send the county a package; leave the county's closed ledger in *place*/county."""
    clock = Clock()
    names = {"county": "县中小企业发展中心", "town": "秀水镇", "energy": "盂县能源局"}
    offices = {
        folder: begun(place / folder, make_world(clock, prefix=folder), unit_name=name)
        for folder, name in names.items()
    }
    (place / "stick").mkdir()
    post = Post(**offices, stick=place / "stick", clock=clock)
    try:
        introduced(post)
        assigned(post)
        for number in range(12):
            uid = enter(post.town, f"演示第{number}厂")
            seen = kept(post.town.visits.save(visit(uid, summary=f"看报表{number}")))
            if attachments:
                kept(post.town.attachments.add(Subject.VISIT, seen, [photograph(place / f"{number}.jpg")]))
            kept(post.town.figures.save(figures(uid, main_revenue_ytd=100 + number)))
        return post.town.letters.outgoing.send(post.stick, attachments=attachments).path
    finally:
        for services in post.everyone():
            services.close()


def fresh_county(place: Path) -> Path:
    """Return a folder with the county's ledger as it stood before the package."""
    folder = place / "fresh"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place / "county", folder)
    return folder


def open_county(folder: Path) -> Services:
    """Open the county's ledger in *folder*; its ids are the same each time, so that equal deeds end equal."""
    return open_ledger(folder, make_world(Clock(), prefix="again"))


def _takes(folder: Path, letter: Path, tell: Tell, statement: int = 0) -> None:
    with closing(open_county(folder)) as services:
        if statement:
            dies_at(services, statement)
        tell(READY)
        services.letters.incoming.take(letter)
        tell("taken")
        # the deed is told and the file still open: until the kill comes, or here
        os.kill(os.getpid(), signal.SIGKILL if statement else signal.SIGSTOP)


def _ends(place: Path, letter: Path, examiner: Examiner) -> tuple[str, str]:
    """Return the digests before and after a take that nobody kills."""
    before, ends = examiner.digest(fresh_county(place) / FILE), set()
    for _ in range(2):
        folder = fresh_county(place)
        ends.add(_taken_again(folder, letter, examiner))
    if len(ends) != 1 or before in ends:
        raise RuntimeError("the same take did not end the same: before and after cannot be told apart")
    return before, ends.pop()


def _length(place: Path, letter: Path) -> tuple[int, float]:
    """Return how many statements a take runs and how long it lasts."""
    heard: list[str] = []
    with closing(open_county(fresh_county(place))) as services:
        traced(services, heard.append)
        since = time.perf_counter()
        services.letters.incoming.take(letter)
        return len(heard), time.perf_counter() - since


def _taken_again(folder: Path, letter: Path, examiner: Examiner) -> str:
    """Take the package into *folder* and return the digest of the ledger after."""
    with closing(open_county(folder)) as services:
        services.letters.incoming.take(letter)
    return examiner.digest(folder / FILE)
