"""One program at a time on a data folder: the window and the command line take the same lock."""

import contextlib
import errno
import json
import logging
import os
import sys
from datetime import datetime
from pathlib import Path

from desktop.kernel.errors import KnownError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "ledger.lock"
_FAR = 1 << 30  # Windows locks bytes against reading too, so the byte it locks lies far behind the text
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}  # what the three systems say when another one holds it

logger = logging.getLogger(__name__)


class DataLock:
    """Holds a data folder for one process; the operating system lets go of it if the process dies.

    The lock file tells who holds it. What it says counts only where the system cannot know: when another computer wrote
    it and did not sign off, the folder is refused, for it may lie on a share or have been copied while it was in use.
    An empty or unreadable lock file (power cut while it was made) is taken over.
    """

    def __init__(self, folder: Path, *, pid: int, host: str, started: datetime) -> None:
        self._folder = folder
        self._path = folder / LOCK_NAME
        self._holder = {"pid": str(pid), "host": host, "started": started.isoformat(timespec="seconds")}
        self._handle: int | None = None
        self._unclean = False

    @property
    def unclean(self) -> bool:
        """True if whoever held the folder before did not sign off: it was killed, or the power went."""
        return self._unclean

    def acquire(self) -> None:
        """Take the folder; raise `KnownError` if somebody else has it or it cannot be written."""
        if self._handle is not None:
            return
        handle = self._open()
        try:
            self._claim(handle)
            self._refuse_another_computer(handle)
            _write(handle, json.dumps(self._holder))
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    def release(self) -> None:
        """Sign off and let go of the folder; does nothing if it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):  # the stick was pulled: the system lets go all the same
            _write(handle, "")
        os.close(handle)

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise KnownError("data_folder_not_writable", path=self._folder) from error

    def _claim(self, handle: int) -> None:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _HELD:
                raise KnownError("data_in_use", path=self._folder, **_holder(_read(handle))) from error
            raise KnownError("data_folder_not_writable", path=self._folder) from error

    def _refuse_another_computer(self, handle: int) -> None:
        """The system's lock is ours, so a holder of this computer is dead; one of another may be alive."""
        text = _read(handle)
        holder = _holder(text)
        if not holder:
            if text:
                logger.warning("the lock file held nothing readable and was taken over")
        elif holder["host"] != self._holder["host"]:
            raise KnownError("data_in_use_elsewhere", path=self._path, **holder)
        self._unclean = bool(text)


def _lock(handle: int) -> None:
    """Take the system's lock on *handle* or raise OSError at once."""
    if sys.platform == "win32":
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 4096).decode("utf-8", errors="replace").strip("\0 \n")


def _write(handle: int, text: str) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, text.encode("utf-8"))
    os.fsync(handle)


def _holder(text: str) -> dict[str, str]:
    """Return who wrote *text*, or nothing if that cannot be read."""
    try:
        found = json.loads(text)
        return {name: str(found[name]) for name in ("pid", "host", "started")}
    except (ValueError, KeyError, TypeError):
        return {}
