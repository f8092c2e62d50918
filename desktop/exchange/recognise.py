"""Tells by its bytes what a file is that somebody took for a package."""

from desktop.domain.package import FileKind
from desktop.exchange import sealing
from desktop.kernel.errors import KnownError

_KINDS = (
    (b"%PDF-", FileKind.PDF),
    (b"SQLite format 3\0", FileKind.LEDGER),
    (b"Rar!", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
    (b"\xd0\xcf\x11\xe0", FileKind.OLD_OFFICE),
    (b"MZ", FileKind.PROGRAM),
)
_ZIP = b"PK\x03\x04"
_LOOK = 2_000


def check_is_package(content: bytes) -> None:
    """Raise `KnownError` `package_not_one` if *content* plainly is something else, naming what; else do nothing."""
    if kind := _kind(content):
        raise KnownError("package_not_one", file_kind=kind)


def _kind(content: bytes) -> FileKind | None:
    if sealing.sealed(content):
        return None
    if not content.startswith(_ZIP):
        if not content:
            return FileKind.EMPTY
        return next((kind for magic, kind in _KINDS if content.startswith(magic)), None)
    head = content[:_LOOK]
    if head[30:38] == b"mimetype" and b"vnd.sgb+zip" in head:
        return None
    if b"[Content_Types].xml" in head or b"xl/" in head:
        return FileKind.WORKBOOK
    if b"ledger.db" in content[:_LOOK] or b"meta.json" in head:
        return FileKind.BACKUP
    if b".sgb" in head:
        return FileKind.ZIPPED_PACKAGE
    return FileKind.ZIP
