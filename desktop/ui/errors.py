"""The one place where the window says that something failed."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.kernel import security
from desktop.kernel.errors import KnownError
from desktop.wording.messages import message

logger = logging.getLogger(__name__)


class ErrorDesk(QObject):
    """Shows what failed: a known failure with its code and what to do, a bug with the place of the log."""

    def __init__(self, window: QWidget | None, logs: Path) -> None:
        super().__init__(window)
        self._window = window
        self._logs = logs
        self._open = False

    @Slot(Exception)
    def show(self, error: BaseException) -> None:
        """Tell the user about *error*; a bug is written to the log first. One box at a time."""
        if isinstance(error, KnownError):
            logger.warning("told the user: %s", error)
            security.note("failure", code=error.code)
        else:
            logger.error("a bug", exc_info=error)
        if self._open:
            return  # a failing repaint would open a box a frame
        self._open = True
        try:
            self._tell(message(error) if isinstance(error, KnownError) else self.bug_text())
        finally:
            self._open = False

    def bug_text(self) -> str:
        """Return what is said of a bug."""
        return (
            "E900 程序出了一个没有预料到的问题，刚才这一步没有完成，已经保存的内容不受影响。"
            f"请重试；如仍出现，请把这个文件夹里的日志交给技术人员：{self._logs}"
        )

    def _tell(self, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "没有完成", text, QMessageBox.StandardButton.Ok, self._window)
        box.exec()
        box.deleteLater()
