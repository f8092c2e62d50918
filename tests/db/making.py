"""Small things that tests of the ledger make: the world's means and records with only what matters."""

import itertools
import shutil
import sqlite3
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from db.ledger import FILE, Means, open_ledger
from db.models.enterprise import Enterprise
from db.models.issue import Issue, IssueStep
from db.models.visit import Visit
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import Obtained, Source
from desktop.domain.figure import FigureValue
from desktop.domain.issue_codes import IssueAction, IssueState
from desktop.domain.money import Scale

UNIT = "140322-xiushui"
CLERK = "p-clerk"
NOON = datetime(2026, 10, 31, 12, tzinfo=timezone(timedelta(hours=8)))


class World:
    """A clock that can be set, and ids and salts that count up."""

    def __init__(self, prefix: str = "") -> None:
        self.now = NOON
        self._numbers = itertools.count(1)
        self._prefix = prefix

    def means(self) -> Means:
        """Return what a ledger needs of this world."""
        return Means(clock=lambda: self.now, new_id=self.new_id, salt=lambda: f"{next(self._numbers):032x}")

    def new_id(self) -> str:
        """Return an id that nothing has yet."""
        return f"{self._prefix}{next(self._numbers):08x}"


def fresh(template: Path, folder: Path, world: World) -> Database:
    """Return a new ledger in *folder*, copied from the one in *template*."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template / FILE, folder / FILE)
    return open_ledger(folder, world.means())


def enterprise(uid: str, name: str = "", **values: Any) -> Enterprise:
    """Return an enterprise that can be found by its name, small letters."""
    name = name or f"演示企业{uid}"
    found = {"sort_name": name, "name_key": name, "search": name.lower()} | values
    return Enterprise(uid=uid, name=name, **found)


def visit(uid: str, enterprise: str = "e1", day: date = date(2026, 5, 6), **values: Any) -> Visit:
    """Return a visit with the texts it cannot do without."""
    found = {"number": f"{UNIT}-{day.year}-{uid}", "visitors": "赵演示", "summary": "了解生产情况", "mode": "on_site"}
    found |= {"by_unit": UNIT}
    return Visit(uid=uid, enterprise=enterprise, visited_on=day, **(found | values))


def issue(uid: str, enterprise: str = "e1", day: date = date(2026, 5, 6), **values: Any) -> Issue:
    """Return an issue as it is entered."""
    found = {"number": f"{UNIT}-{day.year}-{uid}", "category": "finance", "description": "流动资金紧张"}
    found |= {"level": "ordinary", "state": "registered"}
    return Issue(uid=uid, by_unit=UNIT, enterprise=enterprise, raised_on=day, **(found | values))


def step(issue: str, place: int, action: IssueAction, state: IssueState, day: date, **values: Any) -> IssueStep:
    """Return the *place*-th deed on *issue*."""
    key = {"uid": f"{issue}-s{place}", "issue": issue, "place": place, "by_unit": UNIT, "person": CLERK}
    return IssueStep(**key, action=action, state=state, done_on=day, **values)


def figure(amount: int, raw: str = "", source: Source = Source.ENTERPRISE) -> FigureValue:
    """Return a figure told by the enterprise on paper."""
    return FigureValue(amount, raw, Scale.TEN_THOUSAND, source, Obtained.PAPER, "会计", date(2026, 10, 9))


def add(database: Database, *records: Any) -> None:
    """Keep *records* in one deed."""
    with database.work("test.add", CLERK) as work:
        for record in records:
            work.add(record)


def steps_of(work: UnitOfWork, *steps: IssueStep) -> None:
    """Keep *steps* and move their issues on."""
    for deed in steps:
        work.add(deed)
        work.change(Issue, deed.issue, {"state": deed.state})


def raw(path: Path) -> sqlite3.Connection:
    """Return a connection past the program, as somebody with a database tool has it: no triggers, no references."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def later(moment: datetime, **spans: float) -> datetime:
    """Return *moment* moved by *spans*."""
    return moment + timedelta(**spans)
