"""The zip inside: written byte for byte the same from the same content, read without trusting a word of its headers."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256

from desktop.exchange.limits import ENTRIES, ENTRY, INFLATED, PACKAGE, RATIO, RATIO_FROM
from desktop.kernel.errors import KnownError

MIMETYPE_NAME = "mimetype"
MIMETYPE = b"application/vnd.sgb+zip"

_STAMP = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 16
_ALLOWED = re.compile(r"[A-Za-z0-9_\-./ +\u4e00-\u9fff]{1,200}")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UTF8, _LENGTHS_AFTER = 0x800, 0x8
_BEGIN, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_LENGTH = 22
_PICTURES = (".jpg", ".png", ".pdf", ".xlsx")  # already packed
# what `zipfile` says of bytes that are no zip
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    struct.error,
    ValueError,
    RuntimeError,
)


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Return the zip of *entries* in their order, behind its `mimetype`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in ((MIMETYPE_NAME, MIMETYPE), *entries.items()):
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system = 3  # the same on every computer
            info.external_attr = 0o600 << 16
            plain = name == MIMETYPE_NAME or name.endswith(_PICTURES)
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=6)
    return packed.getvalue()


class Container:
    """A zip that was looked at: clean names, sizes within limits; contents are counted while inflating."""

    def __init__(self, content: bytes) -> None:
        """Raise `KnownError` for bytes that are no package of the format."""
        if len(content) > PACKAGE:
            raise KnownError("package_hostile", place="size")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise KnownError("package_damaged", place="zip") from error
        found = self._archive.infolist()
        whole = content.startswith(_BEGIN) and content[-_END_LENGTH:-18] == _END
        if not whole or not found or found[0].header_offset:
            raise KnownError("package_damaged", place="zip")  # something before it or behind it
        _check_all(found)
        self._entries = {info.filename: info for info in found}
        if self.names[:1] != (MIMETYPE_NAME,) or self.content(MIMETYPE_NAME) != MIMETYPE:
            raise KnownError("package_damaged", place=MIMETYPE_NAME)

    @property
    def names(self) -> tuple[str, ...]:
        """The files in it, in their order."""
        return tuple(self._entries)

    def content(self, name: str) -> bytes:
        """Return the file *name*; raise `KnownError` if it is not there or not what its header says."""
        return b"".join(self._chunks(name))

    def digest(self, name: str) -> tuple[int, str]:
        """Return length and SHA-256 of the file *name* without keeping it."""
        digest, length = sha256(), 0
        for chunk in self._chunks(name):
            digest.update(chunk)
            length += len(chunk)
        return length, digest.hexdigest()

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self._entries.get(name)
        if info is None:
            raise KnownError("package_damaged", place=name)
        length = 0
        try:
            with self._archive.open(info) as file:
                while chunk := file.read(_CHUNK):
                    length += len(chunk)
                    if length > info.file_size or length > ENTRY:
                        raise KnownError("package_hostile", place=name)
                    yield chunk
        except _BROKEN as error:
            raise KnownError("package_damaged", place=name) from error
        if length != info.file_size:
            raise KnownError("package_damaged", place=name)


def _check_all(found: list[zipfile.ZipInfo]) -> None:
    if len(found) > ENTRIES or sum(info.file_size for info in found) > INFLATED:
        raise KnownError("package_hostile", place="zip")
    seen: set[str] = set()
    for info in found:
        _check_entry(info)
        name = unicodedata.normalize("NFC", info.filename).casefold()
        if name in seen:
            raise KnownError("package_hostile", place="names")
        seen.add(name)


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.filename
    steps = name.split("/")
    clean = _ALLOWED.fullmatch(name) and not any(step in {"", ".", ".."} for step in steps)
    # a name cut at a NUL byte, or one that another reader would read otherwise
    honest = info.orig_filename == name and (name.isascii() or info.flag_bits & _UTF8)
    usual = info.compress_type in _METHODS and not info.flag_bits & ~(_UTF8 | _LENGTHS_AFTER)
    if not (clean and honest and usual):
        raise KnownError("package_hostile", place="names")
    if info.file_size > ENTRY or (info.file_size > RATIO_FROM and info.file_size > RATIO * info.compress_size):
        raise KnownError("package_hostile", place=name)
