"""Years closed and carried on, coverage, standing and links in a real ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.admission import AdmissionDraft
from desktop.domain.bulk import Pick
from desktop.domain.codes import (
    EnterpriseKind,
    LibraryStatus,
    Measure,
    OperatingStatus,
    Source,
    Tier,
)
from desktop.domain.coverage import HandlingDraft
from desktop.domain.cultivation import RollDraft, YearDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.library_codes import Handling, Likelihood, LinkKind, Way
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.domain.windows import WindowKind
from desktop.wiring import Services
from tests.services.library_making import NEXT_YEAR, OCTOBER, TODAY, WAN, Clock, firm, report, revenue, rows_of
from tests.services.office_hand import office


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with office(tmp_path / "data", clock=lambda: clock.now) as made:
        yield made


# -- over the years


def test_one_record_a_year_and_the_stays_beside_it(services):
    uid = firm(services, "甲", 1860, Tier.KEY)
    assert services.years.save(YearDraft(uid, 2026, officer="田某")).uid
    assert services.years.save(YearDraft(uid, 2026, officer="李某")).uid
    now, before = services.years.of(uid)
    assert (now.year, now.record.draft.officer, now.current) == (2026, "李某", True)
    assert [span.tier for span in now.stays] == [Tier.KEY]
    assert (before.year, before.revenue.amount, before.stays) == (2025, 1860 * WAN, ())
    assert [line.new for line in services.enterprises.history(uid, "officer")] == ["田某", "李某"]


def roll(services: Services, **said):
    plan = services.years.look()
    return services.years.roll(plan, RollDraft(services.libraries._office.today, "2027年名单结转", **said))


def test_going_over_carries_the_list_on_and_loses_nothing(services, clock):
    stays, leaves = firm(services, "甲", 1860, Tier.KEY), firm(services, "乙", 620, Tier.BASE)
    outside = firm(services, "丙")
    services.years.save(
        YearDraft(stays, 2026, "revenue", "growth", "2026-12", Way.ANNUAL_FIRST, "刘某", "田某", "局里", "难")
    )
    report(services, stays, OCTOBER, main_revenue_ytd=900)
    clock.now = NEXT_YEAR
    tables = ("figure", "visit", "issue", "issue_step", "assignment", "application", "target")
    before = rows_of(services, *tables)
    history = len(services.enterprises.history(stays))
    assert roll(services, leaving={leaves: "不再培育"}).uid
    assert rows_of(services, *tables) == before
    assert services.settings.workspace().year == 2027
    assert services.enterprises.get(stays).tier.tier is Tier.KEY
    gone = services.enterprises.get(leaves)
    assert (gone.tier, gone.tiers[-1].reason_out, gone.tiers[-1].until) == (None, "不再培育", date(2027, 1, 12))
    new = services.years.record(stays, 2027)
    assert (new.draft.route, new.draft.officer, new.carried_from) == ("growth", "田某", 2026)
    assert (new.draft.expected_month, new.draft.way, new.draft.difficulty) == ("", None, "")
    old = services.years.record(stays, 2026)
    assert (old.draft.officer, old.closing_tier, old.closed_on) == ("田某", Tier.KEY, date(2027, 1, 12))
    assert services.years.record(leaves, 2026).closing_tier is Tier.BASE
    assert services.years.record(leaves, 2027) is None
    assert services.enterprises.get(outside).tier is None
    assert len(services.enterprises.history(stays)) > history
    listed = services.libraries.members(Month(2027, 2))
    assert len(listed) == len({each.uid for each in listed}) == 3
    assert {each.draft.expected_month for each in listed} == {""}
    (kept,) = services.years.rolls()
    assert (kept.year_from, kept.carried, kept.gone) == (2026, 1, 1)


def test_a_closed_year_is_only_mended_with_a_reason(services):
    uid = firm(services, "甲", 1860, Tier.KEY)
    assert roll(services).uid
    draft = replace(services.years.draft(uid, 2026), officer="田某")
    refused = services.years.save(draft)
    assert [problem.code for problem in refused.problems] == ["year_closed"]
    assert services.years.record(uid, 2026).draft.officer == ""
    assert services.years.save(draft, reason="当时漏记").uid
    line = services.enterprises.history(uid, "officer")[-1]
    assert (line.new, line.reason, line.kind) == ("田某", "当时漏记", "correction")


def test_a_year_is_closed_once(services):
    firm(services, "甲", 1860, Tier.KEY)
    assert roll(services).uid
    services.settings.set_year(2026)
    assert [problem.code for problem in roll(services).problems] == ["year_rolled"]


def test_before_the_year_is_over_closing_is_only_asked(services):
    firm(services, "甲", 1860, Tier.KEY)
    plan = services.years.look()
    assert [problem.code for problem in plan.problems] == ["year_not_over"]
    assert services.years.roll(plan, RollDraft(TODAY, "提前结转")).uid


def test_a_year_that_has_not_begun_is_never_closed(services):
    firm(services, "甲", 1860, Tier.KEY)
    assert services.years.roll(services.years.look(), RollDraft(TODAY, "提前结转")).uid
    again = services.years.roll(services.years.look(), RollDraft(TODAY, "提前结转"))
    assert [problem.code for problem in again.problems] == ["year_not_begun"]
    assert services.settings.workspace().year == 2027


def test_december_stands_for_the_year_only_when_asked_and_keeps_its_source(services, clock):
    uid, typed = firm(services, "甲", 1860, Tier.KEY), firm(services, "乙", 1860, Tier.KEY)
    revenue(services, typed, 2026, 1555)
    for each in (uid, typed):
        report(services, each, Month(2026, 12), source=Source.TAX_RETURN, main_revenue_ytd=1990)
    early = services.years.roll(services.years.look(), RollDraft(TODAY, "结转", december=True))
    assert "december_early" in [problem.code for problem in early.problems]
    clock.now = NEXT_YEAR
    assert [line.uid for line in services.years.look().december] == [uid]
    assert roll(services, december=True).uid
    found = services.figures.year_revenue(uid, 2026)
    assert (found.amount, found.source) == (1990 * WAN, Source.TAX_RETURN)
    assert services.figures.year_revenue(typed, 2026).amount == 1555 * WAN


def test_who_was_admitted_is_offered_to_leave_at_the_turn_of_the_year(services):
    uid = firm(services, "甲", 2300, Tier.KEY)
    draft = services.enterprises.get(uid).draft
    services.enterprises.save(replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month="2026-03"), uid)
    (line,) = services.years.look().lines
    assert not line.carry


# -- coverage and standing


def test_who_reached_the_size_is_listed_with_what_is_done(services):
    last, this, below = firm(services, "甲", 2130), firm(services, "乙", 1200), firm(services, "丙", 1999)
    firm(services, "丁", 2600, library_status=LibraryStatus.ADMITTED)
    report(services, this, OCTOBER, main_revenue_ytd=2010)
    report(services, below, OCTOBER, main_revenue_ytd=1999)
    found = services.coverage.coverage(OCTOBER)
    assert {row.uid for row in found.rows} == {last, this}
    assert (found.listed, found.known, found.unlisted, found.waiting) == (3, 3, 3, 2)
    assert services.coverage.say(HandlingDraft(last, Handling.GUIDED, date(2026, 6, 1))).uid
    assert services.coverage.say(HandlingDraft(last, Handling.UNWILLING, TODAY, "明年再说")).uid
    assert services.admissions.add(
        AdmissionDraft(this, route="reached", window=WindowKind.ANNUAL_FIRST, begun_on=date(2026, 10, 9))
    ).uid
    rows = {row.uid: row for row in services.coverage.coverage(OCTOBER).rows}
    assert rows[last].step.handling is Handling.UNWILLING
    assert rows[this].application is not None
    assert [word.handling for word in services.coverage.words(last)] == [Handling.GUIDED, Handling.UNWILLING]
    assert services.coverage.todo() == ()


def test_today_asks_about_who_reached_the_size_and_about_a_year_to_close(services, clock):
    firm(services, "甲", 2130)
    assert [(item.kind, item.count) for item in services.coverage.todo()] == [(TodoKind.REACHED_OPEN, 1)]
    clock.now = NEXT_YEAR
    assert TodoKind.YEAR_TO_ROLL in [item.kind for item in services.coverage.todo()]


def test_standing_is_arithmetic_on_collected_figures(services):
    uid = firm(services, "甲", 1600)
    report(services, uid, Month(2026, 9), main_revenue_ytd=1700)
    report(services, uid, OCTOBER, source=Source.TAX_RETURN, vat_sales_ytd=2004)
    view = services.coverage.standing(uid, OCTOBER)
    assert view.last_year.short == 400 * WAN
    assert [(gap.period, gap.short) for gap in view.gaps] == [("2026-09", 300 * WAN), ("2026-10", 0), ("", None)]
    assert view.reached_by == (Measure.VAT_SALES_YTD,)
    assert view.likelihood is None


def test_the_coarse_band_is_off_until_the_office_turns_it_on(services):
    uid = firm(services, "甲", 1900, Tier.KEY)
    for number in range(2, 11):
        report(services, uid, Month(2025, number), main_revenue_ytd=number * 150)
        report(services, uid, Month(2026, number), main_revenue_ytd=number * 170)
    assert {each.likelihood for each in services.libraries.members(OCTOBER)} == {None}
    services.settings.set_outlook(True)
    assert services.coverage.standing(uid, OCTOBER).likelihood is Likelihood.HIGH  # 1700 + 1900 - 1500
    assert [each.likelihood for each in services.libraries.members(OCTOBER)] == [Likelihood.HIGH]
    services.settings.set_outlook(False)
    assert services.coverage.standing(uid, OCTOBER).likelihood is None


# -- routes


def test_a_household_and_what_it_became_find_each_other(services):
    old = services.enterprises.save(
        EnterpriseDraft(
            "盂县演示煤场",
            "92140322MA0YW3T48J",
            kind=EnterpriseKind.HOUSEHOLD,
            status=OperatingStatus.DEREGISTERED,
        )
    ).uid
    new = services.enterprises.save(EnterpriseDraft("盂县演示选煤有限公司", "91140322MA0YNR9K85")).uid
    saved = services.links.add(LinkDraft(new, LinkKind.PREDECESSOR, old, on=date(2026, 3, 6), basis="营业执照"))
    assert saved.uid
    assert saved.problems == ()
    (link,) = services.links.of(new)
    assert (link.other, link.name, link.credit_code, link.later) == (old, "盂县演示煤场", "92140322MA0YW3T48J", False)
    (back,) = services.links.of(old)
    assert (back.other, back.later) == (new, True)
    assert services.enterprises.get(old).draft.credit_code == "92140322MA0YW3T48J"
    assert services.links.void(saved.uid, "记错了").uid
    assert services.links.of(new) == services.links.of(old) == ()


def test_participants_and_old_sectors_need_no_enterprise_of_the_ledger(services):
    uid = firm(services, "甲")
    add = services.links.add
    assert add(LinkDraft(uid, LinkKind.PARTICIPANT, name="演示乙厂", on=TODAY, basis="协议")).uid
    assert add(LinkDraft(uid, LinkKind.PARTICIPANT, name="演示丙厂", on=TODAY, basis="协议")).uid
    assert add(LinkDraft(uid, LinkKind.OLD_SECTOR, sector="5162 建材批发", on=TODAY, basis="说明")).uid
    assert len(services.links.of(uid)) == 3


def test_every_route_of_the_plans_is_known_to_the_reference(services):
    routes = services.libraries.routes()
    assert list(routes)[:3] == ["growth", "merger", "household"]
    assert routes["state_reform"] == "国资国企改革（含城镇集体企业）"
    assert len(routes) == 9


def test_a_move_with_a_route_is_remembered_in_the_year(services):
    uid = firm(services, "甲", 1860)
    move = TierDraft(Tier.KEY, TODAY, "演示", "revenue", "growth")
    assert services.libraries.take(services.libraries.look([Pick(uid, move)])).uid
    assert services.years.record(uid, 2026).draft.route == "growth"


def test_what_was_done_holds_together(services, clock):
    uid = firm(services, "甲", 2130, Tier.KEY)
    services.coverage.say(HandlingDraft(uid, Handling.GUIDED, TODAY))
    services.links.add(LinkDraft(uid, LinkKind.OLD_SECTOR, sector="5162", on=TODAY, basis="说明"))
    assert roll(services).uid
    assert services.check.run(deep=True) == ()
