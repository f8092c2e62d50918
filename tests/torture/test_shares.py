"""A seeded share of every part of the torture; `python3 run.py torture` runs all of each (docs/reliability.md)."""

import sys

import pytest

from tests.torture import Row
from tests.torture.__main__ import PARTS, in_a_process, line, main

SHARE = 100
# mutations and histories have shares among the tests of their own rooms
ELSEWHERE = frozenset({"workbooks", "packages", "histories", "letter_histories"})


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and killed, and names are flushed")
def test_a_share_of_the_points_loses_nothing_and_the_controls_show():
    # one process for all of them: loading the program for each would take half of the time
    rows = in_a_process([part for part in PARTS if part not in ELSEWHERE], SHARE)
    assert rows
    assert [line(row) for row in rows if row.verdict == "FAIL"] == []
    assert sum(row.must_fail for row in rows) == 6


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("all is there", 10, 0, 0), "ok"),
        (Row("one is lost", 10, 1, 0), "FAIL"),
        (Row("one is not whole", 10, 0, 1), "FAIL"),
        (Row("nothing ran", 0, 0, 0), "FAIL"),
        (Row("a control that shows", 10, 3, 0, must_fail=True), "ok"),
        (Row("a control that shows nothing", 10, 0, 0, must_fail=True), "FAIL"),
        (Row("this computer cannot", 0, 0, 0, missing="no strace"), "not run"),
    ],
)
def test_a_row_is_judged_by_what_it_lost_and_what_it_had_to_lose(row, verdict):
    assert row.verdict == verdict


@pytest.mark.skipif(sys.platform != "linux", reason="on other systems it is refused whole")
def test_a_part_that_does_not_exist_is_refused(capsys):
    assert main(["no-such-part"]) == 2
    assert "no part is called that" in capsys.readouterr().err
