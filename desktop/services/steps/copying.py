"""Making, listing, checking and thinning the copies of one data folder: plain functions of paths.

A folder of copies holds `ledger-<time>-<reason>.sgbak` files and, once for all of them, `attachments/<sha256>.<kind>`.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from db.backup import files_of, inspect
from db.ledger import BACKUPS, FILE
from db.upgrade import SCHEMA
from desktop.domain.copies import CopyCheck, CopyLabel, CopyRow, newest_first, to_drop
from desktop.exchange.copy_file import SUFFIX, pack, read_label, unpack, verify
from desktop.kernel.errors import KnownError
from desktop.kernel.files import fresh_part, replacing
from desktop.kernel.progress import Progress
from desktop.kernel.space import free_bytes, wanted_bytes
from desktop.services.steps.attaching import STORE, digest_of

Write = Callable[[Path], None]


def make_copy(write: Write, folder: Path, *, reason: str, at: datetime, progress: Progress) -> CopyRow:
    """Keep a copy of the ledger in *folder*, which *write* puts into a plain file, with every file it knows.

    The plain file is looked through before it is packed, and the packed one read back. Raises `KnownError`
    (`no_room_for_copy`, `copy_failed`, `disk_full`) and leaves nothing behind.
    """
    copies = folder / BACKUPS
    copies.mkdir(parents=True, exist_ok=True)
    refuse_without_room(folder)
    part = fresh_part(copies / FILE)
    try:
        write(part)
        progress.step(0, 0, reason)
        facts = inspect(part, schema=SCHEMA)
        names = files_of(part)
        gather(names, folder / STORE, copies / STORE, progress)
        label = CopyLabel(at, reason, facts, digest_of(part), part.stat().st_size, names)
        target = _free_name(copies, at, reason)
        pack(part, label, target, progress)
    finally:
        part.unlink(missing_ok=True)
    return CopyRow(target, target.stat().st_size, label)


def refuse_without_room(folder: Path) -> None:
    """Raise `KnownError("no_room_for_copy")` where a copy of the ledger in *folder* would fill the disk."""
    ledger = folder / FILE
    size = ledger.stat().st_size if ledger.is_file() else 0
    if free_bytes(folder) < 2 * size + (10 << 20):  # the plain file and the packed one, and some air
        raise KnownError("no_room_for_copy", path=folder, wanted=(2 * size >> 20) + 10)


def gather(names: Iterable[str], store: Path, target: Path, progress: Progress) -> tuple[str, ...]:
    """Bring into *target* every file of *names* that stands in *store* and not there yet; return those not found.

    A file is known by its digest: what does not have the one it is named by is not brought.
    """
    missing = []
    for name in names:
        there = target / name
        if there.is_file() and there.stat().st_size > 0:
            continue
        progress.step(0, 0, name[:12])
        source = store / name
        if not source.is_file() or digest_of(source) != name.partition(".")[0]:
            missing.append(name)
            continue
        target.mkdir(parents=True, exist_ok=True)
        with replacing(there) as part:
            shutil.copyfile(source, part)
    return tuple(missing)


def list_copies(folder: Path) -> tuple[CopyRow, ...]:
    """Return the copies kept in *folder*, newest first; one that cannot be read stands last, without a label."""
    return newest_first([row_of(path) for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True)])


def row_of(path: Path) -> CopyRow:
    """Return the line of the copy at *path*."""
    try:
        label = read_label(path)
    except KnownError:
        label = None
    return CopyRow(path, path.stat().st_size, label)


def check_copy(path: Path, scratch: Path, progress: Progress) -> CopyCheck:
    """Bring the copy at *path* back into a file of *scratch*, look all of it through, and take it away again.

    Raises `KnownError` (`no_such_copy`, `not_a_copy`, `newer_copy`, `copy_damaged`) where nothing can be brought back.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    part = fresh_part(scratch / FILE)
    try:
        label = unpack(path, part, progress)
        progress.step(0, 0, path.name)
        try:
            facts = inspect(part, schema=SCHEMA, values=True)
        except KnownError as error:
            raise KnownError("copy_damaged", path=path) from error
        findings = list(facts.findings)
        if (facts.mark, facts.changes, facts.saves) != (label.facts.mark, label.facts.changes, label.facts.saves):
            findings.append(("label_differs", path.name))
        missing = [name for name in label.attachments if not _whole(path.parent / STORE / name)]
    finally:
        part.unlink(missing_ok=True)
    return CopyCheck(CopyRow(path, path.stat().st_size, label), tuple(findings), tuple(missing))


def carry(path: Path, place: Path, progress: Progress) -> Path:
    """Bring the copy at *path* with its files to the second *place*, and read back there what was written.

    Raises `KnownError`; a copy already there is left as it is.
    """
    if not place.is_dir():
        raise KnownError("second_place_missing", path=place)
    label = read_label(path)
    target = _place_for(path, label, place)
    gather(label.attachments, path.parent / STORE, place / STORE, progress)
    if not target.is_file():
        with replacing(target) as part:
            shutil.copyfile(path, part)
    verify(target, progress)
    return target


def _place_for(path: Path, label: CopyLabel, place: Path) -> Path:
    """Return the name of *path* at *place*; another ledger's copy of the same second keeps its own."""
    target = place / path.name
    there = row_of(target).label if target.is_file() else label
    if there is not None and there.sha256 != label.sha256:
        return place / f"{path.stem}-{label.sha256[:8]}{SUFFIX}"
    return target


def thin(folder: Path, now: datetime, *, ledger_size: int, unit: str = "") -> tuple[CopyRow, ...]:
    """Let go of the copies in *folder* that the rule of keeping lets go, and of files none of the rest knows.

    With *unit* only its own copies are thinned: a stick may carry those of several offices.
    """
    rows = list_copies(folder)
    own = [row for row in rows if not unit or (row.label is not None and row.label.facts.unit == unit)]
    dropped = to_drop(own, now, scarce=free_bytes(folder) < wanted_bytes(ledger_size))
    for row in dropped:
        row.path.unlink(missing_ok=True)
    kept = [row for row in rows if row not in dropped]
    # one that cannot be read may need any of them
    if dropped and all(row.label is not None for row in kept):
        needed = {name for row in kept if row.label is not None for name in row.label.attachments}
        for path in (folder / STORE).glob("*.*") if (folder / STORE).is_dir() else ():
            if path.name not in needed:
                path.unlink(missing_ok=True)
    return dropped


def _whole(path: Path) -> bool:
    return path.is_file() and digest_of(path) == path.name.partition(".")[0]


def _free_name(copies: Path, at: datetime, reason: str) -> Path:
    stem, number = f"ledger-{at:%Y%m%d-%H%M%S}-{reason}", 1
    target = copies / f"{stem}{SUFFIX}"
    while target.exists():
        number += 1
        target = copies / f"{stem}-{number}{SUFFIX}"
    return target
