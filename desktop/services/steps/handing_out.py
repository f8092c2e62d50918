"""Writes the papers of one deed: all of them take their names, or none is there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.kernel.errors import KnownError
from desktop.kernel.files import Placing, placing


@contextmanager
def handed_out(*paths: Path) -> Iterator[tuple[list[Path], Callable[[], tuple[Path, ...]]]]:
    """Give a path to write to for each of *paths*, and the call that puts all of them in their places and says where.

    A paper that another program holds open stays, and the new one stands beside it. The call may be made while
    something else can still fail: leaving by an exception takes away what was put where nothing stood before.
    """
    there = {path for path in paths if path.exists()}
    places: list[Placing] = []
    try:
        with ExitStack() as parts:
            places += [parts.enter_context(placing(path)) for path in paths]

            def put() -> tuple[Path, ...]:
                parts.close()
                return tuple(place.path for place in places)

            yield [place.part for place in places], put
    except BaseException:
        for path in {place.path for place in places} - there:
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
