"""Histories of four offices with real ledgers and letters, by the real services; each ends with the laws I1 to I20."""

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.torture import Row, part_of

FULL = 10_000  # about two hours of one core
FILE = "tests/services/test_letter_histories.py"
MEMORY = Path("/dev/shm")  # ledgers that nobody keeps need no disk that flushes; cuts and kills have theirs


def run(share: int) -> list[Row]:
    """Let the state machine play as many histories of thirty steps, a part of them on each core."""
    count, cores = part_of(FULL, share), os.cpu_count() or 1
    rooms = {"TMPDIR": str(MEMORY)} if os.access(MEMORY, os.W_OK) else {}
    parts = [count // cores + (place < count % cores) for place in range(cores)]
    playing = [_started(part, rooms) for part in parts if part]
    told = [process.communicate()[0] for process in playing]
    failed = [text for process, text in zip(playing, told, strict=True) if process.returncode]
    for text in failed:
        print(text)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = f"thirty steps each; {used.ru_utime + used.ru_stime:.0f} s of work"
    return [Row("letters between real ledgers", count, len(failed), 0, worked)]


def _started(count: int, rooms: dict[str, str]) -> "subprocess.Popen[str]":
    """Return a process that plays *count* histories, other ones than every other process."""
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--show-capture=no", FILE],
        env=dict(os.environ, LETTER_HISTORIES=str(count), **rooms),
        stdout=subprocess.PIPE,
        text=True,
    )
