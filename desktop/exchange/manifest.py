"""The manifest's bytes: canonical JSON (RFC 8785) one way, distrust the other."""

import re

from desktop.domain.change import Value, canonical
from desktop.domain.package import FORMAT, VERSION, FormEdition, Manifest, PackageType, Part, Sender
from desktop.exchange.fields import Fields
from desktop.exchange.strict_json import read_json
from desktop.kernel.errors import KnownError

NAME = "manifest.json"
KNOWN_CRITICAL: frozenset[str] = frozenset()
"""The members of `critical` that this version understands."""

# it names files on the reader's disk, on one where capitals do not count too
_PACKAGE_ID = re.compile(r"[0-9a-z][0-9a-z-]{7,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGEST_OR_NOTHING = re.compile(r"([0-9a-f]{64})?")
_VERSION = re.compile(r"([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return *manifest* as the bytes that are signed."""
    found: dict[str, Value] = {
        **manifest.extra,
        "format": FORMAT,
        "version": manifest.version,
        "min_reader": manifest.min_reader,
        "critical": list(manifest.critical),
        "type": manifest.type.value,
        "package_id": manifest.package_id,
        "created_at": manifest.created_at,
        "app": manifest.app,
        "sender": dict(manifest.sender._asdict()),
        "recipient": list(manifest.recipients),
        "period": manifest.period,
        "form": None if manifest.form is None else {"id": manifest.form.id, "edition": manifest.form.edition},
        "seq": manifest.seq,
        "prev_manifest_sha256": manifest.previous,
        "have": dict(manifest.have),
        "ops": {"from": dict(manifest.changes_from), "to": dict(manifest.changes_to)},
        "log_head": dict(manifest.log_head),
        "counts": dict(manifest.counts),
        "files": [dict(part._asdict()) for part in manifest.parts],
        "classification": manifest.classification,
        "note": manifest.note,
    }
    return canonical(found).encode()


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest that *content* holds.

    Raise `KnownError`: `package_too_new` if it asks for a newer program, `package_hostile` for JSON no honest writer
    makes, `package_damaged` for a member that is missing or of the wrong kind. What is asked of the reader is looked
    at first.
    """
    members = Fields(read_json(content, NAME), NAME)
    if members.text("format") != FORMAT:
        raise KnownError("package_damaged", place=f"{NAME} format")
    version, min_reader, critical = _readable(members)
    sender, span = members.fields("sender"), members.fields("ops")
    form = members.fields_or_none("form")
    return Manifest(
        type=_type(members),
        package_id=members.like("package_id", _PACKAGE_ID),
        created_at=members.moment("created_at"),
        app=members.text("app"),
        sender=Sender(sender.text("unit", low=1), sender.text("incarnation", low=1), sender.text("key_id")),
        recipients=members.texts("recipient"),
        seq=members.whole("seq", low=1),
        previous=members.like("prev_manifest_sha256", _DIGEST_OR_NOTHING),
        period=members.month_or_empty("period"),
        form=None if form is None else FormEdition(form.text("id", low=1), form.whole("edition", low=1)),
        have=members.wholes("have"),
        changes_from=span.wholes("from"),
        changes_to=span.wholes("to"),
        log_head=members.text_map("log_head"),
        counts=members.wholes("counts"),
        parts=tuple(_part(each) for each in members.list_of_fields("files")),
        note=members.text("note"),
        classification=members.text("classification"),
        version=version,
        min_reader=min_reader,
        critical=critical,
        extra=members.rest(),
    )


def _readable(members: Fields) -> tuple[str, str, tuple[str, ...]]:
    version, least = members.text("version"), members.text("min_reader")
    ours = _numbers(VERSION)
    if _numbers(version)[0] != ours[0] or _numbers(least) > ours:
        raise KnownError("package_too_new", wanted=least)
    critical = members.texts("critical")
    if unknown := sorted(set(critical) - KNOWN_CRITICAL):
        raise KnownError("package_too_new", wanted=unknown[0])
    return version, least, critical


def _numbers(version: str) -> tuple[int, int]:
    found = _VERSION.fullmatch(version)
    if found is None:
        raise KnownError("package_damaged", place=f"{NAME} version")
    return int(found[1]), int(found[2])


def _type(members: Fields) -> PackageType:
    # a kind of letter that came later is no damage
    name = members.text("type", low=1)
    if name not in set(PackageType):
        raise KnownError("package_too_new", wanted=name)
    return PackageType(name)


def _part(fields: Fields) -> Part:
    return Part(
        path=fields.text("path", low=1),
        size=fields.whole("size"),
        sha256=fields.like("sha256", _DIGEST),
        schema=fields.text("schema"),
    )
