"""One data folder through everything at once (演练): filled up, killed, cut, copied, restored, met by an older program.

The other parts take a fresh folder for each point; here one folder goes on with what the step before left of it. After
each step it is opened as every start does, read whole, and asked for every save that was ever told as kept.
"""

import os
import random
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from db.ledger import FILE
from db.upgrade import SCHEMA
from desktop.domain.copies import CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger, restorer
from tests.services.making import enter, kept, visit
from tests.torture import SEED, Row, part_of
from tests.torture.dying import READY, Tell, child_of, killed, told_in
from tests.torture.ledgers import Examiner, days_work, looked_through, template, world

KILLS = CUTS = 40
LONGEST = 0.2  # seconds, as in the part of the kills
SECTOR, FRAME = 512, 4096 + 24  # bytes: what a disk writes at once, what a log holds of a page
STRANGE = 8
MOST = 400  # saves, if the disk never fills up
LOG = "log "

Lines = list[str]


def run(share: int) -> list[Row]:
    """Take the steps one after the other; each is a row."""
    with TemporaryDirectory() as name:
        return list(_Rehearsal(Path(name), share).rows())


class _Rehearsal:
    """One data folder, and every save that was told as kept in it."""

    def __init__(self, place: Path, share: int) -> None:
        self._place = place
        self._folder = template(place / "ledger", firms=5)
        self._stick = place / "stick"
        self._stick.mkdir()
        self._kills, self._cuts = part_of(KILLS, share, least=2), part_of(CUTS, share, least=2)
        self._chance = random.Random(SEED)
        self._examiner = Examiner()
        self._promised: Lines = []

    def rows(self) -> Iterator[Row]:
        """Yield a row a step, in their order."""
        yield self._step("1 写满 filled up", self._fill)
        yield self._step("2 强行结束 killed", self._kill)
        yield self._step("3 断电 cut", self._cut)
        yield self._control()
        yield self._step("4 拷贝 copied", self._copy)
        yield self._step("5 损坏后恢复 damaged and restored", self._restore)
        yield self._step("6 旧程序打开 opened by an older program", self._older)

    def _step(self, name: str, deed: Callable[[], tuple[int, Lines, str]]) -> Row:
        """Do one *deed*, which returns how many points it had, what went wrong and what is to be told of it."""
        points, wrong, told = deed()
        gone, found, _ = looked_through(self._examiner, self._folder, self._promised)
        wrong += [f"{code} {where}" for code, where in found]
        if gone or wrong:
            print(name, gone, wrong[:5])
        return Row(name, points, gone, len(wrong), f"{told}; {len(self._promised)} saves promised so far")

    def _fill(self) -> tuple[int, Lines, str]:
        limit = (self._folder / FILE).stat().st_size + self._chance.randint(1 << 15, 1 << 18)
        child = child_of(lambda tell, _: _limited(self._folder, limit, tell))
        told = told_in(child.until(READY) + child.rest())
        promised, refused = _kept(told), sum(line.startswith("refused ") for line in told)
        self._promised += promised
        wrong = [] if child.status == 0 and refused and told[-1:] == ("goes on",) else [f"ended with {told[-1:]}"]
        return len(promised) + refused, wrong, f"{len(promised)} kept, {refused} refused, then one more kept"

    def _kill(self) -> tuple[int, Lines, str]:
        wrong: Lines = []
        for number in range(self._kills):
            death = killed(lambda tell: _work(self._folder, tell), self._chance.uniform(0, LONGEST))
            self._promised += _kept(death.told)
            wrong += self._looked(f"kill {number}")
        return self._kills, wrong, "SIGKILL within 0.2 s of work"

    def _cut(self) -> tuple[int, Lines, str]:
        wrong: Lines = []
        forgotten = 0
        for number in range(self._cuts):
            death = killed(lambda tell: _work(self._folder, tell), self._chance.uniform(0, LONGEST))
            self._promised += _kept(death.told)
            flushed = max((int(line.removeprefix(LOG)) for line in death.told if line.startswith(LOG)), default=0)
            forgotten += self._forget(self._folder / f"{FILE}-wal", flushed)
            wrong += self._looked(f"cut {number}")
        return self._cuts, wrong, f"{forgotten >> 10} kB behind the last flush torn, missing or strange"

    def _control(self) -> Row:
        """Lose a log that was told as flushed, in a copy of the folder: whoever does not see that sees nothing."""
        folder, told = self._place / "control", ()
        while not _kept(told):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self._folder, folder)
            told = killed(lambda tell: _work(folder, tell), LONGEST).told
        (folder / f"{FILE}-wal").write_bytes(b"")
        gone, found, _ = looked_through(self._examiner, folder, _kept(told))
        return Row("断电 control: a log that was not flushed", 1, gone, len(found), must_fail=True)

    def _forget(self, log: Path, flushed: int) -> int:
        """Let what stands in *log* behind the *flushed* bytes come by halves or not at all, and strange bytes with it.

        Those are what lay on the disk where the log grew: parts of itself, noise, nothing. Return how many bytes.
        """
        content = log.read_bytes() if log.is_file() else b""
        behind = content[flushed:][: self._chance.randint(0, len(content))]
        for _ in range(self._chance.randint(1, STRANGE)):
            start = self._chance.randrange(len(content)) if content else 0
            behind += self._chance.choice((content[start : start + FRAME], self._chance.randbytes(FRAME), bytes(FRAME)))
        sectors = [behind[start : start + SECTOR] for start in range(0, len(behind), SECTOR)]
        torn = [part if self._chance.random() < 0.5 else self._chance.randbytes(len(part)) for part in sectors]
        log.write_bytes(content[:flushed] + b"".join(torn))
        return len(behind)

    def _looked(self, what: str) -> Lines:
        try:
            gone, found, _ = looked_through(self._examiner, self._folder, self._promised)
        except KnownError as error:
            return [f"{what}: {error.code}"]
        return [f"{what}: {gone} lost"] * bool(gone) + [f"{what}: {code}" for code, _ in found]

    def _copy(self) -> tuple[int, Lines, str]:
        wrong: Lines = []
        with closing(open_ledger(self._folder, world())) as services:
            services.backups.make(CopyReason.MANUAL, Progress())
            services.backups.set_second_place(self._stick)
            carried = services.backups.carry(Progress())
            rehearsed = services.backups.rehearse(Progress())
        if carried is None or rehearsed is None or not rehearsed.ok:
            wrong.append("the copy does not stand the rehearsal")
        plain, moved = self._place / "plain copy", self._place / "moved"
        shutil.copytree(self._folder, plain)
        restorer(self._folder, world()).move_to(moved, Progress())
        for other in (plain, moved):
            gone, found, _ = looked_through(self._examiner, other, self._promised)
            wrong += [f"{other.name}: {gone} lost"] * bool(gone) + [f"{other.name}: {code}" for code, _ in found]
        return 4, wrong, "kept and rehearsed, carried to a stick, copied as files, moved to another folder"

    def _restore(self) -> tuple[int, Lines, str]:
        with closing(open_ledger(self._folder, world())) as services:
            since = len(self._promised)
            days_work(services, lambda line: self._promised.append(line) if line.startswith("kept ") else None, turns=5)
        _spoil(self._folder / FILE, "visit")
        if (said := _refusal(self._folder)) != "ledger_damaged":
            return 1, [f"damage was met with {said}"], ""
        done = restorer(self._folder, world()).rescue(Progress(), reason="ledger_damaged")
        with closing(open_ledger(self._folder, world())) as services:
            found = services.find_back.look(None, Progress())
            taken = services.find_back.take(found, Progress(), reason="演练")
        after = len(self._promised) - since
        told = f"{after} saves after the copy, {len(taken.taken)} records found back from {done.aside.parent.name}"
        return after, [f"refused: {each}" for each in taken.refused], told

    def _older(self) -> tuple[int, Lines, str]:
        """Give the file a number that only a later program knows: this program is the older one then."""
        before = _told_version(self._folder / FILE, SCHEMA + 1)
        wrong = [] if (said := _refusal(self._folder)) == "newer_data" else [f"a newer ledger was met with {said}"]
        if _digest(self._folder / FILE) != before:
            wrong.append("the newer ledger was touched")
        tables = restorer(self._folder, world()).tables(self._place / "tables", Progress())
        if _digest(self._folder / FILE) != before or not tables:
            wrong.append("its tables were not read, or it was touched")
        _told_version(self._folder / FILE, SCHEMA)
        return 3, wrong, f"refused, not a byte changed, {len(tables)} tables written for reading"


def _kept(told: tuple[str, ...]) -> Lines:
    return [line for line in told if line.startswith("kept ")]


def _work(folder: Path, tell: Tell) -> None:
    """Save on and on; before each save is told, tell how long the log is that the disk has flushed by now."""
    log = folder / f"{FILE}-wal"

    def tell_flushed(line: str) -> None:
        if line.startswith("kept "):
            tell(f"{LOG}{log.stat().st_size}")
        tell(line)

    with closing(open_ledger(folder, world())) as services:
        tell(READY)
        days_work(services, tell_flushed)


def _limited(folder: Path, limit: int, tell: Tell) -> None:
    """Save until the *limit* to the size of files refuses three times, lift it, and save once more."""
    with closing(open_ledger(folder, world())) as services:
        firm, refused = enter(services, "演示厂"), 0
        tell(READY)
        with _no_file_longer_than(limit):
            for number in range(MOST):
                words = f"看报表{number}" * 300
                try:
                    tell(f"kept visit\t{kept(services.visits.save(visit(firm, summary=words)))}\t{words}")
                except KnownError as error:
                    tell(f"refused {error.code}")
                    refused += 1
                if refused == 3:
                    break
        words = "又有地方了"
        tell(f"kept visit\t{kept(services.visits.save(visit(firm, summary=words)))}\t{words}")
        tell("goes on")


@contextmanager
def _no_file_longer_than(limit: int) -> Iterator[None]:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _spoil(ledger: Path, table: str) -> None:
    """Write over the first page of *table*, as a dying disk does; the journal is elsewhere."""
    with closing(sqlite3.connect(ledger)) as driver:
        page = driver.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        size = driver.execute("PRAGMA page_size").fetchone()[0]
    with ledger.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
        file.flush()
        os.fsync(file.fileno())


def _refusal(folder: Path) -> str:
    """Return with which code a start on *folder* is refused; empty where it is not."""
    try:
        open_ledger(folder, world()).close()
    except KnownError as error:
        return error.code
    return ""


def _told_version(ledger: Path, number: int) -> str:
    """Write *number* into *ledger* as its schema; return its digest afterwards."""
    with closing(sqlite3.connect(ledger)) as driver:
        driver.execute(f"PRAGMA user_version={number}")
    return _digest(ledger)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
