"""The list of enterprises: finding, keeping, tiers, void, history."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import LibraryStatus, Measure, Obtained, OperatingStatus, Source, Standing, Subject, Tier
from desktop.domain.enterprise import Chip, EnterpriseDraft, EnterpriseFilter, TierDraft
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from tests.services.making import (
    CODE,
    OTHER_CODE,
    TODAY,
    WAN,
    cell,
    codes,
    digest,
    enter,
    figures,
    kept,
    nothing_written,
    put_in,
    told,
    visit,
)


def names(services, **query):
    return [row.name for row in services.enterprises.rows(services.enterprises.ids(EnterpriseFilter(**query)))]


def year_revenue(services, uid, number, year=2025):
    given = cell(Measure.MAIN_REVENUE_YEAR, number)
    kept(services.figures.set_year_revenue(uid, year, given, Source.TAX_RETURN, Obtained.PAPER))


def test_entered_enterprise_is_there_as_typed(services):
    draft = EnterpriseDraft(
        name="盂县甲洗煤厂（演示）",
        credit_code=CODE,
        former_names=("盂县老洗煤厂",),
        township="140322-xiushui",
        department="140322-nengyuan",
        established_on=date(2015, 6, 1),
        production_month="2016-01",
        registered_capital=500 * WAN,
        general_taxpayer=False,
        status=OperatingStatus.HALF_STOPPED,
        contact="王某",
        contact_phone="0353-8081234",
        extra={"占地（亩）": "12"},
    )
    saved = services.enterprises.save(draft)
    assert saved.problems == ()
    found = services.enterprises.get(saved.uid)
    assert found.draft == draft
    assert (found.uid, found.tier, found.tiers, found.voided) == (saved.uid, None, (), False)
    assert found.standing is Standing.UNKNOWN


def test_text_is_tidied_and_the_code_written_as_codes_are(services):
    uid = enter(services, "  盂县甲\u200b洗煤厂\u202e（演示） ", "９１１４０３２２ma0yblt0xr")
    draft = services.enterprises.get(uid).draft
    assert (draft.name, draft.credit_code) == ("盂县甲洗煤厂（演示）", CODE)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": ""}, ("name", "missing")),
        ({"name": " \u200b "}, ("name", "missing")),
        ({"name": "长" * 201}, ("name", "too_long")),
        ({"contact_phone": "140322199001011234"}, ("contact_phone", "identity_number")),
        ({"established_on": date(2026, 11, 6)}, ("established_on", "in_future")),
        ({"production_month": "2026-13"}, ("production_month", "bad_calendar_month")),
        ({"industry_code": "采矿"}, ("industry_code", "bad_industry_code")),
        ({"registered_capital": -1}, ("registered_capital", "negative")),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(services, fields, problem):
    with nothing_written(services):
        saved = services.enterprises.save(EnterpriseDraft(**{"name": "甲（演示）", "no_code_reason": "暂无"} | fields))
    assert saved.uid == ""
    assert codes(saved.problems) == [problem]


def test_refused_change_leaves_what_was_kept(services):
    uid = enter(services, contact="王某")
    with nothing_written(services):
        assert services.enterprises.save(EnterpriseDraft(name=""), uid).uid == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("91140322MA0YBLT0XA", "code_mild"),
        ("91140322MA0YBLT00R", "code_strong"),
        ("123", "code_malformed"),
        ("", "no_code_reason"),
    ],
)
def test_odd_code_is_asked_about_and_kept(services, code, problem):
    saved = services.enterprises.save(EnterpriseDraft(name="甲（演示）", credit_code=code))
    assert codes(saved.problems) == [("credit_code", problem)]
    assert saved.problems[0].severity is Severity.CHECK
    assert services.enterprises.get(saved.uid).draft.credit_code == code


def test_same_code_and_like_name_are_asked_about_but_kept(services):
    uid = enter(services, "盂县甲洗煤厂（演示）", CODE)
    draft = EnterpriseDraft(name="盂县甲洗煤厂 (演示)", credit_code=CODE)
    assert [(each.uid, each.by) for each in services.enterprises.alike(draft)] == [(uid, "code")]
    assert services.enterprises.alike(draft, uid) == ()
    by_name = replace(draft, credit_code=OTHER_CODE)
    assert [(each.uid, each.by) for each in services.enterprises.alike(by_name)] == [(uid, "name")]
    saved = services.enterprises.save(by_name)
    assert codes(saved.problems) == [("name", "name_taken")]
    assert saved.problems[0].values == {"name": "盂县甲洗煤厂（演示）", "uid": uid}
    assert kept(saved) != uid


def test_void_enterprise_looks_like_nobody(services):
    uid = enter(services, code=CODE)
    services.enterprises.void(uid, "重复登记")
    assert services.enterprises.alike(EnterpriseDraft(name="盂县甲洗煤厂（演示）", credit_code=CODE)) == ()


@pytest.mark.parametrize(
    "text", ["甲洗", "洗煤 甲", "yxjxm", "YXJXM", "ｙｘｊｘｍ", "140322MA", "老洗煤", "０ｙｂｌｔ"]
)
def test_name_initials_code_and_former_name_find(services, text):
    enter(services, "盂县乙铸造厂（演示）")
    uid = enter(services, "盂县甲洗煤厂（演示）", CODE, former_names=("盂县老洗煤厂",))
    assert services.enterprises.ids(EnterpriseFilter(text=text)) == (uid,)
    assert [row.uid for row in services.enterprises.suggest(text)] == [uid]


@pytest.mark.parametrize("text", ["%", "_", "'", "\\", '"; DROP TABLE enterprise; --', "没有的"])
def test_odd_search_text_is_only_text(services, text):
    enter(services)
    assert services.enterprises.ids(EnterpriseFilter(text=text)) == ()


def test_character_of_two_readings_is_found_by_either(services):
    uid = enter(services, "长盛行（演示）")
    for text in ("zsx", "csx", "zcx", "zsh", "csh"):
        assert services.enterprises.ids(EnterpriseFilter(text=text)) == (uid,), text


def test_initials_leave_out_what_is_no_letter(services):
    uid = enter(services, "甲·乙（演示）3号")
    for text in ("jyys3h", "甲·乙"):
        assert services.enterprises.ids(EnterpriseFilter(text=text)) == (uid,), text


def test_suggestions_are_few(services):
    for number in range(12):
        enter(services, f"盂县{number}号洗煤厂（演示）")
    assert len(services.enterprises.suggest("洗煤")) == 8
    assert len(services.enterprises.suggest("洗煤", limit=3)) == 3


def test_rows_come_in_the_order_asked_and_unknown_ones_are_left_out(services):
    first, second = enter(services, "乙（演示）"), enter(services, "甲（演示）")
    assert [row.uid for row in services.enterprises.rows([first, "nobody", second])] == [first, second]
    assert services.enterprises.rows([]) == ()


def test_row_says_units_by_name_and_what_hangs_on_it(services):
    uid = enter(services, township="140322-xiushui", department="140322-nengyuan")
    year_revenue(services, uid, 1900)
    put_in(services, uid, Tier.KEY)
    kept(services.visits.save(visit(uid)))
    row = services.enterprises.rows([uid])[0]
    assert (row.township, row.department, row.tier) == ("秀水镇", "盂县能源局", Tier.KEY)
    assert (row.last_year_revenue, row.standing) == (1900 * WAN, Standing.NEAR)
    assert (row.last_visit_on, row.open_issues) == (date(2026, 10, 15), 0)


@pytest.mark.parametrize("sort", ["name", "township", "last_year_revenue", "standing", "last_visit_on", "open_issues"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_lists_everybody_once(services, sort, descending):
    for number, name in enumerate(("丙", "甲", "乙")):
        uid = enter(services, f"{name}（演示）", township="140322-xiushui" if number else "")
        if number:
            year_revenue(services, uid, number * 100)
    found = names(services, sort=sort, descending=descending)
    assert sorted(found) == sorted(["丙（演示）", "甲（演示）", "乙（演示）"])
    if sort == "name":
        assert found == ["丙（演示）", "甲（演示）", "乙（演示）"][:: -1 if descending else 1]
    if sort == "last_year_revenue":
        assert found[-1] == "丙（演示）"  # blank last either way


def test_chips_count_what_they_show(services):
    base, key, near, reached, admitted, stopped = (enter(services, f"{each}（演示）") for each in "甲乙丙丁戊己")
    put_in(services, base, Tier.BASE)
    put_in(services, key, Tier.KEY)
    year_revenue(services, near, 1900)
    year_revenue(services, reached, 2000)
    year_revenue(services, admitted, 3000)
    for uid, change in (
        (admitted, {"library_status": LibraryStatus.ADMITTED, "admitted_month": "2025-12"}),
        (stopped, {"status": OperatingStatus.STOPPED}),
    ):
        services.enterprises.save(replace(services.enterprises.get(uid).draft, **change), uid)
    kept(services.visits.save(visit(base)))
    gone = enter(services, "作废（演示）")
    services.enterprises.void(gone, "重复")
    counts = services.enterprises.counts()
    assert counts == {
        Chip.ALL: 6,
        Chip.BASE: 1,
        Chip.KEY: 1,
        Chip.NEAR: 1,
        Chip.REACHED: 1,
        Chip.ADMITTED: 1,
        Chip.STOPPED: 1,
        Chip.UNVISITED: 5,
        Chip.EXIT_RISK: 0,
    }
    assert {chip: len(services.enterprises.ids(EnterpriseFilter(chip=chip))) for chip in Chip} == counts
    assert services.enterprises.ids(EnterpriseFilter(chip=Chip.REACHED)) == (reached,)


def test_list_is_narrowed_by_unit(services):
    uid = enter(services, "甲（演示）", township="140322-xiushui", department="140322-nengyuan")
    enter(services, "乙（演示）", township="140322-nanlou")
    assert services.enterprises.ids(EnterpriseFilter(township="140322-xiushui")) == (uid,)
    assert services.enterprises.ids(EnterpriseFilter(department="140322-nengyuan")) == (uid,)


def test_list_is_narrowed_by_a_band_of_the_month(services):
    low, none = enter(services, "低（演示）"), enter(services, "空（演示）")
    services.figures.save(figures(low, main_revenue_ytd=1))
    assert services.enterprises.ids(EnterpriseFilter(band=0, month="2026-10")) == (low,)
    assert services.enterprises.ids(EnterpriseFilter(band=-1, month="2026-10")) == (none,)
    assert services.enterprises.ids(EnterpriseFilter(band=0, month="2026-09")) == ()


def test_same_save_twice_is_kept_once(services):
    draft = EnterpriseDraft(name="甲（演示）", credit_code=CODE)
    first = services.enterprises.save(draft, save_id="once")
    with nothing_written(services):
        second = services.enterprises.save(draft, save_id="once")
    assert second.uid == first.uid
    assert names(services) == ["甲（演示）"]


def test_save_without_a_change_writes_no_history(services):
    uid = enter(services, code=CODE, township="140322-xiushui")
    before = services.enterprises.history(uid)
    kept(services.enterprises.save(services.enterprises.get(uid).draft, uid))
    assert services.enterprises.history(uid) == before


def test_history_tells_who_when_old_new_and_why(services, clock):
    uid = enter(services, contact="王某")
    clock.forward(days=1)
    draft = replace(services.enterprises.get(uid).draft, contact="赵某", established_on=date(2020, 1, 2))
    services.enterprises.save(draft, uid, reason="企业来函")
    lines = services.enterprises.history(uid, "contact")
    assert told(lines) == [
        ("李演示", "contact", None, "王某", ""),
        ("李演示", "contact", "王某", "赵某", "企业来函"),
    ]
    assert [line.at[:16] for line in lines] == ["2026-11-05T09:31", "2026-11-06T09:31"]
    days = services.enterprises.history(uid, "established_on")
    assert told(days) == [("李演示", "established_on", None, "2020-01-02", "企业来函")]


def test_history_holds_what_hangs_on_an_enterprise(services):
    uid = enter(services, township="140322-xiushui")
    put_in(services, uid)
    services.figures.save(figures(uid, staff=12))
    subjects = {line.subject for line in services.enterprises.history(uid)}
    assert subjects == {Subject.ENTERPRISE, Subject.ASSIGNMENT, Subject.TIER, Subject.FIGURE}


def test_cleared_field_is_nothing_again(services):
    uid = enter(services, contact="王某")
    services.enterprises.save(replace(services.enterprises.get(uid).draft, contact=""), uid)
    assert services.enterprises.get(uid).draft.contact == ""
    assert services.enterprises.history(uid, "contact")[-1].new is None


def test_moved_enterprise_belongs_to_the_new_unit_from_today(services):
    uid = enter(services, township="140322-xiushui")
    services.enterprises.save(replace(services.enterprises.get(uid).draft, township="140322-nanlou"), uid)
    assert services.enterprises.rows([uid])[0].township == "南娄镇"
    spans = [(line.field, line.new) for line in services.enterprises.history(uid) if line.subject is Subject.ASSIGNMENT]
    assert spans == [
        ("unit", "140322-xiushui"),
        ("since", "2026-01-01"),  # the list of the year counts from its first day
        ("until", "2026-11-05"),
        ("unit", "140322-nanlou"),
        ("since", "2026-11-05"),
    ]
    services.enterprises.save(replace(services.enterprises.get(uid).draft, township=""), uid)
    assert services.enterprises.rows([uid])[0].township == ""
    assert services.check.run(deep=True) == ()


def test_tier_is_moved_with_day_and_reason(services):
    uid = enter(services)
    put_in(services, uid, Tier.BASE, date(2026, 1, 15))
    saved = services.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 6, 1), "营收增长", "revenue", "growth"))
    assert saved.problems == ()
    found = services.enterprises.get(uid)
    assert [(span.tier, span.since, span.until, span.reason, span.reason_out) for span in found.tiers] == [
        (Tier.BASE, date(2026, 1, 15), date(2026, 6, 1), "按上年营收", "营收增长"),
        (Tier.KEY, date(2026, 6, 1), None, "营收增长", ""),
    ]
    assert found.tier == found.tiers[-1]
    assert (found.tier.category, found.tier.route) == ("revenue", "growth")
    kept(services.enterprises.set_tier(uid, TierDraft(None, date(2026, 7, 1), "停产")))
    assert services.enterprises.get(uid).tier is None
    assert services.check.run(deep=True) == ()


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (TierDraft(Tier.KEY, None, "够了"), ("on", "missing")),
        (TierDraft(Tier.KEY, date(2026, 11, 6), "够了"), ("on", "in_future")),
        (TierDraft(Tier.KEY, date(2026, 1, 14), "够了"), ("on", "before_tier")),
        (TierDraft(Tier.KEY, TODAY, " "), ("reason", "missing")),
        (TierDraft(Tier.BASE, TODAY, "够了"), ("tier", "same_tier")),
    ],
)
def test_tier_move_that_makes_no_sense_is_refused(services, draft, problem):
    uid = enter(services)
    put_in(services, uid, Tier.BASE, date(2026, 1, 15))
    with nothing_written(services):
        saved = services.enterprises.set_tier(uid, draft)
    assert (saved.uid, codes(saved.problems)) == ("", [problem])


def test_nobody_leaves_a_list_they_are_not_in(services):
    uid = enter(services)
    saved = services.enterprises.set_tier(uid, TierDraft(None, TODAY, "停产"))
    assert codes(saved.problems) == [("tier", "not_in_list")]


def test_void_needs_a_reason_stays_readable_and_is_final(services):
    uid = enter(services)
    with nothing_written(services):
        assert codes(services.enterprises.void(uid, " ").problems) == [("reason", "missing")]
    kept(services.enterprises.void(uid, "重复登记"))
    assert names(services) == []
    assert services.enterprises.get(uid).voided
    assert services.enterprises.history(uid)[-1].reason == "重复登记"
    before = digest(services)
    for again in (
        lambda: services.enterprises.void(uid, "又一次"),
        lambda: services.enterprises.save(EnterpriseDraft(name="改名（演示）"), uid),
        lambda: services.enterprises.set_tier(uid, TierDraft(Tier.KEY, TODAY, "够了")),
    ):
        with pytest.raises(KnownError) as refused:
            again()
        assert refused.value.code == "voided"
    assert digest(services) == before


def test_nobody_is_told_as_nobody(services):
    for ask in (
        lambda: services.enterprises.get("nobody"),
        lambda: services.enterprises.void("nobody", "误"),
        lambda: services.enterprises.set_tier("nobody", TierDraft(Tier.KEY, TODAY, "够了")),
        lambda: services.enterprises.save(EnterpriseDraft(name="甲（演示）"), "nobody"),
    ):
        with pytest.raises(KnownError) as refused:
            ask()
        assert refused.value.code == "no_such_enterprise"
    assert services.enterprises.history("nobody") == ()
