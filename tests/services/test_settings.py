"""Whose ledger this is, who works in it, its targets, and how its file is."""

import pytest

from desktop.domain.codes import Dimension, TargetMeasure, UnitKind
from desktop.domain.copies import CopyReason
from desktop.domain.workspace import OwnTarget, PersonDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.making import codes, enter, kept, nothing_written, told

NET = TargetMeasure.NET_INCREASE


def test_workspace_is_what_the_first_start_said(services):
    own = services.settings.workspace()
    assert (own.unit, own.unit_name, own.unit_kind) == ("140322-nengyuan", "盂县能源局", UnitKind.DEPARTMENT)
    assert (own.preset, own.year, own.demo) == ("yuxian-2024", 2026, False)
    assert services.settings.preset().id == "yuxian-2024"


def test_units_stand_in_their_dimension(services):
    townships = services.settings.units(Dimension.TERRITORY)
    assert len(townships) == 13
    assert {unit.kind for unit in townships} == {UnitKind.TOWNSHIP}
    kinds = {unit.kind for unit in services.settings.units(Dimension.SECTOR)}
    assert kinds == {UnitKind.DEPARTMENT, UnitKind.ZONE}


def test_first_person_sits_here(services):
    (person,) = services.settings.people()
    assert (person.name, person.post, person.phone) == ("李演示", "科员", "")
    assert services.settings.current() == person


def test_person_is_entered_and_mended(services):
    uid = kept(services.settings.add_person(PersonDraft(" 田演示 ", "办事员", "0353-8081234")))
    assert {(person.name, person.post, person.phone) for person in services.settings.people()} == {
        ("李演示", "科员", ""),
        ("田演示", "办事员", "0353-8081234"),
    }
    kept(services.settings.edit_person(uid, PersonDraft("田演示", "", "0353-8085678")))
    found = next(person for person in services.settings.people() if person.uid == uid)
    assert (found.name, found.post, found.phone) == ("田演示", "", "0353-8085678")


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_person_without_a_name_is_refused(services, name):
    first = services.settings.current().uid
    with nothing_written(services):
        assert codes(services.settings.add_person(PersonDraft(name)).problems) == [("name", "missing")]
        assert codes(services.settings.edit_person(first, PersonDraft(name)).problems) == [("name", "missing")]


def test_person_that_is_not_there_cannot_be_mended(services):
    with nothing_written(services), pytest.raises(KnownError) as refused:
        services.settings.edit_person("nobody", PersonDraft("甲"))
    assert refused.value.code == "no_such_record"


def test_who_sits_here_is_the_author(services):
    uid = kept(services.settings.add_person(PersonDraft("田演示")))
    services.settings.set_current(uid)
    assert services.settings.current().name == "田演示"
    assert told(services.enterprises.history(enter(services), "name"))[0][0] == "田演示"
    with nothing_written(services), pytest.raises(KnownError) as refused:
        services.settings.set_current("nobody")
    assert (refused.value.code, refused.value.values) == ("person_unknown", {"name": "nobody"})


def test_acting_as_somebody_does_not_sit_her_down(services):
    first = services.settings.current()
    kept(services.settings.add_person(PersonDraft("田演示")))
    with nothing_written(services):
        services.settings.act_as(" 田演示 ")
    assert told(services.enterprises.history(enter(services), "name"))[0][0] == "田演示"
    assert services.settings.current().name == "田演示"  # in this program only
    services.settings.set_current(first.uid)
    assert services.settings.current().name == "田演示"


def test_nobody_acts_as_somebody_unknown_or_unclear(services):
    kept(services.settings.add_person(PersonDraft("李演示")))
    for name, code in (("张三", "person_unknown"), ("李演示", "person_ambiguous"), ("", "person_unknown")):
        with pytest.raises(KnownError) as refused:
            services.settings.act_as(name)
        assert refused.value.code == code


def test_year_moves_on(services):
    kept(services.settings.set_year(2027))
    assert services.settings.workspace().year == 2027
    for year in (1999, 2100, 0):
        with nothing_written(services):
            assert codes(services.settings.set_year(year).problems) == [("year", "bad_year")]


def test_no_target_is_handed_down_until_it_is_typed(services):
    assert services.settings.own_targets(2026) == ()
    kept(services.settings.set_own_target(2026, NET, 2, " 盂促企办发〔2026〕3号 "))
    assert services.settings.own_targets(2026) == (OwnTarget(2026, NET, 2, "盂促企办发〔2026〕3号", issued=False),)
    assert services.settings.own_targets(2027) == ()


def test_targets_of_the_plan_hold_in_its_year_alone(services):
    issued = services.settings.own_targets(2024)
    assert [(target.measure, target.issued) for target in issued] == [(NET, True)]
    plan = [target for target in services.settings.preset().targets if target.unit == "140322-nengyuan"]
    assert issued[0].value == plan[0].value
    assert issued[0].basis == plan[0].citation.document
    assert services.settings.own_targets(2025) == ()


def test_typed_target_stands_before_the_issued_one(services):
    kept(services.settings.set_own_target(2024, NET, 9, "县里口头调整"))
    assert [(target.value, target.issued) for target in services.settings.own_targets(2024)] == [(9, False)]


def test_target_is_changed_in_its_place(services):
    first = kept(services.settings.set_own_target(2026, NET, 2, "一"))
    kept(services.settings.set_own_target(2026, TargetMeasure.EXIT_CAP, 0, "文"))
    assert kept(services.settings.set_own_target(2026, NET, 3, "二")) == first
    found = {target.measure: (target.value, target.basis) for target in services.settings.own_targets(2026)}
    assert found == {NET: (3, "二"), TargetMeasure.EXIT_CAP: (0, "文")}


@pytest.mark.parametrize(
    ("year", "value", "basis", "problem"),
    [
        (2026, -1, "文", ("value", "negative")),
        (2026, 2**60, "文", ("value", "target_too_large")),
        (1999, 1, "文", ("year", "bad_year")),
        (2026, 1, " ", ("basis", "missing")),
    ],
)
def test_target_that_makes_no_sense_is_refused(services, year, value, basis, problem):
    with nothing_written(services):
        saved = services.settings.set_own_target(year, NET, value, basis)
    assert codes(saved.problems) == [problem]


def test_health_counts_what_the_file_holds(services, folder, clock):
    found = services.settings.data_health()
    assert found.folder == folder
    assert found.size == (folder / "ledger.db").stat().st_size
    assert (found.schema, found.copies, found.last_copy_at) == (1, 0, None)
    enter(services)
    assert services.settings.data_health().changes > found.changes
    services.backups.make(CopyReason.MANUAL, Progress())
    (folder / "backups" / "ledger-20261106-093100-manual.sgbak").write_bytes(b"x")  # no copy at all
    copied = services.settings.data_health()
    assert (copied.copies, copied.last_copy_at) == (1, clock.now)
