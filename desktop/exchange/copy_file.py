"""The file of a copy (备份): the ledger and its label in one zip, written whole or not at all."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.domain.copies import CopyLabel, LedgerFacts, SiteHead
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing
from desktop.kernel.progress import Progress

FORMAT, EDITION = "shenggui-copy", 1
SUFFIX = ".sgbak"
LEDGER, LABEL = "ledger.db", "meta.json"
_PIECE = 1 << 20
_LABEL_LIMIT = 4 << 20  # a label names every kept file; nothing else in it grows
_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError, NotImplementedError, RuntimeError)
_QUICK = 1  # level 1 packs a ledger to a fifth; level 6 takes four times as long for a tenth more


def pack(ledger: Path, label: CopyLabel, target: Path, progress: Progress) -> None:
    """Write the copy *target* of the checked file *ledger*; what is read while packing must be what *label* says."""
    with replacing(target) as part:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
            archive.writestr(LABEL, json.dumps(_written(label), ensure_ascii=False, indent=1))
            with ledger.open("rb") as source, archive.open(LEDGER, "w", force_zip64=True) as packed:
                done = 0
                while piece := source.read(_PIECE):
                    packed.write(piece)
                    done += len(piece)
                    progress.step(done, label.size, target.name)
        # what the disk gives back is what counts
        if _digest(part, progress, label) != label.sha256:
            raise KnownError("copy_failed", path=target.name)


def read_label(path: Path) -> CopyLabel:
    """Return what stands on the copy at *path*; raise `KnownError` for what is no copy of this program."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(LABEL).file_size > _LABEL_LIMIT:
                raise KnownError("not_a_copy", path=path)
            found = json.loads(archive.read(LABEL))
        return _read(found, path)
    except KnownError:
        raise
    except FileNotFoundError as error:
        raise KnownError("no_such_copy", path=path) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, RecursionError) as error:
        raise KnownError("not_a_copy", path=path) from error


def unpack(path: Path, target: Path, progress: Progress) -> CopyLabel:
    """Write the ledger of the copy at *path* to *target*; return its label.

    Raises `KnownError("copy_damaged")` unless the bytes are those the label names; *target* is worth nothing then.
    """
    label = read_label(path)
    with target.open("wb") as out:
        found = _digest(path, progress, label, out)
    if found != label.sha256:
        raise KnownError("copy_damaged", path=path)
    return label


def verify(path: Path, progress: Progress) -> CopyLabel:
    """Read the whole copy at *path* without keeping it; raise `KnownError("copy_damaged")` unless it is whole."""
    label = read_label(path)
    if _digest(path, progress, label) != label.sha256:
        raise KnownError("copy_damaged", path=path)
    return label


def _digest(path: Path, progress: Progress, label: CopyLabel, out: Any = None) -> str:
    digest, done = sha256(), 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open(LEDGER) as packed:
            while piece := packed.read(_PIECE):
                done += len(piece)
                if done > label.size:  # a bomb, or another ledger
                    return ""
                digest.update(piece)
                if out is not None:
                    out.write(piece)
                progress.step(done, label.size, path.name)
    except _UNREADABLE as error:
        raise KnownError("copy_damaged", path=path) from error
    return digest.hexdigest()


def _written(label: CopyLabel) -> Mapping[str, Any]:
    facts = label.facts
    return {
        "format": FORMAT,
        "edition": EDITION,
        "at": label.at.isoformat(timespec="milliseconds"),
        "reason": label.reason,
        "verified": label.verified,
        "sha256": label.sha256,
        "size": label.size,
        "schema": facts.schema,
        "unit": facts.unit,
        "unit_name": facts.unit_name,
        "enterprises": facts.enterprises,
        "visits": facts.visits,
        "changes": facts.changes,
        "saves": facts.saves,
        "last_change": facts.last_change,
        "mark": facts.mark,
        "heads": [[head.site, head.next_seq, head.last_hash] for head in facts.heads],
        "findings": [list(finding) for finding in facts.findings],
        "attachments": list(label.attachments),
    }


def _read(found: Mapping[str, Any], path: Path) -> CopyLabel:
    if found["format"] != FORMAT:
        raise KnownError("not_a_copy", path=path)
    if found["edition"] != EDITION:
        raise KnownError("newer_copy", path=path, found=found["edition"], known=EDITION)
    facts = LedgerFacts(
        schema=int(found["schema"]),
        unit=str(found["unit"]),
        unit_name=str(found["unit_name"]),
        enterprises=int(found["enterprises"]),
        visits=int(found["visits"]),
        changes=int(found["changes"]),
        saves=int(found["saves"]),
        last_change=str(found["last_change"]),
        mark=str(found["mark"]),
        heads=tuple(SiteHead(str(site), int(seq), str(last)) for site, seq, last in found["heads"]),
        findings=tuple((str(code), str(where)) for code, where in found["findings"]),
    )
    return CopyLabel(
        at=datetime.fromisoformat(found["at"]),
        reason=str(found["reason"]),
        facts=facts,
        sha256=str(found["sha256"]),
        size=int(found["size"]),
        attachments=tuple(_file_name(name) for name in found["attachments"]),
    )


def _file_name(name: str) -> str:
    """Return *name* if it can only be a file of the store; a label made by somebody else must not lead elsewhere."""
    digest, _, kind = name.partition(".")
    if len(digest) != 64 or not digest.isalnum() or not kind.isalnum() or not name.isascii():
        raise ValueError(name)
    return name
