"""The files of letters: read from a stick, attachments kept by their digest."""

from pathlib import Path

from desktop.exchange.reader import ATTACHMENTS, Package
from desktop.kernel.errors import KnownError
from desktop.services.steps.letter_writing import put


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of the file at *path*; raise `KnownError` if it is too large or the stick is gone."""
    try:
        if path.stat().st_size > most:
            raise KnownError("package_hostile", place="size")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("letter_file_missing", path=path) from error
    except OSError as error:
        raise KnownError("package_lost", path=path) from error


def keep_attachments(package: Package, store: Path) -> None:
    """Keep the attachments of *package*, which its reader has proved, in *store*."""
    for part in package.manifest.parts:
        if not part.path.startswith(ATTACHMENTS):
            continue
        target = store / part.path.removeprefix(ATTACHMENTS)
        if not target.is_file():
            store.mkdir(parents=True, exist_ok=True)
            put(target, package.content(part.path))
