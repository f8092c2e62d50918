"""Reads a file that is to be kept with a record: what it is by its bytes, whether it fits, and what it betrays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.domain.problems import Problem
from desktop.domain.visit_codes import AttachmentKind
from desktop.domain.visit_reader import AttachmentLimits
from desktop.intake.pictures import PNG_SIGNATURE, BrokenPicture, Picture, clean_jpeg, clean_png

_MEGA = 1_000_000
_MEGABYTE = 1 << 20
_PDF_HEAD = 1024  # readers look for %PDF- this far
_FIELD = "file"

_CLEANERS: Mapping[AttachmentKind, Callable[[bytes], Picture]] = {
    AttachmentKind.JPEG: clean_jpeg,
    AttachmentKind.PNG: clean_png,
}


@dataclass(frozen=True, slots=True)
class ReadAttachment:
    """A file ready to be kept; *removed* says that data about place, time or camera was taken out."""

    name: str
    kind: AttachmentKind
    content: bytes
    sha256: str
    removed: bool


def read_attachment(path: Path, limits: AttachmentLimits) -> ReadAttachment | Problem:
    """Return the file at *path* as it may be kept, or what forbids it; its suffix is not believed."""
    values = {"name": path.name}
    try:
        size = path.stat().st_size
        if size > limits.megabytes * _MEGABYTE:
            return Problem(_FIELD, "attachment_too_large", values | {"limit": str(limits.megabytes)})
        content = path.read_bytes()
    except OSError:
        return Problem(_FIELD, "attachment_unreadable", values)
    kind = kind_of(content)
    if kind is None:
        return Problem(_FIELD, "attachment_kind" if content else "attachment_empty", values)
    cleaner = _CLEANERS.get(kind)
    if cleaner is None:
        return ReadAttachment(path.name, kind, content, sha256(content).hexdigest(), removed=False)
    try:
        picture = cleaner(content)
    except BrokenPicture:
        return Problem(_FIELD, "attachment_broken", values)
    if picture.width * picture.height > limits.megapixels * _MEGA:
        return Problem(_FIELD, "attachment_too_many_pixels", values | {"limit": str(limits.megapixels)})
    digest = sha256(picture.content).hexdigest()
    return ReadAttachment(path.name, kind, picture.content, digest, removed=picture.removed)


def kind_of(content: bytes) -> AttachmentKind | None:
    """Return what *content* is by its first bytes, or None for what is not kept."""
    if content.startswith(b"\xff\xd8\xff"):
        return AttachmentKind.JPEG
    if content.startswith(PNG_SIGNATURE):
        return AttachmentKind.PNG
    if b"%PDF-" in content[:_PDF_HEAD] and not content.startswith((b"MZ", b"PK", b"\x7fELF", b"<")):
        return AttachmentKind.PDF
    return None
