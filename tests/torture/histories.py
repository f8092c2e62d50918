"""Histories of many computers: whatever the order of arrival, the same sets of Changes say the same."""

import os
import subprocess
import sys

from tests.torture import Row, part_of

FULL = 10_000
FILE = "tests/domain/test_merge.py"


def run(share: int) -> list[Row]:
    """Let the property tests of the merge try as many histories each."""
    count = part_of(FULL, share)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", FILE],
        env=dict(os.environ, MERGE_HISTORIES=str(count)),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode:
        print(told.stdout)
    summary = told.stdout.strip().splitlines()[-1]
    return [Row("merge histories", count, int(told.returncode != 0), 0, f"per property; {summary}")]
