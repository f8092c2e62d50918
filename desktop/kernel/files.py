"""Writing a file whole or not at all."""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

from desktop.kernel.errors import KnownError

# how long a virus scanner or an indexer may hold a file on Windows, in seconds
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
_PREFIX, _SUFFIX = ".~", ".tmp"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})


@dataclass(slots=True)
class Placing:
    """A file on its way: *part* is written to, *path* is where it stands once the writing is over."""

    part: Path
    path: Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside *path* to write to, and put what was written in its place once all of it is on disk.

    If anything fails on the way, what stood at *path* is left as it was and nothing stays beside it.
    """
    with _written(path, _replace) as place:
        yield place.part


@contextmanager
def placing(path: Path) -> Iterator[Placing]:
    """Do as `replacing` for a file that people open; where Excel or WPS holds *path*, both files stand in the end.

    The new one is called `name(2).xlsx` then, or the next number that nothing has; `Placing.path` says which.
    """
    with _written(path, _replace_or_stand_beside) as place:
        yield place


@contextmanager
def _written(path: Path, put: Callable[[Path, Path], Path]) -> Iterator[Placing]:
    place = Placing(fresh_part(path), path)
    try:
        try:
            yield place
        except OSError as error:
            if error.errno in _FULL:
                raise KnownError("disk_full", path=path) from error
            raise  # the writer's own trouble, with a file of its own
        try:
            _flush(place.part)
            place.path = put(place.part, path)
        except OSError as error:
            raise _known(error, path) from error
    finally:
        place.part.unlink(missing_ok=True)
    flush_folder(path.parent)


def fresh_part(path: Path) -> Path:
    """Make an empty file of a name nothing has, beside *path*; one left behind is swept away at the next start."""
    # in the same folder, or the replacement would not be one step
    part = path.with_name(f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise _known(error, path) from error
    return part


def _flush(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(part: Path, path: Path) -> Path:
    _patiently(part.replace, path)
    return path


def _patiently(give_name: Callable[[Path], Path], path: Path) -> None:
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            give_name(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    give_name(path)


def _replace_or_stand_beside(part: Path, path: Path) -> Path:
    try:
        return _replace(part, path)
    except PermissionError:
        if not path.is_file():
            raise
    free = (each for number in count(2) if not (each := path.with_stem(f"{path.stem}({number})")).exists())
    while True:
        beside = next(free)
        with suppress(FileExistsError):  # another program was quicker: Windows says so, and the next number is tried
            _patiently(part.rename, beside)
            return beside


def flushed(file: IO[bytes]) -> None:
    """Return once everything written to *file* is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def move(path: Path, target: Path) -> None:
    """Give the file at *path* the name *target*, as one step that is on the disk when this returns.

    Waits for a virus scanner where there may be one; a file already at *target* is replaced.
    """
    try:
        _replace(path, target)
    except OSError as error:
        raise _known(error, path) from error
    for folder in {path.parent, target.parent}:
        flush_folder(folder)


def sweep(*folders: Path) -> int:
    """Take away what a program that was killed left half-written in *folders*; return how many files it was."""
    found = 0
    for folder in folders:
        for part in folder.glob(f"{_PREFIX}*{_SUFFIX}") if folder.is_dir() else ():
            with suppress(OSError):  # still held by somebody: next time
                part.unlink()
                found += 1
    return found


def flush_folder(folder: Path) -> None:
    """Return once the names in *folder* are on the disk."""
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
