"""bad-input.md D: numbers, units, days. Each case is named by its row there."""

from datetime import date

import pytest

from desktop.domain.money import Amount, Scale
from desktop.domain.problems import Severity
from tests.intake.making import GOOD, HEAD, enterprises, find, in_sheet, numbers, one, placed, save, say

REVENUE, DAY = "2025年营业收入（万元）", "成立日期"


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,850.5", 1_850_500_000),
        ("１，８５０．５", 1_850_500_000),
        ("1850.5万元", 1_850_500_000),
        ("18505000元", 1_850_500_000),
        ("18505千元", 1_850_500_000),
        ("0.5亿", 5_000_000_000),
        ("¥1850.5", 1_850_500_000),
        (" 1850.50 ", 1_850_500_000),
        (1850.5, 1_850_500_000),
        (0, 0),
        ("0.00", 0),
    ],
)
def test_rows_73_80_83_amounts_are_exact(written, fen, tmp_path):
    row = one(tmp_path / "名单.xlsx", revenue=written)
    amount = row.values["revenue:2025"]
    assert isinstance(amount, Amount)
    assert amount.value == fen
    assert row.problems == ()


def test_row_80_tail_of_the_binary_writing_is_not_seen_by_anybody(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, 7, None]])
    in_sheet(path, {"<v>7</v>": "<v>0.30000000000000004</v>"})
    (row,) = enterprises(path)[0].rows
    assert row.values["revenue:2025"].value == 300_000
    assert row.problems == ()


@pytest.mark.parametrize("written", ["—", "－", "/", "无", "暂无", "", " ", None])
def test_rows_73_83_blank_is_not_zero(written, tmp_path):
    row = one(tmp_path / "名单.xlsx", revenue=written)
    assert row.values["revenue:2025"] is None
    assert row.problems == ()


@pytest.mark.parametrize(
    "written",
    ["约1800", "1800-1900", "1800~1900", "1800左右", "12abc", "1_000", "nan", "inf", "١٢٣", "0x10", "1,85", True],
)
def test_rows_73_74_what_is_no_certain_number(written, tmp_path):
    row = one(tmp_path / "名单.xlsx", revenue=written)
    problem = find(row.problems, "E140")
    assert problem.severity is Severity.ERROR
    assert "不是一个确定的数" in placed(problem, row=2, column=REVENUE)
    assert row.values["revenue:2025"] is None


def test_row_75_number_beyond_all_bounds(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, 7, None]])
    in_sheet(path, {"<v>7</v>": "<v>1e400</v>"})
    assert numbers(enterprises(path)[0].rows[0].problems) == ["E140"]


@pytest.mark.parametrize("written", [1850.5, "1850.5"])
def test_row_77_unit_is_stated_or_asked_for(written, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "2025年营业收入"], ["演示甲", GOOD, written]]
    path = save(tmp_path / "名单.xlsx", rows)
    problem = find(enterprises(path)[0].rows[0].problems, "E149")
    assert "没有写单位" in placed(problem, row=2, column="2025年营业收入")
    chosen = enterprises(path, scale=Scale.THOUSAND)[0].rows[0]
    assert chosen.values["revenue:2025"].value == 185_050_000
    assert chosen.problems == ()


@pytest.mark.parametrize(
    ("corner", "scale"),
    [
        ("单位：万元", "ten_thousand"),
        ("（单位:千元）", "thousand"),
        ("计量单位：元、人", "yuan"),
        ("金额单位:亿元", "hundred_million"),
    ],
)
def test_row_77_unit_in_the_corner(corner, scale, tmp_path):
    rows = [["培育企业名单", None, corner], ["企业名称", "统一社会信用代码", "2025年营业收入"], ["演示甲", GOOD, 1]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert row.values["revenue:2025"].scale == scale


def test_row_77_unit_in_the_cell_wins_over_the_heading(tmp_path):
    assert one(tmp_path / "名单.xlsx", revenue="5000元").values["revenue:2025"].value == 500_000


@pytest.mark.parametrize("written", [-5, "-5", "－5万元"])
def test_row_78_negative_revenue(written, tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", revenue=written).problems, "E142")
    assert "负数" in placed(problem, row=2, column=REVENUE)


@pytest.mark.parametrize("written", ["1.1234567", 1.1234567, "0.00000000001"])
def test_row_80_parts_of_a_fen(written, tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", revenue=written).problems, "E144")
    assert "小数位太多" in placed(problem, row=2, column=REVENUE)


@pytest.mark.parametrize("written", ["10000000001万元", "9.3e18", 9.3e18])
def test_row_81_amounts_too_large_to_be_true(written, tmp_path):
    problems = one(tmp_path / "名单.xlsx", revenue=written).problems
    assert numbers(problems) == (["E140"] if written == "9.3e18" else ["E145"])
    placed(problems[0], row=2, column=REVENUE)


@pytest.mark.parametrize("written", ["85%", "８５％", 0.85])
def test_row_82_percent_in_a_money_column(written, tmp_path):
    def share(page):
        page["E2"].number_format = "0%"

    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, written, None]], share)
    problem = find(enterprises(path)[0].rows[0].problems, "W146")
    assert "是百分数" in placed(problem, row=2, column=REVENUE)


@pytest.mark.parametrize(
    "written",
    [
        "2024.6.3",
        "24/6/3",
        "20240603",
        20240603,
        "2024-06-03",
        "2024年6月3日",
        "二〇二四年六月三日",
        "２０２４．６．３",
        45446,
        date(2024, 6, 3),
        "2024-06-03 00:00:00",
        "2024年06月03号",
    ],
)
def test_row_84_ways_to_write_a_day(written, tmp_path):
    row = one(tmp_path / "名单.xlsx", day=written)
    assert row.values["established_on"] == date(2024, 6, 3)
    assert row.problems == ()


def test_row_84_workbook_that_counts_from_1904(tmp_path):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def mac(page):
        page.parent.epoch = CALENDAR_MAC_1904

    for written in (date(2024, 6, 3), 45446 - 1462):
        path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, None, written]], mac)
        assert enterprises(path)[0].rows[0].values["established_on"] == date(2024, 6, 3)


@pytest.mark.parametrize("written", ["03/04/2024", "3/4/24", "05/06/03"])
def test_row_84_day_that_could_be_two(written, tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", day=written).problems, "E150")
    assert "2024-03-04" in placed(problem, row=2, column=DAY)


@pytest.mark.parametrize(
    ("written", "number"),
    [("六月三日", "E154"), ("6月3日", "E154"), (2024, "E153"), ("去年", "E153"), (2024.6, "E153")],
)
def test_row_84_day_that_lacks_something_asks(written, number, tmp_path):
    placed(find(one(tmp_path / "名单.xlsx", day=written).problems, number), row=2, column=DAY)


@pytest.mark.parametrize("written", ["2023-02-29", "20230229", "2024.13.1", "2024年6月31日"])
def test_row_85_day_that_never_was(written, tmp_path):
    row = one(tmp_path / "名单.xlsx", day=written)
    assert "没有这一天" in placed(find(row.problems, "E151"), row=2, column=DAY)
    assert row.values["established_on"] is None


def test_row_85_day_cell_that_never_was(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, None, 7]])
    in_sheet(path, {'<c r="F2" t="n"><v>7</v>': '<c r="F2" t="d"><v>2023-02-29T00:00:00</v>'})
    problem = find(enterprises(path)[0].rows[0].problems, "E151")
    assert "“2023-02-29”没有这一天" in placed(problem, row=2, column=DAY)


@pytest.mark.parametrize("serial", [60, -1, 0])
@pytest.mark.parametrize("format_", ["General", "yyyy-mm-dd"])
def test_row_87_serials_that_are_no_day(serial, format_, tmp_path):
    def dated(page):
        page["F2"].number_format = format_

    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, None, serial]], dated)
    placed(find(enterprises(path)[0].rows[0].problems, "E151"), row=2, column=DAY)


@pytest.mark.parametrize("written", [date(2024, 6, 3), "2024-06-03", "2024.6.3"])
def test_row_88_day_in_a_money_column(written, tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", revenue=written).problems, "E141")
    assert "2024" in placed(problem, row=2, column=REVENUE)
    assert "日期" in say(problem)


def test_row_89_day_is_no_instant(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, None, 7]])
    in_sheet(path, {'<c r="F2" t="n"><v>7</v>': '<c r="F2" t="d"><v>2024-06-03T23:59:59Z</v>'})
    assert enterprises(path)[0].rows[0].values["established_on"] == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2024.5", "2024-05"),
        (2024.5, "2024-05"),
        ("2024年5月", "2024-05"),
        ("24年5月", "2024-05"),
        ("202405", "2024-05"),
        (202405, "2024-05"),
        ("20240522", "2024-05"),
        (45434, "2024-05"),
        (date(2024, 5, 22), "2024-05"),
        ("2024.11", "2024-11"),
        ("2024年1月", "2024-01"),
    ],
)
def test_month_of_the_calendar(written, month, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "投产时间"], ["演示甲", GOOD, written]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert row.values["production_month"] == month
    assert row.problems == ()


@pytest.mark.parametrize(
    ("written", "number"), [(2024.1, "E156"), ("2024.1", "E156"), ("5月", "E154"), ("2024年13月", "E155")]
)
def test_month_that_has_to_be_asked(written, number, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "投产时间"], ["演示甲", GOOD, written]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    placed(find(row.problems, number), row=2, column="投产时间")


def test_month_in_the_year_of_the_title_is_told(tmp_path):
    rows = [["2026年名单"], ["企业名称", "统一社会信用代码", "投产时间"], ["演示甲", GOOD, "5月22日"]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert (row.values["production_month"], numbers(row.problems)) == ("2026-05", ["W152"])


@pytest.mark.parametrize(("written", "number"), [(3.5, "E147"), (-3, "E142"), ("约30", "E140")])
def test_staff_is_a_whole_number(written, number, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "从业人数"], ["演示甲", GOOD, "36人"], ["演示乙", "无", written]]
    good, bad = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert good.values["staff"] == 36
    placed(find(bad.problems, number), row=3, column="从业人数")
