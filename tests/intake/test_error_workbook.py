"""The workbook of rows in error: same layout, a reason each, nothing a formula."""

from openpyxl import load_workbook

from desktop.domain.problems import blocks
from desktop.intake.error_workbook import write_errors
from desktop.intake.workbook import open_workbook
from desktop.kernel.progress import Progress
from tests.intake.making import GOOD, HEAD, OTHER, WORDS, enterprises, find, save, say

ID = "11010519491231002X"


def written(tmp_path, rows, change=None):
    path = save(tmp_path / "名单.xlsx", rows, change)
    workbook = open_workbook(path, Progress())
    readings = enterprises(path)
    reasons = {
        (row.sheet, row.row): "；".join(map(say, row.problems))
        for reading in readings
        for row in reading.rows
        if blocks(list(row.problems))
    }
    target = tmp_path / "错误行.xlsx"
    count = write_errors(workbook, readings, reasons, target, WORDS)
    return count, target


def test_rows_in_error_stand_under_their_own_header_with_a_reason(tmp_path):
    rows = [
        ["培育企业名单", None, None, None, None, None],
        HEAD,
        [1, "演示甲", GOOD, None, 100, None],
        [2, "演示乙", 913501000728319549, 13800138000, "约1800", "2024.6.3"],
        ["合计", None, None, None, 100, None],
    ]
    count, target = written(tmp_path, rows, lambda page: page.merge_cells("A1:F1"))
    page = load_workbook(target)["名单"]
    assert count == 1
    assert [cell.value for cell in page[2]] == [*HEAD, "原因"]
    row = [cell.value for cell in page[4]]
    assert row[:2] == ["2", "演示乙"]
    assert row[3:6] == ["13800138000", "约1800", "2024.6.3"]
    assert "已失真" in row[6]
    assert "不是一个确定的数" in row[6]
    assert [page.cell(3, 7).value, page.cell(5, 1).value, page.cell(5, 7).value] == ["已通过", "合计", None]
    assert page.merged_cells.ranges
    assert [cell.fill.fgColor.rgb == "00FFF2CC" for cell in page[4]] == [False, False, True, False, True, False, False]


def test_corrected_errors_can_be_read_again(tmp_path):
    _, target = written(tmp_path, [HEAD, [2, "演示乙", OTHER, None, "约1800", None]])
    book = load_workbook(target)
    book["名单"]["E2"].value = "1800"
    book.save(target)
    (reading,) = enterprises(target)
    assert reading.extras == ()
    assert reading.rows[0].problems == ()
    assert reading.rows[0].values["revenue:2025"].value == 1_800_000_000


def test_row_69_text_never_becomes_a_formula(tmp_path):
    names = ["=1+1", "+演示", "-演示", "@SUM(A1)", "\t=演示"]

    def as_text(page):
        for number, name in enumerate(names, start=2):
            page.cell(number, 2).value = name
            page.cell(number, 2).data_type = "s"

    rows = [HEAD, *[[n, "x", "9.1E+17", None, None, None] for n in range(len(names))]]
    _, target = written(tmp_path, rows, as_text)
    cells = [load_workbook(target)["名单"].cell(number, 2) for number in range(2, 7)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [cell.value for cell in cells] == [name.strip() for name in names]
    assert all(cell.quotePrefix for cell in cells)


def test_identity_numbers_and_illegal_characters_are_not_written(tmp_path):
    rows = [[*HEAD, "身份证号"], [1, "演示_x0007_甲", "9.1E+17", ID, None, None, ID]]
    _, target = written(tmp_path, rows)
    values = [cell.value for cell in load_workbook(target)["名单"][2]]
    assert ID not in values
    assert "演示甲" in values


def test_what_looks_like_an_identity_number_in_a_phone_column_is_not_written(tmp_path):
    slip = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    rows = [["企业名称", "统一社会信用代码", "联系电话"], ["演示甲", "9.1E+17", slip]]
    _, target = written(tmp_path, rows)
    values = [str(cell.value) for row in load_workbook(target)["名单"].iter_rows() for cell in row]
    assert "演示甲" in values
    assert not [value for value in values if slip in value]


def test_old_file_stays_if_nothing_can_be_written(tmp_path):
    count, target = written(tmp_path, [HEAD, [1, "演示甲", GOOD, None, 100, None]])
    assert count == 0
    assert target.exists()
    assert not list(tmp_path.glob(".~*"))


def test_only_what_was_wrong_is_read_again_and_totals_still_agree(tmp_path):
    rows = [
        HEAD,
        [1, "演示甲", GOOD, None, 100, None],
        [2, "演示乙", OTHER, None, "约200", None],
        ["合计", *[None] * 3, 300],
    ]
    _, target = written(tmp_path, rows)
    book = load_workbook(target)
    book["名单"]["E3"].value = "200"
    book.save(target)
    (reading,) = enterprises(target)
    assert [row.values["name"] for row in reading.rows] == ["演示乙"]
    assert [one.reason for one in reading.skipped] == ["passed", "total"]
    assert [total.agrees for total in reading.control_totals] == [True]
    assert "1 行" in say(find(reading.notes, "I129"))
