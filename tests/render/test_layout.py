"""Facts and a form become a sheet: exact values, one rounding, blanks that are never 0."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactValue, FormSubject
from desktop.render.catalogue import Kind
from desktop.render.form_spec import load_form
from desktop.render.layout import Facts, Heading, compile_record, compile_sheet, sorted_rows
from desktop.render.sheet import Align, CellValue
from tests.render.samples import SMALL, form, heading, record, row, small

NAME, REVENUE, LAST, GROWTH, STAFF = 1, 2, 3, 4, 5


def totals(*rows: dict[str, FactValue]) -> tuple[CellValue, ...]:
    found = small(*(row(**each) for each in rows)).totals
    assert found is not None
    return found


def test_amount_is_shown_rounded_and_kept_exact() -> None:
    cell = small(row(main_revenue_ytd=1_850_000_050)).rows[0][REVENUE]
    assert cell == CellValue("1,850.00", Decimal("1850.00005"), Align.RIGHT, Kind.MONEY)


def test_missing_required_figure_is_said_and_never_zero() -> None:
    cells = small(row(main_revenue_ytd=None)).rows[0]
    assert (cells[REVENUE].text, cells[REVENUE].exact) == ("未报", None)
    assert (cells[STAFF].text, cells[STAFF].exact) == ("", None)


def test_zero_is_a_figure() -> None:
    cells = small(row(main_revenue_ytd=0, staff=0)).rows[0]
    assert (cells[REVENUE].text, cells[REVENUE].exact) == ("0.00", Decimal(0))
    assert (cells[STAFF].text, cells[STAFF].exact) == ("0", 0)


def test_small_loss_is_not_shown_as_minus_zero() -> None:
    assert small(row(main_revenue_ytd=-1)).rows[0][REVENUE].text == "0.00"


def test_total_comes_from_exact_values_and_is_rounded_once() -> None:
    # 0.004 + 0.004 + 0.004 万元: each prints 0.00, together 0.01
    found = totals(*[{"main_revenue_ytd": 4_000}] * 3)
    assert (found[REVENUE].text, found[REVENUE].exact) == ("0.01", Decimal("0.012"))
    assert found[NAME].text == "合计"


def test_total_of_nothing_reported_is_blank() -> None:
    found = totals({"main_revenue_ytd": 1}, {"main_revenue_ytd": None})
    assert (found[STAFF].text, found[STAFF].exact) == ("", None)


def test_ratio_of_a_row_is_worked_out() -> None:
    cell = small(row(main_revenue_ytd=110_00, main_revenue_ytd_last=100_00)).rows[0][GROWTH]
    assert (cell.text, cell.exact) == ("10.0", Decimal(10))


@pytest.mark.parametrize("base", [None, 0, -100])
def test_ratio_without_a_base_is_a_dash(base: int | None) -> None:
    cell = small(row(main_revenue_ytd=100, main_revenue_ytd_last=base)).rows[0][GROWTH]
    assert (cell.text, cell.exact) == ("—", None)


def test_total_ratio_is_that_of_sums_over_rows_with_both_values() -> None:
    rows = (
        row(main_revenue_ytd=300, main_revenue_ytd_last=100),
        row(main_revenue_ytd=100, main_revenue_ytd_last=100),
        row(main_revenue_ytd=900, main_revenue_ytd_last=None),
        row(main_revenue_ytd=None, main_revenue_ytd_last=500),
    )
    sheet = small(*rows)
    assert sheet.totals is not None
    assert sheet.totals[GROWTH].text == "100.0"
    assert "“主营业务收入同比%”的合计按本期与同期都有数的 2 户计算。" in sheet.notes
    assert "“主营业务收入本年”有 1 户未报，合计为已报数之和。" in sheet.notes


def test_nothing_to_tell_is_said() -> None:
    sheet = small()
    assert (sheet.rows, sheet.totals, sheet.nothing) == ((), None, "本月无（零报告）")
    # a paper that is not filed reports nothing
    assert small(text=SMALL.replace("monthly = true", "monthly = false")).nothing == "没有记录"


def test_statement_stands_on_every_form() -> None:
    statement = "培育工作台账，不代替企业联网直报，不得代填代报"
    assert small().statement == statement
    assert record().statement == statement
    for name in ("key-monitoring", "visit-month", "issue-month"):
        assert compile_sheet(form(name), Facts(()), heading()).statement == statement


def test_gaps_are_filled_and_february_is_two_months() -> None:
    sheet = compile_sheet(load_form(SMALL), Facts(()), heading(month="2026-02"))
    assert sheet.title == "小表（2026年1—2月）"
    assert sheet.corner_left == "填报单位（盖章）：盂县能源局"


def test_braces_in_a_name_are_left_alone() -> None:
    strange = Heading("{month}{unit}", heading().month, date(2026, 11, 5))
    assert compile_sheet(load_form(SMALL), Facts(()), strange).corner_left == "填报单位（盖章）：{month}{unit}"


def test_footer_has_the_signature_places() -> None:
    sheet = compile_sheet(form("key-monitoring"), Facts(()), heading())
    assert sheet.footer.fields == (
        "单位负责人：",
        "审核人：",
        "填报人：李演示",
        "联系电话：0353-8080000",
        "报出日期：2026年11月5日",
    )
    assert sheet.footer.seal == "（盖章处）"


@pytest.mark.parametrize(
    ("kind", "number", "mark"),
    [
        (FilingKind.NORMAL, 1, ""),
        (FilingKind.NORMAL, 2, "第2次报送"),
        (FilingKind.NOTHING, 1, ""),
        (FilingKind.CORRECTION, 3, "第3次报送　更正"),
    ],
)
def test_later_round_is_marked(kind: FilingKind, number: int, mark: str) -> None:
    assert compile_sheet(load_form(SMALL), Facts(()), heading(kind, number)).mark == mark


def test_those_that_left_are_told_on_a_closing_line() -> None:
    facts = Facts((), ({"name": "演示甲公司"}, {"name": "演示乙公司"}))
    sheet = compile_sheet(form("key-monitoring"), facts, heading())
    assert sheet.notes[-1] == "本月起不再列入本单位名单的企业 2 户：演示甲公司、演示乙公司。"


def test_rows_are_sorted_with_the_unknown_last() -> None:
    rows = [{"a": 2, "b": "x"}, {"a": None, "b": "y"}, {"a": 1, "b": "z"}, {"a": 2, "b": "a"}]
    assert [each["b"] for each in sorted_rows(rows, ("a", "b"))] == ["z", "a", "x", "y"]


def test_fact_that_the_ledger_forgot_is_a_bug() -> None:
    with pytest.raises(KeyError):
        compile_sheet(load_form(SMALL), Facts(({"name": "演示"},)), heading())


def test_electricity_is_shown_in_its_own_scale() -> None:
    sheet = compile_sheet(form("key-monitoring"), Facts((row(electricity_ytd=1_234_567_00),)), heading())
    place = [column.fact for column in sheet.columns].index("electricity_ytd")
    assert (sheet.rows[0][place].text, sheet.rows[0][place].exact) == ("123.46", Decimal("123.4567"))


def test_day_is_kept_as_a_day() -> None:
    facts = Facts((row(FormSubject.VISIT, visited_on="2026-10-12", number="1"),))
    sheet = compile_sheet(form("visit-month"), facts, heading())
    place = [column.fact for column in sheet.columns].index("visited_on")
    assert sheet.rows[0][place] == CellValue("2026-10-12", date(2026, 10, 12), Align.CENTER, Kind.DATE)


def test_shapeless_characters_are_left_out_and_line_ends_made_plain() -> None:
    name = small(row(name="演示\u200b煤\u202e业\r\n有限\t公司\n")).rows[0][NAME]
    assert name.text == "演示煤业\n有限 公司"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13812345678", "138****5678"), ("0353-8080123", "035****0123"), ("138****5678", "138****5678"), ("110", "110")],
)
def test_phone_of_a_person_is_masked(phone: str, shown: str) -> None:
    values = {box.fact: box.value for line in record(received_phone=phone).lines for box in line.boxes}
    assert values["received_phone"] == shown


def test_record_leaves_the_unknown_empty() -> None:
    sheet = compile_record(form("visit-record"), row(FormSubject.VISIT_RECORD), heading())
    values = {box.fact: box.value for line in sheet.lines for box in line.boxes}
    assert values["next_on"] == ""
    assert values["name"] == "演示煤业有限公司"
