"""The chain verifies after any legal history and fails after any out-of-band edit (data-safety.md I17)."""

import contextlib
import itertools
import shutil
import sqlite3
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.chain import broken_links
from db.ledger import FILE, open_ledger
from db.models.enterprise import Enterprise
from db.models.visit import Visit
from db.queries.health import findings
from db.queries.history import of_entity
from db.queries.projection import differing
from db.triggers import TRIGGERS
from desktop.domain.codes import Measure
from tests.db.making import CLERK, UNIT, World, add, enterprise, figure, fresh, raw, visit
from tests.examples import fewer

TEXTS = st.sampled_from(["", "甲", "乙", 'a"b\\c', "两\n行"])


class Player:
    """Does legal things to a ledger: what hypothesis draws, one deed each."""

    def __init__(self, template, folder):
        self.world = World()
        self.database = fresh(template, folder, self.world)
        self._numbers = itertools.count(1)
        self.enterprises = []
        self.visits = []

    def play(self, move, choice, value, minutes):
        """Do the deed *move*; *choice* picks a record, *minutes* moves the clock either way."""
        self.world.now += timedelta(minutes=minutes)
        with self.database.work(move, CLERK) as work:
            getattr(self, move)(work, choice, value)

    def enrol(self, work, choice, value):
        uid = f"e{next(self._numbers)}"
        self.enterprises.append(uid)
        work.add(enterprise(uid, note=value or None))

    def mend(self, work, choice, value):
        work.change(Enterprise, self._pick(work, choice), {"note": value, "contact": value or None}, reason=value)

    def call(self, work, choice, value):
        uid = f"v{next(self._numbers)}"
        work.add(visit(uid, enterprise=self._pick(work, choice), situation=value or None))
        self.visits.append(uid)

    def annul(self, work, choice, value):
        if self.visits:
            work.void(Visit, self.visits[choice % len(self.visits)], value or "录重了")

    def report(self, work, choice, value):
        told = figure(choice * 100, value) if choice % 4 else None
        work.set_figure(self._pick(work, choice), "2026-10", Measure.STAFF, UNIT, told)

    def _pick(self, work, choice):
        if not self.enterprises:
            self.enrol(work, choice, "")
        return self.enterprises[choice % len(self.enterprises)]


MOVES = st.tuples(
    st.sampled_from(["enrol", "mend", "call", "annul", "report"]),
    st.integers(0, 9),
    TEXTS,
    st.integers(-60_000, 60_000),
)


@fewer()
@given(moves=st.lists(MOVES, max_size=12))
def test_any_legal_history_verifies(template, tmp_path_factory, moves):
    player = Player(template, tmp_path_factory.mktemp("d"))
    try:
        for move in moves:
            player.play(*move)
        assert player.database.read(broken_links) == ()
        assert player.database.read(differing) == ()
        assert player.database.read(findings, deep=True) == ()
    finally:
        player.database.close()


@pytest.fixture(scope="module")
def played(template, tmp_path_factory):
    """Return a folder with a closed ledger of a few deeds, every table of the journal filled."""
    folder = tmp_path_factory.mktemp("played")
    player = Player(template, folder)
    script = ["enrol", "enrol", "mend", "call", "report", "mend", "annul", "report"]
    for place, move in enumerate(script):
        player.play(move, place + 1, ["甲", "乙"][place % 2], place)
    player.database.close()
    return folder


NO_EDIT = "no edit"
JOURNAL = {
    "change": ["site", "seq", "subject", "entity", "field", "period", "by_unit", "kind", "who", "save"],
    "change ": ["hlc", "wall", "tz", "sealed", "hash"],
    "change_value": ["site", "seq", "value", "salt", "reason"],
    "change_parent": ["site", "seq", "parent_site", "parent_seq"],
    "site": ["site", "next_seq", "last_hash", "last_hlc"],
}
CELLS = [(table, column) for table, columns in JOURNAL.items() for column in columns]


def broken_after(played, tmp_path_factory, edit):
    """Return what the ledger finds after *edit* was done to a copy of it past the program."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copy(played / FILE, folder / FILE)
    connection = raw(folder / FILE)
    try:
        before = list(connection.iterdump())
        with contextlib.suppress(sqlite3.IntegrityError):  # STRICT and keys refuse some even so
            edit(connection)
        if list(connection.iterdump()) == before:
            return {NO_EDIT}
    finally:
        connection.close()
    database = open_ledger(folder, World("x").means())
    try:
        return {code for code, _ in database.read(findings, deep=True)}
    finally:
        database.close()


def chain_codes(found):
    return {code for code in found if code.startswith("chain_")}


@fewer()
@given(cell=st.sampled_from(CELLS), row=st.integers(0, 30), data=st.data())
def test_any_edited_value_is_found(played, tmp_path_factory, cell, row, data):
    table, column = cell
    others = [0, 1, 999, "x", "", "甲", '"甲"', None]

    def edit(connection):
        rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        rowid, old = rows[row % len(rows)]
        new = data.draw(st.sampled_from([value for value in others if value != old]))
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))

    found = broken_after(played, tmp_path_factory, edit)
    assume(NO_EDIT not in found)
    assert chain_codes(found)


@fewer()
@given(table=st.sampled_from(["change", "change_value", "change_parent", "site"]), row=st.integers(0, 30))
def test_any_deleted_row_is_found(played, tmp_path_factory, table, row):
    def edit(connection):
        rows = connection.execute(f"SELECT rowid FROM {table}").fetchall()
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", rows[row % len(rows)])

    assert chain_codes(broken_after(played, tmp_path_factory, edit))


@fewer()
@given(data=st.data(), table=st.sampled_from(["change", "change_value"]))
def test_any_two_rows_that_change_places_are_found(played, tmp_path_factory, table, data):
    def edit(connection):
        seqs = [row[0] for row in connection.execute("SELECT seq FROM change ORDER BY 1")]
        one, other = data.draw(st.lists(st.sampled_from(seqs), min_size=2, max_size=2, unique=True))
        for old, new in ((one, -1), (other, one), (-1, other)):
            connection.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))

    found = broken_after(played, tmp_path_factory, edit)
    assert chain_codes(found)


def test_cut_tail_is_found(played, tmp_path_factory):
    def edit(connection):
        last = connection.execute("SELECT max(seq) FROM change").fetchone()
        for table in ("head", "change_parent", "change_value", "change"):
            connection.execute(f"DELETE FROM {table} WHERE seq = ?", last)

    assert "chain_end" in broken_after(played, tmp_path_factory, edit)


def test_missing_change_is_told_as_a_gap(played, tmp_path_factory):
    def edit(connection):
        connection.execute("DELETE FROM change WHERE seq = 4")

    assert broken_after(played, tmp_path_factory, edit) >= {"chain_gap", "chain_hash"}


def test_change_without_its_site_is_found(played, tmp_path_factory):
    found = broken_after(played, tmp_path_factory, lambda connection: connection.execute("DELETE FROM site"))
    assert chain_codes(found) == {"chain_end"}


def test_value_hidden_as_erased_is_found(played, tmp_path_factory):
    def edit(connection):
        connection.execute("UPDATE change_value SET value = '\"编造\"', salt = NULL WHERE seq = 2")

    assert broken_after(played, tmp_path_factory, edit) >= {"chain_value"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enterprise SET note = '编造' WHERE uid = 'e1'",
        "UPDATE enterprise SET voided = 1 WHERE uid = 'e2'",
        "UPDATE figure SET amount = amount + 1",
        "UPDATE figure SET source = 'statistics'",
        "UPDATE figure SET period = '2026-09'",
        "DELETE FROM figure",
        "DELETE FROM visit",
        "UPDATE visit SET visited_on = '2026-05-07'",
    ],
)
def test_table_changed_past_the_program_is_found(played, tmp_path_factory, statement):
    found = broken_after(played, tmp_path_factory, lambda connection: connection.execute(statement))
    assert "value_differs" in found
    assert not chain_codes(found)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM head WHERE rowid = 3",
        "UPDATE head SET seq = 1 WHERE rowid = 5",
        "UPDATE head SET period = '2026-08' WHERE rowid = 3",
    ],
)
def test_head_changed_past_the_program_is_found(played, tmp_path_factory, statement):
    found = broken_after(played, tmp_path_factory, lambda connection: connection.execute(statement))
    assert "head_differs" in found


def test_untouched_ledger_has_no_finding(played, tmp_path_factory):
    # the yardstick of all of the above
    folder = tmp_path_factory.mktemp("same")
    shutil.copy(played / FILE, folder / FILE)
    database = open_ledger(folder, World("x").means())
    assert database.read(findings, deep=True) == ()
    database.close()


def test_erased_value_keeps_the_chain_and_is_shown_as_erased(database):
    add(database, enterprise("e1", contact_phone="13800001234"))
    where = "WHERE (site, seq) IN (SELECT site, seq FROM change WHERE field = 'contact_phone')"
    with database.work("erase", CLERK) as work:
        work.change(Enterprise, "e1", {"contact_phone": None}, reason="依法删除")
        work.finish()  # the Change that empties the field is erased as well
        erase = f"UPDATE change_value SET value = NULL, salt = NULL, reason = NULL {where}"
        work.read(lambda connection: connection.execute(text(erase)))
    assert database.read(findings, deep=True) == ()
    lines = [line for line in database.read(of_entity, "e1") if line.field == "contact_phone"]
    assert [(line.old, line.new, line.reason, line.erased) for line in lines] == [(None, None, "", True)] * 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET who = 'x'",
        "DELETE FROM change",
        "UPDATE change_parent SET parent_seq = 1",
        "DELETE FROM change_parent",
        "DELETE FROM change_value",
        "UPDATE change_value SET value = '1'",
        "UPDATE change_value SET salt = NULL",
        "UPDATE change_value SET value = NULL, salt = NULL, reason = 'x'",
        "UPDATE change_value SET value = NULL, salt = NULL, reason = NULL, seq = seq + 100",
        "INSERT OR REPLACE INTO change_value SELECT site, seq, '1', salt, reason FROM change_value",
    ],
)
def test_journal_is_append_only(database, statement):
    add(database, enterprise("e1", "演示甲"))
    with database.work("test", CLERK) as work:
        work.change(Enterprise, "e1", {"name": "演示乙"})
    with pytest.raises(DatabaseError, match=r"append-only|can only be erased"):
        database.note(lambda connection: connection.execute(text(statement)))


def test_every_trigger_stands_in_the_file(database):
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    found = database.read(lambda connection: connection.execute(text(sql)).scalars().all())
    assert set(found) == set(TRIGGERS)
