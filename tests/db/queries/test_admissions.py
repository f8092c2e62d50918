"""What the file itself promises about applications."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from db.models.admission import Application, ApplicationSnapshot, ApplicationStep
from db.queries import admissions, health
from desktop.domain.admission import AdmissionAction, AdmissionFilter, AdmissionState
from tests.db.making import CLERK, UNIT, add, enterprise

DAY = date(2026, 10, 9)
NAMES = {UNIT: "秀水镇"}


def application(uid: str, enterprise: str = "e1", **values) -> Application:
    given = {"year": 2026, "route": "growth", "window_kind": "annual_first", "cutoff": "2026-10", "state": "reported"}
    return Application(uid=uid, by_unit=UNIT, enterprise=enterprise, begun_on=DAY, **(given | values))


def step(application: str, place: int, action: AdmissionAction, state: AdmissionState, **values) -> ApplicationStep:
    key = {"uid": f"{application}-s{place}", "application": application, "place": place, "by_unit": UNIT}
    return ApplicationStep(**key, person=CLERK, action=action, state=state, **({"done_on": DAY} | values))


def snapshot(uid: str = "p1", **values) -> ApplicationSnapshot:
    given = {"number": 1, "taken_on": DAY, "cutoff": "2026-10", "digest": "0" * 64, "content": [["2026-10", "x"]]}
    return ApplicationSnapshot(uid=uid, application="a1", by_unit=UNIT, made_by=CLERK, **(given | values))


@pytest.fixture
def kept(database):
    add(
        database,
        enterprise("e1"),
        application("a1"),
        step("a1", 1, AdmissionAction.REGISTER, AdmissionState.NOT_STARTED),
        step("a1", 2, AdmissionAction.REPORT, AdmissionState.REPORTED, done_on=date(2026, 10, 20), basis="报送单"),
        step("a1", 3, AdmissionAction.NOTE, AdmissionState.REPORTED, done_on=date(2026, 10, 28), note="已催"),
    )
    return database


def test_the_state_is_that_of_the_last_step_and_its_day_of_the_one_that_moved_it(kept):
    (row,) = kept.read(admissions.rows, AdmissionFilter(), NAMES)
    assert (row.state, row.state_on, row.basis) == (AdmissionState.REPORTED, date(2026, 10, 20), "报送单")
    assert kept.read(admissions.get, "a1", NAMES) == row
    assert kept.read(admissions.get, "a2", NAMES) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (AdmissionFilter(year=2026), 1),
        (AdmissionFilter(year=2025), 0),
        (AdmissionFilter(enterprise="e1"), 1),
        (AdmissionFilter(enterprise="e2"), 0),
        (AdmissionFilter(states=frozenset({AdmissionState.REPORTED})), 1),
        (AdmissionFilter(states=frozenset({AdmissionState.ADMITTED})), 0),
        (AdmissionFilter("演示企业e1"), 1),
        (AdmissionFilter("%"), 0),
    ],
)
def test_the_list_is_narrowed(kept, query, found):
    assert len(kept.read(admissions.rows, query, NAMES)) == found


def test_one_application_a_window_unless_the_other_is_void(kept):
    with pytest.raises(IntegrityError):
        add(kept, application("a2"))
    add(kept, application("a2", voided=True), step("a2", 1, AdmissionAction.REGISTER, AdmissionState.NOT_STARTED))
    assert len(kept.read(admissions.rows, AdmissionFilter(), NAMES)) == 1
    assert len(kept.read(admissions.rows, AdmissionFilter(voided=True), NAMES)) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE application_snapshot SET content = '[]'",
        "UPDATE application_snapshot SET digest = 'x'",
        "DELETE FROM application_snapshot",
    ],
)
def test_what_was_handed_in_cannot_be_rewritten(kept, sql):
    add(kept, snapshot())
    with pytest.raises(IntegrityError, match="frozen"):
        kept.note(lambda connection: connection.exec_driver_sql(sql))
    (found,) = kept.read(admissions.snapshots, "a1")
    assert found.content == [["2026-10", "x"]]


def test_a_step_stands_once_at_its_place(kept):
    twin = step("a1", 3, AdmissionAction.NOTE, AdmissionState.REPORTED)
    twin.uid = "another"
    with pytest.raises(IntegrityError):
        add(kept, twin)


def test_a_state_that_no_step_says_is_found(kept):
    assert kept.read(health.findings, deep=True) == ()
    kept.note(lambda connection: connection.exec_driver_sql("UPDATE application SET state = 'admitted'"))
    assert ("application_state_differs", "a1") in kept.read(health.findings, deep=False)
