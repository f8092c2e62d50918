"""Copies that nobody has to think of: at the start, every half hour, and at the end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.copies import EVERY, CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.backups import BackupService

logger = logging.getLogger(__name__)


class CopyKeeper(QObject):
    """Starts a copy in the worker thread when one is due; a failure is said in the status bar and asks nothing."""

    def __init__(self, backups: BackupService, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups = backups
        self._desk = desk
        self._reason = CopyReason.START
        self._timer = QTimer(self)
        self._timer.setInterval(int(EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self._tend)

    def begin(self) -> None:
        """Keep the copy of the start, and one every half hour from now on."""
        self._timer.start()
        self._tend()

    def end(self) -> None:
        """Keep the copy of the end, before the ledger is closed; one that fails does not hold up the closing."""
        self._timer.stop()
        try:
            self._backups.make_if_changed(CopyReason.CLOSE, Progress())
        except KnownError as error:
            logger.warning("no copy at the end: %s", error)

    @Slot()
    def _tend(self) -> None:
        reason, self._reason = self._reason, CopyReason.INTERVAL
        job = self._desk.runner.start(lambda progress: self._backups.tend(reason, progress))
        job.failed.connect(self._tell)

    @Slot(Exception)
    def _tell(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._desk.errors.show(error)
            return
        logger.warning("no copy: %s", error)
        self._desk.kept.emit(message(error))
