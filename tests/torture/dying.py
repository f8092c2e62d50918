"""A child process that does real work and is killed (SIGKILL) at a moment nobody chose for it."""

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import NamedTuple

from desktop.wiring import Services
from tests.services.making import database_of

Tell = Callable[[str], None]
READY = "ready"
_PATIENCE = 60


class Death(NamedTuple):
    """What the child had told when it died, line by line, and whether it had still been at work."""

    told: tuple[str, ...]
    at_work: bool


class Child:
    """A child of ours: what it tells comes line by line, and it may wait for our word."""

    def __init__(self, pid: int, reading: int, going: int) -> None:
        self.pid = pid
        self.status = 0
        self._reading = reading
        self._going = going

    def until(self, line: str) -> str:
        """Return everything it told until it told *line*."""
        told = ""
        while f"{line}\n" not in told:
            piece = self._piece()
            if not piece:
                raise RuntimeError("the child fell before it was ready; its own words are above")
            told += piece
        return told

    def go_on(self) -> None:
        """Let it go on if it waits."""
        os.write(self._going, b"\n")

    def rest(self) -> str:
        """Return what it tells until it ends, and wait for that."""
        told = ""
        while piece := self._piece():
            told += piece
        _, self.status = os.waitpid(self.pid, 0)
        self.pid = 0
        os.close(self._reading)
        os.close(self._going)
        return told

    def _piece(self) -> str:
        if not select.select([self._reading], [], [], _PATIENCE)[0]:
            os.kill(self.pid, signal.SIGKILL)
            raise RuntimeError("the child tells nothing any more")
        return os.read(self._reading, 1 << 16).decode("utf-8")


def child_of(work: Callable[[Tell, Callable[[], None]], None]) -> Child:
    """Start a child that does *work* with a way to tell and a way to wait.

    Nothing that the caller has open may be used by the child: it opens its ledger itself.
    """
    reading, writing = os.pipe()
    waiting, going = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.close(going)
        _work(lambda: work(lambda text: _tell(writing, text), lambda: _wait(waiting)))
    os.close(writing)
    os.close(waiting)
    return Child(pid, reading, going)


def killed(work: Callable[[Tell], None], delay: float | None) -> Death:
    """Let a child do *work* and kill it *delay* seconds after it said `READY`; return what it had told.

    Without a delay the child kills itself, at a statement it was given: see `dies_at`.
    """
    child = child_of(lambda tell, _: work(tell))
    lines = child.until(READY)
    if delay is not None:
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
    lines += child.rest()
    if not os.WIFSIGNALED(child.status) and os.waitstatus_to_exitcode(child.status) != 0:
        raise RuntimeError("the child fell by itself; its own words are above")
    return Death(told_in(lines), os.WIFSIGNALED(child.status))


def told_in(lines: str) -> tuple[str, ...]:
    """Return the whole lines of what a child told, but `READY`; a line that was cut off was not told."""
    return tuple(line for line in lines.split("\n")[:-1] if line != READY)


def dies_at(services: Services, statement: int) -> None:
    """Let this process kill itself right before the *statement*-th statement that its ledger runs from now on."""
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    traced(services, count)


def traced(services: Services, hear: Callable[[str], None]) -> None:
    """Let *hear* hear each statement of the ledger of *services* before it runs, with its values in it."""
    with database_of(services)._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(hear)


def _work(work: Callable[[], None]) -> None:
    """Do *work* in the child; it never comes back."""
    try:
        work()
    except BaseException:  # noqa: BLE001 (the child's outer edge)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(3)
    os._exit(0)


def _tell(writing: int, text: str) -> None:
    os.write(writing, f"{text}\n".encode())


def _wait(waiting: int) -> None:
    os.read(waiting, 1)
