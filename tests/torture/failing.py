"""A child process whose disk fails it at a chosen call, injected by strace: no code of the program is changed."""

import os
import select
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.torture.dying import READY, Tell, child_of, told_in

_PATIENCE = 60


class Fault(NamedTuple):
    """What fails: the system call, with which error, at which call of it, and whether every later one fails, too."""

    call: str
    error: str
    at: int
    stays: bool = False

    def words(self) -> str:
        """Return the fault as strace takes it."""
        return f"inject={self.call}:error={self.error}:when={self.at}{'+' if self.stays else ''}"


def can_inject() -> bool:
    """Return whether strace is there and may watch a process of ours."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-o", os.devnull, "-e", "trace=none", "true"]
    return subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def failed(work: Callable[[Tell, Callable[[], None]], None], fault: Fault) -> tuple[str, ...]:
    """Let a child do *work* and have *fault* from where it says `READY` and waits; return what it told."""
    child = child_of(work)
    lines = child.until(READY)
    with _injected(child.pid, fault):
        child.go_on()
        lines += child.rest()
    if child.status != 0:
        lines += f"fell {child.status}\n"
    return told_in(lines)


@contextmanager
def _injected(pid: int, fault: Fault) -> Iterator[None]:
    command = ["strace", "-p", str(pid), "-o", os.devnull, "-e", f"trace={fault.call}", "-e", fault.words()]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert strace.stderr is not None
    try:
        if not select.select([strace.stderr], [], [], _PATIENCE)[0]:
            raise RuntimeError("strace did not attach")
        said = strace.stderr.readline()
        if "attached" not in said:
            os.kill(pid, signal.SIGKILL)
            raise RuntimeError(f"strace did not attach: {said}")
        yield
    finally:
        strace.send_signal(signal.SIGTERM)
        strace.communicate(timeout=_PATIENCE)
