"""Power cuts under the program's own statements: what was told as kept is there, and the ledger is whole."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from db.ledger import FILE
from desktop.kernel.errors import KnownError
from tests.torture import SEED, Row, part_of
from tests.torture.disk import Disk, Note
from tests.torture.ledgers import Examiner, started, template
from tests.torture.tape import Tape, days_tape, replayed, take_tape

FULL, TAKES = 2_000, 300
CONTROLS = 100
TURNS = 12


def run(share: int) -> list[Row]:
    """Cut real saves and a real take; then cut with a guard taken away, which must show."""
    count, takes = part_of(FULL, share, least=10), part_of(TAKES, share, least=5)
    controls = part_of(CONTROLS, share, least=12)
    with TemporaryDirectory() as name:
        place = Path(name)
        day = days_tape(place / "day", template(place / "begun", firms=3), TURNS)
        take = take_tape(place / "take")
        return [
            _cut("power cuts while saving", day, replayed(day), count, place),
            _cut("power cuts while taking a package", take, replayed(take), takes, place),
            _cut("synchronous=NORMAL", day, replayed(day, synchronous="NORMAL"), controls, place, must_fail=True),
            _cut("synchronous=OFF", day, replayed(day, synchronous="OFF"), controls, place, must_fail=True),
            _cut("a disk that flushes nothing", day, replayed(day, flushes=False), controls, place, must_fail=True),
        ]


def _cut(name: str, tape: Tape, notes: list[Note], count: int, place: Path, *, must_fail: bool = False) -> Row:
    """Cut the power *count* times between two *notes* and start on what is found, as the program does."""
    chance, examiner, folder = random.Random(SEED), Examiner(), place / "found"
    folder.mkdir(exist_ok=True)
    (folder / "ledger.lock").write_text("")
    where = sorted(chance.randrange(1, len(notes) + 1) for _ in range(count))
    disk, promised, done, lost, corrupt = Disk({FILE: tape.ledger}), [], 0, 0, 0
    for place_of_cut in where:
        for note in notes[done:place_of_cut]:
            disk.take(note)
            if note.deed == "told":
                promised.append(note.name)
        done = place_of_cut
        _lay_out(folder, disk.cut(chance))
        try:
            if not must_fail:
                started(folder)
            gone, found, _ = examiner.look(folder / FILE, promised)
        except (KnownError, DBAPIError) as error:
            gone, found = 0, (("fell", repr(error)[:100]),)
        lost += gone > 0
        corrupt += bool(found)
        if (gone or found) and not must_fail:
            print(name, "cut", place_of_cut, gone, found[:3])
    saved = sum(note.deed == "told" for note in notes)
    flushed = sum(note.deed == "flush" for note in notes)
    told = f"{saved} saves, {len(notes)} things done to the disk, {flushed} flushes"
    return Row(name, count, lost, corrupt, told, must_fail=must_fail)


def _lay_out(folder: Path, files: dict[str, bytes]) -> None:
    for path in folder.glob(f"{FILE}*"):
        path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
