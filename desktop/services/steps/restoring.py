"""Bringing a copy back into a data folder that nobody has open: plain functions of paths."""

from dataclasses import dataclass
from pathlib import Path

from db.backup import files_of
from db.ledger import BACKUPS, FILE, has_ledger
from db.restore import Rebirth, begin_anew, put_in_place
from db.salvage import copy_folded
from db.upgrade import SCHEMA
from desktop.domain.copies import CopyLabel
from desktop.exchange.copy_file import read_label, unpack
from desktop.kernel.errors import KnownError
from desktop.kernel.files import fresh_part, move
from desktop.kernel.progress import Progress
from desktop.kernel.space import free_bytes
from desktop.services.steps.attaching import STORE
from desktop.services.steps.copying import carry, gather, list_copies

ACTION, MOVED = "ledger.restore", "ledger.move"
_AIR = 10 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the *label* of what came back, where the present files went, files that no copy had."""

    label: CopyLabel
    aside: Path
    missing: tuple[str, ...]


def restore(folder: Path, copy: Path, rebirth: Rebirth, progress: Progress, *, reason: str = "") -> Restored:
    """Let the copy at *copy* be the ledger of *folder*; the caller holds the folder's lock.

    The present files go aside as they are, and nothing changes before the copy has been brought back, checked and is
    on the disk. Raises `KnownError` (`no_such_copy`, `not_a_copy`, `newer_copy`, `newer_data`, `copy_damaged`,
    `no_room_to_restore`).
    """
    label = may_come(copy, folder)
    folder.mkdir(parents=True, exist_ok=True)
    part = fresh_part(folder / FILE)
    try:
        unpack(copy, part, progress)
        progress.step(0, 0, copy.name)
        _begin(part, copy, rebirth, reason, proved=label.verified)
        missing = gather(label.attachments, copy.parent / STORE, folder / STORE, progress)
        progress.step(1, 1, copy.name)  # the last place to stop
        aside = put_in_place(part, folder, rebirth.at)
    finally:
        part.unlink(missing_ok=True)
    return Restored(label, aside, tuple(name for name in missing if not (folder / STORE / name).is_file()))


def move_in(source: Path, folder: Path, rebirth: Rebirth, progress: Progress) -> None:
    """Let *folder*, which has no ledger, hold a copy of the data folder *source*: ledger, kept files and copies.

    *source* is only read. The copy is another site, so that both can be written to and still be told apart. Raises
    `KnownError` (`ledger_exists`, `ledger_damaged`, `no_room_to_restore`).
    """
    if has_ledger(folder):
        raise KnownError("ledger_exists", path=folder)
    size = (source / FILE).stat().st_size
    if free_bytes(folder) < 2 * size + _AIR:
        raise KnownError("no_room_to_restore", path=folder, wanted=(2 * size + _AIR) >> 20)
    part = fresh_part(folder / FILE)
    try:
        copy_folded(source / FILE, part)
        try:
            begin_anew(part, rebirth, action=MOVED, reason="")
        except KnownError as error:
            raise KnownError("ledger_damaged", path=source / FILE) from error
        gather(files_of(part), source / STORE, folder / STORE, progress)
        _carry_copies(source / BACKUPS, folder / BACKUPS, progress)
        move(part, folder / FILE)
    finally:
        part.unlink(missing_ok=True)


def _carry_copies(source: Path, target: Path, progress: Progress) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for row in list_copies(source):
        if row.label is not None:
            carry(row.path, target, progress)


def may_come(copy: Path, folder: Path) -> CopyLabel:
    """Return the label of *copy* if this program can bring it back into *folder*; raise `KnownError` if not."""
    label = read_label(copy)
    if label.facts.schema > SCHEMA:
        raise KnownError("newer_data", found=label.facts.schema, known=SCHEMA)
    if free_bytes(folder) < label.size + _AIR:
        raise KnownError("no_room_to_restore", path=folder, wanted=(label.size + _AIR) >> 20)
    return label


def _begin(part: Path, copy: Path, rebirth: Rebirth, reason: str, *, proved: bool) -> None:
    try:
        begin_anew(part, rebirth, action=ACTION, reason=reason, proved=proved)
    except KnownError as error:
        if error.code == "copy_failed":
            raise KnownError("copy_damaged", path=copy) from error
        raise
