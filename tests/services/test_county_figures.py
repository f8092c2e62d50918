"""The county sees the whole: merged figures with what counts, sums that say what they leave out, and its papers."""

from datetime import date

import pytest

from db.queries import county_figures, figures
from desktop.domain.codes import ChangeKind, Measure, Obtained, Source
from desktop.domain.effective import Basis
from desktop.domain.enterprise import Chip, EnterpriseFilter
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from tests.services.letter_hands import assigned, begin_post, introduced, send, unit_of
from tests.services.making import OCTOBER, WAN, codes, database_of, kept, nothing_written, visit

YTD, POWER, STAFF = Measure.MAIN_REVENUE_YTD, Measure.ELECTRICITY_YTD, Measure.STAFF
ALIKE, APART, ALONE, NOBODY = (f"盂县演示{word}有限公司" for word in ("一致", "不一", "单报", "未报"))


def tell(services, uid, month=OCTOBER, source=Source.ENTERPRISE, reason="", **wan):
    inputs = tuple(
        FigureInput(Measure(name), number * (1 if name == "staff" else WAN), str(number), Scale.TEN_THOUSAND, reason)
        for name, number in wan.items()
    )
    return services.figures.save(FigureEntry(uid, month, inputs, source, Obtained.PAPER, "张演示"))


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """Both units told October of the same enterprises, alike and not; all of it reached the county."""
    post = begin_post(tmp_path_factory.mktemp("county"))
    introduced(post)
    uids = dict(zip((ALIKE, APART, ALONE, NOBODY), assigned(post, ALIKE, APART, ALONE, NOBODY), strict=True))
    for services, apart in ((post.town, 1850), (post.energy, 2010)):
        kept(tell(services, uids[ALIKE], main_revenue_ytd=900, staff=30))
        kept(tell(services, uids[APART], main_revenue_ytd=apart, staff=12))
    kept(tell(post.town, uids[APART], Month(2026, 9), main_revenue_ytd=1640))
    kept(tell(post.energy, uids[ALONE], source=Source.INCOME_STATEMENT, main_revenue_ytd=300))
    kept(post.town.visits.save(visit(uids[ALIKE], visited_on=date(2026, 10, 10))))
    kept(post.energy.visits.save(visit(uids[ALIKE], visited_on=date(2026, 10, 12))))
    kept(post.energy.visits.save(visit(uids[ALONE], visited_on=date(2026, 9, 12))))
    raised = visit(uids[APART], visited_on=date(2026, 8, 3), issues=(IssueDraft(description="缺流动资金"),))
    kept(post.town.visits.save(raised))
    for services in post.units:
        send(post, services, post.county)
    yield post, uids
    for services in post.everyone():
        services.close()


def line_of(post, uid, by=""):
    return next(each for each in post.county.county_figures.lines(OCTOBER, by=by) if each.line.enterprise == uid)


def said(post, uid, measure=YTD):
    found = line_of(post, uid).cells.said[measure]
    return found.basis, None if found.value is None else found.value.amount // WAN


def test_what_counts_is_told_with_every_word_beside_it(merged):
    post, uids = merged
    assert said(post, uids[ALIKE]) == (Basis.AGREED, 900)
    assert said(post, uids[APART]) == (Basis.OPEN, None)
    assert said(post, uids[ALONE]) == (Basis.ALONE, 300)
    told = line_of(post, uids[APART]).cells.said[YTD].told
    assert {unit: value.amount // WAN for unit, value in told.items()} == {
        unit_of(post.town): 1850,
        unit_of(post.energy): 2010,
    }
    assert line_of(post, uids[APART]).open == {YTD, Measure.MAIN_REVENUE_MONTH}
    assert not line_of(post, uids[NOBODY]).cells.said


def test_sums_leave_out_what_is_open_and_say_so(merged):
    post, _ = merged
    lines = post.county.county_figures.lines(OCTOBER)
    found = post.county.county_figures.sums(lines)
    assert found[YTD] == (1200 * WAN, 2, 1)
    assert found[STAFF] == (42, 2, 0)
    assert found[Measure.TAX_YTD] == (None, 0, 0)


def test_one_units_words_are_seen_alone(merged):
    post, uids = merged
    assert line_of(post, uids[APART], by=unit_of(post.energy)).amount(YTD) == 2010 * WAN
    assert line_of(post, uids[ALONE], by=unit_of(post.town)).amount(YTD) is None
    assert dict(post.county.county_figures.units(OCTOBER)) == {
        unit_of(post.town): "秀水镇",
        unit_of(post.energy): "盂县能源局",
    }


def test_a_unit_has_no_such_look(merged):
    post, _ = merged
    with pytest.raises(KnownError) as refusal:
        post.town.county_figures.lines(OCTOBER)
    assert refusal.value.code == "county_figures"
    for form in ("county-monitoring", "county-list-sector"):
        with pytest.raises(KnownError) as refusal:
            facts_of(post.town, form)
        assert refusal.value.code == "county_paper"


def facts_of(services, form, month=OCTOBER):
    papers = services.papers
    return papers._gatherer.gather(papers._printer.form(form), month)


def test_the_summary_reconciles_by_territory_and_by_sector(merged):
    post, _ = merged
    found = facts_of(post.county, "county-monitoring")
    rows = [
        tuple(row.facts[name] for name in ("dimension", "name", "enterprises", "reported", "waiting", "staff", YTD))
        for row in found.rows
    ]
    assert rows == [
        ("属地", "秀水镇", 4, 3, 2, 42, 1200 * WAN),
        ("属地", "合计", 4, 3, 2, 42, 1200 * WAN),
        ("行业主管", "盂县能源局", 4, 3, 2, 42, 1200 * WAN),
        ("行业主管", "合计", 4, 3, 2, 42, 1200 * WAN),
    ]
    assert {row.facts["source"] for row in found.rows} == {"企业提供、利润表"}
    assert any("主营业务收入累计”有 1 处待核对" in each for each in found.remarks)


def test_visits_and_issues_are_counted_once_in_each_dimension(merged):
    post, _ = merged
    names = ("visits", "own_visits", "visited", "visits_year", "visited_year", "issues_received", "resolved_rate")
    rows = [tuple(row.facts[name] for name in names) for row in facts_of(post.county, "county-work").rows]
    town, whole, energy, whole_again = rows
    assert town == (2, 1, 1, 4, 3, 1, "0.0%")
    assert energy == (2, 1, 1, 4, 3, 1, "0.0%")
    assert whole == whole_again == (2, None, 1, 4, 3, 1, "0.0%")


def test_the_list_marks_open_cells_and_leaves_them_out(merged):
    post, _ = merged
    papers, form = post.county.papers, "county-list-territory"
    sheet = papers._printer.sheet(form, facts_of(post.county, form), papers._office, OCTOBER)
    place = next(n for n, column in enumerate(sheet.columns) if column.fact == YTD)
    cells = {row[1].text: row[place].text for row in sheet.rows}
    assert cells == {ALIKE: "900.00", ALONE: "300.00", APART: "待核对", NOBODY: "未报"}
    assert [group.subtotal[place].text for group in sheet.groups] == ["1,200.00"]
    assert sheet.totals[place].text == "1,200.00"
    assert any("1 处待核对" in note for note in sheet.notes)
    assert any("1 户未报" in note for note in sheet.notes)
    told = {row.name: (row.facts["told_by"], row.facts["source"]) for row in facts_of(post.county, form).rows}
    assert told[ALONE] == ("盂县能源局", "利润表")
    assert told[APART][0] == "盂县能源局、秀水镇"


def test_the_monthly_form_of_the_county_has_the_same_figures(merged):
    post, uids = merged
    rows = {row.owner: row.facts for row in facts_of(post.county, "key-monitoring").rows}
    assert rows[uids[ALIKE]][YTD] == 900 * WAN
    assert rows[uids[APART]][YTD] is None
    assert rows[uids[APART]]["open"] == "main_revenue_month,main_revenue_ytd"
    assert "open" not in rows[uids[ALIKE]]
    assert "open" not in {name for row in facts_of(post.town, "key-monitoring").rows for name in row.facts}


def test_the_county_does_not_type_over_a_units_figure(merged):
    post, uids = merged
    with nothing_written(post.county):
        refused = tell(post.county, uids[APART], main_revenue_ytd=1900)
    assert codes(refused.problems) == [("main_revenue_ytd", "adopt_with_reason")]


@pytest.fixture
def undecided(merged):
    """The same; afterwards the county has said no word of its own again, and lets nobody decide."""
    post, uids = merged
    yield post, uids
    cleared = FigureInput(YTD, None, reason="测试后退回原样")
    entry = FigureEntry(uids[APART], OCTOBER, (cleared,), Source.ENTERPRISE, Obtained.PAPER)
    kept(post.county.figures.save(entry))
    cleared = FigureInput(STAFF, None, reason="测试后退回原样")
    entry = FigureEntry(uids[ALIKE], OCTOBER, (cleared,), Source.ENTERPRISE, Obtained.PAPER)
    kept(post.county.figures.save(entry))
    for measure in post.county.county_figures.leads():
        kept(post.county.county_figures.set_lead(measure, "", "测试后退回原样"))


def test_a_value_adopted_with_a_reason_counts_everywhere(undecided):
    post, uids = undecided
    kept(post.county.letters.questions.adopt(uids[APART], "2026-10", YTD, unit_of(post.energy), "与税务核对一致"))
    assert said(post, uids[APART]) == (Basis.ADOPTED, 2010)
    assert line_of(post, uids[APART]).adopted == {YTD}
    assert facts_of(post.county, "county-monitoring").rows[1].facts[YTD] == 3210 * WAN
    rows = {row.name: row.facts for row in facts_of(post.county, "county-list-sector").rows}
    assert rows[APART][YTD] == 2010 * WAN
    # both words stand as they were told
    assert len(line_of(post, uids[APART]).cells.said[YTD].told) == 3


def test_a_figure_typed_with_a_reason_is_an_adopted_value(undecided):
    post, uids = undecided
    kept(tell(post.county, uids[APART], main_revenue_ytd=1900, reason="到企业看了账"))
    assert said(post, uids[APART]) == (Basis.ADOPTED, 1900)
    history = post.county.enterprises.history(uids[APART])
    assert ChangeKind.ADOPT in {each.kind for each in history if each.field == YTD}


def test_the_unit_that_decides_a_measure(undecided):
    post, uids = undecided
    service = post.county.county_figures
    with nothing_written(post.county):
        assert codes(service.set_lead(YTD, "nobody", "电量由能源局管").problems) == [("unit", "lead_not_a_unit")]
        assert codes(service.set_lead(YTD, unit_of(post.town), "短").problems) == [("reason", "reason_too_short")]
    kept(service.set_lead(YTD, unit_of(post.town), "营业收入以属地为准"))
    assert service.leads() == {YTD: unit_of(post.town)}
    assert said(post, uids[APART]) == (Basis.LED, 1850)
    assert facts_of(post.county, "county-monitoring").remarks == ()
    # the other word still waits to be looked at
    assert [each.enterprise for each in post.county.letters.questions.figures()] == [uids[APART]]
    kept(service.set_lead(YTD, "", "改回逐个核对"))
    assert said(post, uids[APART]) == (Basis.OPEN, None)


def test_the_list_of_enterprises_stands_on_what_counts(undecided):
    post, uids = undecided
    county = post.county
    for services, wan in ((post.town, 2100), (post.energy, 1900)):
        given = FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)
        kept(services.figures.set_year_revenue(uids[APART], 2025, given, Source.TAX_RETURN, Obtained.PAPER))
        kept(services.figures.set_year_revenue(uids[ALIKE], 2025, given_same(1800), Source.TAX_RETURN, Obtained.PAPER))
        send(post, services, county)
    rows = {row.name: row.last_year_revenue for row in rows_of(county)}
    assert (rows[ALIKE], rows[APART], rows[NOBODY]) == (1800 * WAN, None, None)
    assert county.enterprises.ids(EnterpriseFilter(chip=Chip.REACHED)) == ()
    kept(county.county_figures.set_lead(Measure.MAIN_REVENUE_YEAR, unit_of(post.town), "全年收入以属地为准"))
    assert {row.name: row.last_year_revenue for row in rows_of(county)}[APART] == 2100 * WAN
    assert county.enterprises.ids(EnterpriseFilter(chip=Chip.REACHED)) == (uids[APART],)
    # the statements of the list and the pure view say the same
    assert county.figures.year_revenue(uids[APART], 2025).amount == 2100 * WAN


def given_same(wan):
    return FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)


def rows_of(services):
    return services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))


def test_the_statement_and_the_pure_view_count_the_same(undecided):
    post, uids = undecided
    database = database_of(post.county)
    kept(post.county.letters.questions.adopt(uids[ALIKE], "2026-10", STAFF, unit_of(post.energy), "与社保核对一致"))
    for leads in ({}, {YTD: unit_of(post.energy)}):
        for measure, unit in leads.items():
            kept(post.county.county_figures.set_lead(measure, unit, "营业收入以部门为准"))
        seen = database.read(county_figures.of_periods, ["2026-10", "2026-09"])
        pure = {
            (uid, period, measure): value.amount
            for uid, periods in seen.items()
            for period, cells in periods.items()
            for measure, value in cells.values.items()
        }
        bare = database.read(figures.amounts, ["2026-10", "2026-09"], unit_of(post.county), list(Measure))
        assert pure == {
            (uid, period, measure): amount
            for uid, periods in bare.items()
            for period, amounts in periods.items()
            for measure, amount in amounts.items()
        }
        assert ((uids[APART], "2026-10", YTD) in pure) == bool(leads)
