"""Four offices on real ledgers and a stick that forgets nothing: what histories of letters act on.

The county office, a township, a department and a unit without an enterprise, each on a computer of its own with a clock
of its own. Every letter ever written stays, so that any may come late, twice or never; every Change ever written is
kept too, those that a restore took away among them.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db.cells import of_cells
from db.queries import letters
from desktop.domain.carried import Carried, CarriedSave
from desktop.domain.change import Cell, ChangeId
from desktop.domain.codes import FilingState, Subject
from desktop.domain.copies import CopyReason
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.fonts import Fonts
from desktop.wiring import Services, open_ledger, restorer
from tests.ledgers import shelf
from tests.services.letter_hands import Post, assigned, introduced, send
from tests.services.making import RESOURCES, START, Clock, database_of, digest, make_world, visit

NAMES: Mapping[str, str] = {
    "county": "县中小企业发展中心",
    "town": "秀水镇",
    "energy": "盂县能源局",
    "housing": "盂县住建局",
}
COUNTY = "140322-county"
UNITS: Mapping[str, str] = {
    "county": COUNTY,
    "town": "140322-xiushui",
    "energy": "140322-nengyuan",
    "housing": "140322-zhujian",
}
_ROOM = TemporaryDirectory(prefix="shenggui-offices-")


@dataclass
class Posted:
    """One letter on the stick."""

    path: Path
    sender: str
    recipient: str
    package_id: str
    site: str
    upto: int  # the last number that its sender had written


@dataclass
class Office:
    """One computer: its ledger, its clock, the copies it kept, and how far each site was known at the last look."""

    name: str
    folder: Path
    clock: Clock
    services: Services
    copies: list[Path] = field(default_factory=list)
    have: dict[str, int] = field(default_factory=dict)
    rows: Mapping[tuple[Subject, str], Mapping[str, object]] = field(default_factory=dict)

    @property
    def database(self):
        return database_of(self.services)


class Offices:
    """The offices of one history, as they were after the county's first list."""

    def __init__(self, room: Path) -> None:
        made, self.enterprises = _begun()
        self._numbers = 0
        self.room = room
        self.stick = room / "stick"
        self.stick.mkdir()
        self.posted: list[Posted] = []
        self.written: dict[str, list[Carried]] = {}
        self.saves: dict[str, CarriedSave] = {}
        self.seen: dict[ChangeId, frozenset[ChangeId]] = {}
        self.resolved: dict[Cell, tuple[ChangeId, frozenset[ChangeId]]] = {}
        self.accepted: dict[str, tuple[str, str, frozenset[str]]] = {}
        self.decided: dict[str, set[str]] = {}
        self.every: dict[str, Office] = {}
        for name in NAMES:
            shutil.copytree(made / name, room / name)
            clock = Clock()
            self.every[name] = Office(name, room / name, clock, self._open(room / name, clock))
            self.note(name)

    def _open(self, folder: Path, clock: Clock) -> Services:
        self._numbers += 1
        services = open_ledger(folder, make_world(clock, prefix=f"{folder.name}{self._numbers}-"))
        services.filings._printer._loaded = _fonts()
        # the copy before each taking has tests of its own and would be most of the time
        database_of(services).guard(_nothing)
        return services

    def close(self) -> None:
        for office in self.every.values():
            office.services.close()

    def note(self, name: str) -> None:
        """Remember what office *name* wrote since the last time; no number is ever given out twice (I5)."""
        database = self.every[name].database
        site = database.read(letters.own_site)
        kept = self.written.setdefault(site, [])
        new = database.read(lambda c: list(letters.carried(c, site, len(kept))))
        here = database.read(of_cells, [each.change.cell for each in new])
        for each in new:
            assert each.change.id == ChangeId(site, len(kept) + 1)
            kept.append(each)
            self.seen[each.change.id] = frozenset(
                known for known in here[each.change.cell] if known.site != site or known.seq < each.change.id.seq
            )
        for save in database.read(letters.saves, site, 0):
            self.saves[save.id] = save

    def do(self, name: str, deed: Callable[[], object], *may: str) -> object:
        """Let office *name* do *deed*; where it is refused with one of the codes *may*, nothing is written."""
        office = self.every[name]
        before = digest(office.services)
        refused: KnownError | None = None
        try:
            answer = deed()
        except KnownError as error:
            refused, answer = error, None
        if refused is not None:
            assert refused.code in may, (name, refused)
            assert digest(office.services) == before, f"{refused.code} wrote"
        self.note(name)
        return answer

    def post(self, sender: str, recipient: str, written) -> None:
        """Put a letter that was *written* on the stick for good."""
        if written is not None:
            path = self.room / f"{len(self.posted):04d}.sgb"
            shutil.move(written.path, path)
            site = self.every[sender].database.read(letters.own_site)
            upto = len(self.written[site])
            self.posted.append(Posted(path, sender, recipient, written.package_id, site, upto))

    def keep_copy(self, name: str) -> None:
        office = self.every[name]
        office.copies.append(office.services.backups.make(CopyReason.MANUAL, Progress()).path)

    def bring_back(self, name: str, copy: Path) -> None:
        """Let office *name* go on with an older copy."""
        office = self.every[name]
        office.services.close()
        self._numbers += 1
        world = make_world(office.clock, prefix=f"{name}{self._numbers}-")
        restorer(office.folder, world).restore(copy, Progress(), reason="误改后恢复")
        office.services = self._open(office.folder, office.clock)
        office.have = {}
        self.note(name)

    def move(self, name: str) -> None:
        """Let office *name* go on with a copy of its folder, after one more deed on the computer it leaves."""
        office = self.every[name]
        self._numbers += 1
        target = self.room / f"{name}{self._numbers}"
        office.services.close()
        world = make_world(office.clock, prefix=f"{name}{self._numbers}-")
        restorer(office.folder, world).move_to(target, Progress())
        office.services = self._open(office.folder, office.clock)
        late = visit(self.enterprises[-1], summary="搬走以前记的")
        if self.do(name, lambda: office.services.visits.save(late), "voided") is not None:
            self.post(name, "county", office.services.letters.outgoing.send(self.stick))
        office.services.close()
        office.folder, office.copies, office.have = target, [], {}
        office.services = self._open(target, office.clock)
        self.note(name)

    def known(self, name: str, cell: Cell) -> frozenset[ChangeId]:
        """Return the Changes of *cell* that office *name* knows."""
        return frozenset(self.every[name].database.read(of_cells, [cell])[cell])

    def note_accepted(self, name: str) -> None:
        """Remember what the rounds of office *name* that are accepted say, and what was made before it heard so."""
        if name != "county":
            rounds = self.every[name].services.rounds.all()
            for each in rounds:
                if each.state is FilingState.ACCEPTED:
                    made = frozenset(other.uid for other in rounds)
                    self.accepted.setdefault(each.uid, (name, each.digest, made))


def _nothing(_action: str) -> None:
    """Keep no copy."""


@cache
def _fonts() -> Fonts:
    return Fonts(RESOURCES / "fonts")


@cache
def _begun() -> tuple[Path, tuple[str, ...]]:
    """Return the folder with the ledgers of all four after the county's first list, and the enterprises on it."""
    room, clock = Path(_ROOM.name), Clock()
    opened = {
        name: shelf.copy(room / name, replace(START, unit_name=NAMES[name]), make_world(clock, prefix=name))
        for name in NAMES
    }
    stick = room / "stick"
    stick.mkdir()
    post = Post(opened["county"], opened["town"], opened["energy"], stick, clock)
    introduced(post)
    print_ = opened["housing"].letters.keys.own_fingerprint()[:19]
    assert opened["county"].letters.keys.accept(opened["housing"].letters.keys.register(stick), print_).uid
    uids = assigned(post, "盂县演示耐火有限公司", "盂县演示砂石厂")
    send_to_nobody = Post(opened["county"], opened["housing"], opened["energy"], stick, clock)
    assert unit(opened["housing"]) == UNITS["housing"]
    send(send_to_nobody, opened["county"], opened["housing"])
    for services in opened.values():
        services.close()
    return room, tuple(uids)


def unit(services: Services) -> str:
    return services.letters.keys._keys.introduced().unit
