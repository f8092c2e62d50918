"""Exits in a real ledger: one deed, taken back whole, counted against caps in their year."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from desktop.domain.assessment import CapState
from desktop.domain.codes import LibraryStatus, TargetMeasure
from desktop.domain.overview import TodoKind
from desktop.domain.risk_codes import Outcome
from desktop.kernel.errors import KnownError
from tests.services.office_hand import office
from tests.services.retention.hands import EXIT, OCTOBER, at_risk, codes, firm, number, planned, row


def test_exit_changes_everything_in_one_deed(services):
    uid, _, _ = planned(services)
    assert services.retention.leave(uid, EXIT).uid
    found = services.retention.case(uid, OCTOBER)
    assert found.row.library_status is LibraryStatus.EXITED
    assert (found.row.stay, found.stays[0].until) == (None, date(2026, 10, 30))
    assert (found.row.plan, found.plans[0].outcome) == (None, Outcome.EXITED)
    assert services.enterprises.get(uid).draft.library_status is LibraryStatus.EXITED
    history = services.enterprises.history(uid)
    (told,) = [line for line in history if line.field == "library_status" and line.new == "exited"]
    assert told.reason == "名单（演示）"
    exits = "SELECT save FROM change WHERE subject = 'library_exit'"
    touched = f"SELECT count(DISTINCT subject) FROM change WHERE save IN ({exits})"
    # the exit, the status, the end of the plan, and the word that ends the stay
    assert number(services, touched) == 4


def test_exit_fails_as_a_whole(services, monkeypatch):
    uid = at_risk(services)

    def broken(*_, **__):
        raise RuntimeError("power cut")

    monkeypatch.setattr("desktop.services.steps.retaining.say_risk", broken)
    with pytest.raises(RuntimeError):
        services.retention.leave(uid, EXIT)
    assert services.enterprises.get(uid).draft.library_status is LibraryStatus.ADMITTED
    assert number(services, "SELECT count(*) FROM library_exit") == 0


def test_void_exit_puts_back_what_it_replaced(services):
    uid = firm(services)
    kept = services.retention.leave(uid, EXIT).uid
    assert codes(services.retention.leave(uid, EXIT)) == {("on", "not_admitted")}
    assert services.retention.void_exit(kept, "弄错了企业").uid
    draft = services.enterprises.get(uid).draft
    assert (draft.library_status, draft.admitted_month) == (LibraryStatus.ADMITTED, "2021-12")
    assert services.retention.exits(2026) == ()
    (void,) = services.retention.exits(2026, voided=True)
    assert (void.voided, void.void_reason) == (True, "弄错了企业")
    with pytest.raises(KnownError):
        services.retention.void_exit(kept, "再")


def test_admission_after_an_exit_is_not_the_first(services):
    uid = firm(services)
    services.retention.leave(uid, EXIT)
    draft = replace(
        services.enterprises.get(uid).draft, library_status=LibraryStatus.ADMITTED, admitted_month="2026-11"
    )
    services.enterprises.save(draft, uid)
    back = row(services, uid)
    assert (back.re_entered, back.exits[0].admitted_month) == (True, "2021-12")


def test_exits_count_in_the_year_they_were_told_for(services):
    first, second = firm(services), firm(services, "二（演示）")
    services.retention.leave(first, replace(EXIT, on=date(2025, 3, 1), effective_year=2025))
    services.retention.leave(second, EXIT)
    assert [left.enterprise for left in services.retention.exits(2025)] == [first]
    overview = services.overview.today(OCTOBER)
    assert (overview.exits, overview.additions) == (1, 0)


def test_typed_cap_is_watched_and_told_today(services):
    services.settings.set_own_target(2026, TargetMeasure.EXIT_CAP, 1, "县里下达（演示）")
    assert [line.state for line in services.retention.caps()] == [CapState.UNDER]
    services.retention.leave(firm(services), EXIT)
    assert [line.state for line in services.retention.caps()] == [CapState.REACHED]
    kinds = {item.kind for item in services.overview.today(OCTOBER).todo}
    assert TodoKind.EXIT_CAP in kinds


def test_cap_of_the_plan_is_watched_in_its_year(tmp_path):
    today = datetime(2021, 11, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    with office(tmp_path / "yuncheng", "盐湖", "yuncheng-2021", 2021, clock=lambda: today) as services:
        gone = replace(EXIT, on=date(2021, 10, 8), effective_year=2021)
        for name in ("一（演示）", "二（演示）"):
            services.retention.leave(firm(services, name, admitted_month="2019-12"), gone)
        (line,) = services.retention.caps()
        assert (line.cap, line.exits, line.state) == (1, 2, CapState.OVER)
