"""The code on every page of a filed paper: in letters and as a square that a scanner reads."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from desktop.kernel.progress import Progress
from desktop.render.excel import print_excel
from desktop.render.pdf import print_pdf, print_sheets
from desktop.render.quick_code import QUIET, modules, square
from desktop.render.raster import keywords, page_image, page_texts
from desktop.render.sheet import Margins
from desktop.render.sheet_json import from_json, to_json
from tests.render.samples import monitoring

CODE = "7K3M9QPTV"
DPI = 300
_MM = DPI / 25.4
_SIDE = 12  # millimetres, the white edge included


def printed(sheet, folder, fonts, name="a"):
    return print_pdf(sheet, folder / f"{name}.pdf", Progress(), fonts=fonts).path


def dark(image, x, y):
    at = 4 * (round(y) * image.width + round(x))
    return image.rgba[at] < 128


def square_on(path, page):
    """Return the modules as a camera would see them: the middle of each, on the page as it is drawn."""
    image = page_image(path, page, DPI)
    margins = monitoring().page.margins
    step = _SIDE * _MM / (21 + 2 * QUIET)
    left = image.width - (margins.right + _SIDE) * _MM
    top = image.height - (margins.bottom - 2) * _MM
    middle = [(QUIET + place + 0.5) * step for place in range(21)]
    return tuple(tuple(dark(image, left + x, top + y) for x in middle) for y in middle)


def test_the_square_on_the_page_is_the_one_the_library_made(tmp_path, fonts):
    path = printed(replace(monitoring(40), code=CODE), tmp_path, fonts)
    for page in range(1, len(page_texts(path)) + 1):
        assert square_on(path, page) == modules(CODE)
    assert modules(CODE) != modules("7K3M9QPTW")


def test_every_page_says_the_code_and_its_number(tmp_path, fonts):
    texts = page_texts(printed(replace(monitoring(40), code=CODE), tmp_path, fonts))
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        assert "核对码 7K3M-9QPT-V" in text
        assert f"第{number}页 共{len(texts)}页" in text


def test_a_paper_that_is_no_round_has_neither(tmp_path, fonts):
    path = printed(monitoring(), tmp_path, fonts)
    assert "核对码" not in "".join(page_texts(path))
    assert square_on(path, 1) != modules(CODE)


def test_the_same_code_gives_the_same_bytes_and_another_one_others(tmp_path, fonts):
    one, again, other = (
        printed(replace(monitoring(), code=code), tmp_path, fonts, name).read_bytes()
        for code, name in ((CODE, "a"), (CODE, "b"), ("7K3M9QPTW", "c"))
    )
    assert one == again != other


def test_where_the_margin_is_small_the_letters_are_enough(tmp_path, fonts):
    sheet = monitoring()
    page = replace(sheet.page, margins=Margins(10, 12, 10, 10))
    path = printed(replace(sheet, code=CODE, page=page), tmp_path, fonts)
    assert "核对码 7K3M-9QPT-V" in page_texts(path)[0]
    drawn_page = page_image(path, 1, 72)
    drawn = sum(dark(drawn_page, x, y) for x in range(760, 842) for y in range(566, 595))
    assert drawn < 200  # letters, no square


def test_the_workbook_carries_the_code_in_its_foot_and_on_the_sheet(tmp_path, fonts):
    path = print_excel(replace(monitoring(), code=CODE), tmp_path / "a.xlsx", Progress(), fonts=fonts).path
    sheet = load_workbook(path).worksheets[0]
    assert sheet.oddFooter.center.text == "核对码 7K3M-9QPT-V"
    assert "核对码 7K3M-9QPT-V" in [each.value for row in sheet.iter_rows() for each in row]


def test_a_sheet_keeps_its_code(fonts):
    sheet = replace(monitoring(), code=CODE)
    assert from_json(to_json(sheet)) == sheet
    assert '"code"' not in to_json(monitoring())


def test_sheets_of_one_file_count_their_own_pages_and_remember_what_they_were_printed_from(tmp_path, fonts):
    path = print_sheets([monitoring(), monitoring()], tmp_path / "a.pdf", Progress(), fonts=fonts, mark="ab12").path
    assert [text.count("第1页 共1页") for text in page_texts(path)] == [1, 1]
    assert keywords(path) == "ab12"
    assert keywords(tmp_path / "none.pdf") == ""


@pytest.mark.parametrize("side", [20.0, 40.0])
def test_the_square_stays_inside_its_edges(side):
    numbers = [list(map(float, line.split()[:4])) for line in square(CODE, 100, 50, side).splitlines()[1:-1]]
    step = side / (21 + 2 * QUIET)
    assert min(x for x, *_ in numbers) >= 100 + QUIET * step - 0.01
    assert max(x + width for x, _, width, _ in numbers) <= 100 + side - QUIET * step + 0.01
    assert min(y for _, y, *_ in numbers) >= 50 + QUIET * step - 0.01
