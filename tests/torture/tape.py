"""The statements that the program itself ran, and their replay on a disk that can lose its power."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import apsw
from sqlalchemy import Connection, text

from db.engine import _PRAGMAS
from db.ledger import FILE
from desktop.wiring import Services, open_ledger
from tests.services.making import database_of
from tests.torture.disk import Note, Recorder
from tests.torture.dying import traced
from tests.torture.ledgers import days_work, world
from tests.torture.take_kills import fresh_county, open_county, written_letter

VFS = "torture"


class Tape(NamedTuple):
    """A ledger as it stood, and what its connection ran since: statements, and `told` with what was promised."""

    ledger: bytes
    lines: tuple[tuple[str, str], ...]


def days_tape(folder: Path, begun: Path, turns: int) -> Tape:
    """Record a clerk's saves on a copy of *begun*: two days, with the program closed between them."""
    shutil.copytree(begun, folder)
    ledger, lines = (folder / FILE).read_bytes(), []
    for _ in range(2):
        with _recorded(open_ledger(folder, world()), lines) as services:
            days_work(services, lambda said: _tell(lines, said), turns)
    return Tape(ledger, tuple(lines))


def take_tape(place: Path) -> Tape:
    """Record the taking of a package."""
    place.mkdir()
    letter = written_letter(place)
    folder, lines = fresh_county(place), []
    ledger = (folder / FILE).read_bytes()
    with _recorded(open_county(folder), lines) as services:
        services.letters.incoming.take(letter)
        save = database_of(services).read(_last_save)
        _tell(lines, f"kept save\t{save}\t{save}")
    return Tape(ledger, tuple(lines))


def _last_save(connection: Connection) -> str:
    return str(connection.execute(text("SELECT id FROM save ORDER BY rowid DESC LIMIT 1")).scalar_one())


@contextmanager
def _recorded(services: Services, lines: list[tuple[str, str]]) -> Iterator[Services]:
    def hear(statement: str) -> None:
        # what a trigger does comes as a remark, and is done by the trigger again
        if not statement.startswith("--"):
            lines.append(("run", statement))

    lines.append(("open", ""))
    with closing(services):
        traced(services, hear)
        yield services


def _tell(lines: list[tuple[str, str]], said: str) -> None:
    if said.startswith("kept "):
        lines.append(("told", said))


def replayed(tape: Tape, *, synchronous: str = "", flushes: bool = True) -> list[Note]:
    """Run *tape* on a disk that notes everything; *synchronous* and *flushes* are for the negative controls."""
    disk = Recorder(VFS, flushes=flushes)
    disk.files[FILE] = bytearray(tape.ledger)
    pragmas = [f"PRAGMA {pragma}" for pragma in (*_PRAGMAS, "journal_mode=WAL")]
    connection: apsw.Connection | None = None
    try:
        for kind, said in tape.lines:
            if kind == "told":
                disk.notes.append(Note("told", said))
            elif kind == "run":
                assert connection is not None
                _run(connection, said)
            else:
                if connection is not None:
                    connection.close()
                connection = _connected([*pragmas, *([f"PRAGMA synchronous={synchronous}"] * bool(synchronous))])
    finally:
        if connection is not None:
            connection.close()
        disk.unregister()
    return disk.notes


def _connected(pragmas: Sequence[str]) -> apsw.Connection:
    connection = apsw.Connection(FILE, vfs=VFS)
    for pragma in pragmas:
        _run(connection, pragma)
    return connection


def _run(connection: apsw.Connection, statement: str) -> None:
    for _ in connection.execute(statement):
        pass
