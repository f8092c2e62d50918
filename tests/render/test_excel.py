"""The workbook: the same sheet as on paper, with numbers as numbers and text as text."""

import re
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from desktop.domain.filing import FormSubject
from desktop.kernel.progress import Cancelled, Progress
from desktop.render.excel import print_excel, print_list
from desktop.render.excel_cells import TEXT_LIMIT, sheet_name
from desktop.render.fonts import Fonts
from desktop.render.layout import Facts, compile_sheet
from desktop.render.sheet import Sheet
from tests.render.samples import form, heading, monitoring, row, small

DAY = datetime(2026, 10, 12)  # noqa: DTZ001  # openpyxl reads days so
DANGEROUS = ("=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(1)", "#N/A", "TRUE", "1e5", "00123")


def opened(sheet: Sheet, folder: Path, fonts: Fonts) -> Any:
    return load_workbook(print_excel(sheet, folder / "a.xlsx", Progress(), fonts=fonts).path).worksheets[0]


def test_numbers_are_numbers_and_exact(fonts: Fonts, tmp_path: Path) -> None:
    cells = opened(small(row(main_revenue_ytd=1_850_000_050, staff=12)), tmp_path, fonts)[6]
    assert (cells[2].value, cells[2].data_type, cells[2].number_format) == (1850.00005, "n", "#,##0.00")
    assert (cells[5].value, cells[5].number_format) == (12, "#,##0")


def test_blank_says_so_and_an_unknown_one_is_empty(fonts: Fonts, tmp_path: Path) -> None:
    cells = opened(small(row()), tmp_path, fonts)[6]
    assert (cells[2].value, cells[5].value) == ("未报", None)


def test_days_are_days(fonts: Fonts, tmp_path: Path) -> None:
    facts = Facts((row(FormSubject.VISIT, visited_on="2026-10-12", number="1"),))
    cells = opened(compile_sheet(form("visit-month"), facts, heading()), tmp_path, fonts)[6]
    assert (cells[1].value, cells[1].number_format) == (DAY, "yyyy-mm-dd")


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula_or_a_number(fonts: Fonts, tmp_path: Path, text: str) -> None:
    cell = opened(small(row(name=text)), tmp_path, fonts)["B6"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) is (text[0] in "=+-@")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_titles_and_corners_are_text_too(fonts: Fonts, tmp_path: Path) -> None:
    sheet = small(row(), text=SMALL_WITH_FORMULA)
    found = {cell.value: cell for cell in opened(sheet, tmp_path, fonts)["A"]}
    for text in ("=小表", "=企业"):
        assert found[text].data_type == "s"
        assert found[text].quotePrefix


SMALL_WITH_FORMULA = """
id = "small"
edition = 1
subject = "enterprise-month"
title = "=小表"
[[columns]]
header = ["=企业"]
fact = "name"
width = 40
"""


def test_code_stays_text(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(monitoring(1), tmp_path, fonts)
    assert (sheet["C7"].value, sheet["C7"].data_type) == ("91140322MA00000000", "s")


def test_what_xml_cannot_carry_is_replaced_and_told(fonts: Fonts, tmp_path: Path) -> None:
    sheet = small(row(name="演示\x01公司"), row(name="_x0041_"))
    printed = print_excel(sheet, tmp_path / "a.xlsx", Progress(), fonts=fonts)
    assert [(problem.code, problem.values["row"]) for problem in printed.problems] == [("not_printable", "1")]
    with zipfile.ZipFile(printed.path) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "演示□公司" in xml
    assert "_x005F_x0041_" in xml  # or Excel would show A


def test_rare_character_is_kept_and_told(fonts: Fonts, tmp_path: Path) -> None:
    printed = print_excel(small(row(name="演示𠮷公司")), tmp_path / "a.xlsx", Progress(), fonts=fonts)
    assert [problem.code for problem in printed.problems] == ["glyph_missing"]
    assert load_workbook(printed.path).worksheets[0]["B6"].value == "演示𠮷公司"


def test_text_too_long_for_a_cell_is_told(fonts: Fonts, tmp_path: Path) -> None:
    printed = print_excel(small(row(name="长" * 40_000)), tmp_path / "a.xlsx", Progress(), fonts=fonts)
    assert [problem.code for problem in printed.problems] == ["cell_too_long"]
    assert load_workbook(printed.path).worksheets[0]["B6"].value == "长" * TEXT_LIMIT


def test_header_is_merged_as_on_paper(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(monitoring(), tmp_path, fonts)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A4:A6", "E4:H4", "E5:E6", "F5:H5", "A2:Q2"} <= merged
    assert (sheet["E4"].value, sheet["F5"].value, sheet["H6"].value) == ("主营业务收入", "累计", "同比%")


def test_areas_do_not_overlap(fonts: Fonts, tmp_path: Path) -> None:
    for name in ("visit-month", "issue-month", "key-monitoring"):
        sheet = opened(compile_sheet(form(name), Facts(()), heading()), tmp_path, fonts)
        seen: set[tuple[int, int]] = set()
        for area in sheet.merged_cells.ranges:
            cells = set(area.cells)
            assert not cells & seen
            seen |= cells


def test_every_box_of_the_table_has_borders(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(monitoring(), tmp_path, fonts)
    for cells in sheet.iter_rows(min_row=4, max_row=6 + 3 + 1, max_col=17):
        for cell in cells:
            # openpyxl forgets the inner borders of a merged area when it reads; LibreOffice and Excel do not
            assert isinstance(cell, MergedCell) or cell.border.left.style == cell.border.bottom.style == "thin"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    for number in range(4, 11):
        assert len(re.findall(rf'<c r="[A-Z]+{number}" s="[1-9]', xml)) == 17


def test_sheet_is_set_up_for_printing(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(monitoring(), tmp_path, fonts)
    assert sheet.freeze_panes == "A7"
    assert sheet.print_title_rows == "$4:$6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "第&P页 共&N页"
    assert round(sheet.page_margins.top * 25.4) == 25


def test_workbook_says_all_that_paper_says(fonts: Fonts, tmp_path: Path) -> None:
    told = {cell.value for cells in opened(monitoring(), tmp_path, fonts).iter_rows() for cell in cells}
    sheet = monitoring()
    expected = {
        sheet.title,
        sheet.annex,
        sheet.corner_left,
        sheet.corner_middle,
        sheet.corner_right,
        "合计",
        *sheet.notes,
        *sheet.footer.fields,
        sheet.footer.seal,
        sheet.statement,
    }
    assert expected <= told


def test_nothing_to_tell_is_written_across(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(small(), tmp_path, fonts)
    assert sheet["A6"].value == "本月无（零报告）"
    assert "A6:F6" in {str(area) for area in sheet.merged_cells.ranges}


def test_row_with_wrapped_text_is_high_enough(fonts: Fonts, tmp_path: Path) -> None:
    sheet = opened(small(row(name="很长的企业名称" * 10), row()), tmp_path, fonts)
    assert sheet.row_dimensions[6].height > 4 * 12
    assert sheet.row_dimensions[7].height is None


def test_narrow_form_puts_its_corners_below_each_other(fonts: Fonts, tmp_path: Path) -> None:
    text = SMALL_WITH_FORMULA.replace("[[columns]]", '[corners]\nleft = "左"\nright = "右"\n[[columns]]')
    sheet = opened(small(row(), text=text), tmp_path, fonts)
    values = [cell.value for cell in sheet["A"]]
    assert "左" in values
    assert "右" in values
    assert sheet.freeze_panes == f"A{values.index('=企业') + 2}"


def test_stopping_leaves_the_old_file_and_nothing_in_the_temporary_folder(
    fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    progress = Progress(lambda done, total, text: progress.cancel())
    with pytest.raises(Cancelled):
        print_excel(small(*[row()] * 500), target, progress, fonts=fonts)
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [target, scratch]
    assert list(scratch.iterdir()) == []


def test_list_is_written_plain_and_safe(tmp_path: Path) -> None:
    rows = [[text, Decimal("1850.55"), 3, date(2026, 10, 12), None] for text in DANGEROUS]
    columns = ["名称", "金额", "人数", "日期", "=备注"]
    printed = print_list(columns, rows, tmp_path / "a.xlsx", Progress(), title="企业/清单")
    sheet = load_workbook(printed.path).worksheets[0]
    assert sheet.title == "企业 清单"
    assert [cell.value for cell in sheet[1]] == columns
    assert [cell.value for cell in sheet["A"][1:]] == list(DANGEROUS)
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert [cell.value for cell in sheet[2][1:]] == [1850.55, 3, DAY, None]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("月报（2026年10月）", "月报（2026年10月）"),
        ("a/b:c*?[d]\\", "a b c   d"),
        ("", "Sheet"),
        ("'x'", "x"),
        ("长" * 40, "长" * 31),
    ],
)
def test_sheet_is_called_as_excel_allows(title: str, name: str) -> None:
    assert sheet_name(title) == name
    assert not re.search(r"[\[\]:*?/\\]", sheet_name(title))
