"""A whole ledger that this program cannot open: what stands in it can be read all the same, and it stays as it is."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from hashlib import sha256

import openpyxl
import pytest

import db.ledger
from db.upgrade import MIGRATIONS, bring_up
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.listing import ListFormat
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger, restorer
from tests.services.making import OCTOBER, enter, figures

NAME = "盂县甲洗煤厂（演示）"
FAILS = '''
"""A step that a test of the start takes."""

from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade() -> None:
    """Fail after half of the work."""
    op.execute("ALTER TABLE enterprise ADD COLUMN nickname TEXT")
    op.execute("UPDATE nothing SET x = 1")
'''


@pytest.fixture
def closed(services):
    """Return the folder of a closed ledger of one enterprise with a figure."""
    uid = enter(services, NAME, contact="演示甲")
    services.figures.save(figures(uid, OCTOBER, main_revenue_ytd=1850))
    services.close()
    return services.folder


def digests(folder):
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def refused(folder, world):
    with pytest.raises(KnownError) as caught:
        open_ledger(folder, world)
    return caught.value.code


@pytest.fixture
def newer(closed, tmp_path):
    """Return a folder as a later program leaves it when killed: a number of its own, a table nobody knows, a log."""
    left = tmp_path / "后来的"
    with closing(sqlite3.connect(closed / "ledger.db")) as driver:
        driver.execute("PRAGMA user_version=9")
        driver.execute("PRAGMA journal_mode=WAL")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        driver.execute("CREATE TABLE moon (uid TEXT, enterprise TEXT, phase BLOB) STRICT")
        driver.execute("INSERT INTO moon SELECT 'm1', uid, x'0102' FROM enterprise")
        driver.execute("UPDATE enterprise SET contact = '演示乙'")
        driver.commit()
        shutil.copytree(closed, left)
    return left


def test_a_newer_ledger_is_refused_without_folding_its_log(newer, world):
    before = digests(newer)
    assert "ledger.db-wal" in before
    assert refused(newer, world) == "newer_data"
    assert digests(newer) == before


def test_its_tables_come_out_as_workbooks_with_what_stood_in_the_log(newer, world, tmp_path):
    before = digests(newer)
    written = restorer(newer, world).tables(tmp_path / "各表", Progress())
    assert digests(newer) == before
    names = {path.name for path in written}
    assert {"enterprise_企业.xlsx", "figure_月度数据.xlsx", "moon.xlsx"} <= names
    assert not names & {"change.xlsx", "change_value.xlsx", "own_key.xlsx"}
    rows = list(openpyxl.load_workbook(tmp_path / "各表" / "enterprise_企业.xlsx").active.values)
    firm = dict(zip(rows[0], rows[1], strict=True))
    assert (firm["企业名称（name）"], firm["联系人（contact）"]) == (NAME, "演示乙")
    head, moon = openpyxl.load_workbook(tmp_path / "各表" / "moon.xlsx").active.values
    assert (head, moon) == (("uid", "enterprise", "phase"), ("m1", NAME, "<2>"))
    assert "以分计" in (tmp_path / "各表" / "说明.txt").read_text(encoding="utf-8-sig")


def test_they_come_out_as_text_too(newer, world, tmp_path):
    restorer(newer, world).tables(tmp_path / "各表", Progress(), ListFormat.CSV)
    assert NAME in (tmp_path / "各表" / "figure_月度数据.csv").read_text(encoding="utf-8-sig")


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_after_a_migration_that_fails_the_program_of_before_goes_on(closed, world, tmp_path, monkeypatch):
    steps = tmp_path / "steps"
    shutil.copytree(MIGRATIONS, steps)
    (steps / "versions" / "r0002_fails.py").write_text(FAILS, encoding="utf-8")
    with monkeypatch.context() as later:
        later.setattr(db.ledger, "bring_up", partial(bring_up, migrations=steps, schema=2))
        assert refused(closed, world) == "migration_failed"
        written = restorer(closed, world).tables(tmp_path / "各表", Progress())
    rows = list(openpyxl.load_workbook(next(each for each in written if "enterprise_" in each.name)).active.values)
    assert "nickname" not in rows[0]
    with closing(open_ledger(closed, world)) as services:
        (uid,) = services.enterprises.ids(EnterpriseFilter())
        assert services.enterprises.get(uid).draft.name == NAME
        assert not services.check.run(deep=True)
        (copy,) = [row for row in services.backups.list() if row.label.reason == CopyReason.MIGRATION]
    assert copy.verified
