"""The visit log as it is listed."""

from datetime import date

import pytest

from db.queries import visits
from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.visit import VisitFilter
from tests.db.making import UNIT, add, enterprise, issue, visit


@pytest.fixture
def ledger(database):
    add(
        database,
        enterprise("e1", "演示晋盛", township="t1", search="演示晋盛\nysjs"),
        enterprise("e2", "演示秀水"),
        visit("1", "e1", date(2026, 2, 28), purposes=["policy", "training"], deliveries=["market"], summary="谈了100%"),
        visit("2", "e1", date(2026, 3, 1), visitors="王演示、李演示", next_on=date(2026, 4, 1)),
        visit("3", "e2", date(2026, 3, 31), next_step="送政策", next_on=date(2026, 4, 20)),
        visit("4", "e2", date(2026, 1, 5), voided=True, void_reason="重复", next_on=date(2026, 2, 1)),
        issue("i1", "e1", visit="1"),
        issue("i2", "e1", visit="1", voided=True),
    )
    return database


def listed(database, **query):
    return [row.uid for row in database.read(visits.rows, VisitFilter(**query), {"t1": "秀水镇"})]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["3", "2", "1"]),
        ({"voided": True}, ["3", "2", "1", "4"]),
        ({"month": "2026-03"}, ["3", "2"]),
        ({"month": "2026-02"}, ["1"]),
        ({"month": "2026-02", "voided": True}, ["1", "4"]),  # January belongs to 1—2月
        ({"enterprise": "e1"}, ["2", "1"]),
        ({"text": "ysjs"}, ["2", "1"]),
        ({"text": "李演示"}, ["2"]),
        ({"text": "100%"}, ["1"]),
        ({"text": "%"}, ["1"]),
        ({"text": "晋盛 李演示"}, ["2"]),
        ({"text": f"{UNIT}-2026-3"}, ["3"]),
    ],
)
def test_filter_finds_newest_first(ledger, query, expected):
    assert listed(ledger, **query) == expected


def test_row_says_what_the_log_shows(ledger):
    row = ledger.read(visits.rows, VisitFilter(month="2026-02"), {"t1": "秀水镇"})[0]
    assert (row.enterprise_name, row.township, row.mode, row.issues) == ("演示晋盛", "秀水镇", VisitMode.ON_SITE, 1)
    assert row.purposes == (VisitPurpose.POLICY, VisitPurpose.TRAINING)


def test_visit_comes_back_whole(ledger):
    found = ledger.read(visits.get, "1")
    assert (found.draft.visited_on, found.draft.deliveries) == (date(2026, 2, 28), (Delivery.MARKET,))
    assert (found.draft.leader, found.draft.next_on, found.issue_uids) == ("", None, ("i1",))
    assert ledger.read(visits.get, "nobody") is None


def test_last_visit_is_the_latest_that_is_not_void(ledger):
    assert ledger.read(visits.last_of, "e1") == "2"
    assert ledger.read(visits.last_of, "nobody") is None


def test_promised_visits_are_due_until_somebody_went(ledger):
    assert ledger.read(visits.due, date(2026, 4, 19)) == (("e1", "演示晋盛", date(2026, 4, 1)),)
    assert [found[0] for found in ledger.read(visits.due, date(2026, 4, 20))] == ["e1", "e2"]
    add(ledger, visit("5", "e1", date(2026, 4, 2)))
    assert [found[0] for found in ledger.read(visits.due, date(2026, 4, 20))] == ["e2"]


NUMBERS = {
    "first": ([], "u-1-2026-0001"),
    "next": (["u-1-2026-0001", "u-1-2026-0002"], "u-1-2026-0003"),
    "after a gap": (["u-1-2026-0007"], "u-1-2026-0008"),
    "past four digits": (["u-1-2026-9999", "u-1-2026-10000"], "u-1-2026-10001"),
    "another year": (["u-1-2025-0009"], "u-1-2026-0001"),
    "another unit": (["u-10-2026-0009", "u_1-2026-0009", "u-1-2026x-0009"], "u-1-2026-0001"),
}


@pytest.mark.parametrize(("kept", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_next_number(database, kept, expected):
    add(database, enterprise("e1"), *(visit(f"v{place}", number=number) for place, number in enumerate(kept)))
    assert database.read(visits.next_number, "visit", "u-1", 2026) == expected
    assert database.read(visits.next_number, "issue", "u-1", 2026) == "u-1-2026-0001"
