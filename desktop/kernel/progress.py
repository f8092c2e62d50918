"""How long work tells where it is and is told to stop."""

import threading
from collections.abc import Callable


class Cancelled(Exception):
    """The user asked to stop; whoever catches it undoes what was begun."""


class Progress:
    """Reports steps of a long job and raises `Cancelled` at the next one after `cancel`.

    *report* is called with (done, total, text) in the thread of the job; *total* 0 means not known.
    """

    def __init__(self, report: Callable[[int, int, str], None] | None = None) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """True once somebody has asked to stop."""
        return self._cancelled.is_set()

    def step(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell how far the job is; raise `Cancelled` if it has been asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(done, total, text)
