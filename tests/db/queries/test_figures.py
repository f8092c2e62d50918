"""Reported figures, by enterprise and by month."""

import pytest

from db.queries import figures
from desktop.domain.codes import Measure
from tests.db.making import CLERK, UNIT, add, enterprise, figure


@pytest.fixture
def ledger(database):
    add(database, enterprise("e1", "演示甲"), enterprise("e2", "演示乙"), enterprise("e3", "演示丙", voided=True))
    with database.work("figures", CLERK) as work:
        for uid, period, measure, unit, amount in (
            ("e1", "2026-10", Measure.STAFF, UNIT, 12),
            ("e1", "2026-10", Measure.STAFF, "other", 15),
            ("e1", "2026-09", Measure.STAFF, UNIT, 11),
            ("e2", "2026-10", Measure.MAIN_REVENUE_YTD, UNIT, -500),
            ("e2", "2025", Measure.MAIN_REVENUE_YEAR, UNIT, 900),
            ("e3", "2026-10", Measure.STAFF, UNIT, 1),
        ):
            work.set_figure(uid, period, measure, unit, figure(amount, str(amount)))
    return database


def test_own_figures_of_the_periods_asked(ledger):
    found = ledger.read(figures.by_enterprise, ["2026-10", "2025"], UNIT)
    assert set(found) == {"e1", "e2", "e3"}
    assert set(found["e1"]) == {"2026-10"}
    assert found["e1"]["2026-10"] == {Measure.STAFF: figure(12, "12")}
    assert found["e2"]["2025"][Measure.MAIN_REVENUE_YEAR].amount == 900


def test_only_the_enterprises_asked(ledger):
    assert set(ledger.read(figures.by_enterprise, ["2026-10"], UNIT, ["e2"])) == {"e2"}
    assert ledger.read(figures.by_enterprise, ["2026-10"], UNIT, []) == {}
    many = [f"x{number}" for number in range(700)]
    assert set(ledger.read(figures.by_enterprise, ["2026-10"], UNIT, [*many, "e1"])) >= {"e1"}


def test_every_monthly_figure_of_what_is_not_void(ledger):
    found = [(row[0], row[1], row[3], row[4].amount) for row in ledger.read(figures.all_of, None)]
    # in the order of names (乙 before 甲), then period and unit; the whole year is no month
    assert found == [
        ("e2", "2026-10", UNIT, -500),
        ("e1", "2026-09", UNIT, 11),
        ("e1", "2026-10", UNIT, 12),
        ("e1", "2026-10", "other", 15),
    ]
    assert len(ledger.read(figures.all_of, "2026-10")) == 3
