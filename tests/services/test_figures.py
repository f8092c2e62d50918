"""Monthly figures: what a typed cell says, what is asked, what is kept, and what follows from it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.figure import MONTHLY, FigureEntry, FigureInput, FigureValue
from desktop.domain.filing_answer import AnswerDraft, AnswerWhy
from desktop.domain.money import Scale
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from tests.services.making import (
    OCTOBER,
    SEPTEMBER,
    TODAY,
    WAN,
    cell,
    codes,
    database_of,
    enter,
    figures,
    kept,
    nothing_written,
)

YTD = Measure.MAIN_REVENUE_YTD


@pytest.fixture
def uid(services):
    return enter(services)


def line(services, uid, month=OCTOBER):
    return services.figures.line(uid, month)


@pytest.mark.parametrize(
    ("measure", "text", "scale", "amount", "used"),
    [
        (YTD, "1850", Scale.TEN_THOUSAND, 1850 * WAN, Scale.TEN_THOUSAND),
        (YTD, "1,850.5", Scale.TEN_THOUSAND, 1850 * WAN + WAN // 2, Scale.TEN_THOUSAND),
        (YTD, "１８５０", Scale.TEN_THOUSAND, 1850 * WAN, Scale.TEN_THOUSAND),
        (YTD, "18500000元", Scale.TEN_THOUSAND, 1850 * WAN, Scale.YUAN),  # a unit word wins
        (YTD, "0.185亿元", Scale.TEN_THOUSAND, 1850 * WAN, Scale.HUNDRED_MILLION),
        (YTD, "1850万元", None, 1850 * WAN, Scale.TEN_THOUSAND),
        (YTD, "0", Scale.TEN_THOUSAND, 0, Scale.TEN_THOUSAND),
        (Measure.PROFIT_YTD, "-3.5万元", None, -3 * WAN - WAN // 2, Scale.TEN_THOUSAND),
        (Measure.STAFF, "36", Scale.ONE, 36, Scale.ONE),
        (Measure.STAFF, "36人", None, 36, Scale.ONE),
        (Measure.ELECTRICITY_YTD, "12万千瓦时", None, 12_000_000, Scale.TEN_THOUSAND),
        (Measure.ELECTRICITY_YTD, "12.5", Scale.ONE, 1250, Scale.ONE),
    ],
)
def test_typed_cell_is_read(services, measure, text, scale, amount, used):
    found = services.figures.read(measure, text, scale)
    assert isinstance(found, FigureInput), found
    assert (found.measure, found.amount, found.scale, found.raw) == (measure, amount, used, text)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "\u3000"])
def test_blank_cell_is_nothing_and_never_zero(services, text):
    assert services.figures.read(YTD, text, None) == FigureInput(YTD, None)


@pytest.mark.parametrize(
    ("measure", "text", "scale", "code"),
    [
        (YTD, "1850", None, "unit_missing"),
        (YTD, "约1850", Scale.TEN_THOUSAND, "not_a_number"),
        (YTD, "1800-1900", Scale.TEN_THOUSAND, "not_a_number"),
        (YTD, "1e5", Scale.TEN_THOUSAND, "not_a_number"),
        (YTD, "١٨٥", Scale.TEN_THOUSAND, "not_a_number"),
        (YTD, "0.001元", None, "too_precise"),
        (YTD, "99999999999", Scale.TEN_THOUSAND, "too_large"),
        (Measure.STAFF, "3.5", Scale.ONE, "too_precise"),
    ],
)
def test_cell_that_says_no_number_is_told(services, measure, text, scale, code):
    found = services.figures.read(measure, text, scale)
    assert isinstance(found, Problem)
    assert (found.field, found.code) == (measure, code)


def test_kept_figure_is_one_whole_value(services, uid):
    services.figures.save(figures(uid, main_revenue_ytd=1850))
    assert line(services, uid).values == {
        YTD: FigureValue(1850 * WAN, "1850", Scale.TEN_THOUSAND, Source.INCOME_STATEMENT, Obtained.PAPER, "会计", TODAY)
    }
    assert (line(services, uid).source, line(services, uid).obtained) == (Source.INCOME_STATEMENT, Obtained.PAPER)


def test_every_measure_is_kept(services, uid):
    amounts = {measure.value: number + 10 for number, measure in enumerate(MONTHLY)}
    kept(services.figures.save(figures(uid, **amounts)))
    values = line(services, uid).values
    assert set(values) == set(MONTHLY)
    assert values[Measure.STAFF].amount == amounts[Measure.STAFF]
    assert services.check.run(deep=True) == ()


def test_blank_keeps_and_only_a_cleared_cell_goes(services, uid):
    services.figures.save(figures(uid, main_revenue_ytd=1850, staff=36))
    services.figures.save(figures(uid, tax_ytd=20))
    assert {measure.value for measure in line(services, uid).values} == {"main_revenue_ytd", "staff", "tax_ytd"}
    cleared = FigureEntry(uid, OCTOBER, (FigureInput(Measure.STAFF, None),), Source.ENTERPRISE, Obtained.ORAL)
    kept(services.figures.save(cleared))
    assert Measure.STAFF not in line(services, uid).values
    last = services.enterprises.history(uid, "staff")[-1]
    assert (last.old["amount"], last.new, last.period) == ("36", None, "2026-10")


def test_same_figure_again_writes_no_history(services, uid):
    services.figures.save(figures(uid, staff=36))
    before = services.enterprises.history(uid)
    services.figures.save(figures(uid, staff=36))
    assert services.enterprises.history(uid) == before


def test_cumulative_leads_and_the_month_is_derived(services, uid):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(uid, OCTOBER, main_revenue_ytd=1850))
    found = line(services, uid)
    assert (found.month_revenue, found.month_derived) == (150 * WAN, True)
    services.figures.save(figures(uid, OCTOBER, main_revenue_month=149))
    found = line(services, uid)
    assert (found.month_revenue, found.month_derived) == (149 * WAN, False)


def test_month_is_not_derived_without_the_month_before(services, uid):
    services.figures.save(figures(uid, OCTOBER, main_revenue_ytd=1850))
    assert (line(services, uid).month_revenue, line(services, uid).month_derived) == (None, False)


def test_february_is_january_and_february(services, uid):
    services.figures.save(figures(uid, Month(2026, 2), main_revenue_ytd=300))
    found = line(services, uid, Month(2026, 2))
    assert (found.month_revenue, found.month_derived) == (300 * WAN, True)


def test_there_is_no_january(services, uid):
    with nothing_written(services):
        with pytest.raises(NoSuchMonth):
            services.figures.save(figures(uid, Month(2026, 1), staff=3))
        with pytest.raises(NoSuchMonth):
            services.figures.save_many([figures(uid, Month(2026, 1), staff=3)])


def test_growth_and_progress_are_worked_out(services, uid):
    services.figures.save(figures(uid, OCTOBER.last_year, main_revenue_ytd=1500))
    services.figures.save(figures(uid, main_revenue_ytd=1800))
    found = line(services, uid)
    assert (found.ytd_last, found.ytd_last_stored, found.growth) == (1500 * WAN, 1500 * WAN, Decimal("0.2"))
    assert found.progress == Decimal("0.9")  # of 2000 万元
    services.figures.save(figures(uid, main_revenue_ytd_last=1600))
    found = line(services, uid)  # the typed one stands beside the stored one
    assert (found.ytd_last, found.ytd_last_stored, found.growth) == (1600 * WAN, 1500 * WAN, Decimal("0.125"))


def test_what_cannot_be_worked_out_is_none(services, uid):
    services.figures.save(figures(uid, OCTOBER.last_year, main_revenue_ytd=0))
    found = line(services, uid)
    assert (found.growth, found.progress, found.month_revenue, found.source) == (None, None, None, None)
    services.figures.save(figures(uid, main_revenue_ytd=1800))
    assert line(services, uid).growth is None


def test_admitted_enterprise_has_no_progress(services, uid):
    services.figures.save(figures(uid, main_revenue_ytd=1800))
    draft = replace(
        services.enterprises.get(uid).draft, library_status=LibraryStatus.ADMITTED, admitted_month="2025-12"
    )
    services.enterprises.save(draft, uid)
    assert line(services, uid).progress is None


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (1700, 1600, "cumulative_falls"),
        (170, 1750, "factor_up"),
        (1700, 175, "factor_down"),
        (2, 2050, "factor_up"),
    ],
)
def test_odd_figure_is_asked_about_and_kept(services, uid, before, now, code):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=before))
    saved = services.figures.save(figures(uid, main_revenue_ytd=now))
    assert codes(saved.problems) == [("main_revenue_ytd", code)]
    assert saved.problems[0].severity is Severity.CHECK
    assert line(services, uid).values[YTD].amount == now * WAN
    assert codes(line(services, uid).problems) == [("main_revenue_ytd", code)]


def test_month_that_differs_from_the_cumulative_figures_is_asked_about(services, uid):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    saved = services.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=140))
    assert codes(saved.problems) == [("main_revenue_month", "month_differs")]


def test_only_what_is_typed_is_asked_about(services, uid):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700, tax_ytd=50))
    services.figures.save(figures(uid, main_revenue_ytd=1600))
    assert codes(services.figures.check(figures(uid, tax_ytd=40))) == [("tax_ytd", "cumulative_falls")]


def test_reason_answers_the_question_until_the_figure_changes(services, uid):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    given = cell(YTD, 1600, reason="退货冲减")
    services.figures.save(FigureEntry(uid, OCTOBER, (given,), Source.INCOME_STATEMENT, Obtained.PAPER, "会计"))
    found = line(services, uid)
    assert (found.problems, found.answers) == ((), {YTD: "退货冲减"})
    assert services.enterprises.history(uid, YTD)[-1].reason == "退货冲减"
    services.figures.save(figures(uid, main_revenue_ytd=1500))
    assert codes(line(services, uid).problems) == [("main_revenue_ytd", "cumulative_falls")]


def test_reason_holds_while_the_figure_hardly_changes_and_asks_again_beyond(services, uid):
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    given = cell(YTD, 1600, reason="退货冲减")
    services.figures.save(FigureEntry(uid, OCTOBER, (given,), Source.INCOME_STATEMENT, Obtained.PAPER, "会计"))
    services.figures.save(figures(uid, main_revenue_ytd=1632))  # 2 per cent
    found = line(services, uid)
    assert (found.problems, found.answers) == ((), {YTD: "退货冲减"})
    services.figures.save(figures(uid, main_revenue_ytd=1633))
    assert codes(line(services, uid).problems) == [("main_revenue_ytd", "cumulative_falls")]
    services.figures.save(figures(uid, main_revenue_ytd=1601))  # back where the reason was given
    assert line(services, uid).problems == ()


def year_of_like_months(services, uid):
    for number in range(2, 10):
        services.figures.save(
            figures(uid, Month(2026, number), main_revenue_ytd=180 * number, electricity_ytd=5 * number, staff=60)
        )


def test_month_unlike_its_own_is_asked_about_at_the_desk_and_before_filing(services, uid):
    year_of_like_months(services, uid)
    usual = figures(uid, main_revenue_ytd=180 * 9 + 200, electricity_ytd=50, staff=61)
    assert services.figures.check(usual) == []
    kept(services.figures.save(usual))
    assert services.answers.open(OCTOBER, "key-monitoring") == ()
    odd = figures(uid, main_revenue_ytd=180 * 9 + 700)
    assert codes(services.figures.check(odd)) == [("main_revenue_ytd", "off_own_range")]
    kept(services.figures.save(odd))
    assert codes(line(services, uid).problems) == [("main_revenue_ytd", "off_own_range")]
    (waiting,) = services.answers.open(OCTOBER, "key-monitoring")
    assert (waiting.owner, waiting.problem.code) == (uid, "off_own_range")
    draft = AnswerDraft(OCTOBER, uid, YTD, AnswerWhy.CHECKED, "补记前几个月的发票", "off_own_range")
    kept(services.answers.answer("key-monitoring", [draft]))
    assert services.answers.open(OCTOBER, "key-monitoring") == ()
    assert line(services, uid).answers == {YTD: "补记前几个月的发票"}


def test_board_asks_anew_when_a_month_long_ago_is_changed(services, uid):
    def asked():
        return next(each.asked for each in services.filings.board(2026) if each.month == OCTOBER)

    year_of_like_months(services, uid)
    kept(services.figures.save(figures(uid, main_revenue_ytd=180 * 9 + 700)))
    assert asked() == 1
    may = FigureEntry(uid, Month(2026, 5), (FigureInput(YTD, None),), Source.INCOME_STATEMENT, Obtained.PAPER)
    kept(services.figures.save(may))  # May and June are no longer known, and the rest is too little to compare with
    assert asked() == 0


def test_ratio_unlike_its_own_is_asked_about_under_the_other_figure_alone(services, uid):
    year_of_like_months(services, uid)
    odd = figures(uid, main_revenue_ytd=180 * 9 + 300, electricity_ytd=5 * 9 + 3, staff=60)
    kept(services.figures.save(odd))
    (problem,) = line(services, uid).problems
    assert (problem.field, problem.code) == (Measure.ELECTRICITY_YTD, "off_own_ratio")
    assert "main_revenue" not in "".join(problem.values)  # no amount that somebody could aim at
    assert problem.values["times"] == "2.8"


def test_negative_figure_is_refused_and_nothing_is_written(services, uid):
    with nothing_written(services):
        saved = services.figures.save(figures(uid, main_revenue_ytd=-1, staff=3))
    assert (saved.uid, codes(saved.problems)) == ("", [("main_revenue_ytd", "negative_amount")])
    assert kept(services.figures.save(figures(uid, profit_ytd=-30)))


def test_same_save_twice_is_kept_once(services, uid):
    services.figures.save(figures(uid, staff=36), save_id="once")
    with nothing_written(services):
        again = services.figures.save(figures(uid, staff=99), save_id="once")
    assert again.uid == uid
    assert line(services, uid).values[Measure.STAFF].amount == 36


def test_pasted_rows_are_kept_together_and_bad_ones_left_out(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1700))
    answers = services.figures.save_many(
        [figures(uid, main_revenue_ytd=1600), figures(other, staff=-1), figures(other, SEPTEMBER, staff=12)]
    )
    assert [(answer.uid, codes(answer.problems)) for answer in answers] == [
        (uid, [("main_revenue_ytd", "cumulative_falls")]),
        ("", [("staff", "negative_amount")]),
        (other, []),
    ]
    assert line(services, other, SEPTEMBER).values[Measure.STAFF].amount == 12
    assert Measure.STAFF not in line(services, other).values


def test_paste_of_nothing_good_writes_nothing(services, uid):
    with nothing_written(services):
        assert services.figures.save_many([]) == ()
        assert services.figures.save_many([figures(uid, staff=-1)])[0].uid == ""


def test_paste_reads_the_month_once_however_many_rows(services):
    uids = [enter(services, f"盂县{number}号洗煤厂（演示）") for number in range(30)]
    statements = []
    engine = database_of(services)._engine
    event.listen(engine, "before_cursor_execute", lambda *words: statements.append(words[2]))
    services.figures.save_many([figures(uid, staff=10, main_revenue_ytd=100) for uid in uids])
    assert len(statements) < 40  # not one a row
    assert services.check.run(deep=True) == ()


@pytest.mark.parametrize("state", ["unknown", "void"])
def test_figures_of_nobody_are_refused(services, uid, state):
    wanted = uid if state == "void" else "nobody"
    if state == "void":
        services.enterprises.void(uid, "重复")
    entry = figures(wanted, staff=3)
    given = cell(Measure.MAIN_REVENUE_YEAR, 10)
    for ask in (
        lambda: services.figures.save(entry),
        lambda: services.figures.save_many([entry]),
        lambda: services.figures.check(entry),
        lambda: services.figures.set_year_revenue(wanted, 2025, given, Source.TAX_RETURN, Obtained.PAPER),
    ):
        with nothing_written(services), pytest.raises(KnownError) as refused:
            ask()
        assert refused.value.code == ("voided" if state == "void" else "no_such_enterprise")
        assert refused.value.values == {"uid": wanted}


def test_line_of_nobody_is_told(services):
    with pytest.raises(KnownError) as refused:
        services.figures.line("nobody", OCTOBER)
    assert refused.value.code == "no_such_enterprise"


def test_grid_has_a_line_for_everybody_the_query_finds(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）", township="140322-xiushui")
    services.figures.save(figures(other, staff=12))
    found = services.figures.lines(OCTOBER)
    assert [each.enterprise for each in found] == [uid, other]
    assert (found[1].name, found[1].township) == ("盂县乙铸造厂（演示）", "秀水镇")
    assert [each.enterprise for each in services.figures.lines(OCTOBER, EnterpriseFilter(text="ＹＸＹＺ"))] == [other]
    assert [each.enterprise for each in services.figures.lines_of([other, uid], OCTOBER)] == [other, uid]
    services.enterprises.void(other, "重复")
    assert [each.enterprise for each in services.figures.lines(OCTOBER)] == [uid]


def test_grid_is_read_in_few_statements_however_long(services):
    for number in range(30):
        enter(services, f"盂县{number}号洗煤厂（演示）")
    statements = []
    event.listen(database_of(services)._engine, "before_cursor_execute", lambda *words: statements.append(words[2]))
    assert len(services.figures.lines(OCTOBER)) == 30
    assert len(statements) < 26


def test_whole_year_is_kept_apart_from_the_months(services, uid):
    assert services.figures.year_revenue(uid, 2025) is None
    given = cell(Measure.MAIN_REVENUE_YEAR, 1900, reason="看了年报")
    kept(services.figures.set_year_revenue(uid, 2025, given, Source.TAX_RETURN, Obtained.PAPER, "会计"))
    value = services.figures.year_revenue(uid, 2025)
    assert (value.amount, value.source, value.given_by) == (1900 * WAN, Source.TAX_RETURN, "会计")
    assert services.figures.year_revenue(uid, 2024) is None
    assert services.enterprises.get(uid).last_year_revenue == 1900 * WAN
    assert services.enterprises.history(uid, "main_revenue_year")[-1].reason == "看了年报"
    cleared = FigureInput(Measure.MAIN_REVENUE_YEAR, None)
    kept(services.figures.set_year_revenue(uid, 2025, cleared, Source.TAX_RETURN, Obtained.PAPER))
    assert services.figures.year_revenue(uid, 2025) is None


def test_negative_year_is_refused(services, uid):
    with nothing_written(services):
        saved = services.figures.set_year_revenue(
            uid, 2025, cell(Measure.MAIN_REVENUE_YEAR, -1), Source.TAX_RETURN, Obtained.PAPER
        )
    assert codes(saved.problems) == [("main_revenue_year", "negative_amount")]


def test_last_values_of_a_cell_skip_january(services, uid):
    for month, number in ((Month(2025, 12), 10), (Month(2026, 2), 20), (Month(2026, 3), 30)):
        services.figures.save(figures(uid, month, staff=number))
    found = services.figures.last_values(uid, Measure.STAFF, Month(2026, 3), count=4)
    assert [(str(month), value and value.amount) for month, value in found] == [
        ("2025-11", None),
        ("2025-12", 10),
        ("2026-02", 20),
        ("2026-03", 30),
    ]


def test_series_gives_each_months_own_revenue(services, uid):
    services.figures.save(figures(uid, Month(2025, 12), main_revenue_month=90))
    services.figures.save(figures(uid, Month(2026, 2), main_revenue_ytd=100))
    services.figures.save(figures(uid, Month(2026, 3), main_revenue_ytd=160))
    found = services.figures.series(uid, Month(2026, 4), months=5)
    assert [(str(month), amount, source) for month, amount, source in found] == [
        ("2025-11", None, None),
        ("2025-12", 90 * WAN, Source.INCOME_STATEMENT),
        ("2026-02", 100 * WAN, Source.INCOME_STATEMENT),
        ("2026-03", 60 * WAN, Source.INCOME_STATEMENT),
        ("2026-04", None, None),
    ]


def test_all_figures_are_listed_by_month(services, uid):
    services.figures.save(figures(uid, staff=36))
    services.figures.save(figures(uid, SEPTEMBER, staff=35))
    given = cell(Measure.MAIN_REVENUE_YEAR, 10)
    services.figures.set_year_revenue(uid, 2025, given, Source.TAX_RETURN, Obtained.PAPER)
    unit = services.settings.workspace().unit
    assert [row[:4] for row in services.figures.all(None)] == [
        (uid, "2026-09", "staff", unit),
        (uid, "2026-10", "staff", unit),
    ]
    assert [row[1] for row in services.figures.all(OCTOBER)] == ["2026-10"]


def test_history_of_a_figure_tells_both_values_whole(services, uid, clock):
    services.figures.save(figures(uid, main_revenue_ytd=1850))
    clock.forward(days=1)
    entry = replace(figures(uid, main_revenue_ytd=1860), source=Source.TAX_RETURN, obtained=Obtained.TAX_QUERY)
    services.figures.save(entry)
    last = services.enterprises.history(uid, YTD)[-1]
    assert (last.old["amount"], last.new["amount"]) == ("18500000.00", "18600000.00")
    assert (last.old["source"], last.new["source"]) == ("income_statement", "tax_return")
    assert (last.old["on"], last.new["on"]) == ("2026-11-05", "2026-11-06")
    assert date.fromisoformat(last.at[:10]) == date(2026, 11, 6)
