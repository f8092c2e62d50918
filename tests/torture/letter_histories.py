"""Histories of four offices with real ledgers and letters, by the real services; each ends with the laws I1 to I20."""

import os
import resource
import subprocess
import sys

from tests.torture import Row, part_of

FULL = 120  # about five minutes of one core
FILE = "tests/services/test_letter_histories.py"


def run(share: int) -> list[Row]:
    """Let the state machine play as many histories of thirty steps."""
    count = part_of(FULL, share)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--show-capture=no", FILE],
        env=dict(os.environ, LETTER_HISTORIES=str(count)),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode:
        print(told.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = f"{used.ru_utime + used.ru_stime:.0f} s of work"
    return [Row("letters between real ledgers", count, int(told.returncode != 0), 0, worked)]
