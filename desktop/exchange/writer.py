"""Writes a package: parts, manifest, signature, envelope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from desktop.domain.change import Value, canonical
from desktop.domain.package import Manifest, Part
from desktop.exchange import manifest as manifests
from desktop.exchange import signing
from desktop.exchange.container import pack
from desktop.exchange.limits import LINE
from desktop.exchange.signing import OwnKey


@dataclass(frozen=True, slots=True)
class Content:
    """One file to go into a package, and the id of its schema (empty for bytes that are not ours)."""

    path: str
    content: bytes
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A package as bytes, not sealed yet, and the digest of its manifest, by which everybody names it."""

    manifest: Manifest
    manifest_sha256: str
    content: bytes


def lines(rows: Iterable[Mapping[str, Value]]) -> bytes:
    """Return *rows* as JSON Lines, each canonical; raise ValueError for a row longer than the format allows."""
    found: list[bytes] = []
    for row in rows:
        line = canonical(dict(row)).encode()
        if len(line) > LINE:
            raise ValueError("a line is longer than the format allows")
        found.append(line + b"\n")
    return b"".join(found)


def write_package(head: Manifest, contents: Sequence[Content], key: OwnKey | None) -> Written:
    """Return the package of *contents* under *head*, whose parts are filled in here, signed with *key* if there is one.

    The same arguments give the same bytes.
    """
    parts = tuple(_part(each) for each in contents)
    manifest = replace(head, parts=parts)
    signed = manifests.manifest_bytes(manifest)
    entries = {manifests.NAME: signed}
    if key is not None:
        entries[signing.NAME] = signing.signature_bytes(signed, key)
    entries |= {each.path: each.content for each in contents}
    return Written(manifest, sha256(signed).hexdigest(), pack(entries))


def _part(found: Content) -> Part:
    return Part(found.path, len(found.content), sha256(found.content).hexdigest(), found.schema)
