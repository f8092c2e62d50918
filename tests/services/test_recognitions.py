"""Recognitions, taxes beside admission, yearly duties and a calendar of the office's own, in a real ledger."""

from datetime import date

import pytest

from desktop.domain.calendar_year import CalendarDraft, OffSpan
from desktop.domain.codes import LibraryStatus, Source
from desktop.domain.duty import DutyDraft
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.overview import TodoKind
from desktop.domain.recognition import RecognitionDraft
from desktop.domain.tax_pair import TaxPairDraft
from desktop.kernel.errors import KnownError
from tests.services.making import NOW, codes, enter, kept, nothing_written

BASIS = "某省工信厅公告（演示）"


def recognised(services, uid, kind="specialised_sme", since=date(2024, 5, 1), until=None):
    return kept(services.recognitions.add(RecognitionDraft(uid, kind, since, until, BASIS)))


def test_a_recognition_is_kept_ended_and_voided(services):
    uid = enter(services)
    record = recognised(services, uid)
    assert services.recognitions.grade(uid).kind == "specialised_sme"
    kept(services.recognitions.end(record, date(2026, 5, 1), "到期"))
    assert services.recognitions.grade(uid) is None
    (row,) = services.recognitions.rows(uid)
    assert (row.until, row.reason_out) == (date(2026, 5, 1), "到期")
    kept(services.recognitions.void(record, "记错了"))
    assert services.recognitions.rows() == ()
    with pytest.raises(KnownError, match="no_such_recognition"):
        services.recognitions.void(record, "又一次")
    fields = {line.field for line in services.enterprises.history(uid)}
    assert {"kind", "basis", "until", "void_reason"} <= fields


def test_nothing_is_kept_of_what_is_wrong(services):
    uid = enter(services)
    with nothing_written(services):
        saved = services.recognitions.add(RecognitionDraft(uid, "prize", date(2024, 5, 1), None, ""))
        assert codes(saved.problems) == [("kind", "unknown_recognition"), ("basis", "missing")]
        with pytest.raises(KnownError, match="no_such_enterprise"):
            services.recognitions.add(RecognitionDraft("nobody", "high_tech", date(2024, 5, 1), None, BASIS))


def test_research_of_a_year_ends_with_it_and_is_counted(services):
    firm = enter(services, library_status=LibraryStatus.ADMITTED, admitted_month="2024-11")
    other = enter(services, "盂县乙石料厂（演示）", library_status=LibraryStatus.ADMITTED, admitted_month="2024-11")
    recognised(services, firm, "rd_activity", date(2026, 3, 1))
    (row,) = services.recognitions.rows(firm)
    assert row.until == date(2026, 12, 31)
    found = services.recognitions.research()
    assert (found.admitted, found.noted, [uid for uid, _ in found.without]) == (2, 1, [other])


def test_the_list_is_narrowed_by_recognition_and_by_industry(services):
    coal = enter(services, industry_code="0610")
    stone = enter(services, "盂县乙石料厂（演示）", industry_code="1011")
    recognised(services, stone)
    ids = services.enterprises.ids
    assert ids(EnterpriseFilter(recognition="specialised_sme")) == (stone,)
    assert ids(EnterpriseFilter(recognition="specialised_sme", lacking=True)) == (coal,)
    assert ids(EnterpriseFilter(industries=("06",))) == (coal,)
    assert set(ids(EnterpriseFilter(industries=("06", "10")))) == {coal, stone}
    assert ids(EnterpriseFilter(industries=("1",), recognition="high_tech")) == ()


def test_a_recognition_that_ended_before_the_year_narrows_nothing(services):
    uid = enter(services)
    recognised(services, uid, until=date(2025, 12, 31))
    assert services.enterprises.ids(EnterpriseFilter(recognition="specialised_sme")) == ()


def test_taxes_stand_beside_each_other(services):
    uid = enter(services, library_status=LibraryStatus.ADMITTED, admitted_month="2024-11")
    tax = Source.TAX_RETURN
    draft = TaxPairDraft(uid, 2023, 1_250_000, tax, 2025, 2_000_000, tax, "会计", date(2026, 10, 1))
    record = kept(services.recognitions.add_taxes(draft))
    (pair,) = services.recognitions.taxes(uid)
    assert (pair.draft, pair.difference) == (draft, 750_000)
    assert services.recognitions.void_taxes(record, " ").problems
    kept(services.recognitions.void_taxes(record, "记错了"))
    assert services.recognitions.taxes(uid) == ()


def waiting(services) -> list[str]:
    items = services.overview.today(services.libraries.month()).todo
    return [item.name for item in items if item.kind is TodoKind.DUTY_DUE]


def test_a_duty_waits_in_march_until_it_is_done(services, clock):
    assert waiting(services) == []
    clock.now = NOW.replace(month=3, day=10)
    assert waiting(services) == ["规下工业企业逐户比对核查"]
    done = kept(services.duties.done(DutyDraft("survey", 2026, date(2026, 3, 9), "比对税务名单")))
    assert waiting(services) == []
    kept(services.duties.void(done, "记错了"))
    assert waiting(services) == ["规下工业企业逐户比对核查"]
    with pytest.raises(KnownError, match="no_such_duty"):
        services.duties.done(DutyDraft("census", 2026, date(2026, 3, 9), "比对"))


def test_days_are_counted_by_the_calendar_the_office_typed(services):
    assert not services.calendars.working_days().knows(2027)
    spring = OffSpan(date(2027, 2, 5), date(2027, 2, 11), "春节")
    draft = CalendarDraft(2027, (spring,), (date(2027, 2, 13),), "通知（演示）")
    kept(services.calendars.set(draft))
    days = services.calendars.working_days()
    assert days.knows(2027)
    assert not days.is_working(date(2027, 2, 8))
    assert days.is_working(date(2027, 2, 13))
    assert services.calendars.get(2027) == draft
    assert services.calendars.years()[0] == (draft, True)
    kept(services.calendars.set(CalendarDraft(2027, (spring,), (), "更正通知（演示）")))
    assert services.calendars.get(2027).working == ()
    kept(services.calendars.void(2027, "填错了"))
    assert not services.calendars.working_days().knows(2027)
    with pytest.raises(KnownError, match="no_such_calendar"):
        services.calendars.void(2026, "程序自带的")


def test_a_year_the_program_has_is_asked_about(services):
    (year, _) = services.calendars.years()[0]
    saved = services.calendars.set(CalendarDraft(2026, year.off, year.working, "通知（演示）"))
    assert saved.uid
    assert ("year", "calendar_known") in codes(saved.problems)
    assert {each.year: typed for each, typed in services.calendars.years()}[2026] is True


def test_visit_hints_follow_the_calendar(services):
    from tests.services.making import visit

    uid = enter(services)
    day = date(2026, 10, 15)
    assert "off_day" not in str(services.visits.check(visit(uid, visited_on=day)))
    (year, _) = services.calendars.years()[0]
    kept(services.calendars.set(CalendarDraft(2026, (*year.off, OffSpan(day, day, "演示")), year.working, "演示")))
    before = codes(services.visits.check(visit(uid, visited_on=date(2026, 10, 14))))
    assert codes(services.visits.check(visit(uid, visited_on=day))) != before
