"""The workspace, its people, its typed targets, its drafts, and who is assigned where."""

from datetime import date

from db.journal import content_digest
from db.models.enterprise import Assignment, Enterprise, TierStay
from db.models.setting import Person, Workspace
from db.models.target import Target
from db.queries import listing, settings
from desktop.domain.codes import TargetMeasure, UnitKind
from tests.db.making import CLERK, NOON, UNIT, add, enterprise, later

DAY = date(2026, 10, 31)


def test_ledger_not_yet_begun_has_no_workspace(database):
    assert database.read(settings.workspace) is None


def test_workspace_and_who_sits_here(database):
    own = {"unit": UNIT, "unit_name": "秀水镇", "unit_kind": "township", "preset": "yuxian-2024", "year": 2026}
    add(database, Workspace(uid="w", **own), Person(uid=CLERK, name="赵演示"), Person(uid="p2", name="李演示"))
    digest = database.read(content_digest)
    database.note(settings.sit_down, "p2")
    uid, workspace, person = database.read(settings.workspace)
    assert (uid, workspace.unit_kind, workspace.demo, person) == ("w", UnitKind.TOWNSHIP, False, "p2")
    assert [found.name for found in database.read(settings.people)] == ["李演示", "赵演示"]
    assert database.read(content_digest) != digest


def test_target_of_zero_is_a_target_and_is_in_the_journal(database):
    add(database, Target(uid="t", unit=UNIT, year=2026, measure="exit_cap", value=0))
    ((uid, target),) = database.read(settings.targets, UNIT, 2026)
    assert (uid, target.measure, target.value, target.basis) == ("t", TargetMeasure.EXIT_CAP, 0, "")
    followed = database.read(lambda found: found.exec_driver_sql("SELECT field FROM change").scalars().all())
    assert "value" in followed
    assert database.read(settings.targets, UNIT, 2025) == ()


def test_drafts_are_kept_outside_the_journal(database):
    digest = database.read(content_digest)
    database.note(settings.keep_draft, "visit:new", {"summary": "写到一半"}, NOON)
    database.note(settings.keep_draft, "enterprise:e1", {"name": "演示"}, later(NOON, minutes=1))
    database.note(settings.keep_draft, "visit:new", {"summary": "又写了些"}, later(NOON, minutes=2))
    found = database.read(settings.drafts)
    assert [(draft.key, draft.body) for draft in found] == [
        ("visit:new", {"summary": "又写了些"}),
        ("enterprise:e1", {"name": "演示"}),
    ]
    assert found[0].saved_at == later(NOON, minutes=2)
    database.note(settings.drop_draft, "visit:new")
    assert [draft.key for draft in database.read(settings.drafts)] == ["enterprise:e1"]
    assert database.read(content_digest) == digest


def test_admitted_and_exited(database, world):
    add(
        database,
        enterprise("e1", library_status="admitted", admitted_month="2026-03"),
        enterprise("e2", library_status="admitted", admitted_month="2025-12"),
        enterprise("e3", library_status="admitted", admitted_month="2026-05", voided=True),
        enterprise("e4", library_status="exited"),  # left before it came into the list
        enterprise("e5"),
        enterprise("e6", library_status="admitted", admitted_month="2026-02"),
    )
    assert database.read(settings.admitted_and_exited, 2026) == (2, 0)
    for uid in ("e2", "e6"):
        with database.work("test", CLERK) as work:
            work.change(Enterprise, uid, {"library_status": "exited"})
    assert database.read(settings.admitted_and_exited, 2026) == (2, 2)  # in and out again is both
    world.now = later(world.now, days=365)
    with database.work("test", CLERK) as work:
        work.change(Enterprise, "e1", {"library_status": "exited"})
    assert database.read(settings.admitted_and_exited, 2026) == (2, 2)
    assert database.read(settings.admitted_and_exited, 2027) == (0, 1)


def test_journal_size_and_schema(database):
    add(database, enterprise("e1"))
    assert database.read(settings.journal_size) == (4, 1)


def test_what_lasts_now(database):
    add(
        database,
        enterprise("e1"),
        Assignment(uid="a1", enterprise="e1", dimension="territory", unit="t1", since=DAY, until=DAY),
        Assignment(uid="a2", enterprise="e1", dimension="territory", unit="t2", since=DAY),
        TierStay(uid="s1", enterprise="e1", tier="base", since=DAY),
    )
    assert database.read(listing.current_assignment, "e1", "territory") == ("a2", "t2")
    assert database.read(listing.current_assignment, "e1", "sector") is None
    assert database.read(listing.current_stay, "e1") == "s1"
    assert database.read(listing.current_stay, "e2") is None
