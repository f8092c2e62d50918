from datetime import date
from decimal import Decimal

import pytest

from db.projection import figure_value
from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import FigureValue
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.wording import shown
from desktop.wording.units import unit_word, words_for


@pytest.mark.parametrize(
    ("value", "scale", "text"),
    [
        (1_850_000_000, Scale.TEN_THOUSAND, "1,850.00"),
        (1_850_000_000, Scale.YUAN, "18,500,000.00"),
        (0, Scale.TEN_THOUSAND, "0.00"),
        (None, Scale.TEN_THOUSAND, "未报"),
    ],
)
def test_money_is_shown_in_its_scale_and_empty_is_not_zero(value, scale, text):
    assert shown.money(value, scale) == text


def test_february_is_january_and_february():
    assert shown.month(Month(2026, 2)) == "2026年1—2月"
    assert shown.month(Month(2026, 10)) == "2026年10月"
    assert shown.month_text("2026-02") == "2026年1—2月"
    assert shown.month_text("2025") == "2025年"
    assert shown.calendar_month("2026-01") == "2026年1月"


def test_a_rate_without_a_base_is_a_dash():
    assert shown.percent(None) == "—"
    assert shown.percent(Decimal("0.1235")) == "12.4%"
    assert shown.percent(Decimal("-0.5")) == "-50.0%"


def test_each_measure_is_shown_in_its_own_unit():
    assert shown.amount(Measure.ELECTRICITY_YTD, 12_000_000, unit=True) == "12.00万千瓦时"
    assert shown.amount(Measure.STAFF, 36, unit=True) == "36人"
    assert shown.amount(Measure.TAX_YTD, None) == "未报"


@pytest.mark.parametrize("measure", Measure)
def test_the_unit_shown_can_be_typed_back(measure):
    assert unit_word(measure) in words_for(measure)


def test_a_figure_of_the_journal_tells_amount_source_and_giver():
    value = FigureValue(
        1_850_000_000,
        "1850",
        Scale.TEN_THOUSAND,
        Source.INCOME_STATEMENT,
        Obtained.PAPER,
        "王某",
        date(2026, 11, 3),
    )
    kept = figure_value(Measure.MAIN_REVENUE_YTD, value)
    told = shown.history_value(Subject.FIGURE, "main_revenue_ytd", kept)
    assert told == "1,850.00万元（利润表，纸质报表，王某）"


@pytest.mark.parametrize(
    ("subject", "field", "value", "text"),
    [
        (Subject.ENTERPRISE, "status", "stopped", "停产"),
        (Subject.ENTERPRISE, "status", "sleeping", "未识别（sleeping）"),
        (Subject.ENTERPRISE, "township", "140322-xiushui", "秀水镇"),
        (Subject.ENTERPRISE, "registered_capital", "5000000.00", "500.00万元"),
        (Subject.ENTERPRISE, "general_taxpayer", False, "否"),
        (Subject.ENTERPRISE, "contact", None, "（空）"),
        (Subject.ENTERPRISE, "extra", [["产值", "12"], ["电价", "0.5"]], "产值：12；电价：0.5"),
        (Subject.VISIT, "purposes", ["policy", "training"], "政策宣传、升规培训"),
        (Subject.VISIT, "voided", True, "是"),
        (Subject.TARGET, "value", 0, "0"),
        (Subject.WORKSPACE, "figure_leads", ["staff=u1"], "期末从业人员：u1"),
    ],
)
def test_a_value_of_the_journal_reads_as_words(subject, field, value, text):
    assert shown.history_value(subject, field, value, {"140322-xiushui": "秀水镇"}) == text
