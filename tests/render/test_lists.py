"""An exported list: typed where the screen shows numbers and days, text everywhere else, on paper as on the screen."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.listing import ColumnKind, ListColumn, Listing
from desktop.kernel.progress import Cancelled, Progress
from desktop.render.fonts import Fonts
from desktop.render.list_printers import print_listing
from desktop.render.list_sheet import list_sheet
from desktop.render.raster import page_texts, pages
from desktop.render.sheet import PaperSize

NUMBER = ColumnKind.NUMBER
COLUMNS = (
    ListColumn("企业名称"),
    ListColumn("行业代码"),
    ListColumn("收入（万元）", NUMBER),
    ListColumn("增速", NUMBER),
    ListColumn("户数", NUMBER),
    ListColumn("走访日期"),
)
ROWS = (
    ("盂县甲厂（演示）", "2511", "1,850.50", "12.3%", "3", "2026-10-31"),
    ("盂县乙厂（演示）", "0610", "未报", "-1.5%", "0", ""),
    ("盂县丙厂（演示）", "00123", "-12.00", "—", "12", "2026-10-01"),
)
LISTING = Listing("企业名单", COLUMNS, ROWS, ("筛选：属地乡镇：秀水镇", "共 3 行"))


def written(listing: Listing, path: Path, fonts: Fonts) -> Path:
    return print_listing(listing, path, Progress(), fonts=fonts, unit="盂县能源局（演示）", on="2026年11月5日").path


def test_a_workbook_has_numbers_days_and_texts(fonts, tmp_path):
    sheet = load_workbook(written(LISTING, tmp_path / "a.xlsx", fonts)).active
    rows = [row for row in sheet.iter_rows() if str(row[0].value).startswith("盂县") and row[2].value]
    rows = [row for row in rows if row[5].value != "2026年11月5日"]
    assert [[cell.value for cell in row[:5]] for row in rows[-3:]] == [
        ["盂县甲厂（演示）", "2511", 1850.5, 0.123, 3],
        ["盂县乙厂（演示）", "0610", "未报", -0.015, 0],
        ["盂县丙厂（演示）", "00123", -12, "—", 12],
    ]
    first = rows[-3]
    assert first[5].value.date() == date(2026, 10, 31)
    assert [cell.number_format for cell in first[1:5]] == ["@", "#,##0.00", "#,##0.0%", "#,##0"]


def test_paper_has_title_unit_day_filters_and_page_numbers(fonts, tmp_path):
    path = written(Listing("企业名单", COLUMNS, ROWS * 40, LISTING.remarks), tmp_path / "a.pdf", fonts)
    texts = page_texts(path)
    assert pages(path) > 1
    for words in ("企业名单", "盂县能源局（演示）", "2026年11月5日", f"第1页 共{pages(path)}页", "1,850.50", "12.3%"):
        assert words in texts[0]
    assert "筛选：属地乡镇：秀水镇" in texts[-1]
    assert "企业名称" in texts[-1]


def test_the_same_list_gives_the_same_paper(fonts, tmp_path):
    assert (
        written(LISTING, tmp_path / "a.pdf", fonts).read_bytes()
        == written(LISTING, tmp_path / "b.pdf", fonts).read_bytes()
    )


def test_many_wide_columns_take_a_larger_paper():
    columns = tuple(ListColumn(f"列{number}") for number in range(14))
    wide = Listing("宽表", columns, (tuple("很长的内容" * 8 for _ in columns),))
    assert list_sheet(wide, unit="", on="").page.size is PaperSize.A3
    assert list_sheet(LISTING, unit="", on="").page.size is PaperSize.A4


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_an_empty_list_is_a_file_too(fonts, tmp_path, kind):
    path = written(Listing("空表", COLUMNS, ()), tmp_path / f"a.{kind}", fonts)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_stopping_leaves_nothing(fonts, tmp_path, kind):
    progress = Progress()
    progress.cancel()
    long = Listing("长表", COLUMNS, ROWS * 400)
    with pytest.raises(Cancelled):
        print_listing(long, tmp_path / f"a.{kind}", progress, fonts=fonts, unit="", on="")
    assert list(tmp_path.iterdir()) == []
