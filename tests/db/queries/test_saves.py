"""The saves that the list of recent ones shows: this unit's own, of all its incarnations, and which stand for good."""

import pytest

from db.journal import start_site
from db.ledger import make_ledger
from db.merging import take_changes
from db.models.enterprise import Enterprise
from db.models.setting import Person
from db.queries import letters, saves
from desktop.domain.undo import next_to_undo
from tests.db.making import CLERK, UNIT, World, add, enterprise

COUNTY = "140322-county"


@pytest.fixture
def county(tmp_path):
    made = make_ledger(tmp_path / "county", COUNTY, "c1", World("c-").means())
    yield made
    made.close()


def take(database, other):
    site = other.read(letters.own_site)
    run = other.read(lambda connection: list(letters.carried(connection, site, 0)))
    told = other.read(letters.saves, site, 0)
    with database.work("package.take", CLERK) as work:
        take_changes(work.connection, run, told, county=COUNTY)


def listed(database):
    return [(save.action, save.entity) for save in database.read(saves.recent, 50)]


def test_deeds_of_other_offices_are_neither_listed_nor_found(database, county):
    add(database, enterprise("e1"))
    own = listed(database)
    add(county, enterprise("e2"))
    (theirs,) = county.read(saves.recent, 50)
    take(database, county)
    assert listed(database) == own
    assert database.read(saves.one, theirs.id) is None
    assert next_to_undo(database.read(saves.recent, 50)).entity == "e1"


def test_what_was_saved_before_a_restore_is_still_ones_own(database):
    add(database, enterprise("e1"))
    database.note(start_site, UNIT, "a2")
    with database.work("test.change", CLERK) as work:
        work.change(Enterprise, "e1", {"contact": "李演示"})
    assert listed(database) == [("test.change", "e1"), ("test.add", "e1")]


def test_a_unit_whose_name_begins_the_same_is_another(database, tmp_path):
    other = make_ledger(tmp_path / "other", f"{UNIT}2", "a1", World("o-").means())
    add(other, enterprise("e1"))
    take(database, other)
    other.close()
    assert listed(database) == []


def test_what_stands_for_good_is_passed_over(database):
    add(database, enterprise("e1"))
    add(database, Person(uid="p1", name="赵演示"))
    with database.work("test.change", CLERK) as work:
        work.change(Person, "p1", {"post": "主任"})
    renamed, made, entered = database.read(saves.recent, 50)
    assert [save.final for save in (renamed, made, entered)] == [False, True, False]
    assert next_to_undo((made, entered)) == entered


def test_a_deed_before_which_all_was_erased_is_passed_over(database):
    add(database, enterprise("e1", contact="李演示"))
    with database.work("test.change", CLERK) as work:
        work.change(Enterprise, "e1", {"contact": None})
    assert not database.read(saves.recent, 1)[0].final
    database.note(
        lambda connection: connection.exec_driver_sql(
            "UPDATE change_value SET value = NULL, salt = NULL, reason = NULL WHERE value = '\"李演示\"'"
        )
    )
    changed, entered = database.read(saves.recent, 2)
    assert (changed.final, entered.final) == (True, False)
