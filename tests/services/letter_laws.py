"""Laws of letters (I1 to I20) that hold of the union: ledgers that take everything that anybody ever wrote.

They are made at the end of a history, and take it in different orders; each law is a function of its own.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

from sqlalchemy import Connection, insert, select

from db.cells import of_cells
from db.chain import broken_links
from db.journal import content_digest
from db.merging import take_changes
from db.models.figure import Figure
from db.models.letter import OfficeKey
from db.models.visit import Visit
from db.projection import models
from db.queries import letters
from db.queries.projection import differing
from db.unit_of_work import Database
from desktop.domain.carried import Carried, CarriedSave, unit_of
from desktop.domain.change import Cell, ChangeId, link
from desktop.domain.codes import Subject
from desktop.domain.merge import Authority, Heard, authority, heads, view
from desktop.exchange.changes import OPS, change_line, read_changes
from desktop.exchange.strict_json import read_lines
from desktop.exchange.writer import lines
from tests.db.making import NOON, World, fresh
from tests.services.letter_world import COUNTY, Offices

Sets = Mapping[Cell, Mapping[ChangeId, Heard]]
_KEY = {
    "key_id": "k",
    "unit": COUNTY,
    "unit_name": "县中小企业发展中心",
    "unit_kind": "county",
    "county": True,
    "sign": "",
    "receive": "",
    "incarnation": "",
    "compared_at": NOON,
    "compared_by": "p",
}


def sets(connection: Connection) -> Sets:
    """Return every cell of a ledger with the set of its Changes."""
    query = "SELECT DISTINCT subject, entity, field, period, by_unit FROM change"
    return of_cells(connection, [Cell(Subject(row[0]), *row[1:]) for row in connection.exec_driver_sql(query)])


def tables(connection: Connection) -> Mapping[str, frozenset[str]]:
    """Return all rows of the journalled ledgers, and what is set aside."""
    names = [model.__table__.name for model in (*models().values(), Figure)] + ["set_aside"]
    cursor = connection.connection.cursor()
    return {name: frozenset(map(repr, cursor.execute(f"SELECT * FROM {name}"))) for name in names}


def differences(one: Database, other: Database) -> Mapping[str, object]:
    """Return by table the rows that only one of two ledgers has."""
    ours, theirs = one.read(tables), other.read(tables)
    return {name: (ours[name] - theirs[name], theirs[name] - ours[name]) for name in ours if ours[name] != theirs[name]}


class Union:
    """Ledgers that take everything that was ever written, told or not, each in an order of its own."""

    def __init__(self, offices: Offices, template: Path, room: Path) -> None:
        self.written = {site: tuple(run) for site, run in sorted(offices.written.items())}
        self.saves = tuple(offices.saves.values())
        self._template, self._room = template, room
        self._opened: list[Database] = []
        whole = list(self.written.values())
        self.one = self._take([list(chain(*whole))])
        self.other = self._take(reversed(whole))
        self.pieces = self._take(_pieces(whole))
        self.sets = self.one.read(sets)

    def _take(self, runs) -> Database:
        folder = self._room / f"union{len(self._opened)}"
        database = fresh(self._template, folder, World(f"u{len(self._opened)}-"))
        self._opened.append(database)
        database.note(lambda connection: connection.execute(insert(OfficeKey), [_KEY]))
        for run in runs:
            take(database, run, self.saves)
        return database

    def again(self, runs) -> Database:
        """Return one more ledger that took *runs* at one go."""
        return self._take([list(chain(*runs))])

    def close(self) -> None:
        for database in self._opened:
            database.close()


def take(database: Database, run: Sequence[Carried], saves: Sequence[CarriedSave]) -> int:
    """Let *database* take *run* and return how many of it were new."""
    used = {each.change.save for each in run}
    with database.work("package.take", "p") as work:
        return take_changes(work.connection, run, [each for each in saves if each.id in used], county=COUNTY).new


def _pieces(runs) -> Iterator[Sequence[Carried]]:
    """Give every piece twice, the second time with one Change more, pieces of sites mixed, each site's own in order."""
    random_ = random.Random(sum(map(len, runs)))
    least = random_.choice((1, 10, 50))  # some histories in crumbs, most in slices
    waiting = [list(run) for run in runs]
    while waiting := [run for run in waiting if run]:
        run = random_.choice(waiting)
        count = random_.randint(min(least, len(run)), len(run))
        piece, run[:count] = run[:count], []
        yield piece
        more, run[:1] = [*piece, *run[:1]], []
        yield more


# --- of the union


def i01_either_way_round(union: Union, _offices: Offices) -> None:
    assert union.one.read(letters.state_digest) == union.other.read(letters.state_digest)
    assert not (found := differences(union.one, union.other)), found


def i02_in_any_grouping(union: Union, _offices: Offices) -> None:
    assert union.one.read(letters.state_digest) == union.pieces.read(letters.state_digest)


def i03_with_itself_nothing(union: Union, _offices: Offices) -> None:
    before = union.one.read(content_digest)
    for run in union.written.values():
        used = {each.change.save for each in run}
        with union.one.work("package.take", "p") as work:
            found = take_changes(work.connection, run, [each for each in union.saves if each.id in used], county=COUNTY)
            assert (found.new, found.told, found.known) == (0, 0, len(run))
            work.connection.exec_driver_sql("DELETE FROM save WHERE id = ?", (work.save,))
    assert union.one.read(content_digest) == before


def i04_the_same_set_says_the_same(union: Union, _offices: Offices) -> None:
    assert not (found := differences(union.one, union.pieces)), found
    for database in (union.one, union.other, union.pieces):
        assert database.read(differing) == ()


def i06_nothing_is_silently_lost(union: Union, _offices: Offices) -> None:
    for cell, known in union.sets.items():
        seen = view(list(known.values()), authority(cell.subject, cell.field), COUNTY)
        shown = {known[each].value for each in (seen.effective, *seen.others, *seen.proposals) if each is not None}
        assert {known[each].value for each in heads(known)} <= shown, cell


def i07_one_after_the_other_is_no_question(union: Union, offices: Offices) -> None:
    for cell, known in union.sets.items():
        order = sorted(known, key=lambda each: (len(offices.seen[each]), each))
        if all(before in offices.seen[after] for before, after in pairwise(order)):
            assert heads(known) == (order[-1],), cell


def i09_only_the_owner_writes_what_is_its_own(union: Union, _offices: Offices) -> None:
    for cell, known in union.sets.items():
        units = {unit_of(each.site) for each in known}
        if cell.subject is Subject.FIGURE:
            assert units == {cell.by_unit}
        elif authority(cell.subject, cell.field) is Authority.OWNER:
            assert len(units) == 1, cell


def i12_no_clock_decides(union: Union, _offices: Offices) -> None:
    still = union.again([list(_stopped(run)) for run in union.written.values()])
    assert still.read(letters.state_digest) == union.one.read(letters.state_digest)
    assert not (found := differences(union.one, still)), found


def _stopped(run: Sequence[Carried]) -> Iterator[Carried]:
    """Give *run* as it would have been written by a computer whose clock stands still."""
    last = ""
    for each in run:
        stopped = replace(each.change, wall="2026-11-05T09:31:00.000+08:00", hlc="2026-11-05T01:31:00.000Z+0000")
        last = link(last, stopped)
        yield replace(each, change=stopped, hash=last)


def i14_aliases_in_any_order(union: Union, offices: Offices) -> None:
    pointed: dict[str, str] = {}
    for uid in offices.enterprises:
        known = union.sets.get(Cell(Subject.ENTERPRISE, uid, "alias_of"), {})
        said = view(list(known.values()), Authority.COUNTY, COUNTY).value if known else None
        if said not in {None, "null"}:
            pointed[uid] = said.strip('"')
    wanted = {uid for uid in offices.enterprises if uid not in pointed} or {min(pointed)}  # a ring shows its smallest
    for database in (union.one, union.other, union.pieces):
        for model in (Visit, Figure):
            column = model.__table__.c.enterprise  # type: ignore[attr-defined]
            assert set(database.read(lambda c, of=column: list(c.execute(select(of)).scalars()))) <= wanted


def i16_what_is_not_known_travels_on(union: Union, _offices: Offices) -> None:
    future = {site: [replace(each, extra={"later": ["x", 1]}) for each in run] for site, run in union.written.items()}
    passed = {site: list(read_changes(read_lines(lines(map(change_line, run)), OPS))) for site, run in future.items()}
    assert passed == future
    database = union.again(passed.values())
    for site, run in future.items():
        assert database.read(lambda c, of=site: list(letters.carried(c, of, 0))) == run


def i17_the_chain_holds_and_shows_what_was_bent(union: Union, _offices: Offices) -> None:
    assert union.one.read(broken_links) == ()
    every = [each.change.id for run in union.written.values() for each in run]
    chosen = random.Random(len(every)).choice(every)
    for sql in _BENT:
        with suppress(_Undone):
            union.one.note(_bend, sql, chosen)
    assert union.one.read(broken_links) == ()


_BENT = (
    "UPDATE change SET wall = wall || '1' WHERE site = ? AND seq = ?",
    "UPDATE change SET entity = entity || '1' WHERE site = ? AND seq = ?",
    "UPDATE change_value SET value = value || ' ' WHERE site = ? AND seq = ?",
    "UPDATE change_value SET reason = 'x' || coalesce(reason, '') WHERE site = ? AND seq = ?",
)


class _Undone(Exception):
    """Ends a transaction that bent the journal past the program."""


def _bend(connection: Connection, sql: str, chosen: ChangeId) -> None:
    triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(sql, tuple(chosen))
    assert tuple(chosen) in {broken[:2] for broken in broken_links(connection)}, sql
    raise _Undone


OF_UNION = (
    i01_either_way_round,
    i02_in_any_grouping,
    i03_with_itself_nothing,
    i04_the_same_set_says_the_same,
    i06_nothing_is_silently_lost,
    i07_one_after_the_other_is_no_question,
    i09_only_the_owner_writes_what_is_its_own,
    i12_no_clock_decides,
    i14_aliases_in_any_order,
    i16_what_is_not_known_travels_on,
    i17_the_chain_holds_and_shows_what_was_bent,
)
