"""Power cuts while files take their names: an export, a restore, and what a package brings beside the ledger."""

import random
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from db import restore as restoring
from db.ledger import FILE
from db.restore import Rebirth
from desktop.domain.copies import CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import LOCK_NAME
from desktop.kernel.progress import Progress
from desktop.services.steps.restoring import restore
from desktop.wiring import open_ledger
from tests.services.making import NOW
from tests.torture import SEED, Row, part_of
from tests.torture.export_kills import LISTS, content_of
from tests.torture.file_disk import FileDisk, Step, Watch
from tests.torture.ledgers import Examiner, days_work, started, template, world
from tests.torture.take_kills import fresh_county, open_county, written_letter

EXPORTS, RESTORES, TAKES = 600, 300, 300
CONTROLS = 60
Judge = Callable[[Path, bool], tuple[bool, bool]]  # the folder found, whether it was told → lost, corrupt


def run(share: int) -> list[Row]:
    """Cut each; then cut an export and a restore with a guard taken away, which must show."""
    with TemporaryDirectory() as name:
        place = Path(name)
        steps, judge = _export(place / "export")
        bare, bare_judge = _export(place / "bare", flushes=False)
        back, back_judge = _restore(place / "restore")
        stale, stale_judge = _restore(place / "stale", leave_log=True)
        took, took_judge = _take(place / "take")
        found = place / "found"
        many = part_of(RESTORES, share, least=10)
        few = part_of(CONTROLS, share, least=24)
        return [
            _cut("power cuts while exporting", steps, judge, part_of(EXPORTS, share, least=20), found),
            _cut("power cuts while restoring", back, back_judge, many, found),
            _cut("power cuts under the files of a package", took, took_judge, part_of(TAKES, share, least=10), found),
            _cut("export without fsync", bare, bare_judge, few, found, must_fail=True),
            _cut(
                "old -wal beside a restore",
                stale,
                stale_judge,
                part_of(CONTROLS, share, least=12),
                found,
                must_fail=True,
            ),
        ]


def _cut(name: str, steps: Sequence[Step], judge: Judge, times: int, found: Path, *, must_fail: bool = False) -> Row:
    """Cut the power *times* times between two *steps* and let *judge* look at what is found."""
    chance, disk, done = random.Random(SEED), FileDisk(steps[0]), 1
    lost = corrupt = after = 0
    # a quarter after the last step: what was told as done must be there
    places = [len(steps) if number % 4 == 0 else chance.randint(1, len(steps)) for number in range(times)]
    for place in sorted(places):
        for step in steps[done:place]:
            disk.take(step)
        done = max(done, place)
        told = any(step.told for step in steps[:done])
        after += told
        shutil.rmtree(found, ignore_errors=True)
        for path, data in disk.cut(chance).items():
            (found / path).parent.mkdir(parents=True, exist_ok=True)
            (found / path).write_bytes(data)
        gone, broken = judge(found, told)
        lost += gone
        corrupt += broken
        if (gone or broken) and not must_fail:
            print(name, "cut at step", place, "of", len(steps), gone, broken)
    return Row(name, times, lost, corrupt, f"{len(steps)} steps, {after} cuts after it was told", must_fail=must_fail)


def _export(place: Path, *, flushes: bool = True) -> tuple[list[Step], Judge]:
    papers = place / "papers"
    with closing(open_ledger(template(place / "ledger", firms=2), world())) as services:
        papers.mkdir()
        targets = [papers / f"list.{kind}" for kind in ("xlsx", "pdf", "csv")]
        for target in targets:
            services.lists.write(LISTS[0], target, Progress())
        older = {target.name: content_of(target) for target in targets}
        watch = Watch(papers, flushes=flushes)
        with watch.noting():
            for target in targets:
                services.lists.write(LISTS[1], target, Progress())
        watch.tell()
        newer = {target.name: content_of(target) for target in targets}

    def judge(found: Path, told: bool) -> tuple[bool, bool]:
        lost = corrupt = False
        for name, old in older.items():
            said = content_of(found / name)
            corrupt |= said not in {old, newer[name]}
            lost |= told and said != newer[name]
        return lost, corrupt

    return watch.steps, judge


def _restore(place: Path, *, leave_log: bool = False) -> tuple[list[Step], Judge]:
    """Note the restore of a copy over a ledger that was cut off with its log beside it."""
    folder, examiner = place / "ledger", Examiner()
    template(folder, firms=3)
    with closing(open_ledger(folder, world())) as services:
        copy = services.backups.make(CopyReason.MANUAL, Progress()).path
        days_work(services, lambda _: None, turns=2)
        days_work(services, lambda _: None, turns=2)
        for suffix in ("", "-wal"):  # as a program leaves them that was killed
            shutil.copyfile(folder / f"{FILE}{suffix}", place / f"{FILE}{suffix}")
    for suffix in ("", "-wal"):
        shutil.copyfile(place / f"{FILE}{suffix}", folder / f"{FILE}{suffix}")
    (folder / LOCK_NAME).write_text("")
    present = {suffix: (folder / f"{FILE}{suffix}").read_bytes() for suffix in ("", "-wal")}
    numbers = count(1)
    rebirth = Rebirth("b1", "s1", NOW, lambda: f"{next(numbers):032x}")
    kept = restoring._PRESENT
    watch = Watch(folder)
    with watch.noting():
        if leave_log:  # the negative control: the ledger goes aside and its log stays
            restoring._PRESENT = ("",)
        try:
            restore(folder, copy, rebirth, Progress())
        finally:
            restoring._PRESENT = kept
    watch.tell()
    older, newer = _digests(place, present, folder, examiner)

    def judge(found: Path, told: bool) -> tuple[bool, bool]:
        (found / LOCK_NAME).write_text("")
        try:
            started(found)
            _, broken, _ = examiner.look(found / FILE)
            said = examiner.digest(found / FILE)
        except (KnownError, DBAPIError) as error:
            if not leave_log:
                print("restore:", repr(error)[:200])
            return told, True
        aside = {path.read_bytes() for path in found.glob(f"quarantine/*/{FILE}*")}
        # what came does not cost what was there: it stands aside, byte for byte
        gone = said == newer and not set(present.values()) <= aside
        return gone or (told and said != newer), bool(broken) or said not in {older, newer}

    return watch.steps, judge


def _digests(place: Path, present: dict[str, bytes], folder: Path, examiner: Examiner) -> tuple[str, str]:
    """Return what the ledger said before and what the one that came says."""
    told = []
    for number, files in enumerate((present, {"": (folder / FILE).read_bytes()})):
        lone = place / f"lone{number}"
        lone.mkdir()
        for suffix, data in files.items():
            (lone / f"{FILE}{suffix}").write_bytes(data)
        started(lone)
        told.append(examiner.digest(lone / FILE))
    return told[0], told[1]


def _take(place: Path) -> tuple[list[Step], Judge]:
    """Note what a take does beside the ledger, whose own statements are cut by `power_cuts`."""
    place.mkdir()
    letter = written_letter(place, attachments=True)
    folder = fresh_county(place)
    watch = Watch(folder)
    with closing(open_county(folder)) as services, watch.noting():
        services.letters.incoming.take(letter)
        watch.tell()
    arrived = {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name in {"attachments", "inbox"}
    }
    if not any(path.suffix == ".jpg" for path in arrived) or not any(path.suffix == ".sgb" for path in arrived):
        raise RuntimeError("the package brought no picture, or was not put aside")

    def judge(found: Path, told: bool) -> tuple[bool, bool]:
        there = {path: (found / path).read_bytes() for path in arrived if (found / path).is_file()}
        torn = any(data != arrived[path] for path, data in there.items())
        return told and len(there) < len(arrived), torn

    return watch.steps, judge
