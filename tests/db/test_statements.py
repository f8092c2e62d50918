"""Many reported figures at a time: what is new is written, what is the same is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from db.queries import figures
from db.queries.health import findings
from db.statements import Statement
from desktop.domain.codes import Measure
from tests.db.making import CLERK, UNIT, World, add, enterprise, figure, fresh
from tests.examples import fewer

PERIODS, MEASURES = ("2026-09", "2026-10", "2025"), (Measure.STAFF, Measure.MAIN_REVENUE_YTD)


def say(database, *statements):
    with database.work("test", CLERK) as work:
        return work.set_figures(statements, UNIT)


def amounts(database):
    kept = database.read(figures.by_enterprise, PERIODS, UNIT)
    return {
        (uid, period, measure): value.amount
        for uid, periods in kept.items()
        for period, values in periods.items()
        for measure, value in values.items()
    }


def changes(database):
    sql = "SELECT count(*) FROM change WHERE subject = 'figure'"
    return database.read(lambda connection: connection.execute(text(sql)).scalar())


@pytest.fixture
def ledger(database):
    add(database, enterprise("e1"), enterprise("e2"))
    return database


def test_many_are_kept_in_one_deed(ledger):
    said = [Statement(uid, period, Measure.STAFF, figure(7)) for uid in ("e1", "e2") for period in PERIODS]
    assert say(ledger, *said) == 6
    assert len(amounts(ledger)) == changes(ledger) == 6
    assert say(ledger, *said) == 0
    assert changes(ledger) == 6


def test_same_value_with_a_reason_is_told_once_more(ledger):
    say(ledger, Statement("e1", "2026-10", Measure.STAFF, figure(7)))
    assert say(ledger, Statement("e1", "2026-10", Measure.STAFF, figure(7), "电话核实过")) == 1
    assert (changes(ledger), len(amounts(ledger))) == (2, 1)
    assert ledger.read(findings, deep=True) == ()


def test_last_word_on_a_cell_counts(ledger):
    cell = ("e1", "2026-10", Measure.STAFF)
    assert say(ledger, *(Statement(*cell, figure(amount)) for amount in (7, 8, 9))) == 3
    assert amounts(ledger) == {cell: 9}
    assert say(ledger, Statement(*cell, figure(1)), Statement(*cell, None)) == 2
    assert amounts(ledger) == {}
    assert ledger.read(findings, deep=True) == ()


def test_figures_of_another_unit_stay(ledger):
    with ledger.work("test", CLERK) as work:
        work.set_figures([Statement("e1", "2026-10", Measure.STAFF, figure(15))], "140322-gxj")
    say(ledger, Statement("e1", "2026-10", Measure.STAFF, figure(7)))
    say(ledger, Statement("e1", "2026-10", Measure.STAFF, None))
    assert ledger.read(lambda found: found.execute(text("SELECT by_unit, amount FROM figure")).all()) == [
        ("140322-gxj", 15)
    ]


STATEMENTS = st.builds(
    Statement,
    st.sampled_from(["e1", "e2"]),
    st.sampled_from(PERIODS),
    st.sampled_from(MEASURES),
    st.none() | st.integers(0, 3).map(figure),
    st.sampled_from([None, "核实"]),
)


@fewer()
@given(deeds=st.lists(st.lists(STATEMENTS, max_size=5), max_size=5))
def test_any_statements_leave_what_was_said_last(template, tmp_path_factory, deeds):
    database = fresh(template, tmp_path_factory.mktemp("d"), World())
    try:
        add(database, enterprise("e1"), enterprise("e2"))
        expected = {}
        for deed in deeds:
            say(database, *deed)
            expected |= {each.key: each.value and each.value.amount for each in deed}
        assert amounts(database) == {key: amount for key, amount in expected.items() if amount is not None}
        assert database.read(findings, deep=True) == ()
    finally:
        database.close()
