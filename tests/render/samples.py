"""Forms, headings and rows that the tests of printing share; every enterprise is invented (演示)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactValue, FormSubject
from desktop.domain.month import Month
from desktop.render.catalogue import facts_of
from desktop.render.form_spec import Form, load_form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet
from desktop.render.sheet import RecordSheet, Sheet

RESOURCES = Path(__file__).parents[2] / "resources"
FORMS = RESOURCES / "forms"

SMALL = """
id = "small"
monthly = true
edition = 1
subject = "enterprise-month"
title = "小表（{month}）"
blank = "未报"

[corners]
left = "填报单位（盖章）：{unit}"

[[columns]]
header = ["序号"]
fact = "serial"
width = 10

[[columns]]
header = ["企业名称"]
fact = "name"
width = 40

[[columns]]
header = ["主营业务收入", "本年"]
fact = "main_revenue_ytd"
width = 20
total = "sum"
required = true

[[columns]]
header = ["主营业务收入", "上年同期"]
fact = "main_revenue_ytd_last"
width = 20
total = "sum"

[[columns]]
header = ["主营业务收入", "同比%"]
fact = "main_revenue_growth"
width = 15
total = "ratio"

[[columns]]
header = ["人数"]
fact = "staff"
width = 15
total = "sum"
"""


def form(name: str) -> Form:
    """Return a published form."""
    return load_form(FORMS / f"{name}.toml")


def heading(kind: FilingKind = FilingKind.NORMAL, number: int = 1, month: str = "2026-10") -> Heading:
    """Return the heading of a filing of 盂县能源局."""
    return Heading(
        "盂县能源局", Month.parse(month), date(2026, 11, 5), "李演示", "0353-8080000", round=number, kind=kind
    )


def row(subject: FormSubject = FormSubject.ENTERPRISE_MONTH, **known: FactValue) -> Mapping[str, FactValue]:
    """Return a row of which only *known* is known."""
    return {**dict.fromkeys(facts_of(subject)), "name": "演示煤业有限公司", **known}


def small(*rows: Mapping[str, FactValue], text: str = SMALL) -> Sheet:
    """Return a small table of *rows*."""
    return compile_sheet(load_form(text), Facts(rows), heading())


def monitoring(count: int = 3) -> Sheet:
    """Return a monitoring form of *count* enterprises with everything that can be in it."""
    names = ("演示鑫盛煤业有限公司", "演示宏达耐火材料（集团）股份有限公司", "演示ABC-Technology新材料有限责任公司𬭚𠮷")
    rows = tuple(
        row(
            name=names[number % 3],
            credit_code=f"91140322MA0{number:07d}",
            township=("秀水镇", "孙家庄镇")[number % 2],
            main_revenue_month=None if number % 4 == 1 else 12_345_678,
            main_revenue_ytd=1_234_567_890 + number,
            main_revenue_ytd_last=None if number % 3 == 2 else 987_654_321,
            vat_sales_ytd=1_123_456_789,
            electricity_ytd=123_456_700,
            profit_ytd=-45_678_900,
            staff=40 + number,
            source="利润表",
            obtained="企业提供资料",
            operating_status="正常",
        )
        for number in range(count)
    )
    return compile_sheet(form("key-monitoring"), Facts(rows, ({"name": "演示甲公司"},)), heading())


def record(**known: FactValue) -> RecordSheet:
    """Return a visit record."""
    return compile_record(
        form("visit-record"),
        row(FormSubject.VISIT_RECORD, **{"number": "NY-2026-0012", "visited_on": "2026-10-12", **known}),
        heading(),
    )
