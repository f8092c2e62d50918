"""What every page shares beside the services: the month, the worker, the error desk, the memory of the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from desktop.domain.month import Month
from desktop.ui.errors import ErrorDesk
from desktop.ui.icons import icon
from desktop.ui.jobs import JobRunner
from desktop.ui.window_state import WindowState


class Desk(QObject):
    """Handed to every page; *today* is the clock's day.

    `changed` says that something was kept: whoever shows numbers of it reads them again. `kept(text)` is what the
    status bar says of the last save.
    """

    month_changed = Signal(object)
    changed = Signal()
    kept = Signal(str)

    def __init__(
        self,
        *,
        runner: JobRunner,
        errors: ErrorDesk,
        remember: WindowState,
        today: Callable[[], date],
        month: Month,
        resources: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.errors = errors
        self.remember = remember
        self.today = today
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

    def icon(self, name: str) -> QIcon:
        """Return the icon *name* of resources/icons."""
        return icon(self._resources, name)
