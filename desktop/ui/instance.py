"""One window for one data folder: a second start raises the first."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 1_000  # milliseconds
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """The doorbell of one data folder: `raise_requested` is emitted when a second program rings it."""

    raise_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(folder)
        self._server = QLocalServer(self)
        # with this option a socket left behind by a program that was killed is taken over, too
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def first(self) -> bool:
        """Return whether this program is the first; if not, the first one has been asked to show itself."""
        if self._ring():
            return False
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Stop answering."""
        self._server.close()

    def _ring(self) -> bool:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT):
            socket.abort()
            socket.deleteLater()
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_WAIT)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_requested.emit()


def server_name(folder: Path) -> str:
    """Return the name that programs on *folder* share: the same for every way to write its path."""
    return "shenggui-" + sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
