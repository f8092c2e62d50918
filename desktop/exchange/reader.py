"""Opens a package step by step; nothing of it is believed before the step that proves it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.domain.change import Value
from desktop.domain.package import Manifest, Part, Signature
from desktop.exchange import manifest as manifests
from desktop.exchange import signing
from desktop.exchange.container import MIMETYPE_NAME, Container
from desktop.exchange.limits import PACKAGE
from desktop.exchange.recognise import check_is_package
from desktop.exchange.sealing import sealed, unseal
from desktop.exchange.strict_json import read_lines
from desktop.kernel.errors import KnownError

ATTACHMENTS = "att/"

_ATTACHMENT = re.compile(r"att/([0-9a-f]{64})\.(jpg|png|pdf)")
_MAGIC = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n", "pdf": b"%PDF-"}


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose every byte fits its manifest, and whose manifest fits its signature if it has one."""

    manifest: Manifest
    manifest_sha256: str
    signature: Signature | None
    was_sealed: bool
    _container: Container

    def has(self, path: str) -> bool:
        """Return whether the file *path* is in it."""
        return any(part.path == path for part in self.manifest.parts)

    def lines(self, path: str) -> Iterator[dict[str, Value]]:
        """Return the objects of the JSON Lines file *path*, none if it is not there."""
        if self.has(path):
            yield from read_lines(self._container.content(path), path)

    def content(self, path: str) -> bytes:
        """Return the bytes of the file *path*."""
        return self._container.content(path)


def open_package(content: bytes, identities: Sequence[str] = (), passphrase: str = "") -> Package:
    """Return the package that *content* is.

    Raise `KnownError`: `package_not_one`, `package_not_recipient`, `package_wants_passphrase`, `package_damaged`,
    `package_hostile`, `package_too_new`. Whose key signed it, for whom it is and whether it is in order is for the
    caller to ask.
    """
    if len(content) > PACKAGE:
        raise KnownError("package_hostile", place="size")
    check_is_package(content)
    was_sealed = sealed(content)
    if was_sealed:
        content = unseal(content, identities, passphrase)
        check_is_package(content)
    container = Container(content)
    raw = container.content(manifests.NAME)
    signature = None
    if signing.NAME in container.names:
        # the bytes are proved before anything in them is read
        signature = signing.check_signature(raw, container.content(signing.NAME))
    manifest = manifests.read_manifest(raw)
    if signature is not None and signature.key_id != manifest.sender.key_id:
        raise KnownError("package_damaged", place=signing.NAME)
    _check_parts(container, manifest, signed=signature is not None)
    return Package(manifest, sha256(raw).hexdigest(), signature, was_sealed, container)


def _check_parts(container: Container, manifest: Manifest, *, signed: bool) -> None:
    own = [MIMETYPE_NAME, manifests.NAME, *([signing.NAME] if signed else [])]
    named = [part.path for part in manifest.parts]
    if list(container.names) != own + named:  # the very set, in the very order
        raise KnownError("package_damaged", place="files")
    for part in manifest.parts:
        if container.digest(part.path) != (part.size, part.sha256):
            raise KnownError("package_damaged", place=part.path)
        if part.path.startswith(ATTACHMENTS) and not _is_attachment(container, part):
            raise KnownError("package_hostile", place=part.path)


def _is_attachment(container: Container, part: Part) -> bool:
    """Return whether *part* is named by its content, and is by its bytes what its name says."""
    named = _ATTACHMENT.fullmatch(part.path)
    return named is not None and named[1] == part.sha256 and container.content(part.path).startswith(_MAGIC[named[2]])
