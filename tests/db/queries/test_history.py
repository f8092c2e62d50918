"""The life of a cell: old beside new, oldest first, with who and why."""

from datetime import date

from db.models.enterprise import Assignment, Enterprise, TierStay
from db.models.issue import Issue
from db.models.setting import Person
from db.queries.history import of_entity
from desktop.domain.codes import ChangeKind, Measure, Subject
from desktop.domain.issue_codes import IssueAction, IssueState
from tests.db.making import CLERK, UNIT, add, enterprise, figure, issue, later, step


def steps(database, uid, field=""):
    return [(line.field, line.old, line.new) for line in database.read(of_entity, uid, field)]


def test_old_stands_beside_new_oldest_first(database, world):
    add(database, Person(uid=CLERK, name="赵演示"), enterprise("e1", "演示甲"))
    for name, contact in (("演示乙", "李演示"), ("演示丙", None)):
        world.now = later(world.now, minutes=5)
        with database.work("test", CLERK) as work:
            work.change(Enterprise, "e1", {"name": name, "contact": contact}, reason=f"改为{name}")
    assert steps(database, "e1", "name") == [
        ("name", None, "演示甲"),
        ("name", "演示甲", "演示乙"),
        ("name", "演示乙", "演示丙"),
    ]
    assert steps(database, "e1", "contact") == [("contact", None, "李演示"), ("contact", "李演示", None)]
    last = database.read(of_entity, "e1", "name")[-1]
    assert (last.who, last.reason, last.kind, last.erased) == ("赵演示", "改为演示丙", ChangeKind.EDIT, False)
    assert last.at == "2026-10-31T12:10:00.000+08:00"


def test_order_holds_when_the_clock_goes_back(database, world):
    add(database, enterprise("e1", "演示甲"))
    for place, name in enumerate(("演示乙", "演示丙", "演示丁")):
        world.now = later(world.now, days=-place * 300)
        with database.work("test", CLERK) as work:
            work.change(Enterprise, "e1", {"name": name})
    assert [new for _, _, new in steps(database, "e1", "name")] == ["演示甲", "演示乙", "演示丙", "演示丁"]


def test_history_of_an_enterprise_includes_what_hangs_on_it(database):
    day = date(2026, 5, 6)
    add(
        database,
        enterprise("e1"),
        enterprise("e2"),
        Assignment(uid="a1", enterprise="e1", dimension="territory", unit="t1", since=day),
        TierStay(uid="t1", enterprise="e1", tier="base", since=day),
        TierStay(uid="t2", enterprise="e2", tier="key", since=day),
    )
    with database.work("test", CLERK) as work:
        work.set_figure("e1", "2026-10", Measure.STAFF, UNIT, figure(12))
    found = {line.subject for line in database.read(of_entity, "e1")}
    assert found == {Subject.ENTERPRISE, Subject.ASSIGNMENT, Subject.TIER, Subject.FIGURE}
    assert "key" not in [line.new for line in database.read(of_entity, "e1")]


def test_figures_of_two_months_do_not_mix(database):
    add(database, enterprise("e1"))
    for period, amount in (("2026-09", 10), ("2026-10", 12), ("2026-09", 11)):
        with database.work("test", CLERK) as work:
            work.set_figure("e1", period, Measure.STAFF, UNIT, figure(amount))
    lines = database.read(of_entity, "e1", Measure.STAFF)
    assert [(line.period, line.old and line.old["amount"], line.new["amount"]) for line in lines] == [
        ("2026-09", None, "10"),
        ("2026-10", None, "12"),
        ("2026-09", "10", "11"),
    ]


def test_history_of_an_issue_includes_its_deeds(database):
    add(database, enterprise("e1"), issue("i1"))
    with database.work("test", CLERK) as work:
        work.add(step("i1", 1, IssueAction.REGISTER, IssueState.REGISTERED, date(2026, 5, 6)))
        work.change(Issue, "i1", {"description": "改了"})
    found = database.read(of_entity, "i1")
    assert {line.subject for line in found} == {Subject.ISSUE, Subject.ISSUE_STEP}
    assert found[-1].new == "改了"


def test_void_is_a_line_with_its_reason(database):
    add(database, enterprise("e1"))
    with database.work("test", CLERK) as work:
        work.void(Enterprise, "e1", "录重了")
    line = next(line for line in database.read(of_entity, "e1") if line.field == "voided")
    assert (line.old, line.new, line.reason, line.kind) == (None, True, "录重了", ChangeKind.VOID)
