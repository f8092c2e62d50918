"""A county workbook as offices send it: titles, a list with one row of marks, totals, signatures, print set-up."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from desktop.domain.problems import Problem
from desktop.kernel.progress import Progress
from desktop.render.fact_kinds import Kind
from desktop.render.workbook_check import check_workbook
from desktop.render.workbook_file import WorkbookFile
from desktop.render.workbook_fill import Filling, fill_workbook
from desktop.render.workbook_marks import Field, Fields

SHEET = "重点 企业"
ROW = 5
HEADS = ("序号", "企业名称", "代码", "累计(万元)", "同期(万元)", "增速", "日期", "备注")
MARKS = (
    "{.序号}",
    "{.企业名称}",
    "{.代码}",
    "{.累计:万元}",
    "｛.同期：万元｝",
    '=IF(E5=0,"",D5/E5-1)',
    "{.日期}",
    "{.备注}",
)
FIELDS = Fields(
    {
        "单位": Field("unit", Kind.TEXT),
        "所属期": Field("month", Kind.MONTH),
        "填报日期": Field("on", Kind.DATE),
        "户数": Field("count", Kind.COUNT),
    },
    {
        "序号": Field("serial", Kind.COUNT),
        "企业名称": Field("name", Kind.TEXT),
        "代码": Field("code", Kind.TEXT),
        "累计": Field("ytd", Kind.MONEY),
        "同期": Field("last", Kind.MONEY),
        "增速": Field("growth", Kind.RATIO),
        "日期": Field("on", Kind.DATE),
        "电话": Field("phone", Kind.PHONE),
        "备注": Field("note", Kind.TEXT),
    },
)
SINGLE = {"unit": "盂县能源局（演示）", "month": "2026-10", "on": "2026-11-05", "count": 3}


def rows(count: int) -> list[dict[str, Any]]:
    """Return the facts of *count* invented enterprises."""
    return [
        {
            "serial": number,
            "name": f"盂县演示{number}公司（演示）",
            "code": f"91140322MA0{number:07d}",
            "ytd": 185_012_345_00 + number,
            "last": 160_000_000_00,
            "on": "2026-10-31",
            "note": ("=1+1", "正常", None)[number % 3],
        }
        for number in range(1, count + 1)
    ]


def sheet_of(workbook: Workbook) -> Any:
    """Lay the list of the county out on the first sheet of *workbook*."""
    sheet = workbook.active
    assert sheet is not None
    sheet.title = SHEET
    side = Side(style="thin")
    sheet.merge_cells("A1:I1")
    sheet["A1"] = "{单位}重点企业{所属期}情况表"
    sheet["A1"].font = Font(size=18, bold=True)
    for place, (head, mark) in enumerate(zip(HEADS, MARKS, strict=True), 1):
        for row, text in ((4, head), (ROW, mark)):
            cell = sheet.cell(row, place, text)
            cell.border = Border(side, side, side, side)
    sheet["D5"].number_format = "#,##0.00"
    sheet["F5"].number_format = "0.0%"
    sheet["G5"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("H5:I5")
    sheet["A6"], sheet["D6"], sheet["F6"] = "合计", "=SUM(D5:D5)", "=D6/SUM(E$5:E$5)-1"
    sheet.merge_cells("A6:C6")
    sheet["A8"] = "单位负责人：　　填报日期：{填报日期}"
    sheet.merge_cells("A8:I8")
    sheet["A9"] = "=D6"
    sheet["A9"].comment = Comment("由合计来", "县里")
    return sheet


def county(change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return the whole county workbook, changed by *change* before it is saved."""
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.row_dimensions[ROW].height, sheet.row_dimensions[6].height = 33, 25
    for column, width in zip("BCG", (30, 22, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.print_area, sheet.print_title_rows = "A1:I8", "1:4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = 0.4
    sheet.oddFooter.center.text = "{单位}　第&P页"
    sheet.freeze_panes = "A5"
    low = CellIsRule(operator="lessThan", formula=["$D$6/2"], fill=PatternFill("solid", bgColor="FFCCCC"))
    sheet.conditional_formatting.add("D5", low)
    answers = DataValidation(type="list", formula1='"正常,停产"')
    answers.add("H5")
    sheet.add_data_validation(answers)
    sheet.row_breaks.append(Break(id=6))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "D12")
    beside = workbook.create_sheet("汇总")
    beside["A1"], beside["A2"], beside["A3"] = f"='{SHEET}'!D6", "共{户数}户", f"=SUM('{SHEET}'!D5:D5)"
    if change is not None:
        change(workbook)
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def opened(content: bytes) -> WorkbookFile:
    """Return *content* as the printers take it."""
    return WorkbookFile(content, "县表.xlsx")


def checked(content: bytes) -> dict[str, Problem]:
    """Return the problems of *content* by code."""
    return {problem.code: problem for problem in check_workbook(opened(content), FIELDS).problems}


def filled(content: bytes, path: Path, count: int = 3, **more: Any) -> tuple[Problem, ...]:
    """Fill *content* for *count* enterprises at *path*; *more* replaces facts of each row."""
    facts = [{**row, **more} for row in rows(count)]
    return fill_workbook(opened(content), Filling(FIELDS, SINGLE, facts), path, Progress())
