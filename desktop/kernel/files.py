"""Writing a file whole or not at all."""

import errno
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.kernel.errors import KnownError

# how long a virus scanner or an indexer may hold a file on Windows, in seconds
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside *path* to write to, and put what was written in its place once all of it is on disk.

    If anything fails on the way, what stood at *path* is left as it was and nothing stays beside it.
    """
    part = _fresh(path)
    try:
        try:
            yield part
        except OSError as error:
            if error.errno in _FULL:
                raise KnownError("disk_full", path=path) from error
            raise  # the writer's own trouble, with a file of its own
        try:
            _flush(part)
            _replace(part, path)
        except OSError as error:
            raise _known(error, path) from error
    finally:
        part.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _fresh(path: Path) -> Path:
    # in the same folder, or the replacement would not be one step
    part = path.with_name(f".~{secrets.token_hex(6)}.tmp")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise _known(error, path) from error
    return part


def _flush(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(part: Path, path: Path) -> None:
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.replace(path)


def _flush_folder(folder: Path) -> None:
    # without this a power cut brings the old file back (data-safety.md 1.6); Windows has no such call
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _known(error: OSError, path: Path) -> Exception:
    if error.errno in _FULL:
        return KnownError("disk_full", path=path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return KnownError("folder_missing", path=path.parent)
    if isinstance(error, PermissionError):
        return KnownError("file_in_use" if path.exists() else "folder_not_writable", path=path)
    if error.errno == errno.EROFS:
        return KnownError("folder_not_writable", path=path)
    return error
