"""When a form that is being typed keeps itself: soon after the last key, and not later than two seconds after one."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_SOON, _LATEST = 800, 1_800  # milliseconds


class DraftTimer(QTimer):
    """Calls *deed* after a pause in typing; who types without a pause is not made to wait for one."""

    def __init__(self, deed: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._since = QElapsedTimer()
        self.timeout.connect(deed)

    def nudge(self) -> None:
        """Hear of a key."""
        if not self.isActive():
            self._since.start()
        self.start(max(0, min(_SOON, _LATEST - self._since.elapsed())))
