"""What every page shares beside the services: the month, the worker, the error desk, the memory of the window."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from desktop.domain.month import Month, last_complete
from desktop.ui.errors import ErrorDesk
from desktop.ui.icons import icon
from desktop.ui.jobs import JobRunner
from desktop.ui.window_state import WindowState


class Desk(QObject):
    """Handed to every page; *today* is the clock's day, *now* its time.

    `changed` says that something was kept: whoever shows numbers of it reads them again. `kept(text)` is what the
    status bar says of the last save. `restore_wanted(path)` asks to bring the copy at *path* back.
    """

    month_changed = Signal(object)
    changed = Signal()
    kept = Signal(str)
    restore_wanted = Signal(object)

    def __init__(
        self,
        *,
        runner: JobRunner,
        errors: ErrorDesk,
        remember: WindowState,
        today: Callable[[], date],
        month: Month,
        resources: Path,
        now: Callable[[], datetime] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.errors = errors
        self.remember = remember
        self.today = today
        self._now = now
        self._month = month
        self._resources = resources

    def month(self) -> Month:
        """Return the reporting month (所属期) the window is set to."""
        return self._month

    def set_month(self, month: Month) -> None:
        """Set the window to *month*; pages hear `month_changed`."""
        if month != self._month:
            self._month = month
            self.month_changed.emit(month)

    def say_kept(self, what: str) -> None:
        """Tell the status bar that *what* was kept just now, and whoever shows numbers of it."""
        at = "" if self._now is None else f" {self._now():%H:%M:%S}"
        self.kept.emit(f"{what}{at}")
        self.changed.emit()

    def icon(self, name: str) -> QIcon:
        """Return the icon *name* of resources/icons."""
        return icon(self._resources, name)


def make_desk(
    folder: Path,
    window: QObject,
    *,
    runner: JobRunner,
    errors: ErrorDesk,
    now: Callable[[], datetime],
    resources: Path,
) -> Desk:
    """Return the desk of *window* on the ledger in *folder*; it starts at the last month that has ended."""
    return Desk(
        runner=runner,
        errors=errors,
        remember=WindowState(folder),
        today=lambda: now().date(),
        now=now,
        month=last_complete(now().date()),
        resources=resources,
        parent=window,
    )
