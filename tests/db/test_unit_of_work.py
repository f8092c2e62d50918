"""All kept or nothing, one deed at a time, one lock around everything."""

import json
import threading
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.journal import content_digest
from db.models.enterprise import Enterprise
from db.models.visit import Visit
from db.queries import enterprises, settings
from db.queries.health import findings
from db.queries.history import of_entity
from db.statements import Statement
from db.unit_of_work import AlreadySaved
from desktop.domain.codes import ChangeKind, Measure, Source
from desktop.kernel.errors import KnownError
from tests.db.making import CLERK, add, enterprise, figure, visit


class Trouble(Exception):
    """What goes wrong halfway."""


def count(database, table):
    return database.read(lambda connection: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar())


def changes(database):
    """Return (entity, field, value) of the journal, in its order."""
    sql = "SELECT c.entity, c.field, v.value FROM change c JOIN change_value v USING (site, seq) ORDER BY c.seq"
    return [tuple(row) for row in database.read(lambda connection: connection.execute(text(sql)).all())]


@pytest.mark.parametrize("kept_before", [0, 1])
def test_exception_leaves_nothing(database, kept_before):
    add(database, *[enterprise("e0")][:kept_before])
    digest = database.read(content_digest)

    def fail(work):
        work.add(enterprise("e1"))
        work.add(visit("v1"))
        work.set_figure("e1", "2026-10", Measure.STAFF, "u", figure(12))
        raise Trouble

    with pytest.raises(Trouble), database.work("test", CLERK) as work:
        fail(work)
    assert database.read(content_digest) == digest
    add(database, enterprise("e2"))  # and the ledger goes on


def test_refused_row_takes_the_whole_deed_with_it(database):
    digest = database.read(content_digest)
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        add(database, enterprise("e1"), visit("v1", enterprise="nobody"))
    assert database.read(content_digest) == digest


def test_deed_is_one_commit(database):
    with database.work("test", CLERK) as work:
        work.add(enterprise("e1"))
        work.add(visit("v1"))
    assert (count(database, "save"), count(database, "enterprise"), count(database, "visit")) == (1, 1, 1)
    assert database.read(lambda found: found.execute(text("SELECT action, who, result FROM save")).one()) == (
        "test",
        CLERK,
        "e1",
    )


def test_reading_writes_nothing(database):
    add(database, enterprise("e1"))
    before = database.total_changes()
    database.read(content_digest)
    database.read(enterprises.draft_of, "e1")
    assert database.total_changes() == before


def test_digest_tells_any_written_value(database):
    add(database, enterprise("e1"))
    before = database.read(content_digest)
    database.note(lambda connection: connection.execute(text("UPDATE enterprise SET note = '改'")))
    assert database.read(content_digest) != before


def test_same_save_twice_is_kept_once(database):
    with database.work("test", CLERK, "save-1") as work:
        work.add(enterprise("e1"))
    digest = database.read(content_digest)
    with pytest.raises(AlreadySaved) as again, database.work("test", CLERK, "save-1") as work:
        work.add(enterprise("e2"))
    assert again.value.result == "e1"
    assert database.read(content_digest) == digest


def test_save_that_failed_may_be_tried_again(database):
    with pytest.raises(Trouble), database.work("test", CLERK, "save-1"):
        raise Trouble
    with database.work("test", CLERK, "save-1") as work:
        work.add(enterprise("e1"))
    assert count(database, "enterprise") == 1


def test_deed_inside_a_deed_is_refused_and_hurts_nobody(database):
    with database.work("test", CLERK) as work:
        work.add(enterprise("e1"))
        with pytest.raises(RuntimeError, match="already open"), database.work("test", CLERK):
            pass
        with pytest.raises(RuntimeError, match="already open"):
            database.note(settings.sit_down, CLERK)
    assert count(database, "enterprise") == 1


def test_reading_inside_a_deed_sees_it(database):
    with database.work("test", CLERK) as work:
        work.add(enterprise("e1", "演示甲"))
        assert work.read(enterprises.draft_of, "e1")[0].name == "演示甲"
        assert database.read(enterprises.draft_of, "e1")[0].name == "演示甲"
        assert database.total_changes() > 0


def test_another_thread_waits_for_the_deed_and_reads_what_was_kept(database):
    seen = []
    reader = threading.Thread(target=lambda: seen.append(count(database, "enterprise")))
    with database.work("test", CLERK) as work:
        work.add(enterprise("e1"))
        reader.start()
        reader.join(0.05)
        assert seen == []
    reader.join()
    assert seen == [1]


def test_closed_ledger_is_not_opened_anew(database):
    database.close()
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        count(database, "enterprise")
    with pytest.raises(RuntimeError, match="closed"), database.work("test", CLERK):
        pass


def test_new_record_notes_what_it_says(database):
    add(
        database,
        enterprise("e1", "演示甲", registered_capital=0, general_taxpayer=False, established_on=date(2020, 1, 2)),
    )
    assert sorted(changes(database)) == [
        ("e1", "established_on", '"2020-01-02"'),
        ("e1", "general_taxpayer", "false"),
        ("e1", "kind", '"legal"'),
        ("e1", "library_status", '"below"'),
        ("e1", "name", '"演示甲"'),
        ("e1", "registered_capital", '"0.00"'),
        ("e1", "status", '"normal"'),
    ]


def test_only_changed_fields_are_noted(database):
    add(database, enterprise("e1", "演示甲", contact="李演示"))
    before = len(changes(database))
    with database.work("test", CLERK) as work:
        same = {"name": "演示甲", "contact": "王演示", "search": "演示甲", "former_names": [], "established_on": None}
        assert work.change(Enterprise, "e1", same) == ("contact",)
    assert changes(database)[before:] == [("e1", "contact", '"王演示"')]


def test_derived_field_is_changed_but_not_noted(database):
    add(database, enterprise("e1"))
    before = changes(database)
    with database.work("test", CLERK) as work:
        assert work.change(Enterprise, "e1", {"search": "新的", "tier": "key"}) == ("search", "tier")
    assert changes(database) == before


def test_change_that_changes_nothing_writes_no_change(database):
    add(database, enterprise("e1", "演示甲"))
    before = changes(database)
    with database.work("test", CLERK) as work:
        assert work.change(Enterprise, "e1", {"name": "演示甲"}) == ()
        assert work.result == ""
    assert changes(database) == before


def test_change_of_nothing_known_is_told(database):
    with pytest.raises(KnownError) as refused, database.work("test", CLERK) as work:
        work.change(Enterprise, "nobody", {"name": "演示"})
    assert refused.value.values == {"subject": "enterprise", "uid": "nobody"}
    assert count(database, "save") == 0


def test_void_marks_with_its_reason_and_deletes_nothing(database):
    add(database, enterprise("e1"), visit("v1"))
    with database.work("test", CLERK) as work:
        work.void(Visit, "v1", "登记错了企业")
    sql = "SELECT voided, void_reason FROM visit"
    assert database.read(lambda found: found.execute(text(sql)).one()) == (1, "登记错了企业")
    sql = "SELECT c.kind, v.reason FROM change c JOIN change_value v USING (site, seq) WHERE c.field = 'voided'"
    assert database.read(lambda found: found.execute(text(sql)).all()) == [(ChangeKind.VOID, "登记错了企业")]


def test_figure_is_one_whole_value(database):
    add(database, enterprise("e1"))
    key = ("e1", "2026-10", Measure.MAIN_REVENUE_YTD, "u")
    with database.work("test", CLERK) as work:
        assert work.set_figure(*key, figure(185_000_000, "185"))
        assert not work.set_figure(*key, figure(185_000_000, "185"))
        assert work.set_figure(*key, figure(185_000_000, "185", Source.TAX_RETURN), reason="核对了税表")
        assert work.set_figure(*key, None)
        assert not work.set_figure(*key, None)
    whole = '{"amount":"1850000.00","given_by":"会计","obtained":"paper","on":"2026-10-09","raw":"185",'
    assert [value for entity, field, value in changes(database) if field == Measure.MAIN_REVENUE_YTD] == [
        whole + '"scale":"ten_thousand","source":"enterprise"}',
        whole + '"scale":"ten_thousand","source":"tax_return"}',
        "null",
    ]
    assert count(database, "figure") == 0


def test_figures_of_two_units_stand_beside_each_other(database):
    add(database, enterprise("e1"))
    with database.work("test", CLERK) as work:
        work.set_figure("e1", "2026-10", Measure.STAFF, "township", figure(12))
        work.set_figure("e1", "2026-10", Measure.STAFF, "department", figure(15))
    assert count(database, "figure") == 2
    assert count(database, "head WHERE field = 'staff'") == 2


def test_many_figures_are_kept_at_once_and_only_what_is_new_is_noted(database):
    add(database, enterprise("e1"), enterprise("e2"))
    with database.work("test", CLERK) as work:
        work.set_figure("e1", "2026-10", Measure.STAFF, "u", figure(12))
    before = changes(database)
    cells = [
        Statement("e1", "2026-10", Measure.STAFF, figure(12)),  # as it was
        Statement("e1", "2026-10", Measure.TAX_YTD, figure(500)),
        Statement("e2", "2026-10", Measure.STAFF, figure(15)),
        Statement("e2", "2026-10", Measure.STAFF, figure(16)),  # twice in one deed: the last one stands
        Statement("e2", "2026-09", Measure.STAFF, None),  # was nothing
    ]
    with database.work("test", CLERK) as work:
        assert work.set_figures(cells, "u") == 3
    noted = [(entity, field, json.loads(value)["amount"]) for entity, field, value in changes(database)[len(before) :]]
    assert noted == [("e1", "tax_ytd", "5.00"), ("e2", "staff", "15"), ("e2", "staff", "16")]
    assert count(database, "head WHERE field = 'staff'") == 2
    assert database.read(findings, deep=True) == ()


def test_cell_changed_twice_in_one_deed_keeps_both_steps(database):
    add(database, enterprise("e1", "演示甲"))
    with database.work("test", CLERK) as work:
        work.change(Enterprise, "e1", {"name": "演示乙"}, reason="一")
        work.change(Enterprise, "e1", {"name": "演示丙"}, reason="二")
    lines = [(line.old, line.new, line.reason) for line in database.read(of_entity, "e1", "name")]
    assert lines == [(None, "演示甲", ""), ("演示甲", "演示乙", "一"), ("演示乙", "演示丙", "二")]
    assert count(database, "change_parent") == 2
    assert database.read(findings, deep=True) == ()
