"""Kills while a list is written over an older one: the old file or the new one, whole."""

import random
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.listing import ListColumn, ListFormat, Listing
from desktop.kernel.files import sweep
from desktop.kernel.progress import Progress
from desktop.wiring import Services, open_ledger
from tests.torture import SEED, Row, part_of
from tests.torture.dying import READY, Tell, killed
from tests.torture.ledgers import Examiner, looked_through, template, world

FULL = 500
LONGEST = 0.25  # seconds: a list is written over the other several times
LISTS = tuple(
    Listing(
        "演示名单", (ListColumn("企业"), ListColumn("电话")), tuple((f"演示{n}厂", "13800138000") for n in range(rows))
    )
    for rows in (5, 60)
)


def run(share: int) -> list[Row]:
    """Kill the real export of xlsx, pdf and csv; the target's bytes are those of one of the two lists."""
    count, chance = part_of(FULL, share, least=6), random.Random(SEED)
    destroyed = amid = swept = 0
    with TemporaryDirectory() as name:
        folder, papers = template(Path(name) / "ledger"), Path(name) / "papers"
        papers.mkdir()
        right = _written(folder, papers)
        kinds = cycle(ListFormat)
        for number in range(count):
            target = papers / f"list.{next(kinds)}"
            death = killed(lambda tell, target=target: _exports(folder, target, tell), chance.uniform(0, LONGEST))
            swept += (left := sweep(papers))
            amid += left > 0
            if content_of(target) not in right[target.name]:
                destroyed += 1
                print("kill", number, target.name, death.told[-1:])
        _, found, _ = looked_through(Examiner(), folder)
    told = f"{amid} kills left a half-written file beside the target; the next start's sweep took {swept} away"
    return [Row("kill -9 while exporting", count, destroyed, len(found), told)]


def _written(folder: Path, papers: Path) -> Mapping[str, list[bytes]]:
    """Return the bytes of both lists in every format, and leave the first at its place."""
    right: dict[str, list[bytes]] = {}
    with closing(open_ledger(folder, world())) as services:
        for kind in ListFormat:
            target = papers / f"list.{kind}"
            right[target.name] = [_bytes(services, listing, target) for listing in reversed(LISTS)]
            if right[target.name][1] != _bytes(services, LISTS[0], target):
                raise RuntimeError(f"two {kind} of the same list differ: they cannot be told from a broken one")
    return right


def _bytes(services: Services, listing: Listing, target: Path) -> bytes:
    services.lists.write(listing, target, Progress())
    return content_of(target)


def content_of(target: Path) -> bytes:
    """Return the bytes of *target*; of a workbook those of its parts, without the time of writing."""
    if not target.is_file():
        return b"nothing"
    if target.suffix != ".xlsx":
        return target.read_bytes()
    try:
        with zipfile.ZipFile(target) as archive:
            return b"".join(archive.read(name) for name in archive.namelist() if name != "docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error) as error:
        return repr(error).encode()


def _exports(folder: Path, target: Path, tell: Tell) -> None:
    with closing(open_ledger(folder, world())) as services:
        # fonts and printers are loaded once, and aside
        services.lists.write(LISTS[0], target.parent.parent / target.name, Progress())
        tell(READY)
        for listing in cycle(reversed(LISTS)):
            services.lists.write(listing, target, Progress())
            tell("written")
