"""What every service knows of its office, and what it says of a ledger that was never begun."""

import pytest

from db.ledger import Means, make_ledger
from desktop.domain.codes import Dimension
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.presets import PresetService
from tests.services.making import RESOURCES, Clock, begun, database_of, kept


def office_of(services):
    return services.enterprises._office


def test_plan_is_read_once_however_often_it_is_asked_for(services):
    asked = []
    presets = PresetService(RESOURCES)

    def load(preset):
        asked.append(preset)
        return presets.load(preset)

    office = Office(database_of(services), load, Clock(), visit_rules=presets.visit_rules)
    assert office.preset is office.preset
    assert office.rules.threshold == office.preset.threshold_fen
    assert office.units(Dimension.TERRITORY)
    assert asked == ["yuxian-2024"]


def test_rules_are_those_of_the_unit_and_its_year(services):
    kept(services.settings.set_year(2027))
    rules = office_of(services).rules
    preset = services.settings.preset()
    assert (rules.unit, rules.year) == ("140322-nengyuan", 2027)
    assert (rules.threshold, rules.near_from, rules.bands) == (
        preset.threshold_fen,
        preset.near_from_fen,
        preset.bands_fen,
    )
    assert rules.unit_names["140322-xiushui"] == "秀水镇"


def test_unit_that_the_plan_does_not_list_has_its_name_too(tmp_path, world):
    services = begun(tmp_path / "商务局", world, unit_name="盂县商务局", unit_kind="department")
    try:
        own = services.settings.workspace()
        assert office_of(services).unit_names[own.unit] == "盂县商务局"
    finally:
        services.close()


def test_today_is_the_clocks(services, clock):
    office = office_of(services)
    assert (office.now, office.today) == (clock.now, clock.now.date())
    clock.forward(hours=15)
    assert office.today.isoformat() == "2026-11-06"


def test_ledger_that_was_never_begun_is_told(tmp_path, clock):
    means = Means(clock=clock, new_id=lambda: "x", salt=lambda: "0" * 32)
    database = make_ledger(tmp_path / "空", "140322-nengyuan", "a1", means)
    try:
        presets = PresetService(RESOURCES)
        office = Office(database, presets.load, clock, visit_rules=presets.visit_rules)
        with pytest.raises(KnownError) as refused:
            office.workspace  # noqa: B018  (asking is the deed)
        assert refused.value.code == "no_workspace"
    finally:
        database.close()


def test_nobody_sitting_here_is_told(services):
    database_of(services).note(lambda connection: connection.exec_driver_sql("UPDATE workspace SET current_person=''"))
    with pytest.raises(KnownError) as refused:
        services.settings.current()
    assert refused.value.code == "no_person"
