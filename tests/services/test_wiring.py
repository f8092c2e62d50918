"""Making, opening, holding and closing a ledger."""

import json
import os
import sqlite3
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest

from db.ledger import FILE
from desktop.domain.codes import UnitKind
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.workspace import FirstStart
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import LOCK_NAME
from desktop.kernel.progress import Progress
from desktop.wiring import DESK, Services, create_ledger, create_sample, has_ledger, open_ledger, presets_only
from tests.services.making import OCTOBER, START, begun, codes, digest, enter, make_world, put_in

SERVICES = [
    name
    for made in (Services, *Services.__mro__)
    for name, part in vars(made).items()
    if isinstance(part, cached_property) and not name.startswith("_")
]


def test_new_ledger_is_one_file_in_its_folder(services, folder):
    assert has_ledger(folder)
    assert services.folder == folder
    assert services.enterprises.counts()
    assert all(getattr(services, name) is not None for name in SERVICES)
    assert services.check.run(deep=True) == ()


def test_everything_is_there_after_closing_and_opening(services, folder, world):
    uid = enter(services, contact="王某")
    services.drafts.keep("visit:new", {"summary": "看"})
    before = digest(services)
    services.close()
    again = open_ledger(folder, world)
    try:
        assert digest(again) == before
        assert again.enterprises.get(uid).draft.contact == "王某"
        assert again.drafts.get("visit:new").body == {"summary": "看"}
        assert again.check.run(deep=True) == ()
    finally:
        again.close()


def test_closed_ledger_is_one_file_that_can_be_carried_away(services, folder):
    services.close()
    assert {path.name for path in folder.iterdir()} == {FILE, LOCK_NAME}
    assert (folder / LOCK_NAME).read_bytes() == b""


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"preset": ""}, [("preset", "missing")]),
        ({"unit_name": " "}, [("unit_name", "missing")]),
        ({"person_name": "\u200b"}, [("person_name", "missing")]),
        ({"year": 1999}, [("year", "bad_year")]),
        ({"unit_name": "盂县商务局"}, [("unit_kind", "missing")]),
        ({"preset": "", "unit_name": "", "person_name": "", "year": 0}, None),
    ],
)
def test_first_start_that_lacks_something_makes_nothing(folder, world, change, problems):
    told = create_ledger(folder, replace(START, **change), world)
    assert isinstance(told, tuple)
    assert codes(told) == problems if problems else len(told) == 4
    assert not folder.exists()


def test_plan_that_is_not_there_makes_nothing(folder, world):
    with pytest.raises(KnownError) as refused:
        create_ledger(folder, replace(START, preset="mars-2030"), world)
    assert refused.value.code == "preset_unknown"
    assert not folder.exists()


def test_second_ledger_in_the_same_folder_is_refused(services, folder, world):
    services.close()
    with pytest.raises(KnownError) as refused:
        create_ledger(folder, START, world)
    assert refused.value.code == "ledger_exists"
    open_ledger(folder, world).close()


def test_folder_without_a_ledger_is_told_and_not_made(folder, world):
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, world)
    assert refused.value.code == "no_ledger"
    assert not folder.exists()


def test_folder_that_cannot_be_made_is_told(tmp_path, world):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        create_ledger(tmp_path / "file" / "台账", START, world)
    assert refused.value.code == "data_folder_not_writable"


def test_ledger_in_use_is_told_with_its_holder_and_free_after_closing(services, folder, clock):
    second = make_world(clock, prefix="two")
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, second)
    assert refused.value.code == "data_in_use"
    assert (refused.value.values["pid"], refused.value.values["host"]) == ("1", "test")
    services.close()
    services.close()  # a second time does nothing
    open_ledger(folder, second).close()


def test_new_ledger_is_held_too(folder, world, clock):
    services = begun(folder, world)
    try:
        with pytest.raises(KnownError) as refused:
            open_ledger(folder, make_world(clock, prefix="two"))
        assert refused.value.code == "data_in_use"
    finally:
        services.close()


def test_lock_of_another_computer_is_respected(services, folder, world):
    services.close()
    holder = {"pid": "7", "host": "elsewhere", "started": "2026-11-05T08:00:00+08:00"}
    (folder / LOCK_NAME).write_text(json.dumps(holder), encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, world)
    assert (refused.value.code, refused.value.values["host"]) == ("data_in_use_elsewhere", "elsewhere")


@pytest.mark.parametrize("content", [b"", b"not a database at all, only text"])
def test_file_of_somebody_else_is_left_alone_and_the_folder_free(folder, world, content):
    folder.mkdir()
    (folder / FILE).write_bytes(content or b"SQLite format 3\0")
    before = (folder / FILE).read_bytes()
    for _ in range(2):
        with pytest.raises(KnownError) as refused:
            open_ledger(folder, world)
        assert refused.value.code in {"not_a_ledger", "ledger_damaged"}
    assert (folder / FILE).read_bytes() == before


def test_newer_ledger_is_refused(services, folder, world):
    services.close()
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(KnownError) as refused:
        open_ledger(folder, world)
    assert refused.value.code == "newer_data"


class Trouble(Exception):
    """What goes wrong while a ledger is made."""


@pytest.mark.parametrize("good", range(4))
def test_ledger_that_failed_half_made_is_gone_and_can_be_made_again(folder, world, good):
    ids = iter(range(good))

    def new_id():
        for number in ids:
            return f"half{number}"
        raise Trouble

    with pytest.raises(Trouble):
        create_ledger(folder, START, replace(world, new_id=new_id))
    assert not has_ledger(folder)
    begun(folder, world).close()


def test_looked_at_papers_go_when_the_ledger_is_closed(services, folder):
    uid = enter(services)
    put_in(services, uid)
    looked = services.filings.preview(OCTOBER, "key-monitoring", Progress()).path
    assert looked.parent == folder / DESK
    (folder / DESK / "kept open").mkdir()  # something that will not go
    services.close()
    assert not looked.exists()
    assert (folder / DESK).exists()
    assert (folder / LOCK_NAME).read_bytes() == b""  # and still the ledger is free


def test_presets_need_no_ledger(world):
    assert "yuxian-2024" in {head.id for head in presets_only(world).list()}


def test_unit_not_in_the_plan_gets_an_id_of_its_own(folder, world):
    services = begun(folder, world, unit_name=" 盂县商务局 ", unit_kind=UnitKind.DEPARTMENT)
    try:
        own = services.settings.workspace()
        assert (own.unit_name, own.unit_kind) == ("盂县商务局", UnitKind.DEPARTMENT)
        assert own.unit.startswith("140322-id")
        assert own.unit.isascii()
    finally:
        services.close()


@pytest.mark.parametrize("name", ["能源局", "盂县能源局", "盂县 能源局"])
def test_unit_of_the_plan_is_known_by_any_of_its_names(folder, world, name):
    services = begun(folder, world, unit_name=name, unit_kind=UnitKind.TOWNSHIP)
    try:
        own = services.settings.workspace()
        # what the plan says of its own unit stands before what was typed
        assert (own.unit, own.unit_name, own.unit_kind) == ("140322-nengyuan", "盂县能源局", UnitKind.DEPARTMENT)
    finally:
        services.close()


def test_ledger_opens_in_a_folder_of_any_name(tmp_path, world):
    folder = tmp_path / "企业 规上%20?#'\"&" / "台账；二"
    services = begun(folder, world)
    enter(services)
    services.close()
    again = open_ledger(folder, world)
    assert again.enterprises.counts()
    again.close()


def test_relative_folder_stays_the_same_folder(tmp_path, world, monkeypatch):
    monkeypatch.chdir(tmp_path)
    services = begun(Path("台账"), world)
    os.chdir("/")
    try:
        enter(services)
        assert services.settings.data_health().size > 0
    finally:
        os.chdir(tmp_path)
        services.close()


def test_first_start_is_tidied(folder, world):
    made = create_ledger(folder, FirstStart("yuxian-2024", " 盂县能源局\u200b", None, 2026, " 李演示 "), world)
    assert not isinstance(made, tuple)
    assert made.settings.current().name == "李演示"
    made.close()


def test_sample_is_marked_and_whole(folder, world):
    services = create_sample(folder, world)
    try:
        assert services.settings.workspace().demo
        rows = services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))
        assert rows
        assert all("演示" in row.name for row in rows)
        assert services.check.run(deep=True) == ()
    finally:
        services.close()


def test_sample_that_failed_half_made_is_gone(folder, world, monkeypatch):
    def fail(*_words):
        raise Trouble

    monkeypatch.setattr("desktop.services.sample.play", fail)
    with pytest.raises(Trouble):
        create_sample(folder, world)
    assert not has_ledger(folder)
    monkeypatch.undo()
    create_sample(folder, world).close()
