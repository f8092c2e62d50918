"""Opens a workbook in a process of its own: whatever a bent file does there, this program and its ledger stay whole."""

import json
import logging
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from desktop.intake import limits, wire
from desktop.intake.grid import Workbook
from desktop.intake.reading_process import OUT_OF_MEMORY
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

logger = logging.getLogger(__name__)

_PATIENCE = 0.1  # seconds between two looks at whether somebody asked to stop
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of Windows: no black box beside the window

_Lines = SimpleQueue[bytes]


def open_apart(
    command: tuple[str, ...], path: Path, progress: Progress, *, seconds: float = limits.SECONDS
) -> Workbook:
    """Return what stands in the file at *path*, read by the program that *command* starts.

    Raises `KnownError` if it cannot be read, if reading takes longer than *seconds* or more memory than is granted, or
    if the other process ends without an answer; raises `Cancelled` soon after it was asked for.
    """
    with _started(command, path) as process:
        late = threading.Event()
        timer = threading.Timer(seconds, _end, (process, late))
        timer.start()
        try:
            workbook = _received(process, path, progress)
        finally:
            timer.cancel()
        if workbook is None:
            raise _fallen(process.wait(), path, late=late.is_set())
        return workbook


@contextmanager
def _started(command: tuple[str, ...], path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the reader of *path*; it does not outlive the block."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, creationflags=_NO_WINDOW)
    except OSError as error:
        raise KnownError("reading_fell", file=path.name) from error
    try:
        with suppress(BrokenPipeError), _pipe(process.stdin) as asked:
            asked.write(json.dumps(str(path)).encode("ascii") + b"\n")
        yield process
    finally:
        process.kill()
        process.wait()
        _pipe(process.stdout).close()


def _received(process: subprocess.Popen[bytes], path: Path, progress: Progress) -> Workbook | None:
    """Return the workbook that *process* sends; None if it ends before the last line."""
    lines: _Lines = SimpleQueue()
    unpacker = wire.Unpacker()
    reader = threading.Thread(target=_listen, args=(_pipe(process.stdout), lines), daemon=True)
    reader.start()
    try:
        while sent := _next(lines, path, progress):
            kind, *parts = wire.parts_of(sent)
            if kind == wire.FAILED:
                code, values = parts
                raise KnownError(code, **values)
            if kind == wire.PROGRESS:
                progress.step(*parts)
            elif (workbook := unpacker.take(kind, parts)) is not None:
                return workbook
        return None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # half a line of a process that was ended
        logger.warning("the reader sent what is no workbook: %s", type(error).__name__)
        return None
    finally:
        process.kill()
        reader.join()


def _listen(pipe: IO[bytes], lines: _Lines) -> None:
    """Hand on every line; an empty one tells that there are no more, or that one is too long."""
    while sent := pipe.readline(limits.LINE_BYTES):
        if len(sent) >= limits.LINE_BYTES:
            break
        lines.put(sent)
    lines.put(b"")


def _next(lines: _Lines, path: Path, progress: Progress) -> bytes:
    """Return the next line; while there is none, look whether somebody asked to stop."""
    while True:
        try:
            return lines.get(timeout=_PATIENCE)
        except Empty:
            if progress.cancelled:
                progress.step(0, 0, path.name)


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _fallen(code: int, path: Path, *, late: bool) -> KnownError:
    """Return why there is no workbook: time, memory, or something no reader foresaw."""
    if late:
        return KnownError("reading_too_long", file=path.name)
    logger.warning("the reader of a workbook ended with %s", code)
    return KnownError("reading_too_large" if code == OUT_OF_MEMORY else "reading_fell", file=path.name)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the reader was started without its pipes")
    return pipe
