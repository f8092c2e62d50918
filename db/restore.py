"""Bringing a ledger back (恢复): a new incarnation in the file that comes, the present files moved aside."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db.backup import opened, refuse_damage
from db.journal import Author, Edit, Journal, start_site
from desktop.domain.change import Cell
from desktop.domain.codes import ChangeKind, Subject
from desktop.kernel.errors import KnownError
from desktop.kernel.files import flush_folder, flushed, move, replacing

FILE = "ledger.db"
QUARANTINE = "quarantine"
RESTORING = "restoring.json"  # says that a restore is under way and what is still to do
MARKER_FIELD = "restored"
# the log first: a ledger beside another one's log would be spoilt by it
_PRESENT = ("-wal", "-shm", "-journal", "")


@dataclass(frozen=True, slots=True)
class Rebirth:
    """What the world gives a ledger that begins anew: its incarnation, the id of the deed, when, who, and salts."""

    incarnation: str
    save: str
    at: datetime
    salt: Callable[[], str]


def begin_anew(part: Path, rebirth: Rebirth, *, action: str, reason: str, proved: bool = False) -> str:
    """Check the plain ledger file *part*, begin a new incarnation in it and note the old head; return the new site.

    *part* is on the disk when this returns; *proved*: see `refuse_damage`. Without a new incarnation the numbers of its
    next Changes would be those that the ledger had given out before.
    """
    with opened(part, writable=True) as connection, connection.begin():
        refuse_damage(connection, part, proved=proved)
        site = _begin(connection, rebirth, action, reason)
    with part.open("rb+") as file:
        flushed(file)
    return site


def begin_elsewhere(connection: Connection, rebirth: Rebirth, machine: str, *, action: str) -> str:
    """Begin a new incarnation in an open ledger that now lies on the computer *machine*; return the new site."""
    site = _begin(connection, rebirth, action, "")
    claim(connection, machine)
    return site


def claim(connection: Connection, machine: str) -> None:
    """Note that the ledger's own chain is written on the computer *machine*."""
    connection.execute(text("UPDATE site SET machine = :machine WHERE own = 1"), {"machine": machine})


def machine_of(connection: Connection) -> str:
    """Return on which computer the ledger's own chain is written; empty where nobody noted it."""
    return str(connection.execute(text("SELECT machine FROM site WHERE own = 1")).scalar() or "")


def _begin(connection: Connection, rebirth: Rebirth, action: str, reason: str) -> str:
    old = connection.execute(text("SELECT site, next_seq, last_hash FROM site WHERE own = 1")).first()
    if old is None:
        raise KnownError("copy_failed", path=FILE)
    unit = old.site.partition("#")[0]
    # a ledger that was cut off while it was begun has no workspace yet
    home = connection.execute(text("SELECT uid, current_person FROM workspace")).first()
    uid, person = (unit, "") if home is None else home
    start_site(connection, unit, rebirth.incarnation)
    stamp = rebirth.at.isoformat(timespec="milliseconds")
    connection.execute(
        text("INSERT INTO save (id, action, who, wall, result) VALUES (:id, :action, :who, :wall, '')"),
        {"id": rebirth.save, "action": action, "who": person, "wall": stamp},
    )
    journal = Journal(connection, Author(person, rebirth.save, rebirth.at), rebirth.salt)
    head = {"site": old.site, "seq": old.next_seq - 1, "hash": old.last_hash}
    cell = Cell(Subject.WORKSPACE, uid, MARKER_FIELD)
    journal.record([Edit(cell, head, False, reason, ChangeKind.RESTORE_MARKER)])
    return f"{unit}#{rebirth.incarnation}"


def put_in_place(part: Path, folder: Path, at: datetime) -> Path:
    """Let the finished file *part* be the ledger of *folder*; what stood there is moved aside, whole, and returned.

    *part* lies in *folder* and is on the disk. A power cut on the way is made good by `finish_restore` at the next
    start; nothing is ever deleted.
    """
    aside = _aside(folder, at)
    plan = {"part": part.name, "aside": aside.name}
    with replacing(folder / RESTORING) as written:
        written.write_text(json.dumps(plan), encoding="utf-8")
    finish_restore(folder)
    return aside


def finish_restore(folder: Path) -> bool:
    """Finish a restore of *folder* that was cut off; return whether there was one."""
    plan = _plan(folder)
    if plan is None:
        return False
    part, aside = folder / plan["part"], folder / QUARANTINE / plan["aside"]
    if part.is_file():
        set_aside(folder, aside)
        move(part, folder / FILE)
    elif not (folder / FILE).exists():
        _put_back(folder, aside)
    (folder / RESTORING).unlink()
    flush_folder(folder)
    return True


def set_aside(folder: Path, aside: Path) -> None:
    """Move the ledger of *folder*, with the log beside it, to the folder *aside* as it is."""
    aside.mkdir(parents=True, exist_ok=True)
    flush_folder(aside.parent)
    for suffix in _PRESENT:
        present = folder / f"{FILE}{suffix}"
        if present.is_file():
            move(present, aside / present.name)


def is_restoring(folder: Path) -> bool:
    """Return whether a restore of *folder* was begun and not finished."""
    return (folder / RESTORING).is_file()


def quarantined(folder: Path) -> tuple[Path, ...]:
    """Return the ledgers that were moved aside in *folder*, latest first."""
    return tuple(sorted((folder / QUARANTINE).glob(f"*/{FILE}"), reverse=True))


def _put_back(folder: Path, aside: Path) -> None:
    # the file that was to come is gone (swept away by hand): what was here is better than nothing
    for suffix in reversed(_PRESENT):
        kept = aside / f"{FILE}{suffix}"
        if kept.is_file():
            move(kept, folder / kept.name)


def _plan(folder: Path) -> Mapping[str, Any] | None:
    try:
        found = json.loads((folder / RESTORING).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise KnownError("restore_unclear", path=folder / RESTORING) from error
    if not isinstance(found, dict) or not {"part", "aside"} <= set(found):
        raise KnownError("restore_unclear", path=folder / RESTORING)
    return {name: Path(str(found[name])).name for name in ("part", "aside")}


def _aside(folder: Path, at: datetime) -> Path:
    stem, number = f"{at:%Y%m%d-%H%M%S}", 1
    aside = folder / QUARANTINE / stem
    while aside.exists():
        number += 1
        aside = folder / QUARANTINE / f"{stem}-{number}"
    return aside
