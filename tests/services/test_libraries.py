"""The libraries in a real ledger: proposed and confirmed, set by the dozen, closed and carried on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.domain.admission import AdmissionDraft
from desktop.domain.bulk import Pick
from desktop.domain.codes import (
    EnterpriseKind,
    LibraryStatus,
    Measure,
    Obtained,
    OperatingStatus,
    Source,
    Tier,
)
from desktop.domain.coverage import HandlingDraft
from desktop.domain.cultivation import RollDraft, YearDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.library_codes import Handling, LadderBasis, Likelihood, LinkKind, ProposalKind, Way
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.overview import TodoKind
from desktop.domain.retention import EstimateDraft
from desktop.domain.windows import WindowKind
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import Services
from tests.services.office_hand import NOW, office

WAN = 1_000_000
OCTOBER = Month(2026, 10)
TODAY = date(2026, 11, 5)
NEXT_YEAR = NOW.replace(year=2027, month=1, day=12)


class Clock:
    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with office(tmp_path / "data", clock=lambda: clock.now) as made:
        yield made


def firm(services: Services, name: str, wan: int | None = None, tier: Tier | None = None, **said) -> str:
    saved = services.enterprises.save(EnterpriseDraft(f"盂县演示{name}有限公司", no_code_reason="演示", **said))
    assert saved.uid, saved.problems
    if wan is not None:
        revenue(services, saved.uid, 2025, wan)
    if tier is not None:
        assert services.enterprises.set_tier(saved.uid, TierDraft(tier, date(2026, 1, 15), "演示")).uid
    return saved.uid


def revenue(services: Services, uid: str, year: int, wan: int) -> None:
    given = FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)
    assert services.figures.set_year_revenue(uid, year, given, Source.INCOME_STATEMENT, Obtained.PAPER).uid


def report(services: Services, uid: str, month: Month, source=Source.INCOME_STATEMENT, **wan: int) -> None:
    inputs = tuple(FigureInput(Measure(name), each * WAN, str(each), Scale.TEN_THOUSAND) for name, each in wan.items())
    assert services.figures.save(FigureEntry(uid, month, inputs, source, Obtained.PAPER)).uid


def rows_of(services: Services, *tables: str) -> dict[str, list[tuple]]:
    def read(connection):
        return {
            table: sorted(tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {table}")))
            for table in tables
        }

    return services.libraries._database.read(read)


def chosen(services: Services, *kinds: ProposalKind):
    return [row for row in services.libraries.propose() if row.kind in kinds]


# -- by the plan


def test_looking_writes_nothing(services):
    firm(services, "甲", 1860)
    before = services.libraries._database.total_changes()
    rows = services.libraries.propose()
    services.libraries.look(services.libraries.picks(rows, TODAY, "按方案建库"))
    services.libraries.ladder(OCTOBER)
    services.coverage.coverage(OCTOBER)
    services.years.look()
    assert services.libraries._database.total_changes() == before


def test_confirmed_rows_enter_in_one_save_each_with_its_figure_and_clause(services):
    key, base, below = firm(services, "甲", 1860), firm(services, "乙", 620), firm(services, "丙", 90)
    plan = services.libraries.look(
        services.libraries.picks(chosen(services, ProposalKind.ENTER), TODAY, "按方案建库")
    )
    assert services.libraries.take(plan).uid
    found = services.enterprises.get(key)
    assert (found.tier.tier, found.tier.since, found.tier.category) == (Tier.KEY, TODAY, "revenue")
    for part in ("按方案建库", "2025年", "1,860.00 万元（利润表）", "三（二）"):
        assert part in found.tier.reason
    assert services.enterprises.get(base).tier.tier is Tier.BASE
    assert services.enterprises.get(below).tier is None
    assert services.years.record(key, 2026).draft.category == "revenue"
    saves = rows_of(services, "save")["save"]
    assert sum(row[1] == "library.set" for row in saves) == 1


def test_who_is_not_chosen_is_not_moved(services):
    first, second = firm(services, "甲", 1860), firm(services, "乙", 1700)
    (only,) = [row for row in services.libraries.propose() if row.candidate.uid == first]
    services.libraries.take(services.libraries.look(services.libraries.picks([only], TODAY, "演示")))
    assert services.enterprises.get(first).tier.tier is Tier.KEY
    assert services.enterprises.get(second).tier is None


def test_a_preview_says_who_cannot_and_the_save_leaves_them(services):
    good, admitted = firm(services, "甲", 1860), firm(services, "乙", 2300, library_status=LibraryStatus.ADMITTED)
    move = TierDraft(Tier.KEY, TODAY, "演示")
    plan = services.libraries.look([Pick(good, move), Pick(admitted, move), Pick("nobody", move)])
    assert [len(part) for part in (plan.will, plan.cannot, plan.same)] == [1, 2, 0]
    assert services.libraries.take(plan).uid
    assert services.enterprises.get(good).tier.tier is Tier.KEY
    assert services.enterprises.get(admitted).tier is None


def test_a_preview_is_refused_after_the_ledger_changed(services):
    uid = firm(services, "甲", 1860)
    plan = services.libraries.look([Pick(uid, TierDraft(Tier.KEY, TODAY, "演示"))])
    firm(services, "乙")
    with pytest.raises(KnownError, match="plan_stale"):
        services.libraries.take(plan)
    assert services.enterprises.get(uid).tier is None


def test_a_move_without_a_reason_is_refused(services):
    firm(services, "甲", 1860)
    plan = services.libraries.look(services.libraries.picks(chosen(services, ProposalKind.ENTER), TODAY, " "))
    assert not plan.will
    assert services.libraries.take(plan).problems


def test_officers_are_set_for_many_and_the_rest_of_the_record_stays(services):
    uids = [firm(services, name, 1860, Tier.KEY) for name in ("甲", "乙")]
    services.years.save(YearDraft(uids[0], 2026, difficulty="缺流动资金", officer="李某"))
    fields = {"officer": "田某", "way": Way.ANNUAL_FIRST.value}
    plan = services.libraries.look([Pick(uid, fields=fields) for uid in uids])
    assert services.libraries.take(plan).uid
    first = services.years.record(uids[0], 2026).draft
    assert (first.officer, first.way, first.difficulty) == ("田某", Way.ANNUAL_FIRST, "缺流动资金")
    assert services.years.record(uids[1], 2026).draft.officer == "田某"
    assert len(services.libraries.look([Pick(uid, fields=fields) for uid in uids]).same) == 2


def test_the_ladder_counts_the_collected_figures(services):
    key = firm(services, "甲", 1860, Tier.KEY)
    firm(services, "乙", 620, Tier.BASE)
    firm(services, "丙")
    firm(services, "丁", 2500, library_status=LibraryStatus.ADMITTED)
    report(services, key, OCTOBER, main_revenue_ytd=900)
    found = services.libraries.ladder(OCTOBER)
    counts = {(cell.tier, cell.band): len(cell.members) for cell in found.cells if cell.members}
    assert counts == {(Tier.KEY, 3): 1, (Tier.BASE, 1): 1, (None, -1): 1}
    assert len(found.admitted) == 1
    year = services.libraries.ladder(OCTOBER, LadderBasis.YEAR_TO_DATE)
    assert [each.uid for each in year.cell(Tier.KEY, 1).members] == [key]


def test_the_roster_prints_the_list_without_gap_estimate_or_band(services, tmp_path):
    uid = firm(services, "甲", 1860, Tier.KEY)
    services.settings.set_outlook(True)
    services.retention.add_estimate(uid, EstimateDraft(2026, 1987 * WAN, TODAY, "路某", Obtained.ORAL))
    printed = services.libraries.print_list(OCTOBER, tmp_path / "名册.pdf", Progress())
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert printed.pages == 1
    from pypdfium2 import PdfDocument  # only to read the paper back

    said = PdfDocument(printed.path)[0].get_textpage().get_text_bounded()
    assert "1,860.00" in said
    for forbidden in ("140.00", "1,987", "预计 ", "研判"):
        assert forbidden not in said


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
