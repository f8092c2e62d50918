"""A program that is killed loses nothing it said was kept, and keeps nothing by halves."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from db.ledger import FILE, open_ledger
from db.queries.health import findings
from tests.db.making import World, fresh

ROOT = Path(__file__).parents[2]
# says the number of each deed once it is kept; a deed is two enterprises and their figures
WRITER = """
import sys
from pathlib import Path
from db.ledger import open_ledger
from desktop.domain.codes import Measure
from tests.db.making import CLERK, World, enterprise, figure

world = World(sys.argv[2])
ledger = open_ledger(Path(sys.argv[1]), world.means())
for number in range(1_000_000):
    with ledger.work("write", CLERK) as work:
        for side in "ab":
            uid = work.add(enterprise(f"{sys.argv[2]}-{number}-{side}"))
            work.set_figure(uid, "2026-10", Measure.STAFF, "u", figure(number))
    print(number, flush=True)
"""


@pytest.mark.parametrize("deeds", [1, 7, 40])
def test_killed_program_loses_nothing_it_told(template, folder, deeds):
    fresh(template, folder, World()).close()
    for round_number, told in enumerate((deeds, deeds + 1)):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), f"r{round_number}x"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for number in range(told):
            assert writer.stdout.readline() == f"{number}\n"
        writer.kill()
        later = [int(line) for line in writer.stdout.read().split()]
        writer.stdout.close()
        writer.wait()
        assert (folder / f"{FILE}-wal").exists()  # it had no time to tidy up
        _check(folder, f"r{round_number}x", max([told - 1, *later]))


def _check(folder, prefix, last):
    database = open_ledger(folder, World("check").means())
    try:
        sql = "SELECT uid FROM enterprise WHERE uid LIKE :prefix"
        found = set(database.read(lambda it: it.execute(text(sql), {"prefix": f"{prefix}-%"}).scalars().all()))
        told = {f"{prefix}-{number}-{side}" for number in range(last + 1) for side in "ab"}
        unheard = {f"{prefix}-{last + 1}-{side}" for side in "ab"}  # kept, but killed before it could say so
        assert found in (told, told | unheard)
        assert database.read(findings, deep=True) == ()
    finally:
        database.close()
