"""Words about risks in a real ledger: what is known, each word kept, estimates beside figures."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import LibraryStatus, Measure, Obtained, OperatingStatus, Source
from desktop.domain.enterprise import Chip, EnterpriseFilter
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.retention import EstimateDraft, RetentionView, RiskDraft
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign
from desktop.kernel.errors import KnownError
from tests.services.retention.hands import (
    OCTOBER,
    WAN,
    at_risk,
    codes,
    collect,
    firm,
    number,
    row,
    say,
    stopped,
    year_revenue,
)


def test_only_enterprises_that_are_or_were_in_are_watched(services):
    inside = firm(services)
    below = firm(services, "规下（演示）", library_status=LibraryStatus.BELOW, admitted_month="")
    assert [each.uid for each in services.retention.rows(OCTOBER)] == [inside]
    with pytest.raises(KnownError) as error:
        services.retention.get(below, OCTOBER)
    assert error.value.code == "never_admitted"


def test_void_enterprise_is_not_watched(services):
    uid = firm(services)
    services.enterprises.void(uid, "重复")
    assert services.retention.rows(OCTOBER) == ()


def test_figures_are_those_of_the_month_asked_for(services):
    uid = firm(services)
    year_revenue(services, uid, 2025, 2310)
    collect(services, uid, Month(2025, 6), 1109)
    collect(services, uid, Month(2025, 10), 1922)
    collect(services, uid, Month(2026, 6), 809)
    collect(services, uid, OCTOBER, 1403)
    june, october = services.retention.get(uid, Month(2026, 6)).watched, row(services, uid).watched
    assert (june.ytd.period, june.ytd.amount, june.same_period.amount) == ("2026-06", 809 * WAN, 1109 * WAN)
    assert (october.ytd.period, october.same_period.period, october.last_year.period) == ("2026-10", "2025-10", "2025")


def test_latest_collected_month_stands_with_the_same_month_of_last_year(services):
    uid = firm(services)
    collect(services, uid, Month(2025, 8), 1382)
    collect(services, uid, Month(2025, 10), 1764)
    collect(services, uid, Month(2026, 8), 940)
    known = row(services, uid).watched
    assert (known.ytd.period, known.same_period.period, known.uncollected) == ("2026-08", "2025-08", 2)


def test_typed_same_period_goes_before_what_was_collected_then(services):
    uid = firm(services)
    collect(services, uid, Month(2025, 10), 1700)
    typed = tuple(
        FigureInput(measure, wan * WAN, str(wan), Scale.TEN_THOUSAND)
        for measure, wan in ((Measure.MAIN_REVENUE_YTD, 900), (Measure.MAIN_REVENUE_YTD_LAST, 1650))
    )
    services.figures.save(FigureEntry(uid, OCTOBER, typed, Source.TAX_RETURN, Obtained.PAPER))
    same = row(services, uid).watched.same_period
    assert (same.amount, same.period, same.source) == (1650 * WAN, "2025-10", Source.TAX_RETURN)


def test_december_stands_for_a_year_nobody_typed(services):
    uid = firm(services)
    collect(services, uid, Month(2025, 12), 1480)
    assert row(services, uid).found.codes == {RiskSign.BELOW_LAST_YEAR, RiskSign.UNCOLLECTED}


def test_figure_that_is_only_expected_counts_as_none(services):
    uid = firm(services)
    year_revenue(services, uid, 2025, 1480, Source.ESTIMATE)
    collect(services, uid, OCTOBER, 100, Source.ESTIMATE)
    known = row(services, uid).watched
    assert (known.last_year, known.ytd, known.uncollected) == (None, None, 3)


def test_word_begins_a_stay_and_keeps_what_was_computed(services):
    uid = stopped(services)
    assert row(services, uid).to_confirm
    say(services, uid, grade=RiskGrade.MEDIUM)
    found = services.retention.case(uid, OCTOBER)
    assert (found.row.stay.grade, found.row.stay.since) == (RiskGrade.MEDIUM, date(2026, 10, 20))
    (step,) = found.steps
    assert (step.computed, step.grade, step.who, step.reason) == (
        RiskGrade.HIGH,
        RiskGrade.MEDIUM,
        "演示甲",
        "实地看过（演示）",
    )


def test_each_word_is_a_record_of_its_own(services):
    uid = at_risk(services)
    say(services, uid, action=RiskAction.CONFIRM, on=date(2026, 10, 25), grade=RiskGrade.LOW, reason="已复产（演示）")
    say(services, uid, action=RiskAction.RELEASE, on=date(2026, 11, 1), reason="风险解除（演示）")
    found = services.retention.case(uid, OCTOBER)
    assert [(step.action, step.grade) for step in found.steps] == [
        (RiskAction.ENTER, RiskGrade.HIGH),
        (RiskAction.CONFIRM, RiskGrade.LOW),
        (RiskAction.RELEASE, None),
    ]
    (stay,) = found.stays
    assert (stay.until, stay.reason_out, found.row.stay) == (date(2026, 11, 1), "风险解除（演示）", None)


def test_second_stay_stands_beside_the_first(services):
    uid = at_risk(services)
    say(services, uid, action=RiskAction.RELEASE, on=date(2026, 10, 25))
    say(services, uid, on=date(2026, 11, 2))
    assert [stay.until for stay in services.retention.case(uid, OCTOBER).stays] == [date(2026, 10, 25), None]


def test_no_answers_the_signs_of_its_day(services):
    uid = stopped(services)
    say(services, uid, action=RiskAction.DISMISS, grade=None, signs=())
    assert not row(services, uid).to_confirm
    year_revenue(services, uid, 2025, 1480)
    assert row(services, uid).to_confirm


def test_refused_word_writes_nothing(services):
    uid = stopped(services)
    before = services.retention._database.total_changes()
    saved = services.retention.say_risk(uid, RiskDraft(RiskAction.ENTER), OCTOBER)
    assert ("reason", "missing") in codes(saved)
    assert services.retention._database.total_changes() == before


def test_list_of_the_year_shows_each_view(services):
    kept, asked = at_risk(services), firm(services, "二（演示）", status=OperatingStatus.HALF_STOPPED)
    assert [each.uid for each in services.retention.list(OCTOBER, RetentionView.HIGH)] == [kept]
    assert [each.uid for each in services.retention.list(OCTOBER, RetentionView.TO_CONFIRM)] == [asked]
    assert services.enterprises.ids(EnterpriseFilter(chip=Chip.EXIT_RISK)) == (kept,)
    assert services.enterprises.counts()[Chip.EXIT_RISK] == 1


def test_latest_word_of_the_enterprise_counts_and_earlier_ones_stay(services):
    uid = firm(services)
    draft = EstimateDraft(2026, 2100 * WAN, date(2026, 9, 1), "财务某（演示）", Obtained.ORAL)
    services.retention.add_estimate(uid, draft)
    later = services.retention.add_estimate(uid, replace(draft, amount=1900 * WAN, told_on=date(2026, 10, 20))).uid
    assert RiskSign.ESTIMATE_BELOW in row(services, uid).found.codes
    assert [each.amount for each in services.retention.case(uid, OCTOBER).estimates] == [2100 * WAN, 1900 * WAN]
    services.retention.void_estimate(later, "记错")
    assert RiskSign.ESTIMATE_BELOW not in row(services, uid).found.codes
    with pytest.raises(KnownError):
        services.retention.void_estimate(later, "记错")


def test_estimate_is_no_figure(services):
    uid = firm(services)
    draft = EstimateDraft(2026, 1900 * WAN, date(2026, 10, 20), "财务某（演示）", Obtained.ORAL)
    services.retention.add_estimate(uid, draft)
    assert number(services, "SELECT count(*) FROM figure") == 0
    assert services.retention.get(uid, Month(2025, 12)).watched.estimate is None
