"""The store of kept files: each under the digest of its bytes, written whole or not at all."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from desktop.domain.attachment import Attachment, file_name
from desktop.intake.attachments import ReadAttachment
from desktop.kernel.files import replacing

STORE = "attachments"
_PIECE = 1 << 20


def keep_bytes(store: Path, read: ReadAttachment) -> None:
    """Put the bytes of *read* into *store*; bytes that stand there already are left as they are."""
    path = store / file_name(read.sha256, read.kind)
    if path.is_file() and digest_of(path) == read.sha256:
        return
    store.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        part.write_bytes(read.content)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file at *path*."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def store_findings(store: Path, attachments: Iterable[Attachment]) -> list[tuple[str, str]]:
    """Return (code, uid) of every kept file whose bytes are gone or are no longer what they were."""
    found = []
    for each in attachments:
        path = store / each.file_name
        if not path.is_file():
            found.append(("attachment_missing", each.uid))
        elif digest_of(path) != each.sha256:
            found.append(("attachment_damaged", each.uid))
    return found
