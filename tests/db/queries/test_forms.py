"""Which enterprises stand on a form of a month, and which have left it."""

from datetime import date

import pytest

from db.models.enterprise import Assignment, TierStay
from db.queries import forms
from tests.db.making import UNIT, add, enterprise

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def stay(uid, tier, since, until=None):
    return TierStay(uid=f"{uid}-{tier}", enterprise=uid, tier=tier, since=since, until=until)


@pytest.fixture
def ledger(database):
    add(database, *(enterprise(f"e{number}") for number in range(1, 8)), enterprise("e8", voided=True))
    add(
        database,
        stay("e1", "key", date(2026, 1, 5)),
        stay("e2", "key", date(2026, 1, 5), date(2026, 10, 15)),
        stay("e3", "base", LAST),
        stay("e4", "base", date(2026, 11, 1)),
        stay("e5", "base", date(2026, 1, 5), date(2026, 10, 10)),
        stay("e5", "key", date(2026, 10, 10)),
        stay("e7", "key", date(2026, 1, 5)),
        stay("e8", "key", date(2026, 1, 5)),
        # handed to another office in the middle of the month
        Assignment(uid="a", enterprise="e7", dimension="territory", unit=UNIT, since=FIRST, until=date(2026, 10, 20)),
    )
    return database


def listed(database, *tiers, unsorted=False):
    return database.read(forms.listed_on, tiers, LAST, unit=UNIT, unsorted=unsorted)


def test_those_that_stood_in_the_tier_on_the_last_day(ledger):
    assert listed(ledger, "key") == ("e1", "e5")
    assert listed(ledger, "base") == ("e3",)
    assert listed(ledger, "base", "key") == ("e1", "e3", "e5")


def test_those_nobody_sorted_yet_may_count(ledger):
    assert listed(ledger, "key", unsorted=True) == ("e1", "e4", "e5", "e6")


def test_no_tier_named_means_the_whole_list(ledger):
    assert listed(ledger) == ("e1", "e2", "e3", "e4", "e5", "e6")


def test_those_that_left_and_were_not_back(ledger):
    def left(*tiers, unsorted=False):
        found = ledger.read(forms.left_between, tiers, FIRST, LAST, unit=UNIT, unsorted=unsorted)
        return [uid for uid, _ in found]

    # e2 left the tiers, e7 the office
    assert left("base", "key") == ["e2", "e7"]
    assert left("base") == ["e5"]
    assert left() == ["e7"]
    add(ledger, Assignment(uid="b", enterprise="e6", dimension="sector", unit=UNIT, since=FIRST, until=LAST))
    assert left("key", unsorted=True) == ["e2", "e6", "e7"]
    assert left("key") == ["e2", "e7"]
