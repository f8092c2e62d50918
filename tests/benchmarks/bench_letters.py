"""Letters: uniting 50 packages against bare inserts of the same rows, writing and proving one against zip and digest.

Both sides of a comparison work on the same rows in files opened the same way, in one process, turn about; processor
time is compared, which other work on the computer hardly touches, and the quickest turn counts.
"""

import hashlib
import io
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, insert

from db.ledger import make_ledger
from db.merging import take_changes
from db.models.enterprise import Enterprise
from desktop.domain.carried import Carried, CarriedSave
from desktop.domain.change import Cell, Change, ChangeId, canonical, link, seal
from desktop.domain.codes import ChangeKind, Measure, Subject
from desktop.domain.figure import MONTHLY
from desktop.domain.package import Manifest, PackageType, Sender
from desktop.exchange.changes import OPS, OPS_SCHEMA, change_line, read_changes
from desktop.exchange.reader import open_package
from desktop.exchange.signing import key_id, new_key
from desktop.exchange.writer import Content, lines, write_package
from tests.benchmarks import Ratio
from tests.db.making import World

COUNTY = "140322-county"
MONTHS = ("2026-02", *(f"2026-{number:02d}" for number in range(3, 13)), "2027-02")

Run = list[Carried]


def run(packages: int = 50, changes: int = 3_000, enterprises: int = 5_000, turns: int = 3) -> list[Ratio]:
    """Measure both; the numbers are made smaller only to try the benchmark itself."""
    with TemporaryDirectory() as folder:
        return [_uniting(Path(folder), packages, changes, turns), _writing(enterprises, turns)]


def figures(unit: str, count: int, firms: int) -> Run:
    """Return a run of *count* figures that *unit* reports of *firms* enterprises, each a cell of its own."""
    run: Run = []
    last = ""
    measures = [measure for measure in MONTHLY if measure is not Measure.STAFF]
    for number in range(count):
        firm, rest = f"e{number % firms}", number // firms
        month, measure = MONTHS[rest % len(MONTHS)], measures[rest // len(MONTHS) % len(measures)]
        value = canonical(
            {
                "amount": f"{1000 + number}.00",
                "raw": str(1000 + number),
                "scale": "one",
                "source": "enterprise",
                "obtained": "paper",
                "given_by": "会计",
                "on": "2026-11-02",
            }
        )
        salt = f"{number:032x}"
        change = Change(
            id=ChangeId(f"{unit}#a1", number + 1),
            cell=Cell(Subject.FIGURE, firm, measure, month, unit),
            kind=ChangeKind.EDIT,
            parents=(),
            who="p1",
            save=f"{unit}-{number // 10}",
            hlc=f"2026-11-02T01:00:00.000Z+{number % 65_536:04x}",
            wall="2026-11-02T09:00:00.000+08:00",
            tz="+0800",
            sealed=seal(value, None, salt),
        )
        last = link(last, change)
        run.append(Carried(change, last, value, salt, None))
    return run


def _uniting(folder: Path, packages: int, changes: int, turns: int) -> Ratio:
    firms = max(changes // (len(MONTHS) * 4), 1)
    sent = [figures(f"140322-unit{number:02d}", changes, firms) for number in range(packages)]
    each = [
        (_ours(folder / f"ours{turn}", sent, firms), _bare(folder / f"bare{turn}", sent, firms))
        for turn in range(turns)
    ]
    ours, bare = (min(times) for times in zip(*each, strict=True))
    total = packages * changes
    return Ratio(
        f"uniting {packages} packages of {changes} changes over bare inserts of the same rows",
        ours / bare,
        3.0,
        f"ours {ours:.2f} s for {total}, bare {bare:.2f} s",
    )


def _ours(folder: Path, sent: Sequence[Run], firms: int) -> float:
    database = make_ledger(folder, COUNTY, "c1", World("bench").means())
    try:
        database.note(_enterprises, firms)
        begun = time.process_time()
        for each in sent:
            saves = [CarriedSave(save, "figure.save", "p1", "") for save in {one.change.save for one in each}]
            with database.work("package.take", "p1") as work:
                take_changes(work.connection, each, saves, county=COUNTY)
        return time.process_time() - begun
    finally:
        database.close()


def _bare(path: Path, sent: Sequence[Run], firms: int) -> float:
    """Insert the same Change, value and head rows (these have no parents), one transaction a package."""
    database = make_ledger(path, COUNTY, "c1", World("bare").means())
    try:
        database.note(_enterprises, firms)
        begun = time.process_time()
        for each in sent:
            database.note(_insert, each)
        return time.process_time() - begun
    finally:
        database.close()


def _enterprises(connection: Connection, firms: int) -> None:
    names = [{"uid": f"e{number}", "name": f"演示{number}", "sort_name": f"{number}"} for number in range(firms)]
    blank = Enterprise(uid="", name="").model_dump()
    connection.execute(insert(Enterprise), [blank | name for name in names])


def _insert(connection: Connection, run: Run) -> None:
    many = connection.connection.driver_connection
    if many is None:
        raise LookupError("no driver")
    many.executemany("INSERT OR IGNORE INTO save VALUES (?, ?, ?, ?, '', NULL)", _saves(run))
    many.executemany(
        "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [_row(one) for one in run],
    )
    many.executemany(
        "INSERT INTO change_value VALUES (?, ?, ?, ?, ?)",
        [(*one.change.id, one.value, one.salt, one.reason) for one in run],
    )
    many.executemany(
        "INSERT INTO head VALUES (?, ?, ?, ?, ?, ?)", [(*one.change.cell[1:], *one.change.id) for one in run]
    )


def _row(one: Carried) -> tuple[object, ...]:
    change = one.change
    when = (change.hlc, change.wall, change.tz)
    return (*change.id, *change.cell, change.kind, change.who, change.save, *when, change.sealed, one.hash)


def _saves(run: Run) -> list[tuple[str, str, str, str]]:
    return [(save, "figure.save", "p1", "") for save in sorted({one.change.save for one in run})]


def _writing(enterprises: int, turns: int) -> Ratio:
    run = figures("140322-unit00", enterprises * len(MONTHS), enterprises)
    key = new_key()
    head = Manifest(
        type=PackageType.SUBMISSION,
        package_id="bench-letter",
        created_at="2026-11-02T09:00:00+08:00",
        app="bench",
        sender=Sender("140322-unit00", "a1", key_id(key.public.sign)),
        recipients=(COUNTY,),
        seq=1,
    )
    content = lines(map(change_line, run))
    ours, bare = [], []
    for _ in range(turns):
        begun = time.process_time()
        package = open_package(write_package(head, [Content(OPS, content, OPS_SCHEMA)], key).content)
        ours.append(time.process_time() - begun)
        begun = time.process_time()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ops.jsonl", content)
        hashlib.sha256(content).hexdigest()
        with zipfile.ZipFile(packed) as archive:
            hashlib.sha256(archive.read("ops.jsonl")).hexdigest()
        bare.append(time.process_time() - begun)
    begun = time.process_time()
    read = sum(1 for _ in read_changes(package.lines(OPS)))
    reading = time.process_time() - begun
    return Ratio(
        f"writing and proving {enterprises} enterprises × {len(MONTHS)} months over zip and digest of the same bytes",
        min(ours) / min(bare),
        3.0,
        f"ours {min(ours):.2f} s, bare {min(bare):.2f} s, {len(content) >> 20} MB; {read} lines in {reading:.2f} s",
    )
