"""A hand that works in a dialog which stops the test until it is closed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

DialogT = TypeVar("DialogT", bound=QDialog)


def when_open(
    kind: type[DialogT], deed: Callable[[DialogT], object], seen: list[str] | None = None, title: str = ""
) -> None:
    """Do *deed* in the next dialog of *kind* (and *title*) as soon as it is open; close it if *deed* left it open.

    *seen* gets the title of the dialog, so that a test knows it was there.
    """

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or (title and dialog.windowTitle() != title):
            QTimer.singleShot(5, look)
            return
        if seen is not None:
            seen.append(dialog.windowTitle())
        try:
            deed(dialog)
        finally:
            if dialog.isVisible():
                QDialog.reject(dialog)

    QTimer.singleShot(0, look)
