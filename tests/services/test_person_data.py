"""What is kept about somebody, and its erasure: gone from ledger and journal, and the chain still holds."""

from dataclasses import replace

import pytest

from desktop.domain.undo import Fate
from tests.services.making import codes, database_of, enter, kept, nothing_written, visit


@pytest.fixture
def uid(services):
    uid = enter(services)
    draft = services.enterprises.get(uid).draft
    for phone in ("13812345678", "13812349999"):
        kept(services.enterprises.save(replace(draft, contact="王演示", contact_phone=phone), uid, reason="王演示来电"))
    kept(services.visits.save(visit(uid, received_by="王演示", received_phone="13812345678")))
    return uid


def said(services):
    return database_of(services).read(
        lambda connection: [
            str(row[0]) for row in connection.exec_driver_sql("SELECT value || reason FROM change_value")
        ]
    )


def test_everything_kept_about_somebody_is_found_by_name_or_number(services, uid):
    with nothing_written(services):
        report = services.person_data.look("王演示")
        assert {line.field for line in services.person_data.look("13812345678").lines} == {
            "received_by",
            "received_phone",
        }
    assert [(line.field, line.value) for line in report.lines] == [
        ("contact", "王演示"),
        ("contact_phone", "13812349999"),
        ("received_by", "王演示"),
        ("received_phone", "13812345678"),
    ]
    assert services.person_data.look("李某").lines == ()
    assert services.person_data.look("演示").lines == ()  # a part of a name is nobody
    assert codes(services.person_data.look("王")) == [("name", "person_too_short")]


def test_erased_data_is_gone_from_ledger_and_journal_and_the_chain_holds(services, uid):
    report = services.person_data.look("王演示")
    with nothing_written(services):
        assert codes(services.person_data.erase(report, " ").problems) == [("reason", "missing")]
    kept(services.person_data.erase(report, "本人要求"))
    assert services.person_data.look("王演示").lines == ()
    assert not [text for text in said(services) if "王演示" in text or "1381234" in text]
    assert services.check.run(deep=True) == ()
    lines = services.enterprises.history(uid, "contact")
    assert [line.erased for line in lines] == [True, False]
    assert lines[-1].reason == "本人要求"


def test_an_erasure_cannot_be_undone(services, uid):
    kept(services.person_data.erase(services.person_data.look("王演示"), "本人要求"))
    erasure = services.undo.recent(1)[0]
    assert erasure.final
    assert services.undo.next().id != erasure.id
    plan = services.undo.look(erasure.id)
    assert {(line.fate, line.reason) for line in plan.lines} == {(Fate.IMPOSSIBLE, "erased")}
    assert codes(services.undo.take(plan)) == [("save", "nothing_to_undo")]
    assert codes(services.person_data.erase(services.person_data.look("王演示"), "再来").problems) == [
        ("name", "person_not_found")
    ]
