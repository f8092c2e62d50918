"""The other process: reads one workbook within limits of memory and time, and sends it on; a fall of it harms nobody.

It is started by `apart.open_apart`, is told the path on its standard input and answers with the lines of `wire`.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import BinaryIO

from desktop.intake import limits, wire
from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

OUT_OF_MEMORY = 3


def main() -> int:
    """Read the workbook that standard input names, send it to standard output, return the exit code."""
    _limit()
    try:
        serve(Path(json.loads(sys.stdin.buffer.readline())), sys.stdout.buffer)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def serve(path: Path, out: BinaryIO) -> None:
    """Write the workbook at *path* to *out*, or why it cannot be read."""

    def report(done: int, total: int, text: str) -> None:
        out.write(wire.line(wire.PROGRESS, done, total, text))
        out.flush()

    try:
        workbook = open_workbook(path, Progress(report))
        for sent in wire.lines_of(workbook, path.name):
            out.write(sent)
    except KnownError as error:
        out.write(wire.line(wire.FAILED, error.code, error.values))
    out.flush()


def _limit() -> None:
    """Bound the memory of this process where the system can; elsewhere only the time is bounded, from outside."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        # Windows has no such module
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
