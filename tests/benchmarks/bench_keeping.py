"""Keeping: what a copy and a restore cost over copying and hashing the same file, and what a start looks at.

Copying and hashing is the yardstick: the same bytes to a new file, on to the disk, and once through SHA-256. A restore
unpacks, hashes, checks every page and reference, begins the new incarnation, and changes the names.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.queries import health
from db.restore import Rebirth
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseDraft
from desktop.kernel.progress import Progress
from desktop.services.steps.restoring import restore
from tests.benchmarks import Ratio
from tests.benchmarks.bench_ledger import _office

NOW = datetime(2026, 10, 31, 4, tzinfo=UTC)
_PIECE = 1 << 20


def run(firms: int = 4_000, turns: int = 5) -> list[Ratio]:
    """Measure on a ledger of *firms* enterprises, each entered through the journal."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        services = _office(folder)
        _enter(services, firms)
        database = services.check._database
        copied = _best(turns, lambda: services.backups.make(CopyReason.MANUAL, Progress()))
        quick = _best(turns, lambda: database.read(health.damage))
        deep = _best(1, lambda: database.read(health.findings, deep=True))
        newest = services.backups.list()[0]
        services.close()
        size = (folder / "ledger.db").stat().st_size
        bare = _best(turns, lambda: _copied_and_hashed(folder / "ledger.db", folder / "bare.db"))
        (folder / "bare.db").unlink()
        numbers = count(1)
        restored = _best(turns, lambda: _restored(folder, newest.path, numbers))
    told = f"{size / 1e6:.0f} MB, {newest.label.facts.changes:,} Changes, copying and hashing {bare * 1000:.0f} ms"
    return [
        Ratio("restore over copying and hashing the same file", restored / bare, 5.0, f"{restored:.2f} s; {told}"),
        Ratio("copy with every check over the same", copied / bare, None, f"{copied:.2f} s"),
        Ratio("quick look of a start over the same", quick / bare, None, f"{quick * 1000:.0f} ms"),
        Ratio("full look once a week over the same", deep / bare, None, f"{deep:.2f} s"),
    ]


def _enter(services: Any, firms: int) -> None:
    """Enter *firms* in one deed, as an import does: the journal is most of a ledger."""
    from db.models.enterprise import Enterprise
    from desktop.services.steps.finding import findable

    with services.check._database.work("bench", "p") as work:
        for number in range(firms):
            name = f"演示第{number}耐火材料有限公司"
            found = findable(name, (), "")._asdict()
            work.add(Enterprise(uid=f"{number:032x}", name=name, contact="演示", contact_phone="13800000000", **found))
    services.enterprises.save(EnterpriseDraft(name="最后一户（演示）"))


def _copied_and_hashed(source: Path, target: Path) -> str:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    digest = hashlib.sha256()
    with target.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _restored(folder: Path, copy: Path, numbers: Any) -> None:
    number = next(numbers)
    restore(folder, copy, Rebirth(f"b{number}", f"s{number}", NOW, lambda: "0" * 32), Progress())


def _best(turns: int, work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(turns):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best
