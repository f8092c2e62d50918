"""Monthly figures, one month a row and months side by side; bad-input.md rows 52, 77, 79, 82."""

from datetime import date

import pytest

from desktop.domain.importing import UNSAID_SPAN
from desktop.domain.money import Amount, Scale
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.intake.figures import MEASURES
from desktop.intake.kinds import guess_kind
from desktop.intake.words import Kind
from desktop.intake.workbook import open_workbook
from desktop.kernel.progress import Progress
from tests.intake.making import GOOD, HEAD, OTHER, WORDS, figures, find, numbers, placed, save, say

KEY = ["企业名称", "统一社会信用代码"]
FIRM = ["演示铸造有限公司", GOOD]


def amount(row, measure) -> int | None:
    value = row.values[measure]
    assert value is None or isinstance(value, Amount)
    return value.value if value else None


def test_one_month_a_row_with_every_measure(tmp_path):
    def merge(page):
        page.merge_cells("D2:F2")

    rows = [
        ["月度监测表（单位：万元）"],
        [
            *KEY,
            "所属期",
            "营业收入",
            None,
            None,
            "增值税申报销售额累计",
            "工业总产值累计",
            "用电量累计（万千瓦时）",
            "税收累计",
            "利润总额累计",
            "期末从业人数",
            "数据口径",
            "取得方式",
        ],
        [None, None, None, "当月", "累计", "上年同期累计"],
        [*FIRM, "2026年9月", 100, 900, 800, 850, 910, 12.5, "9.9", -3, 33, "企业提供", "电话"],
    ]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows, merge))
    (row,) = reading.rows
    assert row.problems == ()
    assert row.values["month"] == Month(2026, 9)
    assert set(MEASURES) <= set(row.values)
    assert amount(row, "main_revenue_month") == 100_000_000
    assert amount(row, "main_revenue_ytd_last") == 800_000_000
    assert amount(row, "electricity_ytd") == 125_000_00
    assert row.values["electricity_ytd"].scale is Scale.TEN_THOUSAND
    assert amount(row, "profit_ytd") == -3_000_000
    assert (row.values["staff"], row.values["source"], row.values["obtained"]) == (33, "企业提供", "电话")


def test_months_side_by_side_under_a_title_that_names_the_measure(tmp_path):
    rows = [
        ["2025年主营业务收入（万元）"],
        [*KEY, "1-2月累计", "3月当月", "1-3月累计", "2025年9月当月", "1—9月累计"],
        [*FIRM, 200, 100, "300", None, None],
    ]
    (reading,) = figures(save(tmp_path / "收入.xlsx", rows))
    assert [(row.row, row.values["month"]) for row in reading.rows] == [(3, Month(2025, 2)), (3, Month(2025, 3))]
    assert amount(reading.rows[0], "main_revenue_ytd") == 200_000_000
    assert amount(reading.rows[1], "main_revenue_month") == 100_000_000
    assert amount(reading.rows[1], "main_revenue_ytd") == 300_000_000
    assert reading.notes == ()


def test_months_side_by_side_in_three_header_rows(tmp_path):
    def merge(page):
        for place in ("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"):
            page.merge_cells(place)

    rows = [
        [*KEY, "营业收入(万元)"],
        [None, None, "2025年9月", None, "2025年10月"],
        [None, None, "当月", "累计", "当月", "累计"],
        [*FIRM, 20, 200, 100, 300],
    ]
    (reading,) = figures(save(tmp_path / "收入.xlsx", rows, merge))
    assert reading.header_rows == (1, 2, 3)
    assert [row.values["month"] for row in reading.rows] == [Month(2025, 9), Month(2025, 10)]
    assert [amount(row, "main_revenue_ytd") for row in reading.rows] == [200_000_000, 300_000_000]


def test_column_without_a_month_belongs_to_the_newest_beside_it(tmp_path):
    rows = [
        [*KEY, "2025年8月营业收入累计（万元）", "2025年9月营业收入累计（万元）", "期末从业人数"],
        [*FIRM, 10, 20, 33],
    ]
    (reading,) = figures(save(tmp_path / "收入.xlsx", rows))
    assert [(str(row.values["month"]), row.values.get("staff")) for row in reading.rows] == [
        ("2025-08", None),
        ("2025-09", 33),
    ]


def test_heading_without_a_measure_is_read_as_revenue_and_asked(tmp_path):
    rows = [[*KEY, "2025年9月当月（万元）", "2025年9月累计（万元）"], [*FIRM, 20, 200]]
    (reading,) = figures(save(tmp_path / "收入.xlsx", rows))
    assert numbers(reading.notes) == ["W129", "W129"]
    assert "已按营业收入读取" in say(reading.notes[0])
    assert amount(reading.rows[0], "main_revenue_ytd") == 200_000_000


def test_flattened_headings_of_the_platforms_export(tmp_path):
    rows = [
        ["2025年9月"],
        [*KEY, "营业收入;本年-本月（千元）", "营业收入;本年-1—本月（千元）", "营业收入;上年-1—本月（千元）", "同比%"],
        [*FIRM, 10, 90, 80, 12.5],
    ]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows))
    (row,) = reading.rows
    assert [amount(row, key) for key in MEASURES[:3]] == [1_000_000, 9_000_000, 8_000_000]
    assert row.values["month"] == Month(2025, 9)
    assert row.values["extra:同比%"] == "12.5"


def test_month_of_the_sheet_name(tmp_path):
    path = save(
        tmp_path / "月报.xlsx",
        [[*KEY, "营业收入累计（万元）"], [*FIRM, 1]],
        lambda page: setattr(page, "title", "2024年3月住"),
    )
    (reading,) = figures(path)
    assert reading.month == Month(2024, 3)
    assert reading.rows[0].values["month"] == Month(2024, 3)


def test_a_title_of_several_months_does_not_make_each_month_a_total(tmp_path):
    rows = [["2026年1-10月主营业务收入（万元）"], [*KEY, "9月", "10月"], [*FIRM, 100, 101]]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows))
    (asked,) = [note for note in reading.notes if note.code == "heading_span_missing"]
    assert (asked.values["columns"], asked.values["count"]) == ("9月、10月", "2")
    assert not any("main_revenue_ytd" in row.values for row in reading.rows)


@pytest.mark.parametrize("span", ["ytd", "month"])
def test_one_answer_says_what_all_months_cover_that_do_not_say_it(tmp_path, span):
    rows = [["2026年1-10月主营业务收入（万元）"], [*KEY, "9月", "10月"], [*FIRM, 100, 101]]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows), choices={UNSAID_SPAN: span})
    assert "heading_span_missing" not in {note.code for note in reading.notes}
    found = {(row.values["month"], amount(row, f"main_revenue_{span}")) for row in reading.rows}
    assert found == {(Month(2026, 9), 100_000_000), (Month(2026, 10), 101_000_000)}


def test_the_answer_leaves_alone_what_a_heading_says_itself(tmp_path):
    rows = [[*KEY, "2026年10月营业收入累计（万元）", "2026年10月营业收入（万元）"], [*FIRM, 100, 5]]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows), choices={UNSAID_SPAN: "month"})
    (row,) = reading.rows
    assert (amount(row, "main_revenue_ytd"), amount(row, "main_revenue_month")) == (100_000_000, 5_000_000)


def test_month_nobody_states_is_none(tmp_path):
    (reading,) = figures(save(tmp_path / "月报.xlsx", [[*KEY, "营业收入累计（万元）"], [*FIRM, 1]]))
    assert reading.month is None
    assert reading.rows[0].values["month"] is None


@pytest.mark.parametrize(
    ("written", "month", "number"),
    [
        ("1-2月", Month(2026, 2), None),
        ("2026-10", Month(2026, 10), None),
        ("9月", Month(2026, 9), None),
        ("2026年1-9月", Month(2026, 9), None),
        ("2026年1月", None, "E157"),
        (2026.1, None, "E156"),
        ("上月", None, "E155"),
        ("3-5月", None, "E155"),
    ],
)
def test_months_of_a_column(written, month, number, tmp_path):
    rows = [["2026年监测表"], [*KEY, "月份", "营业收入累计（万元）"], [*FIRM, written, 1]]
    (row,) = figures(save(tmp_path / "月报.xlsx", rows))[0].rows
    assert row.values["month"] == month
    assert numbers(row.problems) == ([number] if number else [])


def test_heading_that_does_not_say_month_or_total_is_asked(tmp_path):
    rows = [
        [*KEY, "营业收入累计（万元）", "税收（万元）", "1月营业收入（万元）", "3-5月营业收入（万元）"],
        [*FIRM, 1, 2, 3, 4],
    ]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows))
    assert [note.code for note in reading.notes] == ["heading_span_missing", "heading_january", "heading_odd_range"]
    assert all("“" in say(note) for note in reading.notes)
    chosen = figures(tmp_path / "月报.xlsx", choices={"税收（万元）": "tax_ytd"})[0]
    assert amount(chosen.rows[0], "tax_ytd") == 2_000_000


def test_row_52_other_month_in_the_title(tmp_path):
    path = save(tmp_path / "月报.xlsx", [["2024年4月月报"], [*KEY, "营业收入累计（万元）"], [*FIRM, 1]])
    (reading,) = figures(path, month=Month(2024, 5))
    assert "表头写的是 2024-04，当前期别是 2024-05" in say(find(reading.notes, "W119"))


def test_row_77_unit_missing_asks_row_by_row(tmp_path):
    rows = [[*KEY, "营业收入累计", "用电量累计"], [*FIRM, 1, 5]]
    (row,) = figures(save(tmp_path / "月报.xlsx", rows))[0].rows
    assert numbers(row.problems) == ["E149", "E149"]
    placed(row.problems[0], row=2, column="营业收入累计")


def test_row_78_negative_profit_is_allowed_and_negative_revenue_not(tmp_path):
    rows = [[*KEY, "营业收入累计（万元）", "利润总额累计（万元）"], [*FIRM, -1, -5]]
    (row,) = figures(save(tmp_path / "月报.xlsx", rows))[0].rows
    assert numbers(row.problems) == ["E142"]
    assert amount(row, "profit_ytd") == -5_000_000


def test_row_79_total_that_falls_asks_for_a_reason(tmp_path):
    rows = [
        [*KEY, "所属期", "营业收入累计（万元）"],
        [*FIRM, "2026-10", 890],
        [*FIRM, "2026-09", 900],
        ["演示乙", OTHER, "2026-10", 5],
        [*FIRM, "2025-12", 999],
    ]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows))
    assert [numbers(row.problems) for row in reading.rows] == [["W143"], [], [], []]
    problem = reading.rows[0].problems[0]
    assert problem.severity is Severity.CHECK
    assert "2026-10 的累计（890）比 2026-09 少了" in placed(problem, row=2, column="营业收入累计（万元）")


@pytest.mark.parametrize("written", ["85%", 0.85])
def test_row_82_percent_in_a_figure(written, tmp_path):
    def share(page):
        page["C2"].number_format = "0.00%"

    path = save(tmp_path / "月报.xlsx", [[*KEY, "营业收入累计（万元）"], [*FIRM, written]], share)
    assert numbers(figures(path)[0].rows[0].problems) == ["W146"]


def test_row_83_blank_figure_is_not_reported_and_zero_is_zero(tmp_path):
    rows = [[*KEY, "营业收入累计（万元）", "利润总额累计（万元）"], [*FIRM, None, 0]]
    (row,) = figures(save(tmp_path / "月报.xlsx", rows))[0].rows
    assert amount(row, "main_revenue_ytd") is None
    assert amount(row, "profit_ytd") == 0


def test_same_enterprise_and_month_twice(tmp_path):
    rows = [
        [*KEY, "所属期", "营业收入累计（万元）"],
        [*FIRM, "2026-10", 1],
        [*FIRM, "2026-10", 1],
        [*FIRM, "2026-11", 2],
    ]
    (reading,) = figures(save(tmp_path / "月报.xlsx", rows))
    assert [numbers(row.problems) for row in reading.rows] == [["E132"], ["E132"], []]


def test_sheet_without_figures_is_told(tmp_path):
    (reading,) = figures(save(tmp_path / "名单.xlsx", [[*KEY, "联系电话"], [*FIRM, None]]))
    assert numbers(reading.notes) == ["W125", "E124"]
    assert reading.rows == ()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (HEAD, Kind.ENTERPRISES),
        ([*KEY, "所属期", "营业收入累计（万元）", "用电量累计（千瓦时）"], Kind.FIGURES),
        ([*KEY, "2025年9月当月", "2025年9月累计"], Kind.FIGURES),
        (["企业名称", "走访日期", "走访方式", "走访人员", "存在问题"], Kind.VISITS),
        (["随便", "写写"], None),
    ],
)
def test_kind_of_a_workbook_is_told_by_its_headings(head, kind, tmp_path):
    assert guess_kind(open_workbook(save(tmp_path / "表.xlsx", [head]), Progress()), WORDS) is kind


@pytest.mark.parametrize(
    ("heading", "cell", "unit"),
    [
        ("用电量累计（千瓦时）", "12万元", "万元"),
        ("用电量累计（万元）", 12, "万元"),
        ("营业收入累计（度）", "1,200.5", "度"),
    ],
)
def test_a_figure_in_the_unit_of_something_else_is_told_as_that(heading, cell, unit, tmp_path):
    rows = [["2026年10月", None], ["企业名称", heading], ["演示甲", cell]]
    (row,) = figures(save(tmp_path / "十月.xlsx", rows))[0].rows
    problem = find(row.problems, "E148")
    assert f"单位是“{unit}”" in say(problem)
    assert "单位不对" in say(problem)


@pytest.mark.parametrize(
    "written",
    [
        [date(2026, 2, 1), date(2026, 3, 1), date(2026, 9, 1)],
        ["2026.2", "2026.3", "2026.9"],
        [2026.2, 2026.03, "9月"],
        ["2026-02", "2026/3", "2026年9月"],
        [202602, 202603, "202609"],
    ],
)
def test_months_in_headings_that_a_spreadsheet_made_days_or_numbers(tmp_path, written):
    rows = [["2026年营业收入（万元）"], [*KEY, *written], [*FIRM, 10, 20, 30]]
    (reading,) = figures(save(tmp_path / "表.xlsx", rows), choices={UNSAID_SPAN: "month"})
    read = [(str(row.values["month"]), amount(row, "main_revenue_month")) for row in reading.rows]
    assert read == [("2026-02", 10_000_000), ("2026-03", 20_000_000), ("2026-09", 30_000_000)]


def test_a_heading_2026_1_may_be_october_and_is_asked(tmp_path):
    rows = [["2026年营业收入累计（万元）"], [*KEY, 2026.9, 2026.1], [*FIRM, 10, 20]]
    (reading,) = figures(save(tmp_path / "表.xlsx", rows))
    assert [str(row.values["month"]) for row in reading.rows] == ["2026-09"]
    assert "可能是 1 月，也可能是 10 月" in say(find(reading.notes, "W128"))


def test_figures_that_look_like_months_are_no_header(tmp_path):
    rows = [
        ["1-10月（万元）"],
        ["企业名称", "营业收入", "利润总额"],
        ["演示甲", 2026.5, 2018.3],
        ["演示乙", 2001, 2002],
    ]
    (reading,) = figures(save(tmp_path / "表.xlsx", rows))
    assert [row.values["name"] for row in reading.rows] == ["演示甲", "演示乙"]
