"""Writes the papers of one deed: all of them take their names, or none is there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing


@contextmanager
def handed_out(*paths: Path) -> Iterator[tuple[list[Path], Callable[[], None]]]:
    """Give a path to write to for each of *paths*, and the call that puts all of them in their places.

    The call may be made while something else can still fail: leaving by an exception takes away what was put where
    nothing stood before.
    """
    fresh = [path for path in paths if not path.exists()]
    try:
        with ExitStack() as parts:
            yield [parts.enter_context(replacing(path)) for path in paths], parts.close
    except BaseException:
        for path in fresh:
            path.unlink(missing_ok=True)
        raise


def made(folder: Path) -> Path:
    """Return *folder*, made if it was not there; raise `KnownError` where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise KnownError("folder_missing", path=folder) from error
    except OSError as error:
        raise KnownError("folder_not_writable", path=folder) from error
    return folder
