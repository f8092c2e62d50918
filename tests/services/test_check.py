"""The check looks the ledger through and changes nothing."""

import sqlite3

import pytest

from db.ledger import FILE
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger
from tests.services.making import OCTOBER, enter, figures, nothing_written, put_in, visit


@pytest.fixture
def filed(services, desk):
    uid = enter(services, township="140322-xiushui")
    put_in(services, uid)
    services.figures.save(figures(uid, main_revenue_ytd=1850))
    services.visits.save(visit(uid))
    services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    return services


@pytest.mark.parametrize("deep", [False, True])
def test_whole_ledger_has_no_finding_and_is_not_touched(filed, deep):
    with nothing_written(filed):
        assert filed.check.run(deep=deep) == ()


@pytest.mark.parametrize(
    ("statement", "deep", "code"),
    [
        ("UPDATE enterprise SET township = '140322-nanlou'", False, "township_differs"),
        ("UPDATE enterprise SET tier = 'base'", False, "tier_differs"),
        ("DELETE FROM head WHERE field = 'main_revenue_ytd'", False, "figure_without_head"),
        ("UPDATE enterprise SET contact = '赵某'", True, "value_differs"),
        ("UPDATE figure SET amount = amount + 1", True, "value_differs"),
        ("UPDATE visit SET summary = '改'", True, "value_differs"),
        ("UPDATE change SET who = 'x' WHERE seq = 3", True, "chain_hash"),
        ("UPDATE filing_document SET content = X'00'", True, "document_damaged"),
    ],
)
def test_what_was_changed_past_the_program_is_found(filed, folder, world, statement, deep, code):
    filed.close()
    with sqlite3.connect(folder / FILE) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()
    again = open_ledger(folder, world)
    try:
        found = {finding.code for finding in again.check.run(deep=deep)}
        assert code in found
        if deep:
            assert code not in {finding.code for finding in again.check.run()}
    finally:
        again.close()
