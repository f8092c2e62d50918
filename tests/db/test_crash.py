"""A program that dies in the middle of a deed loses nothing it said was kept, and keeps nothing by halves."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from db.ledger import FILE, open_ledger
from db.queries.health import findings
from tests.db.making import World, fresh

ROOT = Path(__file__).parents[2]
# says the number of each deed once it is kept, and dies before its n-th statement; a deed is two of each
WRITER = """
import os
import sys
from pathlib import Path
from sqlalchemy import event
from db.ledger import open_ledger
from desktop.domain.codes import Measure
from tests.db.making import CLERK, World, enterprise, figure

left = int(sys.argv[2])

def count(*call):
    global left
    left -= 1
    if left == 0:
        os._exit(9)  # nothing is tidied up

ledger = open_ledger(Path(sys.argv[1]), World().means())
event.listen(ledger._engine, "before_cursor_execute", count)
for number in range(1000):
    with ledger.work("write", CLERK) as work:
        for side in "ab":
            uid = work.add(enterprise(f"{number}-{side}"))
            work.set_figure(uid, "2026-10", Measure.STAFF, "u", figure(number))
    print(number, flush=True)
"""


@pytest.mark.parametrize("statement", [2, 4, 17, 19, 21, 23, 25, 27, 29, 31])
def test_program_that_dies_before_a_statement_leaves_whole_deeds(template, folder, statement):
    fresh(template, folder, World()).close()
    writer = subprocess.run(
        [sys.executable, "-c", WRITER, str(folder), str(statement)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (writer.returncode, writer.stderr) == (9, "")
    assert (folder / f"{FILE}-wal").exists()  # it had no time to tidy up
    told = {f"{number}-{side}" for number in writer.stdout.split() for side in "ab"}
    database = open_ledger(folder, World("after").means())
    try:
        sql = "SELECT uid FROM enterprise"
        assert set(database.read(lambda connection: connection.execute(text(sql)).scalars().all())) == told
        assert database.read(findings, deep=True) == ()
        with database.work("goes on", "p") as work:
            assert work.result == ""
    finally:
        database.close()
