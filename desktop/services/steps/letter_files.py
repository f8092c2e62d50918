"""The files of letters: read from a stick, attachments kept by their digest."""

from hashlib import sha256
from pathlib import Path

from desktop.exchange.reader import Package
from desktop.kernel.errors import KnownError
from desktop.services.steps.letter_packing import ATTACHMENTS
from desktop.services.steps.letter_writing import put

# an attachment is a picture or a PDF by its bytes, whatever it is called
_MAGIC = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n", ".pdf": b"%PDF-"}


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
    """Keep the attachments of *package* in *store*; one that is not what its name says is refused with the letter."""
    for part in package.manifest.parts:
        folder, _, name = part.path.partition("/")
        if folder != ATTACHMENTS:
            continue
        digest, suffix = Path(name).stem, Path(name).suffix
        content = package.content(part.path)
        if sha256(content).hexdigest() != digest or not content.startswith(_MAGIC.get(suffix, b"\0")):
            raise KnownError("package_hostile", place=part.path)
        target = store / name
        if not target.is_file():
            store.mkdir(parents=True, exist_ok=True)
            put(target, content)
