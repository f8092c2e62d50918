"""Ledgers that took one another's Changes say the same, whatever order they came in; nothing is silently lost."""

import random
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, select

from db.chain import broken_links
from db.journal import Edit, content_digest
from db.ledger import make_ledger
from db.merging import take_changes
from db.models.enterprise import Assignment, Enterprise
from db.models.letter import OfficeKey
from db.models.visit import Visit
from db.queries import letters
from db.queries.asides import asides, reasons
from db.queries.projection import differing
from desktop.domain.carried import withheld
from desktop.domain.change import Cell, ChangeId, link
from desktop.domain.codes import Measure, Subject
from desktop.kernel.errors import KnownError
from tests.db.making import NOON, World, enterprise, figure, visit

COUNTY = "140322-county"
XIUSHUI = "140322-xiushui"
NENGYUAN = "140322-nengyuan"
UNITS = (COUNTY, XIUSHUI, NENGYUAN)
COUNTY_KEY = {
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


@pytest.fixture
def offices(tmp_path):
    """Three ledgers: the county office, a township and a department."""
    opened = {
        unit: make_ledger(tmp_path / unit, unit, f"i{number}", World(f"{number}-").means())
        for number, unit in enumerate(UNITS)
    }
    for unit in UNITS:
        opened[unit].note(lambda connection: connection.execute(insert(OfficeKey), [COUNTY_KEY]))
    yield opened
    for database in opened.values():
        database.close()


def letter(database, *, hide=lambda each: False):
    """Return everything a ledger itself wrote, and its deeds."""
    site = database.read(letters.own_site)
    run = [
        withheld(each) if hide(each) else each for each in database.read(lambda c: list(letters.carried(c, site, 0)))
    ]
    return run, database.read(letters.saves, site, 0)


def take(database, sent):
    run, saves = sent
    with database.work("exchange.take", "p") as work:
        return take_changes(work.connection, run, saves, county=COUNTY)


def write(database, deed, who="p"):
    with database.work("test", who) as work:
        return deed(work)


def rows(database, model):
    table = model.__table__
    return database.read(lambda c: [dict(row) for row in c.execute(select(table).order_by(table.c.uid)).mappings()])


def figures(database):
    found = database.read(lambda c: c.exec_driver_sql("SELECT enterprise, amount FROM figure ORDER BY 1").all())
    return [tuple(row) for row in found]


def county_list(offices, *uids):
    """Let the county enter and hand out enterprises."""
    for uid in uids or ("e1",):
        write(offices[COUNTY], lambda work, uid=uid: work.add(enterprise(uid, credit_code=f"C{uid}", contact="王演示")))
    sent = letter(offices[COUNTY])
    for unit in UNITS[1:]:
        take(offices[unit], sent)


def test_what_the_county_entered_stands_in_the_units_ledger(offices):
    county_list(offices)
    write(
        offices[COUNTY],
        lambda work: work.add(
            Assignment(uid="a1", enterprise="e1", dimension="territory", unit=XIUSHUI, since=date(2026, 1, 1))
        ),
    )
    taken = take(offices[XIUSHUI], letter(offices[COUNTY]))
    assert (taken.new, taken.known) == (4, 6)
    ours, theirs = (rows(offices[unit], Enterprise) for unit in (XIUSHUI, COUNTY))
    assert ours[0]["township"] == XIUSHUI
    for name in ("name", "credit_code", "contact", "status", "kind"):
        assert ours[0][name] == theirs[0][name]
    assert offices[XIUSHUI].read(differing) == ()


def test_taking_the_same_twice_changes_nothing(offices):
    county_list(offices)
    before = offices[XIUSHUI].read(letters.state_digest)
    taken = take(offices[XIUSHUI], letter(offices[COUNTY]))
    assert (taken.new, taken.projected.added, taken.projected.changed) == (0, [], [])
    assert offices[XIUSHUI].read(letters.state_digest) == before


def test_two_units_may_say_different_figures_and_both_stand(offices):
    county_list(offices)
    for unit, amount in ((XIUSHUI, 185_000_000), (NENGYUAN, 201_000_000)):
        write(
            offices[unit],
            lambda work, unit=unit, amount=amount: work.set_figure(
                "e1", "2026-10", Measure.MAIN_REVENUE_YTD, unit, figure(amount)
            ),
        )
        take(offices[COUNTY], letter(offices[unit]))
    found = offices[COUNTY].read(lambda c: c.exec_driver_sql("SELECT by_unit, amount FROM figure ORDER BY 1").all())
    assert [tuple(row) for row in found] == [(NENGYUAN, 201_000_000), (XIUSHUI, 185_000_000)]
    assert offices[COUNTY].read(differing) == ()


def test_visits_come_with_the_letter_and_a_void_one_stays_void(offices):
    county_list(offices)
    write(offices[XIUSHUI], lambda work: work.add(visit("v1", number="1")))
    write(offices[NENGYUAN], lambda work: work.add(visit("v2", number="1", by_unit=NENGYUAN)))
    write(offices[XIUSHUI], lambda work: work.void(Visit, "v1", "记错了"))
    for unit in UNITS[1:]:
        take(offices[COUNTY], letter(offices[unit]))
    assert [(row["uid"], row["voided"]) for row in rows(offices[COUNTY], Visit)] == [("v1", True), ("v2", False)]


def test_the_countys_word_counts_and_a_units_stays_a_proposal(offices):
    county_list(offices)
    write(offices[XIUSHUI], lambda work: work.change(Enterprise, "e1", {"name": "改名的演示企业"}, reason="换照"))
    before = rows(offices[COUNTY], Enterprise)[0]["name"]
    take(offices[COUNTY], letter(offices[XIUSHUI]))
    assert rows(offices[COUNTY], Enterprise)[0]["name"] == before


def test_a_shared_fact_that_two_offices_changed_is_a_question_with_both_words(offices):
    county_list(offices)
    for unit, who in ((XIUSHUI, "李演示"), (NENGYUAN, "赵演示")):
        write(offices[unit], lambda work, who=who: work.change(Enterprise, "e1", {"contact": who}))
    digests = set()
    for unit in UNITS:
        for other in UNITS:
            if other != unit:
                take(offices[unit], letter(offices[other]))
        digests.add((offices[unit].read(letters.state_digest), rows(offices[unit], Enterprise)[0]["contact"]))
    assert len(digests) == 1
    write(offices[COUNTY], lambda work: work.change(Enterprise, "e1", {"contact": "孙演示"}, reason="电话核对"))
    for unit in UNITS[1:]:
        take(offices[unit], letter(offices[COUNTY]))
        assert rows(offices[unit], Enterprise)[0]["contact"] == "孙演示"


def test_withheld_values_stand_in_the_chain_and_can_be_told_later(offices):
    write(offices[COUNTY], lambda work: work.add(enterprise("e1")))
    write(offices[COUNTY], lambda work: work.add(enterprise("e2")))
    taken = take(offices[XIUSHUI], letter(offices[COUNTY], hide=lambda each: each.change.cell.entity == "e2"))
    assert [row["uid"] for row in rows(offices[XIUSHUI], Enterprise)] == ["e1"]
    assert taken.projected.aside == []
    assert offices[XIUSHUI].read(broken_links) == ()
    taken = take(offices[XIUSHUI], letter(offices[COUNTY]))
    assert (taken.new, taken.told > 0) == (0, True)
    assert [row["uid"] for row in rows(offices[XIUSHUI], Enterprise)] == ["e1", "e2"]


def test_what_hangs_on_something_unknown_waits_for_it(offices):
    write(offices[COUNTY], lambda work: work.add(enterprise("e1")))
    write(offices[COUNTY], lambda work: work.add(visit("v1", by_unit=COUNTY)))
    hidden = letter(offices[COUNTY], hide=lambda each: each.change.cell.entity == "e1")
    assert take(offices[XIUSHUI], hidden).projected.aside == [("visit", "v1")]
    (waits,) = offices[XIUSHUI].read(asides)
    assert (waits.because, waits.waits_for, waits.unit) == ("unhung", Subject.ENTERPRISE, COUNTY)
    assert (waits.said["summary"], "enterprise" in waits.said) == ("了解生产情况", False)
    # the next letter says nothing of it, and so tells nothing of it
    write(offices[COUNTY], lambda work: work.add(enterprise("e2")))
    again = take(offices[XIUSHUI], letter(offices[COUNTY], hide=lambda each: each.change.cell.entity == "e1"))
    assert (again.new > 0, again.projected.aside, again.projected.back) == (True, [], [])
    # a word about it while it still waits is told
    write(offices[COUNTY], lambda work: work.change(Visit, "v1", {"summary": "又去了一次"}))
    hidden = letter(offices[COUNTY], hide=lambda each: each.change.cell.entity == "e1")
    assert take(offices[XIUSHUI], hidden).projected.aside == [("visit", "v1")]
    came = take(offices[XIUSHUI], letter(offices[COUNTY])).projected
    assert (came.aside, came.back) == ([], [("visit", "v1")])
    assert [row["uid"] for row in rows(offices[XIUSHUI], Visit)] == ["v1"]
    assert offices[XIUSHUI].read(lambda c: c.exec_driver_sql("SELECT count(*) FROM set_aside").scalar()) == 0


def test_a_record_that_the_journal_alone_cannot_make_waits(offices):
    # rounds travel as rounds; an office that tells their Changes all the same makes nobody fall
    cell = Cell(Subject.FILING, "f1", "month")
    values = {"month": "2026-10", "form": "key", "edition": 1, "round": 1, "kind": "normal", "state": "ready"}
    values |= {"digest": "d", "code": "c", "correction": 0, "rows": 0}
    with offices[NENGYUAN].work("test", "p") as work:
        work.write("f1", [Edit(cell._replace(field=name), value) for name, value in values.items()])
    assert take(offices[COUNTY], letter(offices[NENGYUAN])).projected.aside == [("filing", "f1")]
    assert offices[COUNTY].read(differing) == ()


def test_a_place_that_is_taken_sets_the_second_aside(offices):
    county_list(offices)
    for unit in (COUNTY, XIUSHUI):
        one = Assignment(uid=f"a-{unit}", enterprise="e1", dimension="territory", unit=XIUSHUI, since=date(2026, 1, 1))
        write(offices[unit], lambda work, one=one: work.add(one))
    taken = take(offices[COUNTY], letter(offices[XIUSHUI]))
    assert taken.projected.aside == [("assignment", f"a-{XIUSHUI}")]
    (waits,) = offices[COUNTY].read(asides)
    assert (waits.because, waits.enterprise, waits.waits_for) == ("taken", "e1", None)
    assert offices[COUNTY].read(reasons, taken.projected.aside) == {"taken": 1}
    assert [row["uid"] for row in rows(offices[COUNTY], Assignment)] == [f"a-{COUNTY}"]
    assert offices[COUNTY].read(differing) == ()


def placed(database):
    return {row["uid"]: row["enterprise"] for row in rows(database, Assignment)}


def assigned(uid, enterprise, unit=XIUSHUI):
    return Assignment(uid=uid, enterprise=enterprise, dimension="territory", unit=unit, since=date(2026, 1, 1))


def test_who_has_the_only_place_does_not_depend_on_who_came_first(offices):
    county_list(offices)
    for unit, uid in ((XIUSHUI, "a2"), (NENGYUAN, "a1"), (COUNTY, "a3")):
        write(offices[unit], lambda work, uid=uid: work.add(assigned(uid, "e1")))
    take(offices[XIUSHUI], letter(offices[NENGYUAN]))
    assert placed(offices[XIUSHUI]) == {"a1": "e1"}  # of two units the smaller id
    take(offices[XIUSHUI], letter(offices[COUNTY]))
    take(offices[COUNTY], letter(offices[NENGYUAN]))
    for unit in (XIUSHUI, COUNTY):
        assert placed(offices[unit]) == {"a3": "e1"}  # the county's before either
        assert offices[unit].read(differing) == ()
    write(offices[COUNTY], lambda work: work.change(Assignment, "a3", {"until": date(2026, 5, 1)}))
    assert placed(offices[COUNTY]) == {"a1": "e1", "a3": "e1"}  # the next stands at once


def test_of_two_that_are_one_its_own_assignment_stands_whatever_came_first(offices):
    county_list(offices, "e1", "e2")
    for number in (1, 2):
        write(offices[COUNTY], lambda work, number=number: work.add(assigned(f"a{number}", f"e{number}")))
    take(offices[XIUSHUI], letter(offices[COUNTY]))
    write(offices[COUNTY], lambda work: work.change(Enterprise, "e1", {"alias_of": "e2"}, reason="同一家"))
    take(offices[XIUSHUI], letter(offices[COUNTY]))
    take(offices[NENGYUAN], letter(offices[COUNTY]))  # all of it at once
    for unit in UNITS:
        assert placed(offices[unit]) == {"a2": "e2"}
        assert offices[unit].read(differing) == ()
    for unit in UNITS[1:]:
        assert {row["uid"]: row["township"] for row in rows(offices[unit], Enterprise)} == {"e1": None, "e2": XIUSHUI}
    write(offices[COUNTY], lambda work: work.change(Enterprise, "e1", {"alias_of": None}, reason="不是一家"))
    take(offices[XIUSHUI], letter(offices[COUNTY]))
    for unit in (COUNTY, XIUSHUI):
        assert placed(offices[unit]) == {"a1": "e1", "a2": "e2"}


def test_one_enterprise_entered_twice_becomes_one_and_can_be_parted_again(offices):
    write(offices[XIUSHUI], lambda work: work.add(enterprise("x1", "演示耐火")))
    write(offices[XIUSHUI], lambda work: work.add(visit("v1", "x1")))
    write(
        offices[XIUSHUI],
        lambda work: work.set_figure("x1", "2026-10", Measure.STAFF, XIUSHUI, figure(3_500)),
    )
    write(offices[NENGYUAN], lambda work: work.add(enterprise("n1", "演示耐火材料")))
    write(offices[NENGYUAN], lambda work: work.add(visit("v2", "n1", by_unit=NENGYUAN)))
    for unit in UNITS[1:]:
        take(offices[COUNTY], letter(offices[unit]))
    write(offices[COUNTY], lambda work: work.change(Enterprise, "x1", {"alias_of": "n1"}, reason="同一家"))
    for unit in UNITS[1:]:
        take(offices[unit], letter(offices[COUNTY]))
        take(offices[unit], letter(offices[XIUSHUI if unit == NENGYUAN else NENGYUAN]))
    take(offices[COUNTY], letter(offices[XIUSHUI]))
    for unit in UNITS:
        assert {row["enterprise"] for row in rows(offices[unit], Visit)} == {"n1"}, unit
        assert figures(offices[unit]) == [("n1", 3_500)]
        assert offices[unit].read(differing) == ()
    write(offices[COUNTY], lambda work: work.change(Enterprise, "x1", {"alias_of": None}, reason="不是一家"))
    take(offices[XIUSHUI], letter(offices[COUNTY]))
    for unit in (COUNTY, XIUSHUI):
        assert {row["uid"]: row["enterprise"] for row in rows(offices[unit], Visit)} == {"v1": "x1", "v2": "n1"}
        assert figures(offices[unit]) == [("x1", 3_500)]
        assert offices[unit].read(differing) == ()


@pytest.mark.parametrize("bend", ["gap", "value", "other"])
def test_a_chain_that_does_not_hold_is_refused_whole(offices, bend):
    county_list(offices)
    before = offices[XIUSHUI].read(content_digest)
    write(offices[COUNTY], lambda work: work.change(Enterprise, "e1", {"name": "新名"}))
    write(offices[COUNTY], lambda work: work.change(Enterprise, "e1", {"name": "更新的名"}))
    run, saves = letter(offices[COUNTY])
    if bend == "gap":
        run, code = run[-1:], "changes_gap"
    elif bend == "value":
        run, code = [*run[:-1], replace(run[-1], value='"假"')], "package_forged"
    else:
        run, code = [replace(run[0], hash="0" * 64), *run[1:]], "package_fork"
    with pytest.raises(KnownError) as caught:
        take(offices[XIUSHUI], (run, saves))
    assert caught.value.code == code
    assert offices[XIUSHUI].read(content_digest) == before


@pytest.mark.parametrize("claimed", ["ours", "its own"])
def test_nobody_has_seen_what_is_not_written_yet(offices, claimed):
    county_list(offices)
    write(offices[XIUSHUI], lambda work: work.change(Enterprise, "e1", {"name": "乡镇的名"}))
    (*run, last), saves = letter(offices[XIUSHUI])
    reader, number = offices[COUNTY].read(
        lambda c: tuple(c.exec_driver_sql("SELECT site, next_seq FROM site WHERE own = 1").one())
    )
    parent = ChangeId(reader, number) if claimed == "ours" else last.change.id
    bent = replace(last.change, parents=(*last.change.parents, parent))
    forged = replace(last, change=bent, hash=link(run[-1].hash if run else "", bent))
    with pytest.raises(KnownError, match="package_forged"):
        take(offices[COUNTY], ([*run, forged], saves))


FIELDS = ("contact", "contact_phone", "address", "name", "note")


def history(offices, random_, steps):
    """Let the offices write and exchange at random, pieces, twice and in any order included."""
    for number in range(steps):
        unit = random_.choice(UNITS)
        database = offices[unit]
        if random_.random() < 0.55:
            field, value = random_.choice(FIELDS), f"{unit[-4:]}{number % 5}"
            write(database, lambda work, f=field, v=value: work.change(Enterprise, "e1", {f: v}))
        else:
            take(offices[random_.choice(UNITS)], letter(database))
    everything = [letter(offices[unit]) for unit in UNITS]
    for unit in UNITS:
        random_.shuffle(everything)
        for sent in everything * 2:
            take(offices[unit], sent)


@pytest.mark.parametrize("seed", range(12))
def test_all_ledgers_agree_in_the_end(offices, seed):
    random_ = random.Random(seed)
    county_list(offices)
    history(offices, random_, 40)
    found = [rows(offices[unit], Enterprise)[0] for unit in UNITS]
    assert len({offices[unit].read(letters.state_digest) for unit in UNITS}) == 1
    for field in FIELDS:
        assert len({row[field] for row in found}) == 1, field
    for unit in UNITS:
        assert offices[unit].read(differing) == ()
        assert offices[unit].read(broken_links) == ()
