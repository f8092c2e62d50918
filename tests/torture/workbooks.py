"""Workbooks bent by chance: an answer each, in time and memory, and nothing written."""

import resource
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.paths import reader_command
from tests.intake.bad_files import CSV_HEAD, DATA, DAY, LEDGER, LINE, text
from tests.intake.making import GOOD, HEAD, THIRD, save, share_texts
from tests.intake.mutations import mutate_workbooks
from tests.services.making import SEPTEMBER, Clock, begun, database_of, digest, enter, figures, look, make_world
from tests.torture import SEED, Row, part_of

FULL, BATCH = 5_000, 250
SECONDS, MEGABYTES = 10, 500


def run(share: int) -> list[Row]:
    """Let the real import look at each, with the reader in its own process."""
    count = part_of(FULL, share)
    with TemporaryDirectory() as name:
        folder = Path(name)
        world = replace(make_world(Clock()), reader=reader_command())
        services = begun(folder / "ledger", world)
        services.figures.save(figures(enter(services, LEDGER, THIRD), SEPTEMBER, main_revenue_ytd=1000))
        seeds = _seeds(folder)
        before = digest(services), database_of(services).total_changes()
        fell, wall, work, read = 0, 0.0, 0.0, 0

        def timed(path: Path) -> None:
            nonlocal work
            since = _processor()
            try:
                look(services, path)
            finally:
                work = max(work, _processor() - since)

        for number, start in enumerate(range(0, count, BATCH)):
            outcome = mutate_workbooks(seeds, folder, timed, count=min(BATCH, count - start), seed=SEED + number)
            fell += len(outcome.fell)
            wall = max(wall, outcome.slowest)
            read += outcome.answers["read"]
            for seed, said in outcome.fell:
                print(seed, said)
        written = (digest(services), database_of(services).total_changes()) != before
        services.close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    # processor time: other work on the computer is not the program's
    over = int(work > SECONDS) + int(most > MEGABYTES)
    told = (
        f"{read} read, {count - read} refused; slowest {work:.1f} s of work, {wall:.1f} s by the clock; {most:.0f} MB"
    )
    return [Row("bent workbooks looked at", count, int(written), fell + over, told)]


def _processor() -> float:
    """Return the seconds of work so far, those of the readers too."""
    own, readers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + readers.ru_utime + readers.ru_stime


def _seeds(folder: Path) -> tuple[Path, ...]:
    rows = [[number, f"演示第{number}厂", GOOD, "13800138000", number * 1.5, DAY] for number in range(30)]
    return (
        share_texts(save(folder / "b.xlsx", [["名单"], HEAD, *rows])),
        DATA / "excel97.xls",
        text(CSV_HEAD + LINE * 30, "gb18030", "c.csv")(folder),
    )
