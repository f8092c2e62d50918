"""A data folder that was carried to another computer: both can be worked on and still be told apart."""

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from db.queries.letters import own_site
from desktop.paths import machine_mark
from desktop.wiring import open_ledger
from tests.services.making import Clock, begun, database_of, enter, make_world


def world_of(machine: str):
    return replace(make_world(Clock()), machine=machine, new_id=lambda: uuid4().hex)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a ledger with one enterprise, made on the old computer and closed."""
    folder = tmp_path / "old"
    services = begun(folder, world_of("old"))
    enter(services)
    services.close()
    return folder


def opened(folder: Path, machine: str):
    """Open the ledger in *folder* on *machine*; return its site and the codes of what the start told."""
    services = open_ledger(folder, world_of(machine))
    site = database_of(services).read(own_site)
    return services, site, [note.code for note in services.notes]


def test_on_its_own_computer_a_ledger_goes_on_as_it_was(old):
    services, site, told = opened(old, "old")
    services.close()
    again, same, nothing = opened(old, "old")
    again.close()
    assert (same, told, nothing) == (site, [], [])


def test_on_another_computer_it_begins_a_chain_of_its_own(old, tmp_path):
    copied = tmp_path / "new"
    shutil.copytree(old, copied)
    stayed, first, _ = opened(old, "old")
    moved, second, told = opened(copied, "new")
    assert told == ["another_computer"]
    assert first != second
    assert first.partition("#")[0] == second.partition("#")[0]
    for services, name in ((stayed, "盂县甲石料厂（演示）"), (moved, "盂县乙石料厂（演示）")):
        enter(services, name)
        assert services.check.run(deep=True) == ()
        services.close()
    again, same, nothing = opened(copied, "new")
    again.close()
    assert (same, nothing) == (second, [])


def test_a_ledger_that_nobody_marked_is_taken_for_this_computers(old):
    services, site, _ = opened(old, "old")
    database_of(services).note(lambda connection: connection.exec_driver_sql("UPDATE site SET machine = ''"))
    services.close()
    other, same, told = opened(old, "new")
    other.close()
    assert (same, told) == (site, [])
    back, another, told = opened(old, "old")
    back.close()
    assert told == ["another_computer"]
    assert another != site


def test_where_the_system_has_no_id_nothing_is_asked(old):
    services, _, told = opened(old, "")
    services.close()
    assert told == []


def test_the_mark_of_this_computer_is_no_id_and_stays_the_same():
    assert machine_mark() == machine_mark()
    path = Path("/etc/machine-id")
    if path.is_file() and (known := path.read_text(encoding="ascii").strip()):
        assert len(machine_mark()) == 16
        assert machine_mark() not in known
