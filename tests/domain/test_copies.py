"""Which copies are kept, and when one is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clock import clock_doubtful
from desktop.domain.copies import EVERY, CopyLabel, CopyRow, LedgerFacts, is_due, newest_first, to_drop

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def row(ago: timedelta, *, good: bool = True, name: str = "") -> CopyRow:
    findings = () if good else (("head_differs", "x"),)
    facts = LedgerFacts(1, "u", "甲", 0, 0, 0, 0, "", "", (), findings)
    at = NOW - ago
    return CopyRow(Path(name or f"{at:%Y%m%d%H%M%S%f}"), 1, CopyLabel(at, "manual", facts, "", 1, ()))


def days(*ago: float, good: bool = True) -> list[CopyRow]:
    return [row(timedelta(days=each), good=good) for each in ago]


def kept(rows, **how) -> list[float]:
    dropped = set(to_drop(rows, NOW, **how))
    return [(NOW - each.label.at) / timedelta(days=1) for each in rows if each not in dropped]


def test_everything_of_two_days_is_kept():
    rows = [row(timedelta(hours=hour)) for hour in range(47)]
    assert to_drop(rows, NOW) == ()


def test_more_than_48_in_two_days_are_thinned():
    rows = [row(timedelta(minutes=20 * each)) for each in range(120)]
    assert len(rows) - len(to_drop(rows, NOW)) <= 50  # 48, and the last ones of days


def test_older_ones_are_thinned_to_days_weeks_and_months():
    rows = days(*range(3, 800))
    left = kept(rows)
    assert [each for each in left if each <= 14] == list(range(3, 15))
    assert 30 < len(left) < 50
    assert max(left) > 650  # two years of months


def test_newest_three_good_ones_stay_whatever_their_age():
    rows = days(900, 901, 902, 903) + days(1, 2, good=False)
    assert {900, 901, 902} <= set(kept(rows))


def test_copy_that_cannot_be_read_is_never_dropped():
    strange = CopyRow(Path("x"), 1, None)
    assert strange not in to_drop([strange, *days(*range(3, 800))], NOW)


def test_with_little_room_fewer_are_kept():
    rows = [row(timedelta(hours=hour)) for hour in range(200)]
    assert len(kept(rows, scarce=True)) < len(kept(rows))
    assert kept(rows, scarce=True)[:3] == kept(rows)[:3]


@given(st.lists(st.tuples(st.integers(0, 2000), st.booleans()), max_size=60))
def test_the_three_newest_good_ones_survive_any_history(history):
    rows = [row(timedelta(hours=hour), good=good, name=str(place)) for place, (hour, good) in enumerate(history)]
    good = [each for each in newest_first(rows) if each.verified][:3]
    for scarce in (False, True):
        assert not set(good) & set(to_drop(rows, NOW, scarce=scarce))


@pytest.mark.parametrize(
    ("last", "begun", "due"),
    [
        (None, None, False),
        (None, NOW - EVERY, True),
        (None, NOW - EVERY + timedelta(seconds=1), False),
        (NOW - EVERY, NOW - EVERY * 9, True),
        (NOW - timedelta(minutes=5), NOW - EVERY * 9, False),
        (NOW + timedelta(days=1), NOW - EVERY * 9, True),  # the clock was put back
    ],
)
def test_copy_of_every_half_hour(last, begun, due):
    assert is_due(NOW, last, begun) is due


@pytest.mark.parametrize(
    ("now", "last", "doubtful"),
    [
        (NOW, None, False),
        (NOW, NOW - timedelta(days=39), False),
        (NOW, NOW - timedelta(days=41), True),
        (NOW, NOW + timedelta(minutes=9), False),
        (NOW, NOW + timedelta(minutes=11), True),
        (datetime(2016, 1, 1, tzinfo=UTC), None, True),
    ],
)
def test_clock_is_doubted(now, last, doubtful):
    assert clock_doubtful(now, last, datetime(2025, 1, 1, tzinfo=UTC).date()) is doubtful
