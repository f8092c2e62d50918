"""What headings say: which field, which unit, which time."""

import pytest

from desktop.intake.columns import map_columns
from desktop.intake.headings import HeadingReader
from desktop.intake.words import Kind
from tests.intake.making import WORDS


def mapped(heading: str, kind: Kind):
    read = HeadingReader(WORDS).read(0, tuple(heading.split(";")))
    mapping = map_columns((read,), WORDS.tables[kind], WORDS, choices={}, year=2026)
    column = mapping.fields.get(0)
    return (column.field, str(column.scale or ""), column.month) if column else mapping.ambiguous.get(0, ("", ""))[1]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("★企业名称（必填）", "name"),
        ("企业名称（全称）*", "name"),
        ("企业基本情况;企业名称", "name"),
        ("统一社会信用代码（18位）", "credit_code"),
        ("属地乡镇（街道）", "township"),
        ("序  号", "serial"),
        ("法定代表人;姓名", "legal_person"),
        ("是否为一般纳税人（是/否）", "general_taxpayer"),
        ("投产（开业）时间", "production_month"),
        ("2025年末从业人数", "staff"),
    ],
)
def test_headings_of_lists(heading, field):
    assert mapped(heading, Kind.ENTERPRISES)[0] == field


@pytest.mark.parametrize(
    ("heading", "field", "scale"),
    [
        ("2025年主营业务收入(万元)", "revenue:2025", "ten_thousand"),
        ("2024年度营业收入", "revenue:2024", ""),
        ("上年度主营业务收入（千元）", "revenue:2025", "thousand"),
        ("上年营业收入\n（万元）", "revenue:2025", "ten_thousand"),
        ("前三年营业收入（万元）;2023年", "revenue:2023", "ten_thousand"),
        ("近三年主营业务收入（万元）;2024", "revenue:2024", "ten_thousand"),
        ("2025年营业收入;金额（亿元）", "revenue:2025", "hundred_million"),
        ("营业收入_2025年_万元", "revenue:2025", "ten_thousand"),
        ("25年营业收入/元", "revenue:2025", "yuan"),
    ],
)
def test_revenue_of_a_year_with_its_unit(heading, field, scale):
    assert mapped(heading, Kind.ENTERPRISES) == (field, scale, None)


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("营业收入", "heading_year_missing"),
        ("营业收入;预计2026年", ""),
        ("2026年预计营业收入（万元）", ""),
        ("2025年1-10月营业收入（万元）", ""),
        ("营业收入;同比增长（%）", ""),
    ],
)
def test_what_is_no_yearly_revenue_is_not_taken_for_it(heading, asked):
    assert mapped(heading, Kind.ENTERPRISES) == asked


@pytest.mark.parametrize(
    ("heading", "field", "month"),
    [
        ("营业收入（万元）;9月;当月", "main_revenue_month", 9),
        ("主营业务收入;本年累计", "main_revenue_ytd", None),
        ("1—9月营业收入", "main_revenue_ytd", 9),
        ("一至九月营业收入", "main_revenue_ytd", 9),
        ("主营业务收入;十一月份;当月", "main_revenue_month", 11),
        ("营业收入（万元）;二月;累计", "main_revenue_ytd", 2),
        ("主营业务收入;上年同期累计", "main_revenue_ytd_last", None),
        ("主营业务收入;去年同期;累计", "main_revenue_ytd_last", None),
        ("累计用电量（度）", "electricity_ytd", None),
        ("实缴税金（累计）", "tax_ytd", None),
        ("开票收入(不含税);累计（万元）", "vat_sales_ytd", None),
        ("利润总额;1-9月", "profit_ytd", 9),
        ("期末从业人数（人）", "staff", None),
    ],
)
def test_headings_of_figures(heading, field, month):
    found = mapped(heading, Kind.FIGURES)
    assert (found[0], found[2]) == (field, month)


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("营业收入", "heading_span_missing"),
        ("1月营业收入", "heading_january"),
        ("一月营业收入", "heading_january"),
        ("3-5月营业收入", "heading_odd_range"),
        ("三-五月营业收入", "heading_odd_range"),
        ("第二十一月营业收入", ""),
        ("预计全年营业收入", ""),
        ("营业收入;累计;同比", ""),
        ("用电量;当月", ""),
        ("变动原因", ("note", "", None)),
    ],
)
def test_what_is_no_figure_is_not_taken_for_one(heading, asked):
    assert mapped(heading, Kind.FIGURES) == asked
