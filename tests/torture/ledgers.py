"""Ledgers for the parts: real services in real folders, with ids that never come twice."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, text

from db.journal import content_digest
from db.ledger import FILE
from db.queries.health import findings
from desktop.domain.enterprise import EnterpriseDraft
from desktop.wiring import Services, World, open_ledger
from tests.services.making import NOW, OCTOBER, RESOURCES, begun, enter, figures, kept, visit

Findings = tuple[tuple[str, str], ...]
# (what was saved, of which record, what it must say): read back by the first word
_SAYS = {
    "enterprise": "SELECT name FROM enterprise WHERE uid = :uid",
    "contact": "SELECT contact FROM enterprise WHERE uid = :uid",
    "visit": "SELECT summary FROM visit WHERE uid = :uid",
    "figure": "SELECT amount FROM figure WHERE enterprise = :uid AND measure = 'main_revenue_ytd'",
    "save": "SELECT id FROM save WHERE id = :uid",
}


def world() -> World:
    """Return a world that stands still but for its ids, which no other process draws too."""
    return World(
        resources=RESOURCES,
        clock=lambda: NOW,
        new_id=lambda: secrets.token_hex(16),
        salt=lambda: secrets.token_hex(16),
        pid=os.getpid(),
        host="test",
    )


def template(folder: Path, firms: int = 20) -> Path:
    """Make a ledger of *firms* enterprises in *folder*, closed as it is closed every evening."""
    with closing(begun(folder, world())) as services:
        for number in range(firms):
            enter(services, f"演示第{number}厂", contact="演示甲")
    return folder


def days_work(services: Services, tell: Callable[[str], None], turns: int = 1_000_000) -> None:
    """Save enterprises, visits, figures and corrections one after the other, and *tell* each once it was kept."""
    for number in range(turns):
        for save in (_enterprise, _visit, _figure, _contact):
            tell("begins")
            tell("kept " + "\t".join(save(services, number)))


_firm: list[str] = []


def _enterprise(services: Services, number: int) -> tuple[str, str, str]:
    name = f"演示{secrets.token_hex(4)}厂"
    _firm[:] = [enter(services, name, contact="演示甲")]
    return "enterprise", _firm[0], name


def _visit(services: Services, number: int) -> tuple[str, str, str]:
    words = f"看报表{number}" * 5
    return "visit", kept(services.visits.save(visit(_firm[0], summary=words))), words


def _figure(services: Services, number: int) -> tuple[str, str, str]:
    kept(services.figures.save(figures(_firm[0], OCTOBER, main_revenue_ytd=100 + number)))
    return "figure", _firm[0], str((100 + number) * 1_000_000)


def _contact(services: Services, number: int) -> tuple[str, str, str]:
    draft = services.enterprises.get(_firm[0]).draft
    said = f"演示{number}"
    kept(services.enterprises.save(EnterpriseDraft(**{**_fields(draft), "contact": said}), _firm[0]))
    return "contact", _firm[0], said


def _fields(draft: EnterpriseDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in EnterpriseDraft.__dataclass_fields__}


def lost(connection: Connection, promised: Sequence[str]) -> int:
    """Return how many of the *promised* saves (lines of `days_work`) the ledger does not say any more."""
    gone = 0
    for line in promised:
        kind, uid, said = line.removeprefix("kept ").split("\t")
        found = connection.execute(text(_SAYS[kind]), {"uid": uid}).scalar()
        # what was told of the contact stands over what the enterprise was entered with; the name stays
        gone += str(found) != said
    return gone


class Examiner:
    """Looks plain ledger files through, one after the other, by the program's own checks.

    One engine serves all of them: what SQLAlchemy has compiled for the first is not compiled again.
    """

    def __init__(self) -> None:
        self._path = Path()
        self._engine = create_engine("sqlite://", creator=self._opened, poolclass=NullPool)

    def look(self, path: Path, promised: Sequence[str] = ()) -> tuple[int, Findings, int]:
        """Return how many of *promised* are lost, every page, link and value that is not whole, how many saves."""
        self._path = path
        with self._engine.connect() as connection:
            saves = connection.execute(text("SELECT count(*) FROM save")).scalar_one()
            return lost(connection, promised), findings(connection, deep=True), int(saves)

    def knows(self, path: Path, save: str) -> bool:
        """Return whether the ledger at *path* has the deed *save*."""
        self._path = path
        with self._engine.connect() as connection:
            return lost(connection, [f"save\t{save}\t{save}"]) == 0

    def digest(self, path: Path) -> str:
        """Return the digest of all business tables of the ledger at *path*."""
        self._path = path
        with self._engine.connect() as connection:
            return content_digest(connection)

    def _opened(self) -> sqlite3.Connection:
        driver = sqlite3.connect(self._path)
        driver.execute("PRAGMA query_only=ON")
        return driver


def started(folder: Path) -> None:
    """Open the ledger of *folder* as every start does, which reads it whole after a kill, and close it again.

    Raises `KnownError` for what forbids the start.
    """
    open_ledger(folder, world()).close()


def looked_through(examiner: Examiner, folder: Path, promised: Sequence[str] = ()) -> tuple[int, Findings, int]:
    """Start on *folder* and look it through after: see `started` and `Examiner.look`."""
    started(folder)
    return examiner.look(folder / FILE, promised)
